package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of deliveries: who handed what over to whom, and what was declared and counted. A number
 * is given once and never twice in a year. For archivists; everybody else is refused.
 */
public interface DeliveryMinutes {
    /** The two papers of a delivery. */
    enum Kind {
        /** Biên bản giao nhận hồ sơ, tài liệu (Nghị định 30/2020/NĐ-CP). */
        HANDOVER,
        /** Biên bản nghiệm thu. */
        ACCEPTANCE
    }

    /**
     * Declared and counted, as the catalogue has it now: a count over the hồ sơ of the delivery.
     */
    Figures figures(DeliveryId delivery, Reader reader);

    /**
     * Makes the minutes of a delivery that is kept, or makes them again: the figures of now under
     * the number they have.
     *
     * @throws RefusedException when nothing of the delivery is kept or a text is too long
     */
    Minutes make(DeliveryId delivery, Kind kind, Parties parties, Reader actor);

    Optional<Minutes> find(DeliveryId delivery, Kind kind, Reader reader);

    /**
     * @param year of the number, in Vietnam
     * @param number from 1 in each year, over both kinds
     * @param issue from 1, how often it was made
     * @param figures as they were when it was made
     */
    record Minutes(
            DeliveryId delivery,
            Kind kind,
            int year,
            int number,
            int issue,
            Instant madeAt,
            String madeBy,
            Parties parties,
            Figures figures) {}

    /**
     * What no list tells. A blank text is left open on the paper, to be filled in by hand.
     *
     * @param parent the body above the archive, for the head of the paper
     * @param notation what follows the number, {@code BB-LTLS}
     * @param place where it is made, for the line of the date
     * @param holdings tên khối tài liệu
     * @param remarks further conditions, or blank
     */
    record Parties(
            String parent,
            String archive,
            String notation,
            String place,
            Party giver,
            Party receiver,
            String holdings,
            String remarks) {}

    /** One side, each text of at most 200 characters. */
    record Party(String organ, String person, String position) {}

    /**
     * @param state how the delivery ended
     * @param fonds the fonds it went into, at most ten
     * @param declared by the list and the descriptions in it
     * @param counted in what is kept
     * @param conditions hồ sơ by the names of {@link PhysicalCondition}; blank for none told
     * @param maintenance hồ sơ by the names of {@link Maintenance}
     * @param blocking findings that kept hồ sơ out
     * @param leftOut hồ sơ among them that an archivist left out as duplicates, with a reason; null
     *     in minutes of before it was counted
     */
    record Figures(
            String name,
            String submitter,
            Instant receivedAt,
            Deliveries.State state,
            List<String> fonds,
            @Nullable Integer firstYear,
            @Nullable Integer lastYear,
            Amounts declared,
            Amounts counted,
            Map<String, Long> conditions,
            Map<String, Long> maintenance,
            long blocking,
            long warnings,
            @Nullable Long leftOut) {
        public Figures {
            fonds = List.copyOf(fonds);
            conditions = Map.copyOf(conditions);
            maintenance = Map.copyOf(maintenance);
        }
    }

    /**
     * Null where nobody told or counted.
     *
     * @param sheets tờ, of paper; only the description tells them
     * @param a4 pages as A4 (A3 two, A2 four, A1 eight, A0 sixteen); null unless every page was
     *     measured
     * @param blank pages among them that show nothing, as far as they could be looked at
     * @param files computer files
     */
    record Amounts(
            @Nullable Long records,
            @Nullable Long documents,
            @Nullable Long sheets,
            @Nullable Long pages,
            @Nullable Long a4,
            @Nullable Long blank,
            @Nullable Long files,
            @Nullable Long bytes) {
        public Amounts(
                @Nullable Long records,
                @Nullable Long documents,
                @Nullable Long sheets,
                @Nullable Long pages,
                @Nullable Long a4,
                @Nullable Long files,
                @Nullable Long bytes) {
            this(records, documents, sheets, pages, a4, null, files, bytes);
        }

        /** The pages that shelf metres are reckoned from: as A4 where they were counted so. */
        public @Nullable Long pagesForMetres() {
            return a4 == null ? pages : a4;
        }
    }
}

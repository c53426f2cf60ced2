package vn.tangthu.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
     * Declared and counted, as the catalogue has it now: a count over the hồ sơ that the delivery
     * brought, new ones and new versions.
     */
    Figures figures(DeliveryId delivery, Reader reader);

    /**
     * Makes the minutes of a delivery that is kept, or makes them again: the figures of now under
     * the number they have, as another issue. The issues before stay as they were signed.
     *
     * @param lists that go with the paper; kept with it, byte by byte
     * @throws RefusedException when nothing of the delivery is kept or a text is too long
     * @throws IOException when a list cannot be read; nothing is made then
     */
    Minutes make(DeliveryId delivery, Kind kind, Parties parties, List<NewList> lists, Reader actor)
            throws IOException;

    /** The newest issue. */
    default Optional<Minutes> find(DeliveryId delivery, Kind kind, Reader reader) {
        return issues(delivery, kind, reader).stream().findFirst();
    }

    /**
     * What to propose for a delivery of which there are no minutes yet: the parties of the last
     * minutes of a delivery by the same submitter, else the archive's side of the last minutes.
     */
    Optional<Parties> proposed(String submitter, Reader reader);

    /** All issues, newest first; of more than a hundred the newest hundred. */
    List<Minutes> issues(DeliveryId delivery, Kind kind, Reader reader);

    /**
     * Whether the lists attached to minutes of this delivery are withheld from this reader: one of
     * the hồ sơ that it brought may be a state secret, or was purged as one, and lists tell titles.
     * The minutes themselves tell none.
     */
    boolean withheld(DeliveryId delivery, Reader reader);

    /**
     * Writes a list as it was attached.
     *
     * @throws RefusedException {@code MINUTES_LIST_WITHHELD}, before anything is written
     * @throws IOException also when it is not what was attached any more
     */
    void write(Minutes of, AttachedList list, Reader reader, OutputStream out) throws IOException;

    /**
     * @param title as the paper calls it
     * @param fileName letters, digits, {@code -} and {@code .} of ASCII; no other of these minutes
     * @param rows hồ sơ, documents or findings in it
     */
    record NewList(String title, String fileName, long rows, Path file) {}

    /**
     * @param bytes its size
     * @param sha256 of its bytes, in hexadecimal
     */
    record AttachedList(String title, String fileName, long rows, long bytes, String sha256) {}

    /**
     * @param year of the number, in Vietnam
     * @param number from 1 in each year, over both kinds
     * @param issue from 1, how often it was made
     * @param figures as they were when it was made
     * @param lists attached to it
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
            Figures figures,
            List<AttachedList> lists) {
        public Minutes {
            lists = List.copyOf(lists);
        }
    }

    /**
     * What no list tells. A blank text is left open on the paper, to be filled in by hand.
     *
     * @param parent the body above the archive, for the head of the paper
     * @param notation what follows the number, {@code BB-LTLS}
     * @param place where it is made, for the line of the date
     * @param holdings tên khối tài liệu
     * @param told by the giving side
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
            Told told,
            String remarks) {
        /** The same for another delivery: without what is told of this one. */
        public Parties of(Party from) {
            return new Parties(
                    parent, archive, notation, place, from, receiver, "", Told.NOTHING, "");
        }
    }

    /**
     * What the giving side tells; blank for nothing, and then it is not on the paper.
     *
     * @param registration mã đăng ký thu nộp and which handing in it is (Thông tư 05/2025/TT-BNV,
     *     article 23)
     * @param contract what it was digitised or delivered under
     * @param boxes hộp/cặp, of paper (Nghị định 30/2020/NĐ-CP)
     * @param metres mét giá; blank to reckon them from the pages declared
     * @param code mã cơ quan nộp; this and the following by Thông tư 05/2025/TT-BNV, article 23
     * @param packages tổng số gói tin
     * @param registered hồ sơ, documents theo đăng ký
     * @param approved hồ sơ, documents đã duyệt
     */
    record Told(
            String registration,
            String contract,
            String boxes,
            String metres,
            String code,
            String packages,
            String registered,
            String approved) {
        public static final Told NOTHING = new Told("", "", "", "", "", "", "", "");
    }

    /** One side, each text of at most 200 characters. */
    record Party(String organ, String person, String position) {}

    /**
     * @param state how the delivery ended
     * @param fonds the fonds it went into, at most ten
     * @param declared by the lists as they came, hồ sơ that were kept out included
     * @param filesBrought computer files that lay in the delivery, lists not counted
     * @param bytesBrought of these
     * @param counted in what is kept
     * @param conditions hồ sơ by the names of {@link PhysicalCondition}; blank for none told
     * @param maintenance hồ sơ by the names of {@link Maintenance}
     * @param blocking findings that kept hồ sơ out
     * @param leftOut hồ sơ among them that an archivist left out as duplicates, with a reason; null
     *     in minutes of before it was counted
     * @param scans pages by the codes {@code RESOLUTION_LOW} and {@code NOT_IN_COLOUR} of their
     *     findings; {@code MORE_FINDINGS} when these are not all
     * @param accepted what was taken in against a rule; null for nothing, and in minutes of before
     *     it was noted
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
            long filesBrought,
            long bytesBrought,
            Amounts counted,
            Map<String, Long> conditions,
            Map<String, Long> maintenance,
            long blocking,
            long warnings,
            @Nullable Long leftOut,
            Map<String, Long> scans,
            @Nullable Accepted accepted) {
        public Figures {
            fonds = List.copyOf(fonds);
            conditions = Map.copyOf(conditions);
            maintenance = Map.copyOf(maintenance);
            scans = Map.copyOf(scans);
        }
    }

    /**
     * What an archivist accepted, with a reason.
     *
     * @param findings how many
     */
    record Accepted(long findings, String by, String reason) {}

    /**
     * Null where nobody told or counted.
     *
     * @param sheets tờ, of paper; only the description tells them
     * @param a4 pages as A4 (A3 two, A2 four, A1 eight, A0 sixteen) of those that were measured
     * @param unmeasured pages that were not, and are one of A4 each where shelf metres are reckoned
     * @param blank pages among them that show nothing, as far as they could be looked at
     * @param files computer files; no list declares them
     */
    record Amounts(
            @Nullable Long records,
            @Nullable Long documents,
            @Nullable Long sheets,
            @Nullable Long pages,
            @Nullable Long a4,
            @Nullable Long unmeasured,
            @Nullable Long blank,
            @Nullable Long files,
            @Nullable Long bytes) {
        /** What a list declares. */
        public static Amounts declared(
                long records, long documents, @Nullable Long sheets, @Nullable Long pages) {
            return new Amounts(records, documents, sheets, pages, null, null, null, null, null);
        }

        /** The pages that shelf metres are reckoned from: as A4 where they were measured. */
        public @Nullable Long pagesForMetres() {
            return a4 == null ? pages : Long.valueOf(a4 + (unmeasured == null ? 0 : unmeasured));
        }
    }
}

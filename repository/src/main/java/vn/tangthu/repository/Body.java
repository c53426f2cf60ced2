package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body that makes or made records: an authority record after ISAAR(CPF). Periods begin with
 * {@code from} (null: not known) and end the day before {@code until} (null: it still holds).
 *
 * @param reference the register's own code, part of the page's address; never changes
 * @param from the first day of its existence (5.2.1)
 * @param until the first day on which it is no more
 * @param names authorized and other names over time (5.1.2, 5.1.5), at least one
 * @param codes identifiers over time (5.1.6): mã định danh, mã đơn vị hành chính; closed ones stay
 * @param superiors to whom it belongs or belonged
 * @param history lịch sử (5.2.2), or null
 * @param fonds phông that it made
 * @param revision 1 and up; a correction names the one it was made against
 */
public record Body(
        BodyId id,
        String reference,
        BodyKind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        List<Dated> names,
        List<Dated> codes,
        List<Superior> superiors,
        List<Dated> addresses,
        @Nullable String history,
        List<FondsId> fonds,
        int revision) {
    /** The most entries of one list of a body. */
    public static final int MOST = 200;

    public Body {
        names = List.copyOf(names);
        codes = List.copyOf(codes);
        superiors = List.copyOf(superiors);
        addresses = List.copyOf(addresses);
        fonds = List.copyOf(fonds);
    }

    /** The last name it had, or has. */
    public String name() {
        return names.getLast().value();
    }

    /** Whether it exists on the day. */
    public boolean livesOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }

    /** A value with the days on which it held; both null for all the body's life. */
    public record Dated(String value, @Nullable LocalDate from, @Nullable LocalDate until) {
        public static Dated always(String value) {
            return new Dated(value, null, null);
        }

        /** Whether no day is in both. */
        public boolean apartFrom(Dated other) {
            return (until != null && other.from != null && !other.from.isBefore(until))
                    || (other.until != null && from != null && !from.isBefore(other.until));
        }
    }

    /**
     * @param reference of the superior
     * @param name its last
     */
    public record Superior(
            BodyId id,
            String reference,
            String name,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * A line of a list: enough to tell homonyms apart.
     *
     * @param name the last it had
     * @param within its last superior and that one's: "Huyện Diên Khánh, Tỉnh Khánh Hòa"; may be
     *     empty
     */
    public record Line(
            BodyId id,
            String reference,
            BodyKind kind,
            String name,
            String within,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        public boolean livesOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Line line && line.id.equals(id);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }
    }
}

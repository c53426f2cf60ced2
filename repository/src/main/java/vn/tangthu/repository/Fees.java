package vn.tangthu.repository;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Kind;

/**
 * What the use of records costs (phí khai thác, sử dụng tài liệu): tables that the archive enters,
 * what a request comes to by them, payments and waivers (ADR 0044). Amounts are whole đồng.
 *
 * <p>Procedure 1.013932 says that there is a fee; the amounts are set by others and change, so they
 * are data. Where no table was entered there are no fees.
 *
 * <p>The law that this house knows says nothing of fees and the term of an answer. So a fee never
 * stops or lengthens the term: it is told with the answer, when the term is over.
 */
public interface Fees {
    int MOST_ROWS = 100;

    /** Of a label, a legal basis or an evidence, characters. */
    int MOST_LINE = 500;

    /** Of one row, đồng. */
    long MOST_AMOUNT = 1_000_000_000;

    /** Of one line: what a request may be counted to. */
    int MOST_QUANTITY = 100_000;

    /** What is counted. */
    enum Unit {
        /** Once for the request. */
        REQUEST,
        /** Hồ sơ of which something was granted. */
        RECORD,
        DOCUMENT,
        PAGE,
        /** Computer files. */
        FILE
    }

    enum Method {
        CASH,
        TRANSFER,
        POST,
        ONLINE
    }

    /**
     * @param use the kind of request it is for
     * @param label as applicants read it
     * @param amount đồng for one unit
     */
    record Row(Kind use, String label, Unit unit, long amount) {}

    /**
     * An exemption or a reduction.
     *
     * @param percent of the whole fee that need not be paid; 100 exempts
     * @param basis the article that gives it
     * @param evidence what the applicant shows for it
     */
    record Relief(FeeGroup group, int percent, String basis, String evidence) {}

    /**
     * @param validFrom the first day: requests that come in from then on have its fees
     * @param basis the instrument that sets the fees
     * @param howToPay as applicants read it
     * @param holds whether nothing is handed out before the fee is paid or waived
     * @param rows none: from that day on nothing costs anything
     */
    record NewTable(
            LocalDate validFrom,
            String basis,
            String howToPay,
            boolean holds,
            List<Row> rows,
            List<Relief> reliefs) {
        public NewTable {
            rows = List.copyOf(rows);
            reliefs = List.copyOf(reliefs);
        }
    }

    record Table(int number, NewTable of, Instant at, String by) {}

    /**
     * @param row number of the row of its table, from 1
     * @param quantity null where it has to be counted by somebody: of words, and of paper
     */
    record Line(int row, String label, Unit unit, long amount, @Nullable Integer quantity) {
        /** Đồng; 0 while nobody has counted. */
        public long sum() {
            return quantity == null ? 0 : amount * quantity;
        }
    }

    /**
     * What a request comes to.
     *
     * @param lines the rows of the table that fired
     * @param items of the request that are counted, by their numbers
     */
    record Estimate(Table table, List<Line> lines, Set<Integer> items) {
        public Estimate {
            lines = List.copyOf(lines);
            items = Set.copyOf(items);
        }

        public boolean isCounted() {
            return lines.stream().noneMatch(line -> line.quantity() == null);
        }

        /** Đồng, before reliefs. */
        public long sum() {
            return lines.stream().mapToLong(Line::sum).sum();
        }
    }

    /** Đồng that are left to pay; half a đồng is rounded up. */
    static long reduced(long sum, int percent) {
        return BigDecimal.valueOf(sum)
                .multiply(BigDecimal.valueOf(100L - percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    record Payment(
            int number,
            long amount,
            LocalDate paidOn,
            String receipt,
            Method method,
            Instant at,
            String by,
            @Nullable String cancelled) {}

    record NewPayment(long amount, LocalDate paidOn, String receipt, Method method) {}

    /**
     * The fee of a request as it was told last.
     *
     * @param version from 1
     * @param estimate with the lines as they were told, whatever the tables say now
     * @param group of the relief, null for none
     * @param total đồng, null while an archivist has to count first
     * @param why a correction or waiver was made; empty where it was computed
     * @param payments the cancelled ones too
     */
    record Fee(
            String reference,
            int version,
            Estimate estimate,
            @Nullable FeeGroup group,
            int percent,
            @Nullable Long total,
            boolean waived,
            boolean byHand,
            Instant at,
            String by,
            String why,
            List<Payment> payments) {
        public Fee {
            payments = List.copyOf(payments);
        }

        public long paid() {
            return payments.stream()
                    .filter(payment -> payment.cancelled() == null)
                    .mapToLong(Payment::amount)
                    .sum();
        }

        /** Đồng; negative where more was paid than was to be paid; 0 while nobody has counted. */
        public long owed() {
            return total == null || waived ? 0 : total - paid();
        }

        public boolean isSettled() {
            return total != null && owed() <= 0;
        }

        /** Whether nothing may be handed out yet. */
        public boolean holds() {
            return estimate.table().of().holds() && !isSettled();
        }

        public State state() {
            if (total == null) {
                return State.TO_BE_COUNTED;
            }
            if (waived) {
                return State.WAIVED;
            }
            return total == 0 ? State.FREE : isSettled() ? State.PAID : State.DUE;
        }
    }

    enum State {
        TO_BE_COUNTED,
        DUE,
        PAID,
        WAIVED,
        /** There is nothing to pay: a row of 0 đồng, or an exemption. */
        FREE
    }

    /** The one that requests of today have, if it has rows. */
    Optional<Table> now();

    /** The one that a request has which came in on paper on this day, if it has rows. */
    Optional<Table> onPaper(LocalDate day);

    /** The newest entered first. */
    List<Table> tables(int limit);

    /**
     * Durable when this returns. What was told stays as it was told.
     *
     * @throws RefusedException with all findings at once, and for everybody but an administrator
     */
    Table enter(NewTable table, Reader actor);

    /**
     * What it comes to by the table of the day it came in, of those that were entered by then: of
     * what was granted, or, while nothing is, of all that is open. Only for staff: how many pages a
     * hồ sơ has is not told before something is granted.
     *
     * @return empty where nothing costs anything
     */
    Optional<Estimate> estimate(AccessRequests.Request request);

    /**
     * Whether something was granted whole that hides documents. These are not counted, so that the
     * fee does not tell that they are there; an archivist who hands them out corrects it. Only for
     * staff.
     */
    boolean leavesOut(AccessRequests.Request request);

    /** Empty where nothing was told. */
    Optional<Fee> of(String reference);

    /** As {@link #of}, the older versions too; the newest first, at most 50. */
    List<Fee> history(String reference);

    /**
     * What an archivist has counted, and what stood before them when they did.
     *
     * @param version of the fee, 0 where none was told
     * @param items of the estimate
     * @param quantities by the numbers of rows; every row of the estimate has one
     * @param group of a relief of the table, null for none
     */
    record Counted(
            int version,
            Set<Integer> items,
            Map<Integer, Integer> quantities,
            @Nullable FeeGroup group) {
        public Counted {
            items = Set.copyOf(items);
            quantities = Map.copyOf(quantities);
        }
    }

    /**
     * Tells it anew, counted by hand or with a relief. A relief that the applicant claims is
     * decided by it: accepted where it is the one that is applied, refused otherwise.
     *
     * @param why needed; the applicant does not read it
     * @param answer about the claim, as the applicant reads it; needed where it is refused
     * @throws RefusedException {@code FEE_CHANGED} when it was told anew, or more was granted,
     *     since it was counted
     */
    Fee correct(String reference, Counted counted, String why, String answer, Reader actor);

    /** Without words about a claim. */
    default Fee correct(String reference, Counted counted, String why, Reader actor) {
        return correct(reference, counted, why, "", actor);
    }

    /**
     * The relief that the applicant claims ({@link AccessRequests#submit(AccessRequests.NewRequest,
     * FeeGroup, Reader)}). While it waits a fee that is not zero is not told: an archivist looks at
     * the evidence first.
     */
    Optional<Claim> claim(String reference);

    /**
     * @param decided null where nobody has
     * @param settled why nobody needs to, as things stand; null where it is decided, and where it
     *     waits. An appeal, or a fee that is told anew, can make it wait again.
     */
    record Claim(
            FeeGroup group,
            Instant at,
            @Nullable ClaimDecision decided,
            @Nullable Settled settled) {
        public boolean waits() {
            return decided == null && settled == null;
        }
    }

    /** What makes a claim that nobody decided void. */
    enum Settled {
        /** The whole fee was waived. */
        WAIVED,
        /** What was granted costs nothing. */
        NOTHING_TO_PAY,
        /** The request is over and nothing of it was granted: there is no fee. */
        NOT_GRANTED
    }

    /**
     * @param answer as the applicant reads it; may be empty where it is accepted
     */
    record ClaimDecision(boolean accepted, Instant at, String by, String answer) {}

    /**
     * Nothing is to be paid.
     *
     * @param version that is waived
     * @param why needed
     * @throws RefusedException {@code FEE_CHANGED} when another version counts by now
     */
    Fee waive(String reference, int version, String why, Reader actor);

    /**
     * What was paid, as the receipt says; not more than is owed, and no receipt twice.
     *
     * @param version that is paid
     * @throws RefusedException {@code FEE_CHANGED} when another version counts by now
     */
    Fee pay(String reference, int version, NewPayment payment, Reader actor);

    /** One that was recorded wrongly. */
    Fee cancelPayment(String reference, int number, String why, Reader actor);

    /** Whether nothing may be handed out for this request yet. */
    default boolean holds(String reference) {
        return of(reference).map(Fee::holds).orElse(false);
    }

    /** The relief of a group in a table. */
    static @Nullable Relief relief(Table table, @Nullable FeeGroup group) {
        return table.of().reliefs().stream()
                .filter(relief -> Objects.equals(relief.group(), group))
                .findFirst()
                .orElse(null);
    }
}

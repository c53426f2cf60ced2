package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the archive was used, in numbers: requests and what became of them, copies, readings and
 * accesses, by days of Viet Nam. Read from tables that are counted up in the background, never by a
 * walk over requests or the log; no person, no title and no code is in them.
 *
 * <p>Whoever is no {@link Role#ARCHIVIST}, {@link Role#AUDITOR} or {@link Role#ADMINISTRATOR} is
 * refused ({@code NOT_ALLOWED}).
 */
public interface UseFigures {
    /** Below this many, a number of one agency may tell who asked. */
    int SMALL = 5;

    /** Periods that are read at once. */
    int MOST_PERIODS = 24;

    /** Agencies that are told by name; the rest is summed up. */
    int MOST_AGENCIES = 100;

    /**
     * @param last a day of the last period
     * @param periods 1 to {@link #MOST_PERIODS}
     * @return the oldest period first
     */
    Figures of(Grain grain, LocalDate last, int periods, Reader reader);

    /**
     * By who made the records that were asked for; what was asked in words and found nothing is
     * {@link Agencies#nobody}. Most asked for first.
     *
     * @param whole also numbers below {@link #SMALL}, only for those who may read what they are
     *     made of ({@link #mayHaveSmall}); else agencies with such a number are summed up until
     *     none is left
     */
    Agencies agencies(Period period, boolean whole, Reader reader);

    /** What waits now. */
    Backlog backlog(Reader reader);

    /** Counts everything anew, in the background; written to the activity log. */
    void recount(Reader actor);

    /** Archivists read the requests, auditors the log: small numbers tell them nothing new. */
    static boolean mayHaveSmall(Reader reader) {
        return reader.is(Role.ARCHIVIST) || reader.is(Role.AUDITOR);
    }

    enum Grain {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Grain(int months) {
            this.months = months;
        }

        /** The period that the day is in. */
        public Period of(LocalDate day) {
            int month = (day.getMonthValue() - 1) / months * months + 1;
            LocalDate from = LocalDate.of(day.getYear(), month, 1);
            return new Period(this, from, from.plusMonths(months));
        }
    }

    /**
     * @param until the first day after it
     */
    record Period(Grain grain, LocalDate from, LocalDate until) {
        public Period before(int periods) {
            return grain.of(from.minusMonths((long) grain.months * periods));
        }
    }

    /** What is counted. A request asks for items; each item is decided by itself. */
    enum Measure {
        /** Requests sent here; the kind is an {@link AccessRequests.Kind}, as corrected. */
        REQUESTS_ONLINE,
        /** Requests that came in on paper. */
        REQUESTS_PAPER,
        /** Items that were asked for. */
        ITEMS,
        /** Items that were opened again by an appeal. */
        APPEALED,
        GRANTED,
        REFUSED,
        WITHDRAWN,
        /** Granted or refused before the last day of the lawful term. */
        EARLY,
        /** … on it. */
        ON_DAY,
        /** … after it. */
        LATE,
        /** … and its term is not known any more. */
        NO_TERM,
        /** Appeals that were decided within their term of 30 days, which is counted by itself. */
        APPEAL_IN_TIME,
        APPEAL_LATE,
        /**
         * {@link #ITEMS} by the term in working days that the item has, beside what is wanted: the
         * kind is {@code READ/7} for one that is to be read and is about conditional records.
         */
        TERM_ITEMS,
        /** {@link #EARLY} so. */
        TERM_EARLY,
        TERM_ON_DAY,
        TERM_LATE,
        /** Orders of agencies; the kind is SENT, GRANTED (something of it), REFUSED, WITHDRAWN. */
        ORDERS,
        /**
         * Their lines; the kind is SENT, GRANTED or REFUSED, also of one that was granted before.
         */
        ORDER_LINES,
        /**
         * Copies that were made; a DIP for an agency counts when it was fetched; the kind is PLAIN,
         * CERTIFIED, READING or DIP.
         */
        COPIES,
        COPY_PAGES,
        /** Copies that were fetched, and pages that were looked at while reading online. */
        FETCHED,
        /** Of signed-in people, as the log has them: VIEW, DOWNLOAD, EXPORT, RESULTS_EXPORT. */
        ACCESSES;

        /** Those that are told by agency. */
        public static final Set<Measure> BY_AGENCY =
                Set.of(ITEMS, GRANTED, REFUSED, EARLY, ON_DAY, LATE);
    }

    /**
     * @param through all days up to and with this one are counted; null while the first count is
     *     still to come
     */
    record Figures(
            List<Amounts> periods, @Nullable LocalDate through, @Nullable Instant countedAt) {
        public Figures {
            periods = List.copyOf(periods);
        }
    }

    /**
     * @param numbers by measure and kind; what is not there is none
     * @param carried items that were open when the period began, by kind of the request
     */
    record Amounts(
            Period period, Map<Measure, Map<String, Long>> numbers, Map<String, Long> carried) {
        public Amounts {
            numbers = Map.copyOf(numbers);
            carried = Map.copyOf(carried);
        }

        public long of(Measure measure, String kind) {
            return numbers.getOrDefault(measure, Map.of()).getOrDefault(kind, 0L);
        }

        public long of(Measure measure) {
            return numbers.getOrDefault(measure, Map.of()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        /** Open when the period ended. */
        public long left(String kind) {
            return carried.getOrDefault(kind, 0L)
                    + of(Measure.ITEMS, kind)
                    + of(Measure.APPEALED, kind)
                    - of(Measure.GRANTED, kind)
                    - of(Measure.REFUSED, kind)
                    - of(Measure.WITHDRAWN, kind);
        }

        public Share share() {
            return new Share(of(Measure.EARLY) + of(Measure.ON_DAY), of(Measure.LATE));
        }

        /**
         * Sum over kinds.
         *
         * @param measure one of those by term
         * @param days the term
         */
        public long term(Measure measure, int days) {
            return numbers.getOrDefault(measure, Map.of()).entrySet().stream()
                    .filter(one -> one.getKey().endsWith("/" + days))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        public Share termShare(int days) {
            return new Share(
                    term(Measure.TERM_EARLY, days) + term(Measure.TERM_ON_DAY, days),
                    term(Measure.TERM_LATE, days));
        }

        public Share share(String kind) {
            return new Share(
                    of(Measure.EARLY, kind) + of(Measure.ON_DAY, kind), of(Measure.LATE, kind));
        }
    }

    /** Of decisions whose term is known. */
    record Share(long inTime, long late) {
        /** Rounded down, so that 100 means all; empty where nothing was decided. */
        public @Nullable Integer percent() {
            long all = inTime + late;
            return all == 0 ? null : Math.toIntExact(inTime * 100 / all);
        }
    }

    /**
     * @param named told apart
     * @param others summed up: small ones, and those beyond {@link #MOST_AGENCIES}; null for none
     * @param nobody what was about no hồ sơ, or about one that is not kept any more; always whole
     */
    record Agencies(List<Agency> named, @Nullable Numbers others, Numbers nobody) {
        public Agencies {
            named = List.copyOf(named);
        }
    }

    /**
     * @param then who made the records, by the last name each had; empty for fonds that nobody is
     *     linked with
     * @param today who answers for them today
     */
    record Agency(List<Body.Line> then, Bodies.Responsible today, Numbers numbers) {
        public Agency {
            then = List.copyOf(then);
        }
    }

    record Numbers(long asked, long granted, long refused, long inTime, long late) {
        public static final Numbers NONE = new Numbers(0, 0, 0, 0, 0);

        public Numbers plus(Numbers other) {
            return new Numbers(
                    asked + other.asked,
                    granted + other.granted,
                    refused + other.refused,
                    inTime + other.inTime,
                    late + other.late);
        }

        public long decided() {
            return granted + refused;
        }

        public Share share() {
            return new Share(inTime, late);
        }

        /** Whether what is told of it where small numbers are not would be small. */
        public boolean isSmall() {
            return asked > 0 && asked < SMALL || decided() > 0 && decided() < SMALL;
        }
    }

    /**
     * @param inTime items within their term
     * @param late items after it
     * @param waiting items whose clock stands, because the applicant is waited for
     */
    record Backlog(long inTime, long late, long waiting) {}
}

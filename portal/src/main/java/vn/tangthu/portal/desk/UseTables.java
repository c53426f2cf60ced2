package vn.tangthu.portal.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import vn.tangthu.portal.desk.FigureBars.Bar;
import vn.tangthu.portal.papers.FiguresPaper.Further;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.UseFigures.Agencies;
import vn.tangthu.repository.UseFigures.Agency;
import vn.tangthu.repository.UseFigures.Amounts;
import vn.tangthu.repository.UseFigures.Figures;
import vn.tangthu.repository.UseFigures.Measure;
import vn.tangthu.repository.UseFigures.Numbers;
import vn.tangthu.repository.UseFigures.Period;
import vn.tangthu.repository.UseFigures.Share;

/** How the archive was used, as tables that a page and a spreadsheet show alike. */
record UseTables(Words words) {
    /** Kinds of copies, as {@link Measure#COPIES} has them. */
    private static final List<String> COPIES =
            List.of("PLAIN", "CERTIFIED", "PAPER", "READING", "DIP");

    private static final List<String> ACCESSES =
            List.of("VIEW", "DOWNLOAD", "EXPORT", "RESULTS_EXPORT");

    /** Working days that procedure 1.013932 knows. */
    private static final List<Integer> TERMS = List.of(1, 2, 7);

    /** Kinds of {@link Measure#ORDERS}. */
    private static final List<String> ORDERS = List.of("SENT", "GRANTED", "REFUSED", "WITHDRAWN");

    /** Kinds of {@link Measure#ORDER_LINES}. */
    private static final List<String> LINES = List.of("SENT", "GRANTED", "REFUSED");

    /** What has no number: nothing was decided. */
    private static final String NONE = "–";

    /**
     * A table and the drawing that says the same.
     *
     * @param texts columns after the first that hold words
     * @param rows numbers as {@link Long}, words as they are
     * @param drawn what the bars show
     */
    record Table(
            String heading,
            List<String> columns,
            int texts,
            List<List<Object>> rows,
            String drawn,
            List<Bar> bars) {
        List<List<String>> shown(Words words) {
            return rows.stream()
                    .map(
                            row ->
                                    row.stream()
                                            .map(
                                                    cell ->
                                                            cell instanceof Long number
                                                                    ? words.number(number)
                                                                    : cell.toString())
                                            .toList())
                    .toList();
        }

        /** For adding up. */
        Further sheet() {
            return new Further(
                    heading + ": " + columns.getFirst(),
                    columns,
                    rows.stream().map(row -> row.stream().map(Object::toString).toList()).toList());
        }
    }

    String period(Period period) {
        int month = period.from().getMonthValue();
        return words.of(
                "use.period." + period.grain(),
                Integer.toString(
                        switch (period.grain()) {
                            case MONTH -> month;
                            case QUARTER -> (month + 2) / 3;
                            case YEAR -> period.from().getYear();
                        }),
                Integer.toString(period.from().getYear()));
    }

    String kind(String kind) {
        return words.of("enum.Kind." + kind);
    }

    private List<String> columns(String... keys) {
        return Arrays.stream(keys).map(key -> words.of("use." + key)).toList();
    }

    Table requests(Figures figures) {
        List<List<Object>> rows = new ArrayList<>();
        for (Amounts one : figures.periods()) {
            long carried = one.carried().values().stream().mapToLong(Long::longValue).sum();
            rows.add(
                    List.of(
                            period(one.period()),
                            one.of(Measure.REQUESTS_ONLINE),
                            one.of(Measure.REQUESTS_PAPER),
                            carried,
                            one.of(Measure.ITEMS),
                            one.of(Measure.APPEALED),
                            one.of(Measure.GRANTED),
                            one.of(Measure.REFUSED),
                            one.of(Measure.WITHDRAWN),
                            carried
                                    + one.of(Measure.ITEMS)
                                    + one.of(Measure.APPEALED)
                                    - one.of(Measure.GRANTED)
                                    - one.of(Measure.REFUSED)
                                    - one.of(Measure.WITHDRAWN)));
        }
        return new Table(
                words.of("use.requests"),
                columns(
                        "period",
                        "online",
                        "paper",
                        "carried",
                        "items",
                        "appealed",
                        "granted",
                        "refused",
                        "withdrawn",
                        "left"),
                0,
                rows,
                words.of("use.items"),
                bars(figures, one -> one.of(Measure.ITEMS)));
    }

    Table terms(Figures figures) {
        List<List<Object>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (Amounts one : figures.periods()) {
            rows.add(
                    List.of(
                            period(one.period()),
                            one.of(Measure.EARLY),
                            one.of(Measure.ON_DAY),
                            one.of(Measure.LATE),
                            percent(one.share()),
                            one.of(Measure.NO_TERM),
                            one.of(Measure.APPEAL_IN_TIME),
                            one.of(Measure.APPEAL_LATE)));
            Integer percent = one.share().percent();
            if (percent != null) {
                bars.add(new Bar(period(one.period()), percent));
            }
        }
        return new Table(
                words.of("use.terms"),
                columns(
                        "period",
                        "early",
                        "onDay",
                        "late",
                        "share",
                        "noTerm",
                        "appealInTime",
                        "appealLate"),
                0,
                rows,
                words.of("use.share"),
                bars);
    }

    private static Object percent(Share share) {
        Integer percent = share.percent();
        return percent == null ? NONE : (Object) percent.longValue();
    }

    /** Of the newest period. */
    Table kinds(Amounts one) {
        List<List<Object>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (AccessRequests.Kind each : AccessRequests.Kind.values()) {
            String kind = each.name();
            rows.add(
                    List.of(
                            kind(kind),
                            (long) each.workingDays(),
                            one.carried().getOrDefault(kind, 0L),
                            one.of(Measure.ITEMS, kind),
                            one.of(Measure.GRANTED, kind),
                            one.of(Measure.REFUSED, kind),
                            one.of(Measure.WITHDRAWN, kind),
                            one.share(kind).inTime(),
                            one.share(kind).late(),
                            percent(one.share(kind)),
                            one.left(kind)));
            bars.add(new Bar(kind(kind), one.of(Measure.ITEMS, kind)));
        }
        return new Table(
                words.of("use.kinds", period(one.period())),
                columns(
                        "kind",
                        "days",
                        "carried",
                        "items",
                        "granted",
                        "refused",
                        "withdrawn",
                        "inTime",
                        "late",
                        "share",
                        "left"),
                0,
                rows,
                words.of("use.items"),
                bars);
    }

    /**
     * Of the newest period, by what is wanted and the term that the item has: one about conditional
     * records has 7 working days whatever is wanted. Last the sums of each term.
     */
    Table byTerm(Amounts one) {
        List<List<Object>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (AccessRequests.Kind each : AccessRequests.Kind.values()) {
            for (int days : TERMS) {
                String kind = each.name() + "/" + days;
                long items = one.of(Measure.TERM_ITEMS, kind);
                long inTime = one.of(Measure.TERM_EARLY, kind) + one.of(Measure.TERM_ON_DAY, kind);
                Share share = new Share(inTime, one.of(Measure.TERM_LATE, kind));
                if (items + share.inTime() + share.late() > 0 || each.workingDays() == days) {
                    rows.add(byTerm(kind(each.name()), days, items, share));
                }
            }
        }
        for (int days : TERMS) {
            long items = one.term(Measure.TERM_ITEMS, days);
            rows.add(byTerm(words.of("use.terms.all"), days, items, one.termShare(days)));
            bars.add(new Bar(words.of("use.terms.days", Integer.toString(days)), items));
        }
        return new Table(
                words.of("use.byTerm", period(one.period())),
                columns("kind", "days", "items", "inTime", "late", "share"),
                0,
                rows,
                words.of("use.items"),
                bars);
    }

    private static List<Object> byTerm(String kind, int days, long items, Share share) {
        return List.of(kind, (long) days, items, share.inTime(), share.late(), percent(share));
    }

    /** Of agencies: orders, and their lines. */
    Table orders(Figures figures) {
        List<List<Object>> rows = new ArrayList<>();
        for (Amounts one : figures.periods()) {
            List<Object> row = new ArrayList<>(List.of(period(one.period())));
            ORDERS.forEach(kind -> row.add(one.of(Measure.ORDERS, kind)));
            LINES.forEach(kind -> row.add(one.of(Measure.ORDER_LINES, kind)));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(columns("period"));
        ORDERS.forEach(kind -> columns.add(words.of("use.orders." + kind)));
        LINES.forEach(kind -> columns.add(words.of("use.lines." + kind)));
        return new Table(
                words.of("use.orders"),
                columns,
                0,
                rows,
                words.of("use.lines.SENT"),
                bars(figures, one -> one.of(Measure.ORDER_LINES, "SENT")));
    }

    Table copies(Figures figures) {
        List<List<Object>> rows = new ArrayList<>();
        for (Amounts one : figures.periods()) {
            List<Object> row = new ArrayList<>(List.of(period(one.period())));
            COPIES.forEach(kind -> row.add(one.of(Measure.COPIES, kind)));
            row.add(one.of(Measure.COPY_PAGES));
            row.add(one.of(Measure.FETCHED) - one.of(Measure.FETCHED, "READING"));
            row.add(one.of(Measure.FETCHED, "READING"));
            rows.add(row);
        }
        return new Table(
                words.of("use.copies"),
                columns(
                        "period",
                        "copy.PLAIN",
                        "copy.CERTIFIED",
                        "copy.PAPER",
                        "copy.READING",
                        "copy.DIP",
                        "copyPages",
                        "fetched",
                        "looked"),
                0,
                rows,
                words.of("use.copies.made"),
                bars(figures, one -> one.of(Measure.COPIES)));
    }

    Table accesses(Figures figures) {
        List<List<Object>> rows = new ArrayList<>();
        for (Amounts one : figures.periods()) {
            List<Object> row = new ArrayList<>(List.of(period(one.period())));
            ACCESSES.forEach(kind -> row.add(one.of(Measure.ACCESSES, kind)));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(columns("period"));
        ACCESSES.forEach(kind -> columns.add(words.of("activity.did." + kind)));
        return new Table(
                words.of("use.accesses"),
                columns,
                0,
                rows,
                words.of("use.accesses"),
                bars(figures, one -> one.of(Measure.ACCESSES)));
    }

    /**
     * @param whole with all that is counted; else only what is never small
     */
    Table agencies(Period period, Agencies agencies, boolean whole) {
        List<List<Object>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (Agency one : agencies.named()) {
            String then = then(one);
            rows.add(row(then, today(one), one.numbers(), whole));
            bars.add(new Bar(then, one.numbers().asked()));
        }
        Numbers others = agencies.others();
        if (others != null) {
            rows.add(row(words.of("use.others"), NONE, others, whole));
        }
        rows.add(row(words.of("use.nobody"), NONE, agencies.nobody(), whole));
        return new Table(
                words.of("use.agencies", period(period)),
                whole
                        ? columns(
                                "then", "today", "items", "granted", "refused", "inTime", "late",
                                "share")
                        : columns("then", "today", "items", "decided"),
                1,
                rows,
                words.of("use.items"),
                bars.subList(0, Math.min(FigureBars.MOST, bars.size())));
    }

    private static List<Object> row(String then, String today, Numbers n, boolean whole) {
        return whole
                ? List.of(
                        then,
                        today,
                        n.asked(),
                        n.granted(),
                        n.refused(),
                        n.inTime(),
                        n.late(),
                        percent(n.share()))
                : List.of(then, today, n.asked(), n.decided());
    }

    private String then(Agency agency) {
        return agency.then().isEmpty() ? words.of("use.unlinked") : names(agency.then());
    }

    private String today(Agency agency) {
        if (agency.today().bodies().isEmpty()) {
            return NONE;
        }
        String names = names(agency.today().bodies());
        return agency.today().partly() ? words.of("use.partly", names) : names;
    }

    private static String names(List<Body.Line> bodies) {
        return bodies.stream()
                .map(
                        body ->
                                body.within().isEmpty()
                                        ? body.name()
                                        : body.name() + " (" + body.within() + ")")
                .collect(Collectors.joining("; "));
    }

    private List<Bar> bars(Figures figures, ToLongFunction<Amounts> amount) {
        return figures.periods().stream()
                .map(one -> new Bar(period(one.period()), amount.applyAsLong(one)))
                .toList();
    }
}

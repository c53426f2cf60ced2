package vn.tangthu.repository.use;

import static vn.tangthu.repository.UseFigures.Measure.APPEALED;
import static vn.tangthu.repository.UseFigures.Measure.GRANTED;
import static vn.tangthu.repository.UseFigures.Measure.ITEMS;
import static vn.tangthu.repository.UseFigures.Measure.REFUSED;
import static vn.tangthu.repository.UseFigures.Measure.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UseFigures;
import vn.tangthu.repository.use.UseCounting.Counted;

/** Sums over days that {@link UseCounting} has counted. */
@Component
class JdbcUseFigures implements UseFigures {
    private final JdbcClient jdbc;
    private final UseCounting counting;
    private final AgencyFigures agencies;
    private final ActivityLog activity;

    JdbcUseFigures(
            JdbcClient jdbc, UseCounting counting, AgencyFigures agencies, ActivityLog activity) {
        this.jdbc = jdbc;
        this.counting = counting;
        this.agencies = agencies;
        this.activity = activity;
    }

    private static void require(Reader reader, boolean allowed) {
        if (!allowed) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
    }

    private static void require(Reader reader) {
        require(reader, UseFigures.mayHaveSmall(reader) || reader.is(Role.ADMINISTRATOR));
    }

    @Override
    public Figures of(Grain grain, LocalDate last, int periods, Reader reader) {
        require(reader);
        Period newest = grain.of(last);
        int count = Math.clamp(periods, 1, MOST_PERIODS);
        Period oldest = newest.before(count - 1);
        Counted counted = counting.counted().orElse(null); // before: what comes later is more
        Map<LocalDate, Map<Measure, Map<String, Long>>> numbers =
                numbers(grain, oldest.from(), newest.until());
        Map<String, Long> carried = carried(oldest.from());
        List<Amounts> amounts = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            Period period = newest.before(i);
            Amounts one =
                    new Amounts(period, numbers.getOrDefault(period.from(), Map.of()), carried);
            amounts.add(one);
            carried = left(one);
        }
        LocalDate through = counted == null ? null : counted.through();
        Instant at = counted == null ? null : counted.at();
        return new Figures(amounts, through, at);
    }

    private Map<LocalDate, Map<Measure, Map<String, Long>>> numbers(
            Grain grain, LocalDate from, LocalDate until) {
        Map<LocalDate, Map<Measure, Map<String, Long>>> numbers = new HashMap<>();
        jdbc.sql(
                        "select date_trunc('"
                                + grain.name()
                                + "', day)::date, measure, kind, sum(n) from projection.use_day"
                                + " where fonds is null and day >= :from and day < :until group by"
                                + " 1, 2, 3")
                .param("from", from)
                .param("until", until)
                .query(
                        row -> {
                            numbers.computeIfAbsent(
                                            row.getObject(1, LocalDate.class),
                                            day -> new EnumMap<>(Measure.class))
                                    .computeIfAbsent(
                                            Measure.valueOf(row.getString(2)),
                                            measure -> new HashMap<>())
                                    .put(row.getString(3), row.getLong(4));
                        });
        return numbers;
    }

    /** Items that were open when the day began: what came and did not go. */
    private Map<String, Long> carried(LocalDate day) {
        Map<String, Long> carried = new HashMap<>();
        jdbc.sql(
                        "select kind, sum(case when measure in (:come) then n else -n end) from"
                                + " projection.use_day where fonds is null and day < :day and"
                                + " measure in (:come, :gone) group by kind")
                .param("come", List.of(ITEMS.name(), APPEALED.name()))
                .param("gone", List.of(GRANTED.name(), REFUSED.name(), WITHDRAWN.name()))
                .param("day", day)
                .query(
                        row -> {
                            carried.put(row.getString(1), row.getLong(2));
                        });
        return carried;
    }

    private static Map<String, Long> left(Amounts amounts) {
        Map<String, Long> left = new HashMap<>(amounts.carried());
        for (Measure measure : List.of(ITEMS, APPEALED)) {
            amounts.numbers()
                    .getOrDefault(measure, Map.of())
                    .keySet()
                    .forEach(kind -> left.putIfAbsent(kind, 0L));
        }
        left.replaceAll((kind, before) -> amounts.left(kind));
        return left;
    }

    @Override
    public Agencies agencies(Period period, boolean whole, Reader reader) {
        require(reader);
        require(reader, !whole || UseFigures.mayHaveSmall(reader));
        return agencies.of(period, whole, counting.today());
    }

    @Override
    public Backlog backlog(Reader reader) {
        require(reader);
        return jdbc.sql(
                        "select count(*) filter (where paused_on is null and due_on >= :today),"
                                + " count(*) filter (where paused_on is null and due_on < :today),"
                                + " count(paused_on) from kept.access_request_item where status not"
                                + " in ('GRANTED', 'REFUSED', 'WITHDRAWN')")
                .param("today", counting.today())
                .query((row, n) -> new Backlog(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    @Override
    public void recount(Reader actor) {
        require(actor, actor.is(Role.ARCHIVIST) || actor.is(Role.ADMINISTRATOR));
        activity.record(actor, "USE_RECOUNTED", null, null);
        counting.anew();
    }
}

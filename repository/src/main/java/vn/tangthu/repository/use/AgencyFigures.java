package vn.tangthu.repository.use;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.UseFigures;
import vn.tangthu.repository.UseFigures.Agencies;
import vn.tangthu.repository.UseFigures.Agency;
import vn.tangthu.repository.UseFigures.Numbers;
import vn.tangthu.repository.UseFigures.Period;

/**
 * What was asked for by the bodies that made it. Days know fonds only; whose they are and who
 * answers for them is asked of the register when it is looked at, so that a correction there acts
 * at once. A handful of statements, whatever was asked for: the register is asked for all at once.
 */
@Component
class AgencyFigures {
    /** Fonds that are looked up in the register; what is asked for less is summed up. */
    private static final int MOST_FONDS = 300;

    private static final String SUMS =
            """
            coalesce(sum(n) filter (where measure = 'ITEMS'), 0) as asked,
            coalesce(sum(n) filter (where measure = 'GRANTED'), 0) as granted,
            coalesce(sum(n) filter (where measure = 'REFUSED'), 0) as refused,
            coalesce(sum(n) filter (where measure in ('EARLY', 'ON_DAY')), 0) as in_time,
            coalesce(sum(n) filter (where measure = 'LATE'), 0) as late
            """;

    private static final String MEASURES =
            "measure in ('ITEMS', 'GRANTED', 'REFUSED', 'EARLY', 'ON_DAY', 'LATE')";

    private final JdbcClient jdbc;
    private final Bodies bodies;

    AgencyFigures(JdbcClient jdbc, Bodies bodies) {
        this.jdbc = jdbc;
        this.bodies = bodies;
    }

    private record OfFonds(FondsId fonds, Numbers numbers) {}

    private static final class Group {
        final FondsId one;
        final List<Body.Line> makers;
        Numbers numbers = Numbers.NONE;

        Group(FondsId one, List<Body.Line> makers) {
            this.one = one;
            this.makers = makers;
        }
    }

    Agencies of(Period period, boolean whole, LocalDate today) {
        Numbers all = whole(period);
        List<OfFonds> fonds = fonds(period);
        Numbers known = fonds.stream().map(OfFonds::numbers).reduce(Numbers.NONE, Numbers::plus);
        Map<Set<BodyId>, Group> groups = new LinkedHashMap<>();
        Numbers looked = Numbers.NONE;
        List<OfFonds> most = fonds.subList(0, Math.min(MOST_FONDS, fonds.size()));
        Map<FondsId, List<Body.Line>> creators =
                bodies.creators(most.stream().map(OfFonds::fonds).toList());
        for (OfFonds one : most) {
            List<Body.Line> makers = creators.getOrDefault(one.fonds(), List.of());
            Set<BodyId> ids = makers.stream().map(Body.Line::id).collect(Collectors.toSet());
            Group group = groups.computeIfAbsent(ids, key -> new Group(one.fonds(), makers));
            group.numbers = group.numbers.plus(one.numbers());
            looked = looked.plus(one.numbers());
        }
        List<Group> named = new ArrayList<>(groups.values());
        named.sort(
                Comparator.comparingLong((Group g) -> -g.numbers.asked())
                        .thenComparingLong(g -> -g.numbers.decided()));
        Numbers others = minus(known, looked);
        while (named.size() > UseFigures.MOST_AGENCIES) {
            others = others.plus(named.removeLast().numbers);
        }
        if (!whole) {
            others = withoutSmall(named, others);
        }
        Map<FondsId, Bodies.Responsible> now =
                bodies.responsible(named.stream().map(group -> group.one).toList(), today);
        return new Agencies(
                named.stream()
                        .map(
                                group ->
                                        new Agency(
                                                group.makers,
                                                now.getOrDefault(
                                                        group.one, Bodies.Responsible.NOBODY),
                                                group.numbers))
                        .toList(),
                others.equals(Numbers.NONE) ? null : others,
                minus(all, known));
    }

    /**
     * Moves small ones to the others, and then the least of the rest until the sum of the others is
     * not small either: else it could be told from the sum of the whole.
     */
    private static Numbers withoutSmall(List<Group> named, Numbers others) {
        Numbers sum = others;
        for (Group group : List.copyOf(named)) {
            if (group.numbers.isSmall()) {
                named.remove(group);
                sum = sum.plus(group.numbers);
            }
        }
        while (sum.isSmall() && !named.isEmpty()) {
            sum = sum.plus(named.removeLast().numbers);
        }
        return sum;
    }

    private static Numbers minus(Numbers all, Numbers part) {
        return new Numbers(
                all.asked() - part.asked(),
                all.granted() - part.granted(),
                all.refused() - part.refused(),
                all.inTime() - part.inTime(),
                all.late() - part.late());
    }

    private Numbers whole(Period period) {
        return jdbc.sql(
                        "select "
                                + SUMS
                                + " from projection.use_day where day >= :from and day < :until and"
                                + " fonds is null and "
                                + MEASURES)
                .param("from", period.from())
                .param("until", period.until())
                .query((row, n) -> numbers(row))
                .single();
    }

    /** Of every fonds that was asked for, in one walk over the days; most asked for first. */
    private List<OfFonds> fonds(Period period) {
        return jdbc.sql(
                        "select fonds, "
                                + SUMS
                                + " from projection.use_day where day >= :from and day < :until and"
                                + " fonds is not null and "
                                + MEASURES
                                + " group by fonds order by asked desc, granted desc, refused desc,"
                                + " fonds")
                .param("from", period.from())
                .param("until", period.until())
                .query(
                        (row, n) ->
                                new OfFonds(
                                        new FondsId(row.getObject("fonds", UUID.class)),
                                        numbers(row)))
                .list();
    }

    private static Numbers numbers(ResultSet row) throws SQLException {
        return new Numbers(
                row.getLong("asked"),
                row.getLong("granted"),
                row.getLong("refused"),
                row.getLong("in_time"),
                row.getLong("late"));
    }
}

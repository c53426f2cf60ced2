package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Succession;

/** All who came before and after, of one body or of many: three statements for all of them. */
final class LineageWalks {
    private final JdbcClient jdbc;
    private final Function<Collection<BodyId>, List<Body.Line>> lines;

    LineageWalks(JdbcClient jdbc, Function<Collection<BodyId>, List<Body.Line>> lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    static Lineage nothing(BodyId of) {
        return new Lineage(of, List.of(), List.of(), Map.of(), false);
    }

    Map<BodyId, Lineage> of(Collection<BodyId> ids, LocalDate day) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String[] starts = Rows.texts(new LinkedHashSet<>(ids));
        // A step onwards is never earlier than the step before: what a body passed on in 2005 is
        // not part of what it received in 2010. So a node is a body and the day it was reached.
        Map<BodyId, List<Succession>> before =
                walk(
                        "predecessor",
                        "cast(:day as date)",
                        "s.successor = w.body and s.effective_day <= w.day",
                        starts,
                        day);
        Map<BodyId, List<Succession>> after =
                walk(
                        "successor",
                        "date '-infinity'",
                        "s.predecessor = w.body and s.effective_day >= w.day and s.effective_day <= :day",
                        starts,
                        day);
        Set<BodyId> named = new LinkedHashSet<>(ids);
        before.values().forEach(side -> named.addAll(bodies(side)));
        after.values().forEach(side -> named.addAll(bodies(side)));
        Map<BodyId, Body.Line> known =
                lines.apply(named).stream().collect(Collectors.toMap(Body.Line::id, line -> line));
        Map<BodyId, Lineage> all = new HashMap<>();
        for (BodyId id : ids) {
            List<Succession> back = before.getOrDefault(id, List.of());
            List<Succession> on = after.getOrDefault(id, List.of());
            Set<BodyId> own = new LinkedHashSet<>(List.of(id));
            own.addAll(bodies(back));
            own.addAll(bodies(on));
            own.retainAll(known.keySet());
            all.put(
                    id,
                    new Lineage(
                            id,
                            back,
                            on,
                            own.stream()
                                    .collect(
                                            Collectors.toMap(
                                                    one -> one,
                                                    one -> Objects.requireNonNull(known.get(one)))),
                            Math.max(back.size(), on.size()) >= Bodies.MOST_IN_LINEAGE));
        }
        return all;
    }

    private static Set<BodyId> bodies(List<Succession> side) {
        Set<BodyId> ids = new LinkedHashSet<>();
        for (Succession one : side) {
            ids.add(one.predecessor());
            if (one.successor() != null) {
                ids.add(one.successor());
            }
        }
        return ids;
    }

    /** By where each began; at most {@link Bodies#MOST_IN_LINEAGE} of each. */
    private Map<BodyId, List<Succession>> walk(
            String onwards, String start, String step, String[] starts, LocalDate day) {
        Map<BodyId, List<Succession>> all = new HashMap<>();
        jdbc.sql(
                        "with recursive walk (origin, body, day) as (select o, o, "
                                + start
                                + " from unnest(cast(:starts as uuid[])) o union select w.origin,"
                                + " s."
                                + onwards
                                + ", s.effective_day from walk w join kept.succession s on "
                                + step
                                + " where s."
                                + onwards
                                + " is not null), found as (select distinct w.origin, s.* from walk"
                                + " w join kept.succession s on "
                                + step
                                + "), placed as (select *, row_number() over (partition by origin"
                                + " order by effective_day, id) as place from found) select * from"
                                + " placed where place <= "
                                + Bodies.MOST_IN_LINEAGE
                                + " order by origin, place")
                .param("starts", starts)
                .param("day", day)
                .query(
                        (RowCallbackHandler)
                                row ->
                                        all.computeIfAbsent(
                                                        new BodyId(
                                                                row.getObject(
                                                                        "origin", UUID.class)),
                                                        one -> new ArrayList<>())
                                                .add(Rows.succession(row, 0)));
        return all;
    }
}

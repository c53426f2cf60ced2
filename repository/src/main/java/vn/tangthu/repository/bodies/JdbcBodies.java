package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.VietnameseOrder;

/** The register in the schema {@code kept}; each question is one or two statements. */
@Component
class JdbcBodies implements Bodies {
    private final JdbcClient jdbc;
    private final BodyRows rows;
    private final LineageWalks walks;
    private final NamesInText names;

    private volatile @Nullable Origins origins;

    /**
     * @param stamp the last change of the register when they were worked out
     */
    private record Origins(long stamp, LocalDate day, Map<FondsId, Origin> ofFonds) {}

    JdbcBodies(JdbcClient jdbc, BodyRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.walks = new LineageWalks(jdbc, this::lines);
        this.names = new NamesInText(jdbc, this::lines);
    }

    @Override
    public Optional<Body> find(BodyId id) {
        return Optional.ofNullable(rows.byIds(List.of(id)).get(id));
    }

    @Override
    public Optional<Body> byCode(String code, LocalDate day) {
        return jdbc.sql(
                        """
                        select id from (
                            select id, 0 as place from kept.body where reference = :code
                            union all
                            select body, case
                                when (from_day is null or from_day <= :day)
                                    and (until_day is null or until_day > :day) then 1
                                when until_day <= :day then 2 + (:day - until_day)
                                else 1000000 + (from_day - :day) end
                            from kept.body_code where code = :code) found
                        order by place limit 1
                        """)
                .param("code", code.strip())
                .param("day", day)
                .query(UUID.class)
                .optional()
                .map(BodyId::new)
                .flatMap(this::find);
    }

    @Override
    public List<Body.Line> lines(Collection<BodyId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<BodyId, Body.Line> found = new HashMap<>();
        jdbc.sql(Rows.LINE + " where b.id = any(cast(? as uuid[]))")
                .param(Rows.texts(ids))
                .query(Rows::line)
                .list()
                .forEach(line -> found.put(line.id(), line));
        return ids.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Map<BodyId, List<Body.Dated>> names(Collection<BodyId> ids) {
        Map<BodyId, List<Body.Dated>> all = new HashMap<>();
        if (ids.isEmpty()) {
            return all;
        }
        jdbc.sql(
                        "select body, name, from_day, until_day from kept.body_name where body ="
                                + " any(cast(? as uuid[])) order by body, ordinal")
                .param(Rows.texts(ids))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        all.computeIfAbsent(
                                                        new BodyId(
                                                                row.getObject("body", UUID.class)),
                                                        one -> new ArrayList<>())
                                                .add(
                                                        new Body.Dated(
                                                                row.getString("name"),
                                                                Rows.day(row, "from_day"),
                                                                Rows.day(row, "until_day"))));
        return all;
    }

    @Override
    public List<Body.Line> named(String text, Body.@Nullable Line after, int limit) {
        String folded = BodyNames.folded(text);
        String order = "(b.sort_key, b.reference)";
        return jdbc.sql(
                        Rows.LINE
                                + " where exists (select from kept.body_name m where m.body"
                                + " = b.id and (m.folded like :start or m.bare like :start))"
                                + (after == null ? "" : " and " + order + " > (:key, :ref)")
                                + " order by b.sort_key, b.reference limit :limit")
                .param("start", folded + "%")
                .param("key", after == null ? "" : VietnameseOrder.key(after.name()))
                .param("ref", after == null ? "" : after.reference())
                .param("limit", limit)
                .query(Rows::line)
                .list();
    }

    @Override
    public List<Mention> mentioned(String text, int most) {
        return names.of(text, most);
    }

    @Override
    public Lineage lineage(BodyId id, LocalDate asOf) {
        return walks.of(List.of(id), asOf).getOrDefault(id, LineageWalks.nothing(id));
    }

    @Override
    public Map<BodyId, Lineage> lineages(Collection<BodyId> ids, LocalDate asOf) {
        return walks.of(ids, asOf);
    }

    @Override
    public Responsible responsible(BodyId id, LocalDate day) {
        return responsible(Set.of(id), day);
    }

    @Override
    public Responsible responsible(FondsId fonds, LocalDate day) {
        return responsible(ids(creators(fonds)), day);
    }

    /** Four statements, however many there are. */
    @Override
    public Map<FondsId, Responsible> responsible(Collection<FondsId> fonds, LocalDate day) {
        return responsible(fonds, creators(fonds), day);
    }

    private Map<FondsId, Responsible> responsible(
            Collection<FondsId> fonds, Map<FondsId, List<Body.Line>> makers, LocalDate day) {
        Map<BodyId, Lineage> lineages =
                walks.of(makers.values().stream().flatMap(m -> ids(m).stream()).toList(), day);
        Map<FondsId, Responsible> all = new HashMap<>();
        for (FondsId one : fonds) {
            all.put(one, responsible(ids(makers.getOrDefault(one, List.of())), day, lineages));
        }
        return all;
    }

    /** One statement where nothing has changed since it was asked last, else six. */
    @Override
    public Map<FondsId, Origin> origins(LocalDate day) {
        // Read before the rest: what changes meanwhile is asked again next time.
        long stamp =
                jdbc.sql("select coalesce(max(id), 0) from kept.body_change")
                        .query(Long.class)
                        .single();
        Origins last = origins;
        if (last != null && last.stamp == stamp && last.day.equals(day)) {
            return last.ofFonds;
        }
        List<FondsId> linked =
                jdbc.sql("select distinct fonds from kept.body_fonds")
                        .query((row, n) -> new FondsId(row.getObject(1, UUID.class)))
                        .list();
        Map<FondsId, List<Body.Line>> makers = creators(linked);
        Map<FondsId, Origin> all = new HashMap<>();
        responsible(makers.keySet(), makers, day)
                .forEach(
                        (fonds, today) ->
                                all.put(
                                        fonds,
                                        new Origin(makers.getOrDefault(fonds, List.of()), today)));
        Origins fresh = new Origins(stamp, day, Map.copyOf(all));
        origins = fresh;
        return fresh.ofFonds;
    }

    private static Set<BodyId> ids(List<Body.Line> lines) {
        return lines.stream().map(Body.Line::id).collect(Collectors.toSet());
    }

    private Responsible responsible(Set<BodyId> makers, LocalDate day) {
        return responsible(makers, day, walks.of(makers, day));
    }

    private static Responsible responsible(
            Set<BodyId> makers, LocalDate day, Map<BodyId, Lineage> lineages) {
        return Responsible.of(
                makers.stream()
                        .map(one -> lineages.getOrDefault(one, LineageWalks.nothing(one)))
                        .toList(),
                day);
    }

    @Override
    public List<Body.Line> creators(FondsId fonds) {
        return jdbc.sql(
                        Rows.LINE
                                + " join kept.body_fonds f on f.body = b.id where f.fonds = ?"
                                + " order by b.from_day nulls first, b.sort_key")
                .param(fonds.value())
                .query(Rows::line)
                .list();
    }

    @Override
    public Map<FondsId, List<Body.Line>> creators(Collection<FondsId> fonds) {
        Map<FondsId, List<Body.Line>> all = new HashMap<>();
        jdbc.sql(
                        "select f.fonds, l.* from kept.body_fonds f join ("
                                + Rows.LINE
                                + ") l on l.id = f.body where f.fonds = any(cast(? as uuid[]))"
                                + " order by l.from_day nulls first, l.sort_key")
                .param(fonds.stream().map(FondsId::toString).toArray(String[]::new))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        all.computeIfAbsent(
                                                        new FondsId(
                                                                row.getObject("fonds", UUID.class)),
                                                        one -> new ArrayList<>())
                                                .add(Rows.line(row, 0)));
        return all;
    }

    @Override
    public Map<FondsId, Set<BodyId>> unitsOfFonds() {
        Map<FondsId, Set<BodyId>> units = new HashMap<>();
        jdbc.sql(
                        """
                        with recursive above (fonds, body) as (
                            select fonds, body from kept.body_fonds
                            union
                            select a.fonds, s.superior from above a
                            join kept.body_superior s on s.body = a.body)
                        select a.fonds, a.body from above a
                        join kept.body b on b.id = a.body and b.kind = any(?)
                        """)
                .param(
                        Arrays.stream(BodyKind.values())
                                .filter(BodyKind::isUnit)
                                .map(BodyKind::name)
                                .toArray(String[]::new))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        units.computeIfAbsent(
                                                        new FondsId(row.getObject(1, UUID.class)),
                                                        fonds -> new HashSet<>())
                                                .add(new BodyId(row.getObject(2, UUID.class))));
        return units;
    }
}

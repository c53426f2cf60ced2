package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.VietnameseOrder;

/** Whole bodies in and out of the tables, many at a time: a list may have ten thousand. */
@Component
final class BodyRows {
    private static final String THESE = " = any(cast(? as uuid[]))";
    private final JdbcTemplate jdbc;

    BodyRows(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** A body that is being put together from its rows. */
    private record Parts(
            Body plain,
            List<Dated> names,
            List<Dated> codes,
            List<Body.Superior> superiors,
            List<Dated> addresses,
            List<FondsId> fonds) {
        Body whole() {
            return new Body(
                    plain.id(),
                    plain.reference(),
                    plain.kind(),
                    plain.from(),
                    plain.until(),
                    names,
                    codes,
                    superiors,
                    addresses,
                    plain.history(),
                    fonds,
                    plain.revision());
        }
    }

    Map<BodyId, Body> byIds(Collection<BodyId> ids) {
        Object these = Rows.texts(ids);
        Map<UUID, Parts> parts = new LinkedHashMap<>();
        each(
                "select * from kept.body where id" + THESE,
                these,
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    Body plain =
                            new Body(
                                    new BodyId(id),
                                    row.getString("reference"),
                                    BodyKind.valueOf(row.getString("kind")),
                                    Rows.day(row, "from_day"),
                                    Rows.day(row, "until_day"),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    row.getString("history"),
                                    List.of(),
                                    row.getInt("revision"));
                    parts.put(
                            id,
                            new Parts(
                                    plain,
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>(),
                                    new ArrayList<>()));
                });
        dated("body_name", "name", these, parts, Parts::names);
        dated("body_code", "code", these, parts, Parts::codes);
        dated("body_address", "address", these, parts, Parts::addresses);
        each(
                "select s.*, b.reference, (select name from kept.body_name where body = s.superior"
                        + " order by ordinal desc limit 1) as name from kept.body_superior s"
                        + " join kept.body b on b.id = s.superior where s.body"
                        + THESE
                        + " order by s.body, s.ordinal",
                these,
                row ->
                        of(parts, row.getObject("body", UUID.class))
                                .superiors
                                .add(
                                        new Body.Superior(
                                                new BodyId(row.getObject("superior", UUID.class)),
                                                row.getString("reference"),
                                                row.getString("name"),
                                                Rows.day(row, "from_day"),
                                                Rows.day(row, "until_day"))));
        each(
                "select body, fonds from kept.body_fonds where body" + THESE + " order by fonds",
                these,
                row ->
                        of(parts, row.getObject("body", UUID.class))
                                .fonds
                                .add(new FondsId(row.getObject("fonds", UUID.class))));
        Map<BodyId, Body> bodies = new LinkedHashMap<>();
        parts.values().forEach(one -> bodies.put(one.plain.id(), one.whole()));
        return bodies;
    }

    private void dated(
            String table,
            String column,
            Object these,
            Map<UUID, Parts> parts,
            Function<Parts, List<Dated>> list) {
        each(
                "select * from kept." + table + " where body" + THESE + " order by body, ordinal",
                these,
                row ->
                        list.apply(of(parts, row.getObject("body", UUID.class)))
                                .add(
                                        new Dated(
                                                row.getString(column),
                                                Rows.day(row, "from_day"),
                                                Rows.day(row, "until_day"))));
    }

    private static Parts of(Map<UUID, Parts> parts, UUID id) {
        Parts found = parts.get(id);
        if (found == null) {
            throw new IllegalStateException("A row of no body: " + id);
        }
        return found;
    }

    private void each(String sql, Object these, RowCallbackHandler row) {
        jdbc.query(sql, row, these);
    }

    /** Puts them in the place of what was there. All bodies first: one may be above another. */
    void write(Collection<Body> bodies, String actor, OffsetDateTime at) {
        batch(
                "insert into kept.body (id, reference, kind, from_day, until_day, history, revision,"
                        + " changed_by, changed_at, sort_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set kind = excluded.kind, from_day ="
                        + " excluded.from_day, until_day = excluded.until_day, history ="
                        + " excluded.history, revision = excluded.revision, changed_by ="
                        + " excluded.changed_by, changed_at = excluded.changed_at, sort_key ="
                        + " excluded.sort_key",
                bodies.stream()
                        .map(
                                b ->
                                        new @Nullable Object[] {
                                            b.id().value(),
                                            b.reference(),
                                            b.kind().name(),
                                            b.from(),
                                            b.until(),
                                            b.history(),
                                            b.revision(),
                                            actor,
                                            at,
                                            VietnameseOrder.key(b.name())
                                        })
                        .toList());
        Object these = Rows.texts(bodies.stream().map(Body::id).toList());
        for (String table :
                List.of("body_name", "body_code", "body_superior", "body_address", "body_fonds")) {
            int unused = jdbc.update("delete from kept." + table + " where body" + THESE, these);
        }
        List<@Nullable Object[]> names = new ArrayList<>();
        List<@Nullable Object[]> codes = new ArrayList<>();
        List<@Nullable Object[]> superiors = new ArrayList<>();
        List<@Nullable Object[]> addresses = new ArrayList<>();
        List<@Nullable Object[]> fonds = new ArrayList<>();
        for (Body body : bodies) {
            UUID id = body.id().value();
            for (Dated name : body.names()) {
                String folded = BodyNames.folded(name.value());
                String bare = BodyNames.bare(name.value());
                names.add(
                        row(
                                id,
                                names.size(),
                                name.from(),
                                name.until(),
                                name.value(),
                                folded,
                                bare));
            }
            body.codes()
                    .forEach(c -> codes.add(row(id, codes.size(), c.from(), c.until(), c.value())));
            body.superiors()
                    .forEach(
                            s ->
                                    superiors.add(
                                            row(
                                                    id,
                                                    superiors.size(),
                                                    s.from(),
                                                    s.until(),
                                                    s.id().value())));
            body.addresses()
                    .forEach(
                            a ->
                                    addresses.add(
                                            row(
                                                    id,
                                                    addresses.size(),
                                                    a.from(),
                                                    a.until(),
                                                    a.value())));
            body.fonds().forEach(f -> fonds.add(new @Nullable Object[] {id, f.value()}));
        }
        batch(insert("body_name", "name, folded, bare", "?, ?, ?"), names);
        batch(insert("body_code", "code", "?"), codes);
        batch(insert("body_superior", "superior", "?"), superiors);
        batch(insert("body_address", "address", "?"), addresses);
        batch("insert into kept.body_fonds (body, fonds) values (?, ?)", fonds);
    }

    /** Gives keys to those that still have none. */
    void keyed(List<SortKeys.Keyed> keys) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        keys.forEach(one -> rows.add(new @Nullable Object[] {one.key(), one.body()}));
        batch("update kept.body set sort_key = ? where id = ? and sort_key is null", rows);
    }

    private static String insert(String table, String columns, String marks) {
        return "insert into kept."
                + table
                + " (body, ordinal, from_day, until_day, "
                + columns
                + ") values (?, ?, ?, ?, "
                + marks
                + ")";
    }

    /** The number only orders the rows of one body, so it may run on over all. */
    private static @Nullable Object[] row(
            UUID body,
            int ordinal,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Object... values) {
        @Nullable Object[] all = new @Nullable Object[4 + values.length];
        all[0] = body;
        all[1] = ordinal;
        all[2] = from;
        all[3] = until;
        System.arraycopy(values, 0, all, 4, values.length);
        return all;
    }

    private void batch(String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            int[] unused = jdbc.batchUpdate(sql, rows);
        }
    }
}

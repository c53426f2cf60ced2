package vn.tangthu.repository.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Erasures.Done;
import vn.tangthu.repository.Erasures.Erasure;
import vn.tangthu.repository.Erasures.InCopy;
import vn.tangthu.repository.Erasures.State;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Tombstones.Cause;
import vn.tangthu.repository.Tombstones.Tombstone;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore.Held;

/** The table of orders. */
@Component
class ErasureRows {
    private final JdbcClient jdbc;

    ErasureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An order with what the work needs and the rows will not tell any more.
     *
     * @param digests of content files, hexadecimal
     */
    record Ordered(Tombstone tombstone, Set<String> digests, Set<UUID> deliveries) {}

    /** Once for each object. */
    void insert(Ordered order, @Nullable UUID list) {
        Tombstone stone = order.tombstone();
        int unused =
                jdbc.sql(
                                """
                                insert into kept.erasure (object, code, version, cause, basis,
                                    decision, decided_on, deciders, actor, confirmed_by, ordered_at,
                                    list_id, digests, deliveries, successor, documents, state)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ORDERED')
                                on conflict (object) do nothing
                                """)
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        stone.object(),
                                        stone.reference(),
                                        stone.version(),
                                        stone.cause().name(),
                                        stone.basis(),
                                        stone.decision(),
                                        stone.decidedOn(),
                                        stone.deciders().toArray(new String[0]),
                                        stone.actor(),
                                        stone.confirmedBy(),
                                        utc(stone.at()),
                                        list,
                                        order.digests().toArray(new String[0]),
                                        order.deliveries().toArray(new UUID[0]),
                                        stone.successor(),
                                        stone.documents().toArray(new UUID[0])))
                        .update();
    }

    /** What is there again or still goes once more. */
    void again(UUID object, Set<String> digests) {
        int unused =
                jdbc.sql(
                                "update kept.erasure set state = 'ORDERED', failure = null,"
                                        + " digests = ? where object = ?")
                        .params(digests.toArray(new String[0]), object)
                        .update();
    }

    List<Ordered> in(State state, @Nullable Instant before, int limit) {
        return jdbc.sql(
                        "select * from kept.erasure where state = ? and (?::timestamptz is null or"
                                + " erased_at < ?) order by ordered_at, object limit ?")
                .params(
                        Arrays.<@Nullable Object>asList(
                                state.name(),
                                before == null ? null : utc(before),
                                before == null ? null : utc(before),
                                limit))
                .query(ErasureRows::ordered)
                .list();
    }

    void erased(UUID object, Optional<Held> held, Instant at) {
        Instant until = held.map(Held::until).orElse(null);
        int unused =
                jdbc.sql(
                                "update kept.erasure set state = 'ERASED', failure = null, held = ?,"
                                        + " held_until = ?, erased_at = coalesce(erased_at, ?)"
                                        + " where object = ?")
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        held.isPresent(),
                                        until == null ? null : utc(until),
                                        utc(at),
                                        object))
                        .update();
    }

    /** The digests are not needed any more, and would tell whoever has the bytes that we had. */
    void done(UUID object) {
        int unused =
                jdbc.sql(
                                """
                                delete from kept.virus_check v using kept.erasure e
                                where e.object = ? and v.sha512 = any(e.digests) and not exists (
                                    select from projection.content_file c where c.sha512 = v.sha512)
                                """)
                        .param(object)
                        .update();
        unused =
                jdbc.sql("update kept.suspicion set sha512 = null, document = '' where aip_id = ?")
                        .param(object)
                        .update();
        unused =
                jdbc.sql(
                                "update kept.erasure set state = 'DONE', digests = '{}',"
                                        + " failure = null where object = ?")
                        .param(object)
                        .update();
    }

    void failed(UUID object, String why) {
        int unused =
                jdbc.sql("update kept.erasure set failure = ? where object = ?")
                        .params(why.replace("\0", ""), object)
                        .update();
    }

    boolean exists(UUID object) {
        return jdbc.sql("select exists (select from kept.erasure where object = ?)")
                .param(object)
                .query(Boolean.class)
                .single();
    }

    Slice<Erasure> list(int offset, int limit) {
        return new Slice<>(
                jdbc.sql(
                                "select * from kept.erasure order by ordered_at desc, object"
                                        + " offset ? limit ?")
                        .params(offset, limit)
                        .query(this::erasure)
                        .list(),
                offset,
                jdbc.sql("select count(*) from kept.erasure").query(Long.class).single());
    }

    Optional<Erasure> find(UUID object) {
        return jdbc.sql("select * from kept.erasure where object = ?")
                .param(object)
                .query(this::erasure)
                .optional();
    }

    Done doneOf(UUID list) {
        return jdbc.sql(
                        "select count(*) filter (where state <> 'ORDERED'), count(*)"
                                + " from kept.erasure where list_id = ?")
                .param(list)
                .query((row, n) -> new Done(row.getInt(1), row.getInt(2)))
                .single();
    }

    /**
     * Of these, the digests that an acknowledged record still holds which is not erased itself.
     * What is only staged has no text and no images yet: they are made when it is acknowledged.
     */
    Set<String> heldElsewhere(Set<String> digests) {
        return new HashSet<>(
                jdbc.sql(
                                "select distinct c.sha512 from projection.content_file c"
                                        + " join projection.record r on r.id = c.aip_id"
                                        + " and (r.visible or r.withdrawn or r.blocked)"
                                        + " where c.sha512 = any(?) and not exists (select from"
                                        + " kept.erasure e where e.object = c.aip_id)")
                        .param(digests.toArray(new String[0]))
                        .query(String.class)
                        .list());
    }

    private static Ordered ordered(ResultSet row, int n) throws SQLException {
        return new Ordered(
                new Tombstone(
                        row.getObject("object", UUID.class),
                        row.getInt("version"),
                        row.getString("code"),
                        Cause.valueOf(row.getString("cause")),
                        row.getString("basis"),
                        row.getString("decision"),
                        row.getObject("decided_on", LocalDate.class),
                        texts(row, "deciders"),
                        row.getString("actor"),
                        row.getString("confirmed_by"),
                        instant(row, "ordered_at"),
                        row.getObject("successor", UUID.class),
                        List.of((UUID[]) row.getArray("documents").getArray())),
                Set.copyOf(texts(row, "digests")),
                Set.of((UUID[]) row.getArray("deliveries").getArray()));
    }

    private Erasure erasure(ResultSet row, int n) throws SQLException {
        return new Erasure(
                row.getObject("object", UUID.class),
                row.getString("code"),
                Cause.valueOf(row.getString("cause")),
                row.getString("basis"),
                row.getString("decision"),
                row.getObject("decided_on", LocalDate.class),
                texts(row, "deciders"),
                row.getString("actor"),
                row.getString("confirmed_by"),
                instant(row, "ordered_at"),
                State.valueOf(row.getString("state")),
                row.getBoolean("held"),
                instantOrNull(row, "held_until"),
                row.getString("failure"),
                copies(row.getObject("object", UUID.class)),
                row.getObject("successor", UUID.class) == null
                        ? null
                        : new AipId(row.getObject("successor", UUID.class)),
                ((UUID[]) row.getArray("documents").getArray()).length);
    }

    /** Of every copy there ever was; a page has some dozen rows. */
    private List<InCopy> copies(UUID object) {
        return jdbc.sql(
                        "select c.name, e.erased_at, e.held, e.held_until from kept.copy c left join"
                                + " kept.erased_in_copy e on e.copy = c.name and e.object = ?"
                                + " order by c.name")
                .param(object)
                .query(
                        (row, n) ->
                                new InCopy(
                                        row.getString("name"),
                                        instantOrNull(row, "erased_at"),
                                        row.getBoolean("held"),
                                        instantOrNull(row, "held_until")))
                .list();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Digest digest(String hex) {
        return new Digest(DigestAlgorithm.SHA512, hex);
    }
}

package vn.tangthu.repository.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs.Count;
import vn.tangthu.repository.DeliveryPairs.Decided;
import vn.tangthu.repository.DeliveryPairs.Decision;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Pair;
import vn.tangthu.repository.DeliveryPairs.Side;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The rows of pairs and of what was decided of them. */
final class PairRows {
    /** States in which nobody works on a delivery and it is not at its end. */
    private static final List<State> AT_REST =
            List.of(State.RECEIVED, State.WAITING, State.INTERRUPTED, State.FAILED);

    private static final int AT_ONCE = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether the hồ sơ that came is left out, for this pair or another. */
    private static final String LEFT_OUT =
            "p.record in (select q.record from kept.delivery_pair q join kept.pair_decision e on"
                    + " e.delivery_id = q.delivery_id and e.key = q.key where q.delivery_id = :id"
                    + " and e.decision = 'LEAVE_OUT')";

    /** Nothing is told of a hồ sơ that may be a secret, nor waits for it. */
    private static final String NOT_BLOCKED =
            " and not exists (select from projection.record b where b.blocked and b.arc_file_code in"
                    + " (p.record, p.one ->> 'record', p.other ->> 'record')) ";

    private static final String SELECT =
            "select p.key, p.kind, p.one, p.other, p.pages, p.likeness, d.decision, d.reason,"
                    + " d.decided_by, d.decided_at, "
                    + LEFT_OUT
                    + " as left_out from kept.delivery_pair p left join"
                    + " kept.pair_decision d on d.delivery_id = p.delivery_id and d.key = p.key"
                    + " where p.delivery_id = :id "
                    + NOT_BLOCKED;

    /** Taking all as new versions decides on every code that is kept. */
    private static final String UNDECIDED =
            " d.key is null and (p.kind <> 'SAME_CODE' or p.other_kept and not exists (select from"
                    + " kept.delivery v where v.id = p.delivery_id and v.decision ="
                    + " 'NEW_VERSIONS')) and not "
                    + LEFT_OUT
                    + " ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    PairRows(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** In place of those of an earlier check; decisions stay. */
    void write(DeliveryId id, List<Found> found) {
        // Two documents that share both files are one pair.
        Map<String, Found> pairs = new LinkedHashMap<>();
        found.forEach(each -> pairs.putIfAbsent(key(each), each));
        List<Map.Entry<String, Found>> rows = List.copyOf(pairs.entrySet());
        transactions.executeWithoutResult(
                status -> {
                    int unused =
                            jdbc.sql("delete from kept.delivery_pair where delivery_id = ?")
                                    .param(id.value())
                                    .update();
                    for (int from = 0; from < rows.size(); from += AT_ONCE) {
                        insert(id, from, rows.subList(from, Math.min(from + AT_ONCE, rows.size())));
                    }
                });
    }

    private void insert(DeliveryId id, int from, List<Map.Entry<String, Found>> rows) {
        StringBuilder sql =
                new StringBuilder(
                        "insert into kept.delivery_pair (delivery_id, key, ordinal, kind, record,"
                                + " one, other, other_kept, pages, likeness) values ");
        List<Object> values = new ArrayList<>(rows.size() * 10);
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append("(?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)");
            Found found = rows.get(i).getValue();
            values.add(id.value());
            values.add(rows.get(i).getKey());
            values.add(from + i);
            values.add(found.kind().name());
            values.add(DeliveryRegister.storable(found.one().record()));
            values.add(json(found.one()));
            values.add(json(found.other()));
            values.add(found.other().kept());
            values.add(found.pages());
            values.add(Math.clamp(found.likeness(), 0, 1));
        }
        int unused = jdbc.sql(sql.toString()).params(values).update();
    }

    /** JSON writes a NUL in a way that the database does not take. */
    private static String json(Side side) {
        return JSON.writeValueAsString(
                new Side(
                        side.kept(),
                        DeliveryRegister.storable(side.record()),
                        DeliveryRegister.storable(side.document()),
                        DeliveryRegister.storable(side.file()),
                        side.sha512(),
                        side.page(),
                        side.facts()));
    }

    /** Of the kind and both sides: their codes, names and bytes, and the pages that are alike. */
    static String key(Found found) {
        String both = found.kind() + "\n" + identity(found.one()) + "\n" + identity(found.other());
        return Digest.of(DigestAlgorithm.SHA256, both.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String identity(Side side) {
        return String.join(
                "\n",
                String.valueOf(side.kept()),
                side.record(),
                side.document(),
                side.file(),
                side.sha512(),
                // a description is all there is where there are no bytes
                side.sha512().isEmpty() ? side.facts().toString() : String.valueOf(side.page()));
    }

    Map<Kind, Count> counts(DeliveryId id) {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        jdbc.sql(
                        "select p.kind, count(*) as pairs, count(*) filter (where"
                                + UNDECIDED
                                + ") as undecided from kept.delivery_pair p left join"
                                + " kept.pair_decision d on d.delivery_id = p.delivery_id and"
                                + " d.key = p.key where p.delivery_id = :id"
                                + NOT_BLOCKED
                                + " group by p.kind")
                .param("id", id.value())
                .query(
                        row -> {
                            counts.put(
                                    Kind.valueOf(row.getString("kind")),
                                    new Count(row.getLong("pairs"), row.getLong("undecided")));
                        });
        return counts;
    }

    List<Pair> list(DeliveryId id, Kind kind, int offset, int limit) {
        return jdbc.sql(
                        SELECT
                                + "and p.kind = :kind order by p.ordinal offset :offset limit :limit")
                .param("id", id.value())
                .param("kind", kind.name())
                .param("offset", offset)
                .param("limit", limit)
                .query(PairRows::pair)
                .list();
    }

    Optional<Pair> find(DeliveryId id, String key) {
        return jdbc.sql(SELECT + "and p.key = :key")
                .param("id", id.value())
                .param("key", key)
                .query(PairRows::pair)
                .optional();
    }

    Optional<Pair> nextUndecided(DeliveryId id) {
        return jdbc.sql(SELECT + "and" + UNDECIDED + "order by p.kind, p.ordinal limit 1")
                .param("id", id.value())
                .query(PairRows::pair)
                .optional();
    }

    /** All that were decided, in their order. */
    List<Pair> decided(DeliveryId id) {
        return jdbc.sql(SELECT + "and d.key is not null order by p.ordinal")
                .param("id", id.value())
                .query(PairRows::pair)
                .list();
    }

    boolean any(DeliveryId id) {
        return jdbc.sql("select exists (select from kept.delivery_pair where delivery_id = ?)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    private static Pair pair(ResultSet row, int n) throws SQLException {
        String decision = row.getString("decision");
        return new Pair(
                row.getString("key"),
                new Found(
                        Kind.valueOf(row.getString("kind")),
                        JSON.readValue(row.getString("one"), Side.class),
                        JSON.readValue(row.getString("other"), Side.class),
                        row.getInt("pages"),
                        row.getDouble("likeness")),
                decision == null
                        ? null
                        : new Decided(
                                Decision.valueOf(decision),
                                row.getString("reason"),
                                row.getString("decided_by"),
                                row.getObject("decided_at", OffsetDateTime.class).toInstant()),
                row.getBoolean("left_out"));
    }

    /** Whether nobody works on it and it is not at its end. */
    boolean atRest(DeliveryRow row) {
        if (row.stagedAs() != null) {
            return false; // all of it is stored: only the word is missing
        }
        return row.finishedAt() == null
                ? AT_REST.contains(row.state())
                : row.state() == State.CHECKED && row.dryRun();
    }

    /**
     * Decides while the delivery is held at rest: a run that begins afterwards notes its state
     * first, waits for this, and reads it.
     *
     * @return false when it is not at rest
     */
    boolean decide(DeliveryId id, String key, Decision decision, String reason, String by) {
        return atRest(
                id,
                () -> {
                    int unused =
                            jdbc.sql(
                                            "insert into kept.pair_decision (delivery_id, key,"
                                                    + " decision, reason, decided_by, decided_at)"
                                                    + " values (?, ?, ?, ?, ?, ?) on conflict"
                                                    + " (delivery_id, key) do update set decision ="
                                                    + " excluded.decision, reason ="
                                                    + " excluded.reason, decided_by ="
                                                    + " excluded.decided_by, decided_at ="
                                                    + " excluded.decided_at")
                                    .params(
                                            id.value(),
                                            key,
                                            decision.name(),
                                            DeliveryRegister.storable(reason),
                                            by,
                                            now())
                                    .update();
                });
    }

    boolean undo(DeliveryId id, String key) {
        return atRest(
                id,
                () -> {
                    int unused =
                            jdbc.sql(
                                            "delete from kept.pair_decision where delivery_id = ?"
                                                    + " and key = ?")
                                    .params(id.value(), key)
                                    .update();
                });
    }

    private boolean atRest(DeliveryId id, Runnable work) {
        return Boolean.TRUE.equals(
                transactions.execute(
                        status -> {
                            Optional<DeliveryRow> row =
                                    jdbc.sql(
                                                    "select "
                                                            + DeliveryRow.COLUMNS
                                                            + " from kept.delivery where id = ?"
                                                            + " for update")
                                            .param(id.value())
                                            .query(DeliveryRow::of)
                                            .optional();
                            boolean rests = row.filter(this::atRest).isPresent();
                            if (rests) {
                                work.run();
                            }
                            return rests;
                        }));
    }

    /** Keeps both of all that wait, but for codes; how many. */
    int keepAll(DeliveryId id, String reason, String by) {
        return jdbc.sql(
                        "insert into kept.pair_decision (delivery_id, key, decision, reason,"
                                + " decided_by, decided_at) select p.delivery_id, p.key, :decision, :reason,"
                                + " :by, :at from kept.delivery_pair p where p.delivery_id = :id"
                                + " and p.kind <>"
                                + " 'SAME_CODE' and not "
                                + LEFT_OUT
                                + " on conflict do nothing")
                .param("decision", Decision.KEEP_BOTH.name())
                .param("reason", DeliveryRegister.storable(reason))
                .param("by", by)
                .param("at", now())
                .param("id", id.value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package vn.tangthu.repository.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ledger.Checkpoint;

/** What the database knows of the log: {@code kept.ledger_…}. */
@Component
class LedgerRows {
    /** Held for a transaction by who writes to the log. */
    private static final long LOCK = 7_463_250;

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As the row has it; {@code tail} are leaf hashes, one after the other. */
    record Head(
            long entries,
            long segment,
            String previous,
            byte[] tail,
            long fixity,
            int line,
            @Nullable Long lostFrom,
            @Nullable String broken,
            byte @Nullable [] pending,
            long takeOverTo) {}

    /** What the log is told of once. */
    record Once(String kind, String subject, int version, Instant at, @Nullable String sha512) {}

    /** Whether nobody else writes; then until the end of the transaction. */
    boolean tryLock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Waits for who writes. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row, n) -> 0).list();
    }

    Head head() {
        int unused =
                jdbc.sql("insert into kept.ledger_head default values on conflict do nothing")
                        .update();
        return jdbc.sql("select * from kept.ledger_head")
                .query(
                        (row, n) ->
                                new Head(
                                        row.getLong("entries"),
                                        row.getLong("segment"),
                                        row.getString("previous"),
                                        row.getBytes("tail"),
                                        row.getLong("fixity"),
                                        row.getInt("line"),
                                        row.getObject("lost_from", Long.class),
                                        row.getString("broken"),
                                        row.getBytes("pending"),
                                        row.getLong("take_over_to")))
                .single();
    }

    void save(Head head) {
        int unused =
                jdbc.sql(
                                "update kept.ledger_head set entries = ?, segment = ?, previous = ?,"
                                        + " tail = ?, fixity = ?, line = ?, lost_from = ?, broken = ?,"
                                        + " pending = null, written_at = now()")
                        .param(head.entries())
                        .param(head.segment())
                        .param(head.previous())
                        .param(head.tail())
                        .param(head.fixity())
                        .param(head.line())
                        .param(head.lostFrom())
                        .param(head.broken())
                        .update();
    }

    /** What is to be the next segment, before it is put. */
    void decide(byte[] segment) {
        int unused = jdbc.sql("update kept.ledger_head set pending = ?").param(segment).update();
    }

    /** A person believes the segments that the store has, up to this one. */
    void takeOver(long last) {
        int unused =
                jdbc.sql("update kept.ledger_head set take_over_to = greatest(take_over_to, ?)")
                        .param(last)
                        .update();
    }

    void broken(@Nullable String why) {
        int unused = jdbc.sql("update kept.ledger_head set broken = ?").param(why).update();
    }

    List<Entry.Draft> due(int limit) {
        return jdbc.sql(
                        "select id, source, key, at, account, action, subject, sha256 from"
                                + " kept.ledger_due order by place limit ?")
                .param(limit)
                .query(
                        (row, n) -> {
                            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                            fields.put("table", row.getString("source"));
                            fields.put("key", row.getString("key"));
                            fields.put("action", row.getString("action"));
                            fields.put("account", row.getString("account"));
                            fields.put("subject", row.getString("subject"));
                            fields.put("sha256", row.getString("sha256"));
                            return new Entry.Draft(
                                    Entry.Kind.ROW, row.getString("id"), at(row, "at"), fields);
                        })
                .list();
    }

    /** To be told once, if it was not. */
    void note(String kind, String subject, String sha512) {
        int unused =
                jdbc.sql(
                                "insert into kept.ledger_once (kind, subject, sha512)"
                                        + " values (?, ?, ?) on conflict do nothing")
                        .params(kind, subject, sha512)
                        .update();
    }

    /** Whether an erasure is under way, or was within the hour. */
    boolean erasing() {
        return jdbc.sql("select exists (select from kept.erasure where state <> 'DONE')")
                .query(Boolean.class)
                .single();
    }

    Set<String> noted(String kind) {
        return Set.copyOf(
                jdbc.sql("select subject from kept.ledger_once where kind = ?")
                        .param(kind)
                        .query(String.class)
                        .list());
    }

    List<Once> once(int limit) {
        return jdbc.sql(
                        "select kind, subject, version, at, sha512 from kept.ledger_once"
                                + " where entry is null order by attempts, at, kind, subject, version"
                                + " limit ?")
                .param(limit)
                .query(
                        (row, n) ->
                                new Once(
                                        row.getString("kind"),
                                        row.getString("subject"),
                                        row.getInt("version"),
                                        at(row, "at"),
                                        row.getString("sha512")))
                .list();
    }

    void failed(Once once) {
        int unused =
                jdbc.sql(
                                "update kept.ledger_once set attempts = attempts + 1 where kind = ?"
                                        + " and subject = ? and version = ?")
                        .params(once.kind(), once.subject(), once.version())
                        .update();
    }

    /**
     * @return which of these events waited; the others the database does not know
     */
    List<UUID> written(List<UUID> events) {
        return events.isEmpty()
                ? List.of()
                : jdbc.sql("delete from kept.ledger_due where id = any(?) returning id")
                        .param(events.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list();
    }

    void written(String kind, String subject, int version, @Nullable String sha512, long entry) {
        int unused =
                jdbc.sql(
                                "insert into kept.ledger_once as o"
                                        + " (kind, subject, version, sha512, entry) values (?, ?, ?, ?, ?)"
                                        + " on conflict (kind, subject, version) do update set entry ="
                                        + " coalesce(o.entry, excluded.entry)")
                        .param(kind)
                        .param(subject)
                        .param(version)
                        .param(sha512)
                        .param(entry)
                        .update();
    }

    Optional<Long> entryOf(String kind, String subject, int version) {
        return jdbc.sql(
                        "select entry from kept.ledger_once where kind = ? and subject = ? and"
                                + " version = ? and entry is not null")
                .params(kind, subject, version)
                .query(Long.class)
                .optional();
    }

    void restored(long from, long to) {
        int unused =
                jdbc.sql(
                                "insert into kept.ledger_restored (from_entry, to_entry)"
                                        + " values (?, ?) on conflict do nothing")
                        .params(from, to)
                        .update();
    }

    /** First and last + 1 of entries that the database does not know. */
    List<long[]> restored() {
        return jdbc.sql("select from_entry, to_entry from kept.ledger_restored order by 1")
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .list();
    }

    void key(PublicKey key, long entry) {
        int unused =
                jdbc.sql(
                                "insert into kept.ledger_key (id, vkey, entry) values (?, ?, ?)"
                                        + " on conflict do nothing")
                        .params(key.id(), key.vkey(), entry)
                        .update();
    }

    /** In the order in which they were announced. */
    List<PublicKey> keys() {
        List<PublicKey> keys = new ArrayList<>();
        for (String vkey :
                jdbc.sql("select vkey from kept.ledger_key order by entry")
                        .query(String.class)
                        .list()) {
            PublicKey key = PublicKey.read(vkey);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Whether the log announced the key before it had so many entries. */
    boolean isAnnounced(PublicKey key, long entries) {
        return jdbc.sql(
                        "select exists (select from kept.ledger_key where id = ? and vkey = ? and"
                                + " entry < ?)")
                .params(key.id(), key.vkey(), entries)
                .query(Boolean.class)
                .single();
    }

    void bundle(long number, byte[] root) {
        int unused =
                jdbc.sql(
                                "insert into kept.ledger_bundle (number, root) values (?, ?)"
                                        + " on conflict (number) do update set root = excluded.root")
                        .params(number, root)
                        .update();
    }

    /** Hashes of bundles from {@code first} on. */
    List<byte[]> bundles(long first, int limit) {
        return jdbc.sql(
                        "select root from kept.ledger_bundle where number >= ? order by number"
                                + " limit ?")
                .params(first, limit)
                .query(byte[].class)
                .list();
    }

    void checkpoint(long number, Instant at, long entries) {
        int unused =
                jdbc.sql(
                                "insert into kept.ledger_checkpoint (number, at, entries, key)"
                                        + " values (?, ?, ?, '') on conflict do nothing")
                        .params(number, Timestamp.from(at), entries)
                        .update();
    }

    void signed(long number, String key, String sha256) {
        int unused =
                jdbc.sql("update kept.ledger_checkpoint set key = ?, sha256 = ? where number = ?")
                        .params(key, sha256, number)
                        .update();
    }

    /** Signed since then and not stamped; newest first. */
    List<Long> unstamped(Instant since, int limit) {
        return jdbc.sql(
                        "select number from kept.ledger_checkpoint where sha256 is not null and"
                                + " stamped_at is null and at > ? order by number desc limit ?")
                .params(Timestamp.from(since), limit)
                .query(Long.class)
                .list();
    }

    void stamped(long number, Instant at, String sha256) {
        int unused =
                jdbc.sql(
                                "update kept.ledger_checkpoint set stamped_at = ?, stamp_sha256 = ?"
                                        + " where number = ?")
                        .params(Timestamp.from(at), sha256, number)
                        .update();
    }

    /** Of the stamps, by number of the checkpoint. */
    Map<Long, String> stampDigests() {
        Map<Long, String> digests = new LinkedHashMap<>();
        jdbc.sql(
                        "select number, stamp_sha256 from kept.ledger_checkpoint where stamp_sha256"
                                + " is not null")
                .query(
                        row -> {
                            digests.put(row.getLong(1), row.getString(2));
                        });
        return digests;
    }

    List<Checkpoint> unsigned() {
        return jdbc.sql("select * from kept.ledger_checkpoint where sha256 is null order by number")
                .query(LedgerRows::checkpoint)
                .list();
    }

    List<Checkpoint> signed(int limit) {
        return jdbc.sql(
                        "select * from kept.ledger_checkpoint where sha256 is not null"
                                + " order by number desc limit ?")
                .param(limit)
                .query(LedgerRows::checkpoint)
                .list();
    }

    /** Of the notes, by number. */
    Map<Long, String> signedDigests() {
        Map<Long, String> digests = new LinkedHashMap<>();
        jdbc.sql("select number, sha256 from kept.ledger_checkpoint where sha256 is not null")
                .query(
                        row -> {
                            digests.put(row.getLong(1), row.getString(2));
                        });
        return digests;
    }

    long lastCheckpoint() {
        return jdbc.sql("select coalesce(max(number), 0) from kept.ledger_checkpoint")
                .query(Long.class)
                .single();
    }

    long waiting() {
        return jdbc.sql(
                        "select (select count(*) from kept.ledger_due)"
                                + " + (select count(*) from kept.ledger_once where entry is null)")
                .query(Long.class)
                .single();
    }

    @Nullable Instant oldestWaiting() {
        return jdbc.sql(
                        "select least((select at from kept.ledger_due order by place limit 1),"
                                + " (select min(at) from kept.ledger_once where entry is null)) as at")
                .query((row, n) -> Optional.ofNullable(row.getTimestamp("at")))
                .single()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    /** When it was written last; null before that. */
    @Nullable Instant writtenAt() {
        return jdbc.sql("select written_at as at from kept.ledger_head")
                .query((row, n) -> Optional.ofNullable(row.getTimestamp("at")))
                .single()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    private static Checkpoint checkpoint(ResultSet row, int n) throws SQLException {
        Timestamp stamped = row.getTimestamp("stamped_at");
        return new Checkpoint(
                row.getLong("number"),
                at(row, "at"),
                row.getLong("entries"),
                row.getString("key"),
                stamped == null ? null : stamped.toInstant());
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}

package vn.tangthu.repository.fixity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Until when what a copy has is locked. What was never asked for is locked until {@value NEVER}.
 */
@Component
class LockRows {
    static final String NEVER = "-infinity";

    private static final String PACKAGES = "projection.audited_object";
    private static final String LOGS = "projection.copied_log";

    private final JdbcClient jdbc;

    LockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A package or a log object, and where it stands in the order of ends.
     *
     * @param subject id of the package, or key of the log object
     * @param until as the database writes it, {@value NEVER} too
     */
    record Due(String subject, String until) {
        /** Before all. */
        static final Due FIRST = new Due("", NEVER);
    }

    /** Packages whose lock ends first, of those that end before {@code least}. */
    List<Due> packages(String copy, Due after, Instant least, int limit) {
        return due(
                "select object_id::text as subject, locked_until::text as until from "
                        + PACKAGES
                        + " where copy = ? and copy <> 'primary' and (locked_until, object_id) >"
                        + " (?::timestamptz, ?::uuid) and locked_until < ? order by locked_until,"
                        + " object_id limit ?",
                copy,
                after.equals(Due.FIRST) ? new Due(new UUID(0, 0).toString(), NEVER) : after,
                least,
                limit);
    }

    /** The same of log objects. */
    List<Due> logs(String copy, Due after, Instant least, int limit) {
        return due(
                "select object_key as subject, locked_until::text as until from "
                        + LOGS
                        + " where copy = ? and (locked_until, object_key) > (?::timestamptz, ?) and"
                        + " locked_until < ? order by locked_until, object_key limit ?",
                copy,
                after,
                least,
                limit);
    }

    private List<Due> due(String sql, String copy, Due after, Instant least, int limit) {
        return jdbc.sql(sql)
                .params(copy, after.until(), after.subject(), AuditRows.utc(least), limit)
                .query((row, n) -> new Due(row.getString("subject"), row.getString("until")))
                .list();
    }

    void lockedPackage(String copy, String object, Instant until) {
        int unused =
                jdbc.sql(
                                "update projection.audited_object set locked_until = ? where copy = ?"
                                        + " and object_id = ?::uuid")
                        .params(AuditRows.utc(until), copy, object)
                        .update();
    }

    void lockedLog(String copy, String key, Instant until) {
        int unused =
                jdbc.sql(
                                "update projection.copied_log set locked_until = ? where copy = ? and"
                                        + " object_key = ?")
                        .params(AuditRows.utc(until), copy, key)
                        .update();
    }

    /** Until when all of it is locked; empty when something is not. */
    Optional<Instant> all(String copy) {
        return jdbc.sql(
                        """
                        select nullif(least(
                            (select min(locked_until) from projection.audited_object
                                where copy = :copy and copy <> 'primary'),
                            (select min(locked_until) from projection.copied_log where copy = :copy)),
                            '-infinity') as until
                        """)
                .param("copy", copy)
                .query((row, n) -> Optional.ofNullable(AuditRows.instant(row, "until")))
                .single();
    }

    /** Whether something was locked once, and is not any more. */
    boolean hasEnded(String copy, Instant now) {
        return jdbc.sql(
                        """
                        select exists (select from projection.audited_object where copy = :copy
                                and copy <> 'primary' and locked_until > '-infinity'
                                and locked_until <= :now)
                            or exists (select from projection.copied_log where copy = :copy
                                and locked_until > '-infinity' and locked_until <= :now)
                        """)
                .param("copy", copy)
                .param("now", AuditRows.utc(now))
                .query(Boolean.class)
                .single();
    }
}

package vn.tangthu.repository.fixity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.Copies;

/** Rows of {@code kept.backup_run}. */
@Component
class JdbcBackupRuns implements BackupRuns {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MOST = 1_000;

    /** As the index has it. */
    private static final String TELLING = "(copied > 0 or state is distinct from 'COMPLETE')";

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcBackupRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public UUID begin(Form form, String place, String location, String actor) {
        UUID id = UUID.randomUUID();
        int unused =
                jdbc.sql(
                                "insert into kept.backup_run (id, form, place, location, actor,"
                                        + " started_at) values (?, ?, ?, ?, ?, ?)")
                        .params(
                                id,
                                form.name(),
                                place,
                                location,
                                actor,
                                AuditRows.utc(clock.instant()))
                        .update();
        return id;
    }

    @Override
    public void end(UUID run, Outcome outcome) {
        int unused =
                jdbc.sql(
                                """
                                update kept.backup_run set ended_at = :at, state = :state, copied = :copied,
                                    files = :files, bytes = :bytes, there = :there, packages = :packages,
                                    there_bytes = :thereBytes, incidents = :incidents, problem = :problem
                                where id = :run
                                """)
                        .param("at", AuditRows.utc(clock.instant()))
                        .param("state", outcome.state().name())
                        .param("copied", outcome.copied())
                        .param("files", outcome.files())
                        .param("bytes", outcome.bytes())
                        .param("there", outcome.there())
                        .param("packages", outcome.packages())
                        .param("thereBytes", outcome.thereBytes())
                        .param("incidents", outcome.incidents())
                        .param("problem", outcome.problem())
                        .param("run", run)
                        .update();
    }

    Optional<BackupRun> find(UUID run) {
        return jdbc.sql("select * from kept.backup_run where id = ?")
                .param(run)
                .query(JdbcBackupRuns::run)
                .optional();
    }

    @Override
    public List<BackupRun> telling(int limit) {
        return jdbc.sql(
                        "select * from kept.backup_run where "
                                + TELLING
                                + " order by started_at desc, id limit ?")
                .param(Math.min(MOST, limit))
                .query(JdbcBackupRuns::run)
                .list();
    }

    @Override
    public List<BackupRun> ofYear(int year, @Nullable BackupRun after, int limit) {
        return jdbc.sql(
                        "select * from kept.backup_run where (started_at, id) > (?, ?) and"
                                + " started_at < ? and "
                                + TELLING
                                + " order by started_at, id limit ?")
                .params(
                        after == null ? first(year) : AuditRows.utc(after.startedAt()),
                        after == null ? new UUID(0, 0) : after.id(),
                        first(year + 1),
                        Math.min(MOST, limit))
                .query(JdbcBackupRuns::run)
                .list();
    }

    @Override
    public long quiet(int year) {
        return jdbc.sql(
                        "select count(*) from kept.backup_run where started_at >= ? and started_at"
                                + " < ? and not "
                                + TELLING)
                .params(first(year), first(year + 1))
                .query(Long.class)
                .single();
    }

    private static Object first(int year) {
        return AuditRows.utc(LocalDate.of(year, 1, 1).atStartOfDay(VIETNAM).toInstant());
    }

    private static BackupRun run(ResultSet row, int n) throws SQLException {
        @Nullable Instant ended = AuditRows.instant(row, "ended_at");
        return new BackupRun(
                row.getObject("id", UUID.class),
                Form.valueOf(row.getString("form")),
                row.getString("place"),
                row.getString("location"),
                row.getString("actor"),
                Objects.requireNonNull(AuditRows.instant(row, "started_at")),
                ended,
                ended == null
                        ? null
                        : new Outcome(
                                Copies.State.valueOf(row.getString("state")),
                                row.getLong("copied"),
                                row.getLong("files"),
                                row.getLong("bytes"),
                                row.getLong("there"),
                                row.getLong("packages"),
                                row.getLong("there_bytes"),
                                row.getLong("incidents"),
                                row.getString("problem")));
    }
}

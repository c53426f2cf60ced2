package vn.tangthu.repository.scanning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScans.Found;
import vn.tangthu.repository.VirusScans.Run;
import vn.tangthu.repository.VirusScans.State;
import vn.tangthu.repository.VirusScans.Summary;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Runs of rescans, and what is kept as they see it. */
@Component
final class RescanRows {
    private static final String RUN =
            "select id, engine, state, started_at, ended_at, files, bytes, infected, not_scanned"
                    + " from kept.virus_rescan ";

    private final JdbcClient jdbc;

    RescanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file that is kept, once for the same bytes. */
    record Kept(AipId aip, ContentFile file, String arcFileCode) {}

    /** In the order of digests, those not scanned by this engine. */
    List<Kept> next(String after, String engine, int limit) {
        return jdbc.sql(
                        """
                        select distinct on (c.sha512) c.*, r.arc_file_code
                        from projection.content_file c
                        join projection.record r on r.id = c.aip_id
                        left join kept.virus_check v on v.sha512 = c.sha512
                        where c.sha512 > ? and v.engine is distinct from ?
                        order by c.sha512, c.id limit ?
                        """)
                .params(after, engine, limit)
                .query(
                        (row, n) ->
                                new Kept(
                                        new AipId(row.getObject("aip_id", UUID.class)),
                                        file(row),
                                        row.getString("arc_file_code")))
                .list();
    }

    private static ContentFile file(ResultSet row) throws SQLException {
        UUID whole = row.getObject("whole_id", UUID.class);
        return new ContentFile(
                new ContentFileId(whole == null ? row.getObject("id", UUID.class) : whole),
                row.getString("path"),
                row.getString("original_name"),
                row.getString("mime_type"),
                row.getLong("size"),
                row.getInt("pages"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")),
                new Digest(DigestAlgorithm.SHA256, row.getString("sha256")));
    }

    Optional<Run> last() {
        return jdbc.sql(RUN + "order by started_at desc, id limit 1")
                .query((row, n) -> run(row))
                .optional();
    }

    private static Run run(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject(5, OffsetDateTime.class);
        return new Run(
                row.getObject(1, UUID.class),
                row.getString(2),
                State.valueOf(row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }

    String cursor(UUID run) {
        return jdbc.sql("select last_sha512 from kept.virus_rescan where id = ?")
                .param(run)
                .query(String.class)
                .single();
    }

    void insert(Run run, String actor) {
        int unused =
                jdbc.sql(
                                "insert into kept.virus_rescan (id, engine, actor, state,"
                                        + " started_at) values (?, ?, ?, ?, ?)")
                        .params(
                                run.id(),
                                run.engine(),
                                actor,
                                run.state().name(),
                                utc(run.startedAt()))
                        .update();
    }

    void save(Run run, String cursor) {
        Instant ended = run.endedAt();
        int unused =
                jdbc.sql(
                                "update kept.virus_rescan set state = ?, ended_at ="
                                        + " cast(nullif(?, '') as timestamptz), last_sha512 = ?,"
                                        + " files = ?, bytes = ?, infected = ?, not_scanned = ?"
                                        + " where id = ?")
                        .params(
                                run.state().name(),
                                ended == null ? "" : ended.toString(),
                                cursor,
                                run.files(),
                                run.bytes(),
                                run.found(),
                                run.notScanned(),
                                run.id())
                        .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    Optional<Summary> totals() {
        return jdbc.sql(
                        "select clean, infected, not_scanned, never, counted_at"
                                + " from projection.virus_totals")
                .query(
                        (row, n) ->
                                new Summary(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Looks at every file. */
    void count(Instant now) {
        int unused =
                jdbc.sql(
                                """
                        insert into projection.virus_totals
                            (clean, infected, not_scanned, never, counted_at)
                        select count(*) filter (where v.outcome = 'CLEAN'),
                            count(*) filter (where v.outcome = 'INFECTED'),
                            count(*) filter (where v.outcome = 'NOT_SCANNED'),
                            count(*) filter (where v.outcome is null), ?
                        from (select distinct sha512 from projection.content_file) c
                        left join kept.virus_check v on v.sha512 = c.sha512
                        on conflict (only_one) do update set clean = excluded.clean,
                            infected = excluded.infected, not_scanned = excluded.not_scanned,
                            never = excluded.never, counted_at = excluded.counted_at
                        """)
                        .param(utc(now))
                        .update();
    }

    Slice<Found> found(int offset, int limit) {
        String from =
                " from kept.virus_check v join projection.content_file c on c.sha512 = v.sha512"
                        + " join projection.record r on r.id = c.aip_id"
                        + " where v.outcome = 'INFECTED' and not c.again and not r.blocked";
        List<Found> items =
                jdbc.sql(
                                "select c.aip_id, r.arc_file_code, c.original_name, v.outcome,"
                                        + " v.detail, v.engine, v.checked_at"
                                        + from
                                        + " order by v.checked_at desc, c.id offset ? limit ?")
                        .params(offset, limit)
                        .query((row, n) -> found(row))
                        .list();
        long all = jdbc.sql("select count(*)" + from).query(Long.class).single();
        return new Slice<>(items, offset, all);
    }

    private static Found found(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject(7, OffsetDateTime.class);
        return new Found(
                new AipId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getString(3),
                new VirusCheck(
                        VirusCheck.Outcome.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        at.toInstant()));
    }
}

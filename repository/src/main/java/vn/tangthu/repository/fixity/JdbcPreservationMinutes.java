package vn.tangthu.repository.fixity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.PreservationMinutes;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Takes the facts from the rows of audits, back-ups, incidents and repairs. */
@Component
class JdbcPreservationMinutes implements PreservationMinutes {
    private static final int LONGEST = 200;
    private static final int LONGEST_NOTATION = 30;
    private static final int LONGEST_TOLD = 2_000;
    private static final int MOST_PRESENT = 20;

    /** What is found wrong with one package belongs together so long before and after. */
    private static final Duration TOGETHER = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AuditRows audits;
    private final JdbcBackupRuns backups;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** Minutes of before a number was counted have it as none. */
    private final JsonMapper json =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    JdbcPreservationMinutes(
            JdbcClient jdbc,
            AuditRows audits,
            JdbcBackupRuns backups,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.audits = audits;
        this.backups = backups;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Minutes make(Kind kind, UUID subject, Said said, Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw notAllowed(actor);
        }
        check(said);
        Facts facts =
                switch (kind) {
                    case CHECK -> checked(subject);
                    case BACKUP -> backedUp(subject);
                    case INCIDENT -> restored(subject);
                };
        Instant now = clock.instant();
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            insert(kind, subject, said, facts, now, actor);
                            return issues(kind, subject, actor).getFirst();
                        }));
    }

    private void insert(
            Kind kind, UUID subject, Said said, Facts facts, Instant now, Reader actor) {
        // Two at once would take the same number.
        int locked =
                jdbc.sql("lock table kept.preservation_minutes in share row exclusive mode")
                        .update();
        int unused =
                jdbc.sql(
                                """
                                insert into kept.preservation_minutes (kind, subject, year, number, issue, made_at,
                                    made_by, said, facts)
                                select :kind, :subject, coalesce(before.year, :year),
                                    coalesce(before.number, (select coalesce(max(number), 0) + 1
                                        from kept.preservation_minutes where year = :year)),
                                    coalesce(before.issue, 0) + 1, :at, :by, :said::jsonb, :facts::jsonb
                                from (select) one left join lateral
                                    (select year, number, issue from kept.preservation_minutes
                                     where kind = :kind and subject = :subject
                                     order by issue desc limit 1) before on true
                                """)
                        .param("kind", kind.name())
                        .param("subject", subject)
                        .param("year", now.atZone(JdbcBackupRuns.VIETNAM).getYear())
                        .param("at", AuditRows.utc(now))
                        .param("by", actor.name())
                        .param("said", json.writeValueAsString(said))
                        .param("facts", json.writeValueAsString(facts))
                        .update();
    }

    private Facts checked(UUID id) {
        Run run = audits.find(id).orElseThrow(() -> nothing(id));
        Instant ended = run.endedAt();
        if (ended == null) {
            throw nothing(id);
        }
        List<Found> found =
                jdbc.sql(
                                "select i.* from projection.incident i join"
                                        + " projection.incident_sighting s on s.incident_id = i.id"
                                        + " where s.run_id = ? and"
                                        + JdbcIncidents.NOT_BLOCKED
                                        + " order by i.path limit ?")
                        .params(id, MOST)
                        .query(JdbcPreservationMinutes::found)
                        .list();
        return new Check(
                run.copy(),
                run.state(),
                audits.actor(id),
                run.startedAt(),
                ended,
                run.objectsDone(),
                run.objectsTotal(),
                run.bytesDone(),
                run.problems(),
                audits.summary(),
                found,
                Math.max(0, run.problems() - found.size()));
    }

    private Facts backedUp(UUID id) {
        return backups.find(id)
                .filter(run -> run.outcome() != null)
                .map(Backup::new)
                .orElseThrow(() -> nothing(id));
    }

    /** Which incident the paper is about, and what belongs to it. */
    private record Subject(
            String copy, @Nullable UUID object, @Nullable String code, String path, Instant at) {}

    /** What was found together: how much, how much of it is open, when the last was resolved. */
    private record Together(long found, long open, @Nullable Instant resolved) {}

    private Facts restored(UUID id) {
        Subject subject =
                jdbc.sql("select * from projection.incident where id = ?")
                        .param(id)
                        .query(
                                (row, n) ->
                                        new Subject(
                                                row.getString("copy"),
                                                row.getObject("object_id", UUID.class),
                                                row.getString("arc_file_code"),
                                                row.getString("path"),
                                                Objects.requireNonNull(
                                                        AuditRows.instant(row, "found_at"))))
                        .optional()
                        .orElseThrow(() -> nothing(id));
        String same =
                " where copy = :copy and found_at between :from and :to and "
                        + (subject.object() == null ? "id = :id" : "object_id = :object");
        Together all =
                jdbc.sql(
                                "select count(*), count(*) filter (where resolved_at is null),"
                                        + " max(resolved_at) from projection.incident"
                                        + same)
                        .param("copy", subject.copy())
                        .param("from", AuditRows.utc(subject.at().minus(TOGETHER)))
                        .param("to", AuditRows.utc(subject.at().plus(TOGETHER)))
                        .param("object", subject.object())
                        .param("id", id)
                        .query(
                                (row, n) ->
                                        new Together(
                                                row.getLong(1),
                                                row.getLong(2),
                                                AuditRows.instant(row, "max")))
                        .single();
        Instant last = all.open() > 0 ? null : all.resolved();
        List<Found> found =
                jdbc.sql(
                                "select * from projection.incident"
                                        + same
                                        + " order by (id <> :id), path, found_at limit :most")
                        .param("copy", subject.copy())
                        .param("from", AuditRows.utc(subject.at().minus(TOGETHER)))
                        .param("to", AuditRows.utc(subject.at().plus(TOGETHER)))
                        .param("object", subject.object())
                        .param("id", id)
                        .param("most", MOST)
                        .query(JdbcPreservationMinutes::found)
                        .list();
        Map<String, @Nullable Object> repairs = new HashMap<>();
        repairs.put("copy", subject.copy());
        repairs.put("from", AuditRows.utc(subject.at().minus(TOGETHER)));
        repairs.put("to", AuditRows.utc(last == null ? clock.instant() : last.plus(TOGETHER)));
        repairs.put("object", subject.object());
        repairs.put("path", subject.path());
        String putBack =
                " from projection.repair where copy = :copy and at between :from and :to and "
                        + (subject.object() == null ? "path = :path" : "object_id = :object");
        long repaired =
                jdbc.sql("select count(*)" + putBack).params(repairs).query(Long.class).single();
        List<Mended> mended =
                jdbc.sql("select *" + putBack + " order by at, path limit " + MOST)
                        .params(repairs)
                        .query(
                                (row, n) ->
                                        new Mended(
                                                row.getString("path"),
                                                row.getString("source"),
                                                row.getString("sha512"),
                                                row.getString("set_aside"),
                                                row.getString("actor"),
                                                Objects.requireNonNull(
                                                        AuditRows.instant(row, "at"))))
                        .list();
        return new Restored(
                subject.copy(),
                subject.code(),
                found,
                Math.max(0, all.found() - found.size()),
                Math.max(
                        0,
                        all.open()
                                - found.stream().filter(one -> one.resolvedAt() == null).count()),
                mended,
                Math.max(0, repaired - mended.size()));
    }

    private static Found found(ResultSet row, int n) throws SQLException {
        return new Found(
                row.getString("arc_file_code"),
                row.getString("path"),
                Damage.valueOf(row.getString("damage")),
                Objects.requireNonNull(AuditRows.instant(row, "found_at")),
                AuditRows.instant(row, "resolved_at"),
                row.getString("repaired_from"));
    }

    @Override
    public List<Minutes> issues(Kind kind, UUID subject, Reader reader) {
        mayRead(reader);
        return jdbc.sql(
                        "select * from kept.preservation_minutes where kind = ? and subject = ?"
                                + " order by issue desc limit 100")
                .params(kind.name(), subject)
                .query(this::minutes)
                .list();
    }

    @Override
    public List<Minutes> newest(Reader reader) {
        mayRead(reader);
        return jdbc.sql(
                        "select * from kept.preservation_minutes order by made_at desc, number desc"
                                + " limit 100")
                .query(this::minutes)
                .list();
    }

    @Override
    public Optional<Said> proposed(Kind kind, Reader reader) {
        mayRead(reader);
        return jdbc.sql(
                        "select said from kept.preservation_minutes order by (kind <> ?), made_at"
                                + " desc limit 1")
                .param(kind.name())
                .query(String.class)
                .optional()
                .map(said -> json.readValue(said, Said.class).another());
    }

    private Minutes minutes(ResultSet row, int n) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        Class<? extends Facts> type =
                switch (kind) {
                    case CHECK -> Check.class;
                    case BACKUP -> Backup.class;
                    case INCIDENT -> Restored.class;
                };
        return new Minutes(
                kind,
                row.getObject("subject", UUID.class),
                row.getInt("year"),
                row.getInt("number"),
                row.getInt("issue"),
                Objects.requireNonNull(AuditRows.instant(row, "made_at")),
                row.getString("made_by"),
                json.readValue(row.getString("said"), Said.class),
                json.readValue(row.getString("facts"), type));
    }

    private static void mayRead(Reader reader) {
        if (!reader.is(Role.ARCHIVIST) && !reader.is(Role.AUDITOR)) {
            throw notAllowed(reader);
        }
    }

    private static RefusedException notAllowed(Reader reader) {
        return new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
    }

    private static RefusedException nothing(UUID subject) {
        return new RefusedException(Finding.blocks("MINUTES_NOTHING_ENDED", subject.toString()));
    }

    private static void check(Said said) {
        List<Finding> findings = new ArrayList<>();
        if (said.archive().isBlank()) {
            findings.add(Finding.blocks("VALUE_MISSING", "archive", "archive"));
        }
        atMost(findings, LONGEST, "parent", said.parent());
        atMost(findings, LONGEST, "archive", said.archive());
        atMost(findings, LONGEST_NOTATION, "notation", said.notation());
        atMost(findings, LONGEST, "place", said.place());
        atMost(findings, LONGEST_TOLD, "medium", said.medium());
        atMost(findings, LONGEST_TOLD, "cause", said.cause());
        atMost(findings, LONGEST_TOLD, "measures", said.measures());
        atMost(findings, LONGEST_TOLD, "remarks", said.remarks());
        if (said.present().size() > MOST_PRESENT) {
            findings.add(
                    Finding.blocks(
                            "TOO_LONG",
                            "present",
                            Integer.toString(MOST_PRESENT),
                            Integer.toString(said.present().size())));
        }
        for (Present one : said.present()) {
            atMost(findings, LONGEST, "person", one.person());
            atMost(findings, LONGEST, "position", one.position());
            atMost(findings, LONGEST, "organ", one.organ());
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    private static void atMost(List<Finding> findings, int limit, String field, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            findings.add(
                    Finding.blocks(
                            "TOO_LONG", field, Integer.toString(limit), Integer.toString(length)));
        }
    }
}

package vn.tangthu.repository.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.SuspectFiles;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.Digest;

/** Suspicions in a table; a row that is OPEN keeps its record from every exit. */
@Component
class JdbcSuspectedSecrets implements SuspectedSecrets {
    private static final int MAX_REASON = 1000;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RecordBlocks blocks;
    private final Erasures erasures;
    private final SuspectFiles files;
    private final StoredSuspicions stored;
    private final ActivityLog activity;
    private final Clock clock;
    private final JdbcSecretStamps stamps;

    JdbcSuspectedSecrets(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            RecordBlocks blocks,
            Erasures erasures,
            SuspectFiles files,
            StoredSuspicions stored,
            ActivityLog activity,
            Clock clock,
            JdbcSecretStamps stamps) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocks = blocks;
        this.erasures = erasures;
        this.files = files;
        this.stored = stored;
        this.activity = activity;
        this.clock = clock;
        this.stamps = stamps;
    }

    @Override
    public void suspect(Digest sha512, int page, Level level) {
        stamps.suspect(sha512, page, level);
    }

    private static final String OPEN =
            """
            select s.*, (d.description -> 'issuedDate' ->> 'year')::int as year,
                (d.description -> 'issuedDate' ->> 'month')::int as month,
                (d.description -> 'issuedDate' ->> 'day')::int as day
            from kept.suspicion s
                join projection.record r on r.id = s.aip_id
                left join projection.content_file c on c.id = s.file_id
                left join projection.document d on d.id = c.document_id
            where s.state = 'OPEN'
            """;

    @Override
    public Slice<Suspicion> open(int offset, int limit, Reader reader) {
        if (!mayKnow(reader)) {
            return new Slice<>(List.of(), offset, 0);
        }
        long total =
                jdbc.sql(
                                "select count(*) from kept.suspicion s join projection.record r"
                                        + " on r.id = s.aip_id where s.state = 'OPEN'")
                        .query(Long.class)
                        .single();
        return new Slice<>(
                jdbc.sql(
                                OPEN
                                        + " order by s.found_at, s.aip_id, s.file_id, s.page offset ? limit ?")
                        .params(offset, limit)
                        .query((row, n) -> suspicion(row, reader))
                        .list(),
                offset,
                total);
    }

    @Override
    public Optional<Suspicion> find(Place place, Reader reader) {
        return SuspectedSecrets.mayDecide(reader)
                ? jdbc.sql(OPEN + " and s.aip_id = ? and s.file_id = ? and s.page = ? limit 1")
                        .params(place.record().value(), place.file().value(), place.page())
                        .query((row, n) -> suspicion(row, reader))
                        .optional()
                : Optional.empty();
    }

    private Suspicion suspicion(ResultSet row, Reader reader) throws SQLException {
        boolean whole = SuspectedSecrets.mayDecide(reader);
        Level level = Level.valueOf(row.getString("level"));
        LocalDate issued = whole ? date(row) : null;
        UUID fileId = row.getObject("file_id", UUID.class);
        ContentFile file = whole ? files.find(fileId, reader).orElse(null) : null;
        AipId record = new AipId(row.getObject("aip_id", UUID.class));
        return new Suspicion(
                record,
                row.getString("code"),
                whole ? new Place(record, new ContentFileId(fileId), row.getInt("page")) : null,
                whole ? row.getString("document") : null,
                file,
                whole ? level : null,
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                issued,
                issued == null ? null : SuspectedSecrets.declassified(level, issued).orElse(null));
    }

    /** The last day that a date of some precision can mean: nothing is proposed too early. */
    private static @Nullable LocalDate date(ResultSet row) throws SQLException {
        Integer year = row.getObject("year", Integer.class);
        return year == null
                ? null
                : new ArchivalDate(
                                year,
                                row.getObject("month", Integer.class),
                                row.getObject("day", Integer.class))
                        .latest();
    }

    @Override
    public Slice<Decision> decided(int offset, int limit, Reader reader) {
        if (!mayKnow(reader) && !reader.is(Role.AUDITOR)) {
            return new Slice<>(List.of(), offset, 0);
        }
        return new Slice<>(
                jdbc.sql(
                                "select * from kept.suspicion where state <> 'OPEN'"
                                        + " order by decided_at desc, aip_id, file_id, page offset ? limit ?")
                        .params(offset, limit)
                        .query(
                                (row, n) ->
                                        new Decision(
                                                new AipId(row.getObject("aip_id", UUID.class)),
                                                row.getString("code"),
                                                row.getString("state").equals("PURGED"),
                                                text(row, "reason"),
                                                text(row, "decided_by"),
                                                row.getObject("decided_at", OffsetDateTime.class)
                                                        .toInstant()))
                        .list(),
                offset,
                jdbc.sql("select count(*) from kept.suspicion where state <> 'OPEN'")
                        .query(Long.class)
                        .single());
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    @Override
    public void release(Place place, String reason, Reader officer) {
        requireReason(reason, officer);
        transactions.executeWithoutResult(
                status -> {
                    String code = decide(place.record(), place, "RELEASED", reason, officer);
                    if (!isSuspected(place.record())) {
                        blocks.unblock(place.record());
                    }
                    activity.record(officer, "SECRET_RELEASED", code, reason);
                });
        stored.write();
    }

    @Override
    public void purge(AipId record, String reason, Reader officer) {
        requireReason(reason, officer);
        LocalDate today = clock.instant().atZone(VIETNAM).toLocalDate();
        transactions.executeWithoutResult(
                status -> {
                    String code = decide(record, null, "PURGED", reason, officer);
                    erasures.order(
                            new Erasures.Order(
                                    record,
                                    Tombstones.Cause.SECRET,
                                    "Luật Bảo vệ bí mật nhà nước; Thông tư 05/2025/TT-BNV",
                                    reason,
                                    today,
                                    List.of(officer.name()),
                                    officer,
                                    null,
                                    null));
                    activity.record(officer, "SECRET_PURGED", code, reason);
                });
        stored.write();
    }

    @Override
    public void purgeDocument(Place place, String reason, Reader officer) {
        requireReason(reason, officer);
        LocalDate today = clock.instant().atZone(VIETNAM).toLocalDate();
        transactions.executeWithoutResult(
                status -> {
                    UUID record = place.record().value();
                    Set<DocumentId> documents = holding(place);
                    if (documents.isEmpty()) { // none that stands has it: the whole record goes
                        String id = place.record().toString();
                        throw new RefusedException(Finding.blocks("NO_SUCH_SUSPICION", id, id));
                    }
                    String code = decide(place.record(), place, "PURGED", reason, officer);
                    int unused =
                            jdbc.sql(
                                            """
                                            update kept.suspicion s set state = 'PURGED',
                                                reason = ?, decided_by = ?, decided_at = ?
                                            from projection.content_file c
                                            where s.aip_id = ? and s.state = 'OPEN'
                                                and c.id = s.file_id
                                                and c.document_id = any(?)
                                            """)
                                    .params(
                                            reason,
                                            officer.name(),
                                            ErasureRows.utc(clock.instant()),
                                            record,
                                            documents.stream()
                                                    .map(DocumentId::value)
                                                    .toArray(UUID[]::new))
                                    .update();
                    if (isSuspected(place.record())) {
                        throw new RefusedException(
                                Finding.blocks("SECRET_OTHERS_WAIT", code, code));
                    }
                    erasures.order(
                            new Erasures.Order(
                                    place.record(),
                                    Tombstones.Cause.SECRET,
                                    "Luật Bảo vệ bí mật nhà nước; Thông tư 05/2025/TT-BNV",
                                    reason,
                                    today,
                                    List.of(officer.name()),
                                    officer,
                                    null,
                                    null,
                                    documents));
                    activity.record(officer, "SECRET_DOCUMENT_PURGED", code, reason);
                });
        stored.write();
    }

    /** The documents that hold the bytes with the stamp: all of them go. */
    private Set<DocumentId> holding(Place place) {
        return jdbc
                .sql(
                        """
                        select c.document_id from projection.content_file c
                        where c.aip_id = ? and c.sha512 = (select sha512
                            from projection.content_file where id = ? and aip_id = c.aip_id)
                        """)
                .params(place.record().value(), place.file().value())
                .query(UUID.class)
                .list()
                .stream()
                .map(DocumentId::new)
                .collect(Collectors.toSet());
    }

    /** Whether a page of it waits for a decision still. */
    private boolean isSuspected(AipId record) {
        return jdbc.sql(
                        "select exists (select from kept.suspicion where aip_id = ?"
                                + " and state = 'OPEN')")
                .param(record.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * @param place the page that is decided on, null for all that are open
     * @return the record's code
     */
    private String decide(
            AipId record, @Nullable Place place, String state, String reason, Reader officer) {
        List<String> codes =
                jdbc.sql(
                                """
                                update kept.suspicion set state = ?, reason = ?, decided_by = ?,
                                    decided_at = ?
                                where aip_id = ? and state = 'OPEN'
                                  and (?::uuid is null or file_id = ? and page = ?)
                                returning code
                                """)
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        state,
                                        reason,
                                        officer.name(),
                                        ErasureRows.utc(clock.instant()),
                                        record.value(),
                                        place == null ? null : place.file().value(),
                                        place == null ? null : place.file().value(),
                                        place == null ? null : place.page()))
                        .query(String.class)
                        .list();
        if (codes.isEmpty()) {
            throw new RefusedException(
                    Finding.blocks("NO_SUCH_SUSPICION", record.toString(), record.toString()));
        }
        return codes.getFirst();
    }

    @Override
    public Slice<Unread> unread(int offset, int limit, Reader reader) {
        if (!mayKnow(reader)) {
            return new Slice<>(List.of(), offset, 0);
        }
        String from =
                " from kept.unread u join projection.record r on r.id = u.aip_id and r.visible";
        return new Slice<>(
                jdbc.sql(
                                """
                                select u.aip_id, r.arc_file_code, u.since, f.unread, f.failed
                                """
                                        + from
                                        + """
                                         cross join lateral (select
                                            count(*) filter
                                                (where t.state is distinct from 'DONE') as unread,
                                            coalesce(sum(t.pages_failed), 0) as failed
                                            from projection.content_file c
                                            left join projection.text_state t on t.file_id = c.id
                                            where c.aip_id = u.aip_id) f
                                        order by u.since, u.aip_id offset ? limit ?
                                        """)
                        .params(offset, limit)
                        .query(
                                (row, n) ->
                                        new Unread(
                                                new AipId(row.getObject("aip_id", UUID.class)),
                                                row.getString("arc_file_code"),
                                                row.getObject("since", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getLong("unread"),
                                                row.getLong("failed")))
                        .list(),
                offset,
                jdbc.sql("select count(*)" + from).query(Long.class).single());
    }

    @Override
    public void showUnread(AipId record, String reason, Reader officer) {
        requireReason(reason, officer);
        transactions.executeWithoutResult(
                status -> {
                    if (!blocks.showUnread(record)) {
                        throw new RefusedException(
                                Finding.blocks(
                                        "NO_SUCH_SUSPICION", record.toString(), record.toString()));
                    }
                    activity.record(officer, "UNREAD_SHOWN", record.toString(), reason);
                });
    }

    @Override
    public boolean blocks(String arcFileCode) {
        return jdbc.sql(
                        "select exists (select from projection.record where arc_file_code = ?"
                                + " and blocked)")
                .param(arcFileCode)
                .query(Boolean.class)
                .single();
    }

    private static void requireReason(String reason, Reader officer) {
        if (!SuspectedSecrets.mayDecide(officer)) {
            throw new RefusedException(Finding.blocks("OFFICER_ONLY", officer.name()));
        }
        if (reason.isBlank()) {
            throw new RefusedException(Finding.blocks("VALUE_MISSING", "reason", "reason"));
        }
        int length = reason.codePointCount(0, reason.length());
        if (length > MAX_REASON) {
            throw new RefusedException(
                    Finding.blocks(
                            "TOO_LONG",
                            "reason",
                            Integer.toString(MAX_REASON),
                            Integer.toString(length)));
        }
    }

    private static boolean mayKnow(Reader reader) {
        return reader.is(Role.ARCHIVIST) || reader.is(Role.SECRETS_OFFICER);
    }
}

package vn.tangthu.repository.catalogue;

import static vn.tangthu.repository.catalogue.JdbcTextWork.AWAITED;
import static vn.tangthu.repository.catalogue.JdbcTextWork.CHOSEN;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;

/** The line of texts as archivists steer it, from sums that triggers keep. */
@Component
class JdbcTextLine implements TextLine {
    private static final Duration FORECAST_MOST = Duration.ofDays(36_500);

    /** More than any confidence: also where none is known. */
    private static final int ALL = 101;

    /** Rows that one statement moves forward, so that a large delivery locks nobody out. */
    private static final int AT_ONCE = 5_000;

    /** Before all ids of files. */
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcTextLine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Status status() {
        return jdbc.sql(
                        """
                        select l.paused_by, case when l.paused then l.paused_at end as paused_at,
                            t.files_waiting, t.pages_waiting, t.pages_failed, t.files_failed,
                            p.pages, p.minutes,
                            (select count(*) from (select from projection.text_state
                                where urgency > 0 and not claimed
                                    and state in ('WAITING', 'WAITING_FOR_OCR') limit ?) u) as chosen,
                            (select count(*) from (select from projection.text_state
                                where again_with is not null and not claimed and state = 'DONE'
                                limit ?) a) as again
                        from (select coalesce(sum(files) filter
                                    (where state in ('WAITING', 'WAITING_FOR_OCR')), 0) as files_waiting,
                                coalesce(sum(files) filter (where state = 'FAILED'), 0) as files_failed,
                                coalesce(sum(pages_waiting), 0) as pages_waiting,
                                coalesce(sum(pages_failed), 0) as pages_failed
                            from projection.text_total) t cross join
                            (select coalesce(sum(pages), 0) as pages,
                                count(distinct minute) as minutes
                            from projection.text_pace
                            where pages > 0 and minute > now() - interval '1 hour') p
                            left join kept.text_line l on true
                        """)
                .params(MOST_COUNTED, MOST_COUNTED)
                .query((row, n) -> status(row))
                .single();
    }

    private Status status(ResultSet row) throws SQLException {
        long minutes = row.getLong("minutes");
        long read = row.getLong("pages");
        long perHour = minutes == 0 ? 0 : read * 60 / minutes;
        long waiting = row.getLong("pages_waiting");
        OffsetDateTime pausedAt = row.getObject("paused_at", OffsetDateTime.class);
        return new Status(
                row.getString("paused_by"),
                pausedAt == null ? null : pausedAt.toInstant(),
                row.getLong("files_waiting"),
                waiting,
                row.getLong("pages_failed"),
                row.getLong("files_failed"),
                read,
                perHour,
                pausedAt != null ? null : through(waiting, perHour),
                row.getInt("chosen"),
                row.getInt("again"));
    }

    private @Nullable Instant through(long waiting, long perHour) {
        if (waiting == 0 || perHour == 0) {
            return null;
        }
        long seconds = Math.ceilDiv(waiting * 3_600, perHour);
        return clock.instant().plusSeconds(Math.min(seconds, FORECAST_MOST.toSeconds()));
    }

    @Override
    public Slice<FondsLine> fonds(int offset, int limit) {
        List<FondsLine> lines =
                jdbc.sql(
                                """
                                select t.*, f.code, f.title,
                                    coalesce(p.priority, 0) as priority
                                from projection.text_fonds t join projection.fonds f on f.id = t.fonds_id
                                left join kept.text_fonds p on p.fonds_id = t.fonds_id
                                where t.files > 0
                                order by t.files_waiting + t.files_for_ocr > 0 desc, priority desc,
                                    t.pages_waiting desc, f.code, t.fonds_id
                                limit ? offset ?
                                """)
                        .params(limit, offset)
                        .query((row, n) -> fondsLine(row))
                        .list();
        long total =
                jdbc.sql(
                                "select count(*) from projection.text_fonds t"
                                        + " join projection.fonds f on f.id = t.fonds_id where t.files > 0")
                        .query(Long.class)
                        .single();
        return new Slice<>(lines, offset, total);
    }

    private static FondsLine fondsLine(ResultSet row) throws SQLException {
        long measured = row.getLong("measured");
        return new FondsLine(
                new FondsId(row.getObject("fonds_id", UUID.class)),
                row.getString("code"),
                row.getString("title"),
                switch (row.getInt("priority")) {
                    case 1 -> Priority.FIRST;
                    case -1 -> Priority.LAST;
                    default -> Priority.USUAL;
                },
                row.getLong("files"),
                row.getLong("files_waiting") + row.getLong("files_for_ocr"),
                row.getLong("pages"),
                row.getLong("pages_with_text"),
                row.getLong("pages_waiting"),
                row.getLong("pages_failed"),
                row.getLong("pages_blank"),
                measured == 0
                        ? Optional.empty()
                        : Optional.of(
                                (int) Math.round((double) row.getLong("confidence") / measured)));
    }

    @Override
    public void pause(Reader actor) {
        requireArchivist(actor);
        int unused =
                jdbc.sql( // a back-up that is older than the table leaves it without its row
                                """
                                insert into kept.text_line as l (paused, paused_by, paused_at)
                                values (true, ?, now()) on conflict (single) do update
                                    set paused = true, paused_by = excluded.paused_by,
                                        paused_at = excluded.paused_at where not l.paused
                                """)
                        .param(actor.name())
                        .update();
    }

    @Override
    public void resume(Reader actor) {
        requireArchivist(actor);
        int unused =
                jdbc.sql(
                                "update kept.text_line set paused = false, paused_by = null,"
                                        + " paused_at = null")
                        .update();
    }

    @Override
    public void prioritise(FondsId fonds, Priority priority, Reader actor) {
        requireArchivist(actor);
        int unused =
                priority == Priority.USUAL
                        ? jdbc.sql("delete from kept.text_fonds where fonds_id = ?")
                                .param(fonds.value())
                                .update()
                        : jdbc.sql(
                                        """
                                        insert into kept.text_fonds (fonds_id, priority, set_by)
                                        values (?, ?, ?) on conflict (fonds_id) do update
                                            set priority = excluded.priority,
                                                set_by = excluded.set_by, set_at = now()
                                        """)
                                .params(
                                        fonds.value(),
                                        priority == Priority.FIRST ? 1 : -1,
                                        actor.name())
                                .update();
    }

    @Override
    public int choose(DeliveryId delivery, Reader actor) {
        requireArchivist(actor);
        return choose(
                "t.aip_id in (select id from projection.record where delivery_id = ? and visible)",
                delivery.value());
    }

    private int choose(String which, UUID subject) {
        int chosen = 0;
        int some;
        do {
            some =
                    jdbc.sql(
                                    """
                                    update projection.text_state set urgency = ?
                                    where file_id in (select t.file_id from projection.text_state t
                                        where t.state in ('WAITING', 'WAITING_FOR_OCR')
                                            and t.urgency < ? and
                                    """
                                            + which
                                            + " limit ? for update)")
                            .params(CHOSEN, CHOSEN, subject, AT_ONCE)
                            .update();
            chosen += some;
        } while (some == AT_ONCE);
        return chosen;
    }

    @Override
    public void await(ContentFileId file) {
        int unused =
                jdbc.sql(
                                """
                                update projection.text_state set urgency = ?
                                where file_id = ? and urgency < ?
                                    and state in ('WAITING', 'WAITING_FOR_OCR')
                                    and (select count(*) from (select from projection.text_state
                                        where urgency = ? and not claimed
                                            and state in ('WAITING', 'WAITING_FOR_OCR')
                                        limit ?) w) < ?
                                """)
                        .params(AWAITED, file.value(), AWAITED, AWAITED, MOST_AWAITED, MOST_AWAITED)
                        .update();
    }

    @Override
    public List<PageLine> failed(@Nullable FondsId fonds, @Nullable PageLine after, int limit) {
        return pages(
                "p.failure is not null"
                        + (fonds == null ? "" : " and p.fonds_id = :fonds")
                        + (after == null ? "" : " and (p.file_id, p.page) > (:file, :page)"),
                "p.file_id, p.page",
                fonds,
                after,
                limit);
    }

    @Override
    public List<PageLine> worst(@Nullable FondsId fonds, @Nullable PageLine after, int limit) {
        return ofConfidence("p.confidence >= 0", fonds, after, limit);
    }

    @Override
    public List<PageLine> blank(@Nullable FondsId fonds, @Nullable PageLine after, int limit) {
        return ofConfidence("p.confidence = " + TextWork.NOTHING_ON_IT, fonds, after, limit);
    }

    private List<PageLine> ofConfidence(
            String which, @Nullable FondsId fonds, @Nullable PageLine after, int limit) {
        return pages(
                "p.failure is null and "
                        + which
                        + (fonds == null ? "" : " and p.fonds_id = :fonds")
                        + (after == null
                                ? ""
                                : " and (p.confidence, p.file_id, p.page)"
                                        + " > (:confidence::smallint, :file, :page)"),
                "p.confidence, p.file_id, p.page",
                fonds,
                after,
                limit);
    }

    private List<PageLine> pages(
            String which,
            String order,
            @Nullable FondsId fonds,
            @Nullable PageLine after,
            int limit) {
        return jdbc.sql(
                        "select p.*, c.aip_id, c.document_id, c.original_name, r.arc_file_code"
                                + " from (select * from projection.text_page p where "
                                + which
                                + " order by "
                                + order
                                + " limit :limit) p"
                                + " join projection.content_file c on c.id = p.file_id"
                                + " join projection.record r on r.id = c.aip_id order by "
                                + order)
                .param("fonds", fonds == null ? null : fonds.value())
                .param("file", after == null ? null : after.file().value())
                .param("page", after == null ? null : after.page())
                .param("confidence", after == null ? null : after.confidence())
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new PageLine(
                                        new ContentFileId(row.getObject("file_id", UUID.class)),
                                        new AipId(row.getObject("aip_id", UUID.class)),
                                        new DocumentId(row.getObject("document_id", UUID.class)),
                                        row.getString("arc_file_code"),
                                        row.getString("original_name"),
                                        row.getInt("page"),
                                        row.getString("failure"),
                                        row.getInt("confidence")))
                .list();
    }

    @Override
    public boolean again(ContentFileId file, Reader actor) {
        requireArchivist(actor);
        return jdbc.sql(
                                // pages_failed stays: it tells that this is another try
                                """
                                update projection.text_state set state = 'WAITING', failure = null,
                                    deaths = 0, urgency = greatest(urgency, ?)
                                where file_id = ? and not claimed
                                    and (state = 'FAILED' or state = 'DONE' and pages_failed > 0)
                                """)
                        .params(CHOSEN, file.value())
                        .update()
                == 1;
    }

    @Override
    public int readAgain(ContentFileId file, String model, Reader actor) {
        requireArchivist(actor);
        return again("t.file_id = ?", file.value(), ALL, model);
    }

    @Override
    public int readAgain(AipId aip, String model, Reader actor) {
        requireArchivist(actor);
        return again("t.aip_id = ?", aip.value(), ALL, model);
    }

    @Override
    public int readAgain(FondsId fonds, String model, int below, Reader actor) {
        requireArchivist(actor);
        return again("t.fonds_id = ?", fonds.value(), below, model);
    }

    /**
     * Those of which it is not known how well they were read count as read with 100 %. Each file is
     * looked at once, in the order of ids.
     */
    private int again(String which, UUID subject, int below, String model) {
        int asked = 0;
        UUID last = FIRST;
        Asked some;
        do {
            some =
                    jdbc.sql(
                                    """
                                    with piece as (select t.file_id from projection.text_state t
                                        where t.state = 'DONE' and not t.claimed
                                            and t.again_with is distinct from ?
                                            and t.confidence < ? * greatest(t.measured, 1)
                                            and (t.measured > 0 or ? > 100)
                                            and
                                    """
                                            + which
                                            + """
                                             and t.file_id > ?
                                        order by t.file_id limit ? for update),
                                    marked as (update projection.text_state t set again_with = ?
                                        from piece where t.file_id = piece.file_id)
                                    select count(*), (select file_id from piece
                                        order by file_id desc limit 1) from piece
                                    """)
                            .params(model, below, below, subject, last, AT_ONCE, model)
                            .query(
                                    (row, n) ->
                                            new Asked(row.getInt(1), row.getObject(2, UUID.class)))
                            .single();
            asked += some.files();
            last = Objects.requireNonNullElse(some.last(), last);
        } while (some.files() == AT_ONCE);
        return asked;
    }

    /**
     * @param last id of them, null where there is none
     */
    private record Asked(int files, @Nullable UUID last) {}

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }
}

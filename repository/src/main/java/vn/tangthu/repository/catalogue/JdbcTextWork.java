package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;

/** The line of files in a table. A claim bears the process that has it. */
@Component
@InWorkers
class JdbcTextWork implements TextWork {
    /** Why a file is given up that was being read when the process died, again and again. */
    static final String DEADLY =
            "the service ended " + MAX_DEATHS + " times while it was being read";

    /** Urgency of what somebody chose, and of what somebody is looking at. */
    static final int CHOSEN = 1;

    static final int AWAITED = 2;

    /** Notes of the pace between two times that the old ones are removed. */
    private static final int TIDY_EVERY = 1_000;

    private final JdbcClient jdbc;
    private final TextClaims claims;
    private final JdbcTextWorkers workers;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;
    private final UnreadPages unread;
    private final AtomicInteger paceNotes = new AtomicInteger();

    JdbcTextWork(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcChangeJournal journal,
            UnreadPages unread,
            JdbcTextWorkers workers) {
        this.unread = unread;
        this.jdbc = jdbc;
        this.workers = workers;
        this.claims = new TextClaims(jdbc, workers);
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public List<Item> claim(Stage stage, int limit) {
        List<Item> items = List.of();
        boolean more = true;
        // what was claimed may all be given back or up, and something else wait
        for (int looks = 0; items.isEmpty() && more && looks < TextClaims.LOOKS; looks++) {
            List<TextClaims.Claimed> claimed = claims.of(stage, limit);
            more = !claimed.isEmpty();
            items = living(claimed);
            if (stage != Stage.LAYER) {
                items = items.stream().filter(this::isAlone).toList();
            }
        }
        return items;
    }

    @Override
    public Optional<Item> claimAwaited() {
        return living(claims.awaited()).stream().filter(this::isAlone).findFirst();
    }

    /** OCR takes hours for a volume: of two that claimed its parts at once, one gives back. */
    boolean isAlone(Item item) {
        boolean alone = !claims.isBusy(item.file());
        if (!alone) {
            release(item.file());
        }
        return alone;
    }

    /** Those that did not end this process too often; the others end as unreadable. */
    private List<Item> living(List<TextClaims.Claimed> claimed) {
        List<Item> items = new ArrayList<>(claimed.size());
        for (TextClaims.Claimed each : claimed) {
            if (each.deaths() < MAX_DEATHS) {
                items.add(each.item());
            } else if (each.item().model() != null) {
                keepOld(each.item().file());
            } else {
                int pages = each.item().content().pages();
                done(each.item().file(), new Found(pages, 0, 0, pages, DEADLY));
            }
        }
        return items;
    }

    @Override
    public void release(ContentFileId file) {
        giveBack(file, "");
    }

    @Override
    public int releaseAllBut(Set<ContentFileId> files) {
        return jdbc.sql(
                        "update projection.text_state set claimed = false, claimed_by = null"
                                + " where claimed and claimed_by = ? and file_id <> all (?)")
                .params(
                        workers.process(),
                        files.stream().map(ContentFileId::value).toArray(UUID[]::new))
                .update();
    }

    @Override
    public void leaveToArchive(ContentFileId file) {
        giveBack(file, ", for_archive = true");
    }

    private void giveBack(ContentFileId file, String also) {
        int unused =
                jdbc.sql(
                                "update projection.text_state set claimed = false,"
                                        + " claimed_by = null"
                                        + also
                                        + " where file_id = ? and claimed_by = ?")
                        .params(file.value(), workers.process())
                        .update();
    }

    @Override
    public void keepOld(ContentFileId file) {
        giveBack(file, ", again_with = null, deaths = 0, for_archive = false");
    }

    @Override
    public boolean isLost(ContentFileId file) {
        return jdbc.sql(
                        "select exists (select from projection.text_state where file_id = ?"
                                + " and claimed_by is distinct from ?)")
                .params(file.value(), workers.process())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean done(ContentFileId file, Found found) {
        State state =
                found.failure() != null
                        ? State.FAILED
                        : found.pagesWaiting() > 0 ? State.WAITING_FOR_OCR : State.DONE;
        return transactions.execute(
                status -> {
                    journal.lock();
                    Optional<UUID> aip =
                            jdbc.sql(
                                            """
                                            update projection.text_state set state = ?,
                                                claimed = false, claimed_by = null,
                                                for_archive = false, deaths = 0, pages = ?,
                                                pages_with_text = ?, pages_waiting = ?,
                                                pages_failed = ?, failure = ?, confidence = ?,
                                                measured = ?, pages_blank = ?,
                                                again_with = case state when 'DONE' then null
                                                    else again_with end, urgency =
                                                    case ? when 'WAITING_FOR_OCR' then urgency else 0 end
                                            where file_id = ? and claimed_by = ?
                                            returning aip_id
                                            """)
                                    .params(
                                            Arrays.asList(
                                                    state.name(),
                                                    found.pages(),
                                                    found.pagesWithText(),
                                                    found.pagesWaiting(),
                                                    found.pagesFailed(),
                                                    plain(found.failure()),
                                                    found.quality().confidence(),
                                                    found.quality().measured(),
                                                    found.quality().blank(),
                                                    state.name(),
                                                    file.value(),
                                                    workers.process()))
                                    .query(UUID.class)
                                    .optional();
                    if (aip.isPresent()) {
                        tell(file, found);
                        long unused = journal.append(ChangeJournal.Kind.TEXT_CHANGED, aip.get());
                        unread.showIfRead(aip.get());
                        pace(0, 1);
                    }
                    return aip.isPresent();
                });
    }

    /** The pages of the file that somebody should look at, and no others any more. */
    private void tell(ContentFileId file, Found found) {
        int unused =
                jdbc.sql("delete from projection.text_page where file_id = ?")
                        .param(file.value())
                        .update();
        if (found.failure() != null) {
            tell(file, List.of(new ToldPage(WHOLE_FILE, found.failure(), 0)));
        } else if (!found.quality().told().isEmpty()) {
            tell(file, found.quality().told());
        }
    }

    private void tell(ContentFileId file, List<ToldPage> pages) {
        int unused =
                jdbc.sql(
                                """
                                insert into projection.text_page
                                    (file_id, page, fonds_id, failure, confidence)
                                select t.file_id, p.page, t.fonds_id, p.failure, p.confidence
                                from projection.text_state t,
                                    unnest(?::integer[], ?::text[], ?::smallint[])
                                        as p (page, failure, confidence)
                                where t.file_id = ? on conflict do nothing
                                """)
                        .params(
                                pages.stream().map(ToldPage::number).toArray(Integer[]::new),
                                pages.stream()
                                        .map(page -> plain(page.failure()))
                                        .toArray(String[]::new),
                                pages.stream()
                                        .map(
                                                page ->
                                                        page.failure() == null
                                                                ? (Integer) page.confidence()
                                                                : null)
                                        .toArray(Integer[]::new),
                                file.value())
                        .update();
    }

    /** Without NUL, which parsers may say and PostgreSQL's text cannot hold. */
    private static @Nullable String plain(@Nullable String failure) {
        return failure == null ? null : failure.replace("\0", "");
    }

    @Override
    public boolean paused() {
        return jdbc.sql("select exists (select from kept.text_line where paused)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isHeld(Digest sha512) {
        return jdbc.sql("select exists (select from projection.content_file where sha512 = ?)")
                .param(sha512.hex())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isInLine(String sha512) {
        return jdbc.sql(
                        // one index scan: hex digits sort before g in every collation
                        """
                        select exists (select from projection.content_file c
                            join projection.text_state t on t.file_id = c.id
                            where c.sha512 >= ? and c.sha512 < ? || 'g'
                                and (t.state in ('WAITING', 'WAITING_FOR_OCR')
                                    or t.again_with is not null))
                        """)
                .params(sha512, sha512)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void survived(ContentFileId file) {
        int unused =
                jdbc.sql(
                                "update projection.text_state set deaths = 0"
                                        + " where file_id = ? and claimed_by = ? and deaths > 0")
                        .params(file.value(), workers.process())
                        .update();
    }

    @Override
    public void pagesRead(int pages) {
        pace(pages, 0);
    }

    private void pace(int pages, int files) {
        int added =
                jdbc.sql(
                                """
                                insert into projection.text_pace as p (minute, home, pages, files)
                                values (date_trunc('minute', now()), ?, ?, ?)
                                on conflict (minute, home) do update
                                    set pages = p.pages + excluded.pages,
                                        files = p.files + excluded.files
                                """)
                        .params(workers.home(), pages, files)
                        .update();
        if (added > 0 && paceNotes.incrementAndGet() % TIDY_EVERY == 0) {
            int unused =
                    jdbc.sql(
                                    "delete from projection.text_pace"
                                            + " where minute < now() - interval '1 day'")
                            .update();
        }
    }

    @Override
    public int retryFailed() {
        return jdbc.sql(
                        // pages_failed stays: it tells that this is another try
                        "update projection.text_state set state = 'WAITING', failure = null, deaths = 0"
                                + " where (state in ('FAILED', 'WAITING_FOR_OCR')"
                                + " or state = 'DONE' and pages_failed > 0) and not claimed")
                .update();
    }

    @Override
    public Optional<Coverage> coverage(ContentFileId file) {
        return jdbc.sql("select * from projection.text_state where file_id = ?")
                .param(file.value())
                .query(
                        (row, n) ->
                                new Coverage(
                                        State.valueOf(row.getString("state")),
                                        row.getInt("pages"),
                                        row.getInt("pages_with_text"),
                                        row.getInt("pages_waiting"),
                                        row.getInt("pages_failed"),
                                        row.getString("failure")))
                .optional();
    }

    @Override
    public Set<ContentFileId> readByOcr(AipId record) {
        return jdbc.sql(
                        "select file_id from projection.text_state"
                                + " where aip_id = ? and measured > 0")
                .param(record.value())
                .query((row, n) -> new ContentFileId(row.getObject("file_id", UUID.class)))
                .set();
    }

    @Override
    public boolean layersWaiting() {
        return jdbc.sql(
                        "select exists (select from projection.text_total"
                                + " where state = 'WAITING' and files > 0)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public Totals totals() {
        return jdbc.sql(
                        """
                        select coalesce(sum(files), 0),
                            coalesce(sum(files) filter
                                (where state in ('WAITING', 'WAITING_FOR_OCR')), 0),
                            coalesce(sum(files) filter (where state = 'FAILED'), 0),
                            coalesce(sum(pages), 0), coalesce(sum(pages_with_text), 0),
                            coalesce(sum(pages_waiting), 0), coalesce(sum(pages_failed), 0)
                        from projection.text_total
                        """)
                .query(
                        (row, n) ->
                                new Totals(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        row.getLong(7)))
                .single();
    }
}

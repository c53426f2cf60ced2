package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;

/**
 * The line of files in a table. One process owns the archive, so claims found when this starts are
 * those of a dead one.
 */
@Component
class JdbcTextWork implements TextWork {
    /** Why a file is given up that was being read when the process died, again and again. */
    static final String DEADLY =
            "the service ended " + MAX_DEATHS + " times while it was being read";

    /** Urgency of what somebody chose, and of what somebody is looking at. */
    static final int CHOSEN = 1;

    static final int AWAITED = 2;

    /** What somebody waits for, from an urgency on. */
    private static final String URGENT =
            """
            select file_id, row_number() over (order by urgency desc, place) as n
            from (select file_id, urgency, place from projection.text_state
                where state = :state and not claimed and urgency >= %d and urgency > 0
                    and deaths <= :deaths
                    and state in ('WAITING', 'WAITING_FOR_OCR')
                order by urgency desc, place limit :limit for update skip locked) t
            """;

    /** A few of each fonds in which something waits, and of these the first. */
    private static final String BY_FONDS =
            """
            select l.file_id, row_number() over
                (order by coalesce(p.priority, 0) desc, l.day desc, l.place) as n
            from projection.text_fonds f
            left join kept.text_fonds p on p.fonds_id = f.fonds_id
            cross join lateral (select t.file_id, t.day, t.place from projection.text_state t
                where t.fonds_id = f.fonds_id and t.state = :state and not t.claimed
                    and t.deaths <= :deaths
                    and t.state in ('WAITING', 'WAITING_FOR_OCR')
                order by t.day desc, t.place limit :limit) l
            where case :state when 'WAITING' then f.files_waiting else f.files_for_ocr end > 0
                and (f.files_waiting > 0 or f.files_for_ocr > 0)
            order by coalesce(p.priority, 0) desc, l.day desc, l.place limit :limit
            """;

    /** What is to be read again by another model, in the order of the line. */
    private static final String AGAIN =
            """
            select file_id, row_number() over (order by place) as n
            from (select file_id, place from projection.text_state
                where again_with is not null and not claimed and state = 'DONE'
                    and :state <> '' and deaths <= :deaths
                order by place limit :limit for update skip locked) t
            """;

    /** What was claimed when this process died, those first that were so the fewest times. */
    private static final String SUSPECT =
            """
            select file_id, 1 as n
            from (select file_id from projection.text_state
                where state = :state and not claimed and deaths > :deaths
                order by deaths, place limit :limit for update skip locked) t
            """;

    /** Between two parts may lie pages of no document: who answers for them. */
    private static final String ANSWERS =
            """
            case when c.whole_id is null or not exists (
                    select from projection.content_file b
                    where b.aip_id = c.aip_id and b.whole_id = c.whole_id
                        and b.first_page < c.first_page)
                then 1 else c.first_page end as answers_from,
            greatest(c.first_page + c.pages - 1,
                (select min(n.first_page) - 1 from projection.content_file n
                    where n.aip_id = c.aip_id and n.whole_id = c.whole_id
                        and n.first_page > c.first_page)) as answers_to,
            c.whole_id is null or not exists (
                select from projection.content_file n
                where n.aip_id = c.aip_id and n.whole_id = c.whole_id
                    and n.first_page > c.first_page) as answers_to_end
            """;

    /** However often this process died of it. */
    private static final int ANY = Integer.MAX_VALUE;

    /** Notes of the pace between two times that the old ones are removed. */
    private static final int TIDY_EVERY = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;
    private final UnreadPages unread;
    private final AtomicInteger paceNotes = new AtomicInteger();

    JdbcTextWork(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcChangeJournal journal,
            UnreadPages unread) {
        this.unread = unread;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.journal = journal;
        int unused =
                jdbc.sql(
                                "update projection.text_state set claimed = false,"
                                        + " deaths = deaths + 1 where claimed")
                        .update();
    }

    @Override
    public List<Item> claim(Stage stage, int limit) {
        State waiting =
                switch (stage) {
                    case LAYER -> State.WAITING;
                    case OCR -> State.WAITING_FOR_OCR;
                    case AGAIN -> State.DONE;
                };
        if (stage == Stage.AGAIN) {
            return living(claim(AGAIN, waiting, limit, ANY));
        }
        // Of files claimed together nobody knows which ended the process: each shows it alone.
        int deaths = limit > 1 ? 0 : ANY;
        List<Claimed> claimed =
                new ArrayList<>(claim(URGENT.formatted(CHOSEN), waiting, limit, deaths));
        if (claimed.size() < limit) {
            claimed.addAll(claim(BY_FONDS, waiting, limit - claimed.size(), deaths));
        }
        if (claimed.isEmpty() && limit > 1) {
            claimed.addAll(claim(SUSPECT, waiting, 1, deaths));
        }
        return living(claimed);
    }

    @Override
    public Optional<Item> claimAwaited() {
        return living(claim(URGENT.formatted(AWAITED), State.WAITING_FOR_OCR, 1, ANY)).stream()
                .findFirst();
    }

    /** Those that did not end this process too often; the others end as unreadable. */
    private List<Item> living(List<Claimed> claimed) {
        List<Item> items = new ArrayList<>(claimed.size());
        for (Claimed each : claimed) {
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

    private record Claimed(Item item, int deaths) {}

    /**
     * @param deaths how often this process may have died of those that are claimed; of {@link
     *     #SUSPECT}, more often than that
     */
    private List<Claimed> claim(String next, State waiting, int limit, int deaths) {
        return jdbc.sql(
                        "with next as ("
                                + next
                                + """
                                ), claimed as (
                                    update projection.text_state t set claimed = true
                                    from next where t.file_id = next.file_id and not t.claimed
                                    returning t.file_id, next.n, t.deaths, t.again_with, t.state)
                                """
                                + "select c.*, k.deaths as deaths, case k.state when 'DONE'"
                                + " then k.again_with end as model, "
                                + ANSWERS
                                + " from claimed k join projection.content_file c on c.id = k.file_id"
                                + " order by k.n")
                .param("state", waiting.name())
                .param("limit", limit)
                .param("deaths", deaths)
                .query((row, n) -> new Claimed(item(row, n), row.getInt("deaths")))
                .list();
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        ContentFile file = CatalogueRows.contentFile(row);
        return new Item(
                file.id(),
                new AipId(row.getObject("aip_id", UUID.class)),
                new DocumentId(row.getObject("document_id", UUID.class)),
                file,
                row.getInt("answers_from"),
                row.getBoolean("answers_to_end") ? Integer.MAX_VALUE : row.getInt("answers_to"),
                row.getString("model"));
    }

    @Override
    public void release(ContentFileId file) {
        int unused =
                jdbc.sql("update projection.text_state set claimed = false where file_id = ?")
                        .param(file.value())
                        .update();
    }

    @Override
    public void keepOld(ContentFileId file) {
        int unused =
                jdbc.sql(
                                "update projection.text_state set claimed = false,"
                                        + " again_with = null, deaths = 0 where file_id = ?")
                        .param(file.value())
                        .update();
    }

    @Override
    public void done(ContentFileId file, Found found) {
        State state =
                found.failure() != null
                        ? State.FAILED
                        : found.pagesWaiting() > 0 ? State.WAITING_FOR_OCR : State.DONE;
        transactions.executeWithoutResult(
                status -> {
                    journal.lock();
                    Optional<UUID> aip =
                            jdbc.sql(
                                            """
                                            update projection.text_state set state = ?,
                                                claimed = false, deaths = 0, pages = ?,
                                                pages_with_text = ?, pages_waiting = ?,
                                                pages_failed = ?, failure = ?, confidence = ?,
                                                measured = ?, pages_blank = ?,
                                                again_with = case state when 'DONE' then null
                                                    else again_with end, urgency =
                                                    case ? when 'WAITING_FOR_OCR' then urgency else 0 end
                                            where file_id = ? returning aip_id
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
                                                    file.value()))
                                    .query(UUID.class)
                                    .optional();
                    if (aip.isPresent()) {
                        tell(file, found);
                        long unused = journal.append(ChangeJournal.Kind.TEXT_CHANGED, aip.get());
                        unread.showIfRead(aip.get());
                    }
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
    public void survived(ContentFileId file) {
        int unused =
                jdbc.sql(
                                "update projection.text_state set deaths = 0"
                                        + " where file_id = ? and deaths > 0")
                        .param(file.value())
                        .update();
    }

    @Override
    public void pagesRead(int pages) {
        int added =
                jdbc.sql(
                                """
                                insert into projection.text_pace as p (minute, pages)
                                values (date_trunc('minute', now()), ?)
                                on conflict (minute) do update set pages = p.pages + excluded.pages
                                """)
                        .param(pages)
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

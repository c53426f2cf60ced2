package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

/**
 * The line of files in a table. One process owns the archive, so claims found when this starts are
 * those of a dead one.
 */
@Component
class JdbcTextWork implements TextWork {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;
    private final UnreadPages unread;

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
                jdbc.sql("update projection.text_state set claimed = false where claimed").update();
    }

    @Override
    public List<Item> claim(Stage stage, int limit) {
        State waiting =
                switch (stage) {
                    case LAYER -> State.WAITING;
                    case OCR -> State.WAITING_FOR_OCR;
                };
        return jdbc.sql(
                        """
                        with next as (
                            select file_id from projection.text_state
                            where state = ? and not claimed
                              and state in ('WAITING', 'WAITING_FOR_OCR')
                            order by place limit ? for update skip locked),
                        claimed as (
                            update projection.text_state t set claimed = true
                            from next where t.file_id = next.file_id
                            returning t.file_id, t.place)
                        select c.*,
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
                        from claimed k join projection.content_file c on c.id = k.file_id
                        order by k.place
                        """)
                .params(waiting.name(), limit)
                .query(JdbcTextWork::item)
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
                row.getBoolean("answers_to_end") ? Integer.MAX_VALUE : row.getInt("answers_to"));
    }

    @Override
    public void release(ContentFileId file) {
        int unused =
                jdbc.sql("update projection.text_state set claimed = false where file_id = ?")
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
                                                claimed = false, pages = ?, pages_with_text = ?,
                                                pages_waiting = ?, pages_failed = ?, failure = ?
                                            where file_id = ? returning aip_id
                                            """)
                                    .params(
                                            Arrays.asList(
                                                    state.name(),
                                                    found.pages(),
                                                    found.pagesWithText(),
                                                    found.pagesWaiting(),
                                                    found.pagesFailed(),
                                                    failure(found),
                                                    file.value()))
                                    .query(UUID.class)
                                    .optional();
                    if (aip.isPresent()) {
                        long unused = journal.append(ChangeJournal.Kind.TEXT_CHANGED, aip.get());
                        unread.showIfRead(aip.get());
                    }
                });
    }

    /** Without NUL, which parsers may say and PostgreSQL's text cannot hold. */
    private static @Nullable String failure(Found found) {
        String failure = found.failure();
        return failure == null ? null : failure.replace("\0", "");
    }

    @Override
    public int retryFailed() {
        return jdbc.sql(
                        // pages_failed stays: it tells that this is another try
                        "update projection.text_state set state = 'WAITING', failure = null"
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

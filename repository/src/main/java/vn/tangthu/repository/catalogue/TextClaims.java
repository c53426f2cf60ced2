package vn.tangthu.repository.catalogue;

import static vn.tangthu.repository.catalogue.JdbcTextWork.AWAITED;
import static vn.tangthu.repository.catalogue.JdbcTextWork.CHOSEN;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWork.Stage;
import vn.tangthu.repository.TextWork.State;

/** Which files of the line are read next, and whose they are then. */
class TextClaims {
    /**
     * Files whose bytes another process reads: parts of one volume, or the same file delivered
     * twice. The first reads all its pages, and the others find them read. A handful of rows are
     * claimed, and an index has them.
     */
    private static final String BUSY =
            """
            with busy as materialized (
                select same.id from projection.text_state o
                join projection.content_file c on c.id = o.file_id
                join projection.content_file same on same.sha512 = c.sha512
                where o.claimed and o.claimed_by is distinct from :process)
            """;

    /** What somebody waits for, from an urgency on. */
    private static final String URGENT =
            """
            select file_id, row_number() over (order by urgency desc, place) as n
            from (select file_id, urgency, place from projection.text_state
                where state = :state and not claimed and urgency >= %d and urgency > 0
                    and (not for_archive or :archive)
                    and deaths <= :deaths and file_id not in (select id from busy)
                    and state in ('WAITING', 'WAITING_FOR_OCR')
                order by urgency desc, place limit :limit for update skip locked) t
            """;

    /**
     * A few of each fonds in which something waits, and of these the first. Who claims at the same
     * moment gets the next ones and not nothing: so more are looked at than are taken.
     */
    private static final String BY_FONDS =
            """
            with first as materialized (
                select l.file_id, row_number() over
                    (order by coalesce(p.priority, 0) desc, l.day desc, l.place) as n
                from projection.text_fonds f
                left join kept.text_fonds p on p.fonds_id = f.fonds_id
                cross join lateral (select t.file_id, t.day, t.place from projection.text_state t
                    where t.fonds_id = f.fonds_id and t.state = :state and not t.claimed
                        and t.deaths <= :deaths and (not t.for_archive or :archive)
                        and t.state in ('WAITING', 'WAITING_FOR_OCR')
                        and t.file_id not in (select id from busy)
                    order by t.day desc, t.place limit :some) l
                where case :state when 'WAITING' then f.files_waiting else f.files_for_ocr end > 0
                    and (f.files_waiting > 0 or f.files_for_ocr > 0)
                order by coalesce(p.priority, 0) desc, l.day desc, l.place limit :some)
            select t.file_id, first.n from projection.text_state t
            join first on first.file_id = t.file_id
            where not t.claimed and t.state = :state
            order by first.n limit :limit for update of t skip locked
            """;

    /** What is to be read again by another model, in the order of the line. */
    private static final String AGAIN =
            """
            select file_id, row_number() over (order by place) as n
            from (select file_id, place from projection.text_state
                where again_with is not null and not claimed and state = 'DONE'
                    and :state <> '' and deaths <= :deaths and (not for_archive or :archive)
                    and file_id not in (select id from busy)
                order by place limit :limit for update skip locked) t
            """;

    /** What was claimed when a process died, those first that were so the fewest times. */
    private static final String SUSPECT =
            """
            select file_id, 1 as n
            from (select file_id from projection.text_state
                where state = :state and not claimed and deaths > :deaths
                    and (not for_archive or :archive)
                    and file_id not in (select id from busy)
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

    /** However often a process died of it. */
    private static final int ANY = Integer.MAX_VALUE;

    /** Processes that may claim in the same moment without one of them getting nothing. */
    private static final int AT_ONCE = 8;

    private final JdbcClient jdbc;
    private final JdbcTextWorkers workers;

    TextClaims(JdbcClient jdbc, JdbcTextWorkers workers) {
        this.jdbc = jdbc;
        this.workers = workers;
    }

    /**
     * @param deaths how often a process died while it had it
     */
    record Claimed(TextWork.Item item, int deaths) {}

    List<Claimed> of(Stage stage, int limit) {
        State waiting =
                switch (stage) {
                    case LAYER -> State.WAITING;
                    case OCR -> State.WAITING_FOR_OCR;
                    case AGAIN -> State.DONE;
                };
        if (stage == Stage.AGAIN) {
            return claim(AGAIN, waiting, limit, ANY);
        }
        // Of files claimed together nobody knows which ended the process: each shows it alone.
        int deaths = limit > 1 ? 0 : ANY;
        List<Claimed> claimed =
                new ArrayList<>(claim(URGENT.formatted(CHOSEN), waiting, limit, deaths));
        if (claimed.size() < limit) {
            claimed.addAll(claim(BY_FONDS, waiting, limit - claimed.size(), deaths));
        }
        return claimed.isEmpty() && limit > 1 ? claim(SUSPECT, waiting, 1, deaths) : claimed;
    }

    /** What somebody is looking at. */
    List<Claimed> awaited() {
        return claim(URGENT.formatted(AWAITED), State.WAITING_FOR_OCR, 1, ANY);
    }

    /**
     * @param deaths how often a process may have died of those that are claimed; of {@link
     *     #SUSPECT}, more often than that
     */
    private List<Claimed> claim(String next, State waiting, int limit, int deaths) {
        return jdbc.sql(
                        BUSY
                                + ", next as ("
                                + next
                                + """
                                ), claimed as (
                                    update projection.text_state t set claimed = true,
                                        claimed_by = :process
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
                .param("some", Math.min(limit, 1_000) * AT_ONCE)
                .param("process", workers.process())
                .param("archive", !workers.helps())
                .param("deaths", deaths)
                .query((row, n) -> new Claimed(item(row, n), row.getInt("deaths")))
                .list();
    }

    /** Whether another process claimed the same bytes in the moment that this one did. */
    boolean isBusy(ContentFileId file) {
        return jdbc.sql(BUSY + "select exists (select from busy where id = :file)")
                .param("process", workers.process())
                .param("file", file.value())
                .query(Boolean.class)
                .single();
    }

    private static TextWork.Item item(ResultSet row, int n) throws SQLException {
        ContentFile file = CatalogueRows.contentFile(row);
        return new TextWork.Item(
                file.id(),
                new AipId(row.getObject("aip_id", UUID.class)),
                new DocumentId(row.getObject("document_id", UUID.class)),
                file,
                row.getInt("answers_from"),
                row.getBoolean("answers_to_end") ? Integer.MAX_VALUE : row.getInt("answers_to"),
                row.getString("model"));
    }
}

package vn.tangthu.repository.catalogue;

import static vn.tangthu.repository.catalogue.JdbcTextWork.AWAITED;
import static vn.tangthu.repository.catalogue.JdbcTextWork.CHOSEN;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.ResultSetExtractor;
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
            seen as materialized (
                select file_id, urgency, place from projection.text_state
                where state = :state and not claimed and urgency >= %d and urgency > 0
                    and (not for_archive or :archive)
                    and deaths <= :deaths and file_id not in (select id from busy)
                    and state in ('WAITING', 'WAITING_FOR_OCR')
                order by urgency desc, place limit :limit for update skip locked),
            next as (
                select file_id, row_number() over (order by urgency desc, place) as n from seen)
            """;

    /**
     * A few of each fonds in which something waits, and of these the first. Who claims at the same
     * moment gets the next ones and not nothing: so more are looked at than are taken. The others
     * look at the whole line; here it takes a second look when others took all that was seen.
     */
    private static final String BY_FONDS =
            """
            seen as materialized (
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
                order by coalesce(p.priority, 0) desc, l.day desc, l.place limit :some),
            next as (
                select t.file_id, seen.n from projection.text_state t
                join seen on seen.file_id = t.file_id
                where not t.claimed and t.state = :state
                order by seen.n limit :limit for update of t skip locked)
            """;

    /** What is to be read again by another model, in the order of the line. */
    private static final String AGAIN =
            """
            seen as materialized (
                select file_id, place from projection.text_state
                where again_with is not null and not claimed and state = 'DONE'
                    and :state <> '' and deaths <= :deaths and (not for_archive or :archive)
                    and file_id not in (select id from busy)
                order by place limit :limit for update skip locked),
            next as (select file_id, row_number() over (order by place) as n from seen)
            """;

    /** What was claimed when a process died, those first that were so the fewest times. */
    private static final String SUSPECT =
            """
            seen as materialized (
                select file_id from projection.text_state
                where state = :state and not claimed and deaths > :deaths
                    and (not for_archive or :archive)
                    and file_id not in (select id from busy)
                order by deaths, place limit :limit for update skip locked),
            next as (select file_id, 1 as n from seen)
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

    /** Processes that may claim in the same moment without one of them having to look again. */
    private static final int AT_ONCE = 8;

    /** Times that it is looked, each time {@link #AT_ONCE} times as far, while others take all. */
    static final int LOOKS = 4;

    /** Files that a look goes through at most. */
    private static final int FURTHEST = 8_000;

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
     * A process may stand still between its look at the line and its claim, and find that others
     * took all that it saw: then it looks again, and further. Where nothing waits it looks once.
     *
     * @param deaths how often a process may have died of those that are claimed; of {@link
     *     #SUSPECT}, more often than that
     * @return nothing, while something waits, only if others took all of it at each look
     */
    private List<Claimed> claim(String next, State waiting, int limit, int deaths) {
        int some = Math.min(limit, FURTHEST / AT_ONCE) * AT_ONCE;
        Look look = look(next, waiting, limit, some, deaths);
        for (int looks = 1; look.overtaken() && looks < LOOKS; looks++) {
            some = Math.min(some * AT_ONCE, FURTHEST);
            look = look(next, waiting, limit, some, deaths);
        }
        return look.claimed();
    }

    /**
     * @param any whether files were seen that wait
     */
    private record Look(List<Claimed> claimed, boolean any) {
        boolean overtaken() {
            return any && claimed.isEmpty();
        }
    }

    private Look look(String next, State waiting, int limit, int some, int deaths) {
        return jdbc.sql(
                        BUSY
                                + ", "
                                + next
                                + """
                                , claimed as (
                                    update projection.text_state t set claimed = true,
                                        claimed_by = :process
                                    from next where t.file_id = next.file_id and not t.claimed
                                    returning t.file_id, next.n, t.deaths, t.again_with, t.state)
                                """
                                + "select c.*, k.file_id, k.deaths as deaths, case k.state"
                                + " when 'DONE' then k.again_with end as model, s.seen, "
                                + ANSWERS
                                // one row without a file when nothing was claimed
                                + " from (select exists (select from seen) as seen) s left join"
                                + " (claimed k join projection.content_file c on c.id = k.file_id)"
                                + " on true order by k.n")
                .param("state", waiting.name())
                .param("limit", limit)
                .param("some", some)
                .param("process", workers.process())
                .param("archive", !workers.helps())
                .param("deaths", deaths)
                .query((ResultSetExtractor<Look>) TextClaims::look);
    }

    private static Look look(ResultSet rows) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        boolean any = false;
        while (rows.next()) {
            any = rows.getBoolean("seen");
            if (rows.getObject("file_id") != null) {
                claimed.add(new Claimed(item(rows), rows.getInt("deaths")));
            }
        }
        return new Look(claimed, any);
    }

    /** Whether another process claimed the same bytes in the moment that this one did. */
    boolean isBusy(ContentFileId file) {
        return jdbc.sql(BUSY + "select exists (select from busy where id = :file)")
                .param("process", workers.process())
                .param("file", file.value())
                .query(Boolean.class)
                .single();
    }

    private static TextWork.Item item(ResultSet row) throws SQLException {
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

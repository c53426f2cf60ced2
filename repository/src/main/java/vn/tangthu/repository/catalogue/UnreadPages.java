package vn.tangthu.repository.catalogue;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.InWorkers;

/**
 * Records that were released with pages that nobody has read: hidden by a trigger on the table of
 * records until their last page is read. Callers bring the transaction and the journal's lock.
 */
@Component
@InWorkers
class UnreadPages {
    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;

    UnreadPages(JdbcClient jdbc, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    /** From here on whatever row the record has, or gets, is hidden when its access is written. */
    void hide(UUID aip) {
        int unused =
                jdbc.sql("insert into kept.unread (aip_id) values (?) on conflict do nothing")
                        .param(aip)
                        .update();
        unused =
                jdbc.sql(
                                "update projection.text_state set urgency = 1"
                                        + " where aip_id = ? and urgency < 1")
                        .param(aip)
                        .update();
    }

    /** Gives back what a record's access is, if all of its files are read without a failed page. */
    void showIfRead(UUID aip) {
        boolean read =
                jdbc.sql(
                                """
                                select exists (select from kept.unread where aip_id = ?)
                                    and not exists (select from projection.content_file c
                                        left join projection.text_state t on t.file_id = c.id
                                        where c.aip_id = ? and (t.state is distinct from 'DONE'
                                            or t.pages_waiting > 0 or t.pages_failed > 0))
                                """)
                        .params(aip, aip)
                        .query(Boolean.class)
                        .single();
        if (read) {
            boolean unused = show(aip);
        }
    }

    /**
     * Gives it back, whatever is read.
     *
     * @return whether it was hidden for that
     */
    boolean show(UUID aip) {
        if (jdbc.sql("delete from kept.unread where aip_id = ?").param(aip).update() == 0) {
            return false;
        }
        int shown =
                jdbc.sql(
                                "update projection.record set access = coalesce(own_access, access)"
                                        + " where id = ?")
                        .param(aip)
                        .update();
        if (shown == 1) {
            long unused = journal.append(Kind.RIGHTS_CHANGED, aip);
        }
        return true;
    }
}

package vn.tangthu.repository.erasure;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.Tombstones.Cause;

/**
 * Takes out of the kept tables what they say of the content of something that is erased: corrected
 * texts, findings, sides of pairs. Codes, counts, decisions and reasons stay: they are the trace.
 * The lists attached to signed minutes tell titles; they are kept where the law's path destroyed
 * the record, of which they are the lawful trace, and go where the record was a secret.
 */
@Component
class KeptTexts implements ErasureStep {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    KeptTexts(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Place place() {
        return Place.ROWS;
    }

    @Override
    public void erase(List<Erased> some) {
        transactions.executeWithoutResult(status -> eraseFindings(some));
        for (Erased one : some) {
            transactions.executeWithoutResult(status -> erase(one));
        }
    }

    /**
     * Of whatever delivery or correction, taken in or not: the refused one told of it, too, and so
     * do findings of other hồ sơ that name it. Read from end to end once for all of them.
     */
    private void eraseFindings(List<Erased> some) {
        String[] codes = some.stream().map(Erased::reference).toArray(String[]::new);
        UUID[] ids = some.stream().map(Erased::object).toArray(UUID[]::new);
        UUID[] deliveries =
                some.stream().flatMap(one -> one.deliveries().stream()).toArray(UUID[]::new);
        run(
                """
                delete from kept.delivery_finding
                where records && ?::text[] or arguments && ?::text[]
                   or split_part(subject, '|', 1) = any(?)
                   or records is null and delivery_id = any(?)
                """,
                codes,
                codes,
                codes,
                deliveries);
        run(
                """
                delete from kept.correction_finding f
                where records && ?::uuid[]::text[] or arguments && ?::text[]
                   or records is null and exists (select from kept.correction_item i
                        where i.correction_id = f.correction_id and i.aip_id = any(?))
                """,
                ids,
                codes,
                ids);
    }

    private void erase(Erased one) {
        String code = one.reference();
        run("delete from kept.correction_item where aip_id = ?", one.object());
        run("delete from kept.unread where aip_id = ?", one.object());
        run(
                "delete from kept.delivery_pair where record = ? or one ->> 'record' = ?"
                        + " or other ->> 'record' = ?",
                code,
                code,
                code);
        UUID[] deliveries = one.deliveries().toArray(new UUID[0]);
        run("update kept.certificate set files = '{}' where subject = ?", one.object());
        if (one.cause() == Cause.SECRET) {
            run("update kept.destruction_item set title = '' where aip_id = ?", one.object());
            run("delete from kept.minutes_list where delivery_id = any(?)", (Object) deliveries);
            run(
                    "update kept.suspicion set state = 'PURGED', document = ''"
                            + " where aip_id = ? and state <> 'RELEASED'",
                    one.object());
        }
    }

    private void run(String sql, Object... parameters) {
        int unused = jdbc.sql(sql).params(parameters).update();
    }
}

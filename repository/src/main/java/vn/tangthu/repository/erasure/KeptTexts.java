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
        for (Erased one : some) {
            transactions.executeWithoutResult(status -> erase(one));
        }
    }

    private void erase(Erased one) {
        String code = one.reference();
        run("delete from kept.correction_item where aip_id = ?", one.object());
        run(
                "delete from kept.delivery_pair where record = ? or one ->> 'record' = ?"
                        + " or other ->> 'record' = ?",
                code,
                code,
                code);
        UUID[] deliveries = one.deliveries().toArray(new UUID[0]);
        run(
                "delete from kept.delivery_finding where delivery_id = any(?) and (subject = ? or"
                        + " starts_with(subject, ? || '|'))",
                deliveries,
                code,
                code);
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

package vn.tangthu.repository.bodies;

import java.util.List;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.VietnameseOrder;

/**
 * At the start, makes the keys by which bodies are listed where there are none yet: bodies of
 * before there were keys, and those that came back with a backup of before.
 */
@Component
final class SortKeys implements SmartLifecycle {
    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final BodyRows rows;
    private final TransactionTemplate transactions;
    private volatile boolean running;

    SortKeys(JdbcClient jdbc, BodyRows rows, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.transactions = transactions;
    }

    /** A body and the key of its last name. */
    record Keyed(UUID body, String key) {}

    @Override
    public void start() {
        running = true;
        while (fill() == AT_ONCE) {
            // until none is left
        }
    }

    private int fill() {
        List<Keyed> keys =
                jdbc.sql(
                                "select b.id, n.name from kept.body b cross join lateral (select"
                                        + " name from kept.body_name where body = b.id order by"
                                        + " ordinal desc limit 1) n where b.sort_key is null"
                                        + " order by b.id limit ?")
                        .param(AT_ONCE)
                        .query(
                                (row, n) ->
                                        new Keyed(
                                                row.getObject(1, UUID.class),
                                                VietnameseOrder.key(row.getString(2))))
                        .list();
        transactions.executeWithoutResult(status -> rows.keyed(keys));
        return keys.size();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before deliveries are taken up and the web server opens. */
    @Override
    public int getPhase() {
        return -1;
    }
}

package vn.tangthu.repository.catalogue;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Vacuums what lists walk over, when many rows came at once: autovacuum looks once a minute, and
 * until it has been there a page in the middle of 100,000 hồ sơ fetches every row before it (ADR
 * 0003). Nothing but speed depends on it.
 */
@Component
class Upkeep {
    /** Fewer new rows are walked over in some milliseconds. */
    static final int MANY = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final JdbcClient jdbc;

    Upkeep(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Beside the work of the day, if it were many. */
    void after(int rows) {
        if (rows >= MANY) {
            var unused = Thread.ofPlatform().daemon().name("upkeep").start(this::vacuum);
        }
    }

    /** Not within a transaction. */
    void vacuum() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A table is not vacuumed within a transaction");
        }
        long started = System.nanoTime();
        try {
            int unused =
                    jdbc.sql(
                                    "vacuum (analyze, skip_locked) projection.record,"
                                            + " projection.series")
                            .update();
            LOG.info(
                    "The lists are swept; that took {} ms",
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
        } catch (DataAccessException e) {
            LOG.warn("The lists are not swept; autovacuum will do it: {}", e.getMessage());
        }
    }
}

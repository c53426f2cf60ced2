package vn.tangthu.repository.fixity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Copies.ErasuresWaiting;

/**
 * How much a copy erases in a day by itself. Whoever has the key that signs tombstones and may
 * write to the archive's store could otherwise have all copies erase everything at their next run,
 * and no copy would be left to tell. What goes beyond waits until an operator says how much it is.
 */
@Component
class ErasureLimit {
    private static final Duration DAY = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final int aDay;

    /**
     * @param aDay packages that a copy erases within 24 hours without being asked
     */
    ErasureLimit(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${tangthu.copying.erasures-a-day:100}") int aDay) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.aDay = aDay;
    }

    /** How many more it erases now. */
    int left(String copy) {
        var since = AuditRows.utc(clock.instant().minus(DAY));
        int applied =
                jdbc.sql(
                                "select count(*) from kept.erased_in_copy where copy = ? and"
                                        + " was_there and erased_at > ?")
                        .params(copy, since)
                        .query(Integer.class)
                        .single();
        int allowed =
                jdbc.sql(
                                "select coalesce(sum(erasures_allowed), 0) from kept.copy where"
                                        + " name = ? and erasures_allowed_at > ?")
                        .params(copy, since)
                        .query(Integer.class)
                        .single();
        return Math.max(0, aDay + allowed - applied);
    }

    /** Whether it was erased there before, and only what its store holds is tried again. */
    boolean known(String copy, UUID object) {
        return jdbc.sql(
                        "select exists (select from kept.erased_in_copy where copy = ? and object"
                                + " = ?)")
                .params(copy, object)
                .query(Boolean.class)
                .single();
    }

    /** Counts for this day. */
    void applied(String copy, UUID object) {
        int unused =
                jdbc.sql(
                                "update kept.erased_in_copy set was_there = true where copy = ? and object = ?")
                        .params(copy, object)
                        .update();
    }

    void waiting(String copy, int erasures) {
        int unused =
                jdbc.sql("update kept.copy set erasures_waiting = ? where name = ?")
                        .params(erasures, copy)
                        .update();
    }

    List<ErasuresWaiting> waiting() {
        return jdbc.sql(
                        "select name, erasures_waiting from kept.copy where erasures_waiting > 0"
                                + " order by name")
                .query((row, n) -> new ErasuresWaiting(row.getString(1), row.getInt(2)))
                .list();
    }

    /**
     * Allows that many more within the next 24 hours.
     *
     * @return false when another number waits there
     */
    boolean allow(String copy, int erasures) {
        return Boolean.TRUE.equals(
                transactions.execute(
                        status ->
                                jdbc.sql(
                                                        """
                                                        update kept.copy set erasures_waiting = 0,
                                                            erasures_allowed = ? + case
                                                                when erasures_allowed_at > ?
                                                                then erasures_allowed else 0 end,
                                                            erasures_allowed_at = ?
                                                        where name = ? and erasures_waiting = ?
                                                            and erasures_waiting > 0
                                                        """)
                                                .params(
                                                        erasures,
                                                        AuditRows.utc(clock.instant().minus(DAY)),
                                                        AuditRows.utc(clock.instant()),
                                                        copy,
                                                        erasures)
                                                .update()
                                        == 1));
    }
}

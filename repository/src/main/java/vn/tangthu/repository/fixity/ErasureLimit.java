package vn.tangthu.repository.fixity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Copies.ErasuresWaiting;

/**
 * How much a copy erases in a day by itself. Whoever has the key that signs tombstones and may
 * write to the archive's store could otherwise have all copies erase everything at their next run,
 * and no copy would be left to tell. What goes beyond waits until an operator says how much it is;
 * that holds for these and for no others, however long a copy is away.
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

    /** How many more it erases now without being asked. */
    int left(String copy) {
        int applied =
                jdbc.sql(
                                "select count(*) from kept.erased_in_copy where copy = ? and"
                                        + " was_there and erased_at > ?")
                        .params(copy, AuditRows.utc(clock.instant().minus(DAY)))
                        .query(Integer.class)
                        .single();
        return Math.max(0, aDay - applied);
    }

    /** Whether an operator confirmed this one. */
    boolean isConfirmed(String copy, UUID object) {
        return jdbc.sql(
                        "select exists (select from kept.copy_erasure where copy = ? and object = ?"
                                + " and confirmed_at is not null)")
                .params(copy, object)
                .query(Boolean.class)
                .single();
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

    /** Counts for this day, unless an operator confirmed it. */
    void applied(String copy, UUID object) {
        int unused =
                jdbc.sql(
                                """
                                update kept.erased_in_copy e set was_there = not exists
                                    (select from kept.copy_erasure c where c.copy = e.copy
                                        and c.object = e.object and c.confirmed_at is not null)
                                where copy = ? and object = ?
                                """)
                        .params(copy, object)
                        .update();
        unused =
                jdbc.sql("delete from kept.copy_erasure where copy = ? and object = ?")
                        .params(copy, object)
                        .update();
    }

    /** What a run that went over all of the log left. */
    void waiting(String copy, Set<UUID> erasures) {
        UUID[] all = erasures.toArray(UUID[]::new);
        transactions.executeWithoutResult(
                status -> {
                    int unused =
                            jdbc.sql(
                                            "delete from kept.copy_erasure where copy = ? and"
                                                    + " confirmed_at is null and object <> all(?)")
                                    .param(copy)
                                    .param((Object) all)
                                    .update();
                    unused =
                            jdbc.sql(
                                            "insert into kept.copy_erasure (copy, object, left_at)"
                                                    + " select ?, id, ? from unnest(?::uuid[]) id"
                                                    + " on conflict do nothing")
                                    .param(copy)
                                    .param(AuditRows.utc(clock.instant()))
                                    .param((Object) all)
                                    .update();
                });
    }

    List<ErasuresWaiting> waiting() {
        return jdbc.sql(
                        "select copy, count(*) from kept.copy_erasure where confirmed_at is null"
                                + " group by copy order by copy")
                .query((row, n) -> new ErasuresWaiting(row.getString(1), row.getInt(2)))
                .list();
    }

    /**
     * Confirms those that the last run left, and no others.
     *
     * @return false when another number waits there
     */
    boolean allow(String copy, int erasures) {
        return Boolean.TRUE.equals(
                transactions.execute(
                        status -> {
                            int confirmed =
                                    jdbc.sql(
                                                    "update kept.copy_erasure set confirmed_at = ?"
                                                            + " where copy = ? and confirmed_at is"
                                                            + " null")
                                            .params(AuditRows.utc(clock.instant()), copy)
                                            .update();
                            if (confirmed == 0 || confirmed != erasures) {
                                status.setRollbackOnly();
                                return false;
                            }
                            return true;
                        }));
    }
}

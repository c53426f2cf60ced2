package vn.tangthu.repository.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.RebuildUnderWay;

/**
 * The transactions that rooms write with. Only so many hold a connection at the same time: writers
 * wait for each other at the journal, and must leave connections to the readers meanwhile. Who
 * would wait for a whole rebuild there waits here, with no connection and in nobody's place, and
 * begins anew then: what it had done was rolled back.
 */
final class WritingTransactions extends TransactionTemplate {
    private static final long serialVersionUID = 1L;

    private final transient Semaphore places;

    /**
     * @param writers how many may have a connection at once, at least 1
     */
    WritingTransactions(PlatformTransactionManager manager, int writers) {
        super(manager);
        this.places = new Semaphore(Math.max(1, writers), true);
        setName(RebuildUnderWay.BEGINS_ANEW);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return super.execute(action); // inside one already: it has its place
        }
        while (true) {
            CompletableFuture<Void> over;
            places.acquireUninterruptibly();
            try {
                return super.execute(action);
            } catch (RebuildUnderWay e) {
                over = e.over();
            } finally {
                places.release();
            }
            var unused = over.join();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

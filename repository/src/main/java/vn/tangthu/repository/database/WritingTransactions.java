package vn.tangthu.repository.database;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions that rooms write with. Only so many hold a connection at the same time: writers
 * wait for each other at the journal, for a whole rebuild if need be, and must leave connections to
 * the readers meanwhile.
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
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return super.execute(action); // inside one already: it has its place
        }
        places.acquireUninterruptibly();
        try {
            return super.execute(action);
        } finally {
            places.release();
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

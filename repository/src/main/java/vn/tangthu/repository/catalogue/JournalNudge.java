package vn.tangthu.repository.catalogue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.JournalAdvanced;

/**
 * Says {@link JournalAdvanced} after a commit, in a thread of its own: listeners that run in the
 * committing thread would still find its connection bound and think themselves in its transaction.
 * Nudges that come together are said once.
 */
@Component
@InWorkers
class JournalNudge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JournalNudge.class);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("journal-nudge").factory());

    JournalNudge(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** To be called in a transaction that appends. */
    void afterCommit() {
        if (TransactionSynchronizationManager.getSynchronizations().stream()
                .noneMatch(AfterCommit.class::isInstance)) {
            TransactionSynchronizationManager.registerSynchronization(new AfterCommit());
        }
    }

    private void nudge() {
        if (waiting.compareAndSet(false, true)) {
            try {
                thread.execute(this::say);
            } catch (RejectedExecutionException e) {
                log.debug("Closing: nobody is told that the journal advanced");
            }
        }
    }

    private void say() {
        waiting.set(false);
        try {
            events.publishEvent(new JournalAdvanced(JdbcChangeJournal.head(jdbc)));
        } catch (RuntimeException e) {
            log.warn("A listener to the journal failed; it will read the journal later", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private final class AfterCommit implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            nudge();
        }
    }
}

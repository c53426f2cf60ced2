package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.HelpEnded;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectStore;

/** {@code work} waits until it is stopped, or cannot help any more. */
@Component
@InWorkers
@ConditionalOnProperty("tangthu.extraction.helps")
final class Working {
    private final ObjectStore store;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable HelpEnded ended;

    /** Before anything is read it is known that the store is the archive's. */
    Working(ObjectStore store) throws IOException {
        this.store = store;
        if (store instanceof KnownStore known) {
            known.assertThere();
        }
    }

    /**
     * @return the exit status
     */
    int run(PrintWriter out, PrintWriter err) throws InterruptedException {
        out.println(
                "Đang đọc chữ giúp kho (Ctrl-C để dừng). / Reading texts for the archive (Ctrl-C to"
                        + " stop): "
                        + store.describe());
        out.flush();
        stopped.await();
        HelpEnded why = ended;
        if (why == null) {
            return 0;
        }
        err.println(why.vietnamese() + "\n" + why.english());
        err.flush();
        return 2;
    }

    @EventListener
    void on(HelpEnded why) {
        ended = why;
        stopped.countDown();
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopped.countDown();
    }
}

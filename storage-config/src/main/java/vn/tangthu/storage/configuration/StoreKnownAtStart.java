package vn.tangthu.storage.configuration;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectStore;

/**
 * Says at the start when the store is not there, and gives the store of an archive from before
 * there were marks its own. Readers and the desk are served all the same.
 */
final class StoreKnownAtStart implements ApplicationListener<ApplicationReadyEvent>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(StoreKnownAtStart.class);

    private final ObjectStore store;

    StoreKnownAtStart(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (store instanceof KnownStore known) {
            try {
                known.assertThere();
            } catch (IOException | RuntimeException e) {
                LOG.error("Nothing is written to the store until it is there", e);
            }
        }
    }

    /** Before whatever goes on writing where it stood. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}

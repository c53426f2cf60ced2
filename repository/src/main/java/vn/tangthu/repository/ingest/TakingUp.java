package vn.tangthu.repository.ingest;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * In the process that serves, goes on at start with deliveries that were interrupted; before the
 * web server opens, so that no upload is on its way into staging while that is tidied.
 */
@Component
@ConditionalOnWebApplication
final class TakingUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TakingUp.class);

    private final RecordedDeliveries deliveries;
    private volatile boolean running;

    TakingUp(RecordedDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void start() {
        running = true;
        try {
            deliveries.takeUp();
        } catch (IOException | RuntimeException e) {
            // The portal serves what is kept all the same.
            LOG.error("Interrupted deliveries could not be taken up", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}

package vn.tangthu.repository.ingest;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.VirusScanner;

/**
 * Takes up the deliveries that wait for the virus scanner, once it answers again. That they wait
 * stands in the database, so it holds over a restart.
 */
@Component
final class DeliveriesForScanner {
    /** Why such a delivery stands still. */
    static final String UNAVAILABLE = "SCANNER_UNAVAILABLE";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveriesForScanner.class);

    private final DeliveryRegister register;
    private final Deliveries deliveries;
    private final VirusScanner scanner;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("waiting-for-scanner").factory());

    DeliveriesForScanner(DeliveryRegister register, Deliveries deliveries, VirusScanner scanner) {
        this.register = register;
        this.deliveries = deliveries;
        this.scanner = scanner;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        long millis = Math.max(1_000, scanner.retry().toMillis());
        clock.scheduleWithFixedDelay(this::tryAgain, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Also where scanning is no more required: then nothing holds them up. */
    void tryAgain() {
        try {
            var waiting = register.failed(UNAVAILABLE);
            if (!waiting.isEmpty() && (!scanner.required() || scanner.answers())) {
                LOG.info("The virus scanner answers again: {} deliveries go on", waiting.size());
                waiting.forEach(id -> deliveries.resume(id, Reader.OPERATOR));
            }
        } catch (RuntimeException e) {
            LOG.warn("Deliveries that wait for the virus scanner were not taken up", e);
        }
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
    }
}

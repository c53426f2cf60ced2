package vn.tangthu.portal.upload;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks every hour for uploads that nobody goes on with. */
@Component
@ConditionalOnWebApplication
class Abandoned implements DisposableBean {
    private final IncomingPackages packages;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("abandoned-uploads").factory());

    Abandoned(IncomingPackages packages) {
        this.packages = packages;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var unused = clock.scheduleWithFixedDelay(packages::expire, 1, 60, TimeUnit.MINUTES);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}

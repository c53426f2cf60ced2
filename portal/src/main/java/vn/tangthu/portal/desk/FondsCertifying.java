package vn.tangthu.portal.desk;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/**
 * One certificate of a fonds at a time, in the background: each package is looked at. What is
 * stopped, or killed with the process, issued nothing and is asked for again.
 */
@Component
class FondsCertifying {
    private static final Logger LOG = LoggerFactory.getLogger(FondsCertifying.class);

    private final ObjectProvider<CertificateIssuing> issuing;
    private volatile @Nullable FondsId running;
    private volatile boolean cancelled;
    private volatile long done;
    private volatile long total;
    private volatile @Nullable Result last;

    FondsCertifying(ObjectProvider<CertificateIssuing> issuing) {
        this.issuing = issuing;
    }

    /**
     * @param certificate null when none was issued
     * @param refused whether the reader may not
     */
    record Result(FondsId fonds, @Nullable Certificate certificate, boolean refused) {}

    /** Which is looked at, or null. */
    @Nullable FondsId running() {
        return running;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    @Nullable Result last() {
        return last;
    }

    /**
     * @return false while one runs
     */
    synchronized boolean start(FondsId fonds, String origin, Reader actor) {
        if (running != null) {
            return false;
        }
        running = fonds;
        cancelled = false;
        done = 0;
        total = 0;
        last = null;
        var unused =
                Thread.ofPlatform()
                        .daemon()
                        .name("fonds-certificate")
                        .start(() -> run(fonds, origin, actor));
        return true;
    }

    void cancel() {
        cancelled = true;
    }

    @EventListener(ContextClosedEvent.class)
    void stopping() {
        cancelled = true;
    }

    private void run(FondsId fonds, String origin, Reader actor) {
        try {
            Certificate issued =
                    issuing.getObject().fonds(fonds, origin, actor, progress()).orElse(null);
            last = new Result(fonds, issued, issued == null);
        } catch (CancellationException e) {
            LOG.info("The certificate of fonds {} was stopped", fonds);
        } catch (IOException | RuntimeException e) {
            LOG.error("No certificate of fonds {} was issued", fonds, e);
            last = new Result(fonds, null, false);
        } finally {
            running = null;
        }
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void at(Phase phase, long now, long of) {
                done = now;
                total = of;
            }

            @Override
            public boolean cancelled() {
                return cancelled;
            }
        };
    }
}

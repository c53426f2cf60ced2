package vn.tangthu.portal.publicpages;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what somebody still sends and forgets it. A browser shows an answer only when it has sent
 * everything: one whose connection ends before shows an error of its own. So the rest is read on,
 * as far as it costs nobody else anything: so many at once, so much, and not from whom hardly
 * sends.
 */
final class UnreadRest {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadRest.class);

    /**
     * Who sends less in a second, after {@link #START}, is not waited for: a line of 1 Mbit/s does.
     */
    private static final long LEAST_PER_SECOND = 50_000;

    private static final Duration START = Duration.ofSeconds(20);

    private final Semaphore places;
    private final long most;

    /**
     * @param places how many at once
     * @param most bytes that are read of one
     */
    UnreadRest(int places, long most) {
        this.places = new Semaphore(places);
        this.most = most;
    }

    /** Whether everything was read; the answer reaches a browser only then. */
    boolean forget(InputStream body) {
        if (!places.tryAcquire()) {
            return false;
        }
        long begun = System.nanoTime();
        byte[] buffer = new byte[64 * 1024];
        try {
            for (long read = 0; read <= most; ) {
                int now = body.read(buffer);
                if (now < 0) {
                    return true;
                }
                read += now;
                long nanos = System.nanoTime() - begun;
                if (nanos > START.toNanos() && read < nanos / 1e9 * LEAST_PER_SECOND) {
                    return false;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.debug("Gone while it sent", e);
            return false;
        } finally {
            places.release();
        }
    }
}

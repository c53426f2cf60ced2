package vn.tangthu.repository.granted;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Redactions.Area;

/**
 * Two pages are drawn into at once, a large one alone, in the order they were asked for: a page
 * lies in the memory of the process that answers everybody. Who looks at a page waits a little, a
 * job as long as it takes.
 */
@Component
class InkTurns {
    private static final int TURNS = 2;

    /** Pixels; 2,000 wide A4 has six millions. */
    private static final long LARGE = 8_000_000;

    /** Each holds the coded page meanwhile. */
    private static final int WAITING = 8;

    private final PageInk ink;
    private final Duration patience;
    private final Semaphore turns = new Semaphore(TURNS, true);

    @Autowired
    InkTurns(@Lazy PageInk ink) { // the portal has it
        this(ink, Duration.ofSeconds(5));
    }

    InkTurns(PageInk ink, Duration patience) {
        this.ink = ink;
        this.patience = patience;
    }

    @FunctionalInterface
    private interface Drawing {
        Rendered draw() throws IOException;
    }

    /** {@link PageInk#cover}, for a job. */
    Rendered coverInTurn(Rendered page, List<Area> areas) throws IOException {
        int needed = needed(page);
        try {
            turns.acquire(needed);
        } catch (InterruptedException e) {
            throw stopped();
        }
        return drawn(needed, () -> ink.cover(page, areas));
    }

    /**
     * {@link PageInk#cover}, for somebody who looks at it.
     *
     * @throws PageInk.Busy when it would take too long
     */
    Rendered cover(Rendered page, List<Area> areas) throws IOException {
        return soon(page, () -> ink.cover(page, areas));
    }

    /**
     * {@link PageInk#foot}, for somebody who looks at it.
     *
     * @throws PageInk.Busy when it would take too long
     */
    Rendered foot(Rendered page, List<Area> areas, String line) throws IOException {
        return soon(page, () -> ink.foot(page, areas, line));
    }

    private Rendered soon(Rendered page, Drawing drawing) throws IOException {
        int needed = needed(page);
        try {
            if (turns.getQueueLength() >= WAITING
                    || !turns.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PageInk.Busy();
            }
        } catch (InterruptedException e) {
            throw stopped();
        }
        return drawn(needed, drawing);
    }

    private Rendered drawn(int needed, Drawing drawing) throws IOException {
        try {
            return drawing.draw();
        } finally {
            turns.release(needed);
        }
    }

    private static int needed(Rendered page) throws NotRenderable {
        long pixels = (long) page.width() * page.height();
        if (pixels > PageInk.MOST_PIXELS) {
            throw new NotRenderable("A page of " + pixels + " pixels");
        }
        return pixels > LARGE ? TURNS : 1;
    }

    private static InterruptedIOException stopped() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Stopped while waiting to draw");
    }
}

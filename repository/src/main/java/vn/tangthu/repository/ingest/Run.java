package vn.tangthu.repository.ingest;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Pace;
import vn.tangthu.repository.Progress;

/** One delivery being worked on in this process: how far it is and whether it is to stop. */
final class Run implements Progress {
    private final Progress caller;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Pace pace = new Pace();
    private volatile boolean cancel;
    private volatile boolean pause;
    private volatile boolean shutdown;
    private volatile @Nullable Phase phase;
    private volatile long done;
    private volatile long total;

    Run(Progress caller) {
        this.caller = caller;
    }

    @Override
    public void at(Phase newPhase, long newDone, long newTotal) {
        phase = newPhase;
        done = newDone;
        total = newTotal;
        pace.at(newPhase, newDone, newTotal);
        caller.at(newPhase, newDone, newTotal);
    }

    /** Whether to stop at the next safe place, for whatever reason. */
    @Override
    public boolean cancelled() {
        return shutdown || pause || cancel || caller.cancelled();
    }

    /** Whether it stops only for a while, so that everything stays for the next time. */
    boolean goesOnLater() {
        return (shutdown || pause) && !cancel;
    }

    boolean isPaused() {
        return pause && !cancel;
    }

    void cancel() {
        cancel = true;
    }

    void pause() {
        pause = true;
    }

    void shutdown() {
        shutdown = true;
    }

    void end() {
        ended.countDown();
    }

    CountDownLatch ended() {
        return ended;
    }

    Pace pace() {
        return pace;
    }

    @Nullable Phase phase() {
        return phase;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }
}

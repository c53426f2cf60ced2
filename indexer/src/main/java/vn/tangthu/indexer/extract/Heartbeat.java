package vn.tangthu.indexer.extract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import vn.tangthu.indexer.HelpEnded;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.TextWorkers;

/**
 * Says that this process lives, so that what it has claimed stays its own, and lets go of what was
 * erased meanwhile. While the database does not answer it goes on reading: what others took over by
 * then is dropped at the end.
 */
final class Heartbeat {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration MOST = Duration.ofSeconds(10);

    private final TextWorkers workers;
    private final String name;
    private final boolean helps;
    private final BooleanSupplier sweep;
    private final ApplicationEventPublisher events;

    /**
     * @param name empty for that of the machine
     * @param sweep lets go of what was erased, and says whether nothing is left of it
     */
    Heartbeat(
            TextWorkers workers,
            String name,
            boolean helps,
            BooleanSupplier sweep,
            ApplicationEventPublisher events) {
        this.workers = workers;
        this.name = name.isBlank() ? machine() : name.strip();
        this.helps = helps;
        this.sweep = sweep;
        this.events = events;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }

    /** What is made of a file: of two that say the same, each may read for the other. */
    static String reads() {
        String version = Heartbeat.class.getPackage().getImplementationVersion();
        return TextDerivative.COMPLETE
                + ", "
                + (version == null ? "development" : version)
                + ", "
                + OwnCode.name();
    }

    /** Whether it may read. */
    boolean begin() {
        workers.begin(name, !helps, reads());
        return !helps || mayGoOn(workers.beat());
    }

    /** Runs until the thread is interrupted, or this process cannot help any more. */
    void run() {
        Duration quarter = workers.lease().dividedBy(4);
        Duration every = quarter.compareTo(MOST) < 0 ? quarter : MOST;
        try {
            while (beat()) { // at once: an erasure waits for the first one
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it may go on. */
    private boolean beat() {
        try {
            TextWorkers.Beat beat = workers.beat();
            if (sweep.getAsBoolean()) {
                workers.swept(beat.at());
            }
            if (!helps && beat.displaced()) {
                boolean unused = begin(); // the lock on the home says who owns the archive
            }
            return !helps || mayGoOn(beat);
        } catch (RuntimeException | Error e) { // a thread that ends would not be missed
            log.warn("The database was not told that this process lives", e);
            return true;
        }
    }

    private boolean mayGoOn(TextWorkers.Beat beat) {
        if (beat.displaced()) {
            events.publishEvent(
                    new HelpEnded(
                            "Một tiến trình khác dùng cùng mã máy: thư mục kho của nó là bản sao của"
                                    + " thư mục này. Xóa tệp text-worker trong một trong hai rồi chạy lại.",
                            "Another process has the place of this one: its home is a copy of this one."
                                    + " Delete the file text-worker in one of them and start again."));
            return false;
        }
        if (beat.otherVersion()) {
            events.publishEvent(
                    new HelpEnded(
                            "Máy chính chạy một phiên bản khác: cài cùng phiên bản rồi chạy lại.",
                            "The archive's own machine runs another version: install the same here and"
                                    + " start again."));
            return false;
        }
        return true;
    }

    /** What was claimed has been given back. */
    void end() {
        try {
            workers.leave();
        } catch (RuntimeException e) {
            log.debug("The lease ends by itself", e);
        }
    }
}

package vn.tangthu.portal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import vn.tangthu.repository.Pace;
import vn.tangthu.repository.Progress;

/**
 * Where a verb was called from and where its words go: the terminal of this process or one that is
 * connected to the server's control port.
 *
 * @param directory the caller's working directory; relative paths start there
 * @param gone whether the caller has gone away, so that long work may stop
 */
record Session(PrintWriter out, PrintWriter err, Path directory, BooleanSupplier gone) {
    Path resolve(String path) {
        return directory.resolve(path).normalize();
    }

    /**
     * Progress on standard error: a line for each phase and then one every two seconds, with units
     * in a second and the time that the phase still takes.
     */
    Progress progress() {
        return new Progress() {
            private final Pace pace = new Pace();
            private long lastPrinted;
            private Progress.@org.jspecify.annotations.Nullable Phase lastPhase;

            @Override
            public synchronized void at(Phase phase, long done, long total) {
                long now = System.nanoTime();
                pace.at(phase, done, total);
                if (phase == lastPhase && done != total && now - lastPrinted < 2_000_000_000L) {
                    return;
                }
                if (phase == lastPhase && done == total && total <= 1) {
                    return;
                }
                lastPhase = phase;
                lastPrinted = now;
                err.println(
                        "  "
                                + phase.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + (total < 0 ? " " + done : " " + done + "/" + total)
                                + pace(done, total));
                err.flush();
            }

            private String pace(long done, long total) {
                double speed = pace.perSecond();
                if (speed <= 0 || done == total) {
                    return "";
                }
                return String.format(Locale.ROOT, " · %.1f/s", speed)
                        + pace.remaining().map(left -> " · còn / left " + clock(left)).orElse("");
            }

            @Override
            public boolean cancelled() {
                return gone.getAsBoolean();
            }
        };
    }

    /** {@code 0:42}, {@code 12:05}, {@code 3:00:00}. */
    static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        time.toHours(),
                        time.toMinutesPart(),
                        time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}

package vn.tangthu.portal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
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

    /** Progress on standard error: a line for each phase and then one every two seconds. */
    Progress progress() {
        return new Progress() {
            private long lastPrinted;
            private Progress.@org.jspecify.annotations.Nullable Phase lastPhase;

            @Override
            public synchronized void at(Phase phase, long done, long total) {
                long now = System.nanoTime();
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
                                + (total < 0 ? " " + done : " " + done + "/" + total));
                err.flush();
            }

            @Override
            public boolean cancelled() {
                return gone.getAsBoolean();
            }
        };
    }
}

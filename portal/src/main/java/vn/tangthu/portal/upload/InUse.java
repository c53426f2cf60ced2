package vn.tangthu.portal.upload;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.portal.upload.UploadRefused.Reason;

/** Who is at which file: one writer for each, and nobody at any of them while a package ends. */
final class InUse {
    /** A request whose line is dead is given up by the container within this. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Map<UUID, Set<String>> files = new HashMap<>();
    private final Set<UUID> ending = new HashSet<>();

    /** What is in use until it is closed. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @throws UploadRefused BUSY when somebody is at this file or the package is being ended
     */
    synchronized Hold file(UUID id, String key) {
        if (ending.contains(id) || !files.computeIfAbsent(id, i -> new HashSet<>()).add(key)) {
            throw new UploadRefused(Reason.BUSY);
        }
        return () -> free(id, key);
    }

    private synchronized void free(UUID id, String key) {
        Set<String> of = files.get(id);
        if (of != null) {
            of.remove(key);
            if (of.isEmpty()) {
                files.remove(id);
            }
        }
        notifyAll();
    }

    /**
     * The whole package: those at its files are asked to stop and waited for.
     *
     * @throws UploadRefused BUSY when they do not stop, or somebody else is ending it
     */
    synchronized Hold whole(UUID id) {
        if (!ending.add(id)) {
            throw new UploadRefused(Reason.BUSY);
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (files.containsKey(id)) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new UploadRefused(Reason.BUSY);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending.remove(id);
            throw new UploadRefused(Reason.BUSY);
        } catch (UploadRefused e) {
            ending.remove(id);
            throw e;
        }
        return () -> ended(id);
    }

    private synchronized void ended(UUID id) {
        ending.remove(id);
    }

    synchronized boolean isEnding(UUID id) {
        return ending.contains(id);
    }
}

package vn.tangthu.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One home, one owner: an exclusive lock on the home for as long as a process works on it. The
 * operating system drops it when the process dies, however it dies.
 */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Whoever gets the lock has a home that other users of the machine cannot look into, and in it
     * no temporary file of an owner before.
     *
     * @return the lock, or empty while another process (or another part of this one) has it
     */
    public static Optional<HomeLock> tryAcquire(TangThuHome home) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        home.run().resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
            if (!taken) {
                return Optional.empty();
            }
            home.closeToOthers();
            home.removeLeftovers();
            return Optional.of(new HomeLock(channel));
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as held by another
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            taken = false;
            throw e;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

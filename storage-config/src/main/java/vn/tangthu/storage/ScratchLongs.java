package vn.tangthu.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers for one work over the whole archive, all zero at first. A large one lies in a
 * file that is mapped into memory, not in the heap: the system keeps of it what there is room for,
 * and the heap of a work stays the same however large the archive is. The file has no name and so
 * is gone with the process, however that ends; its room is taken at once, so that a full disk is an
 * error here and not a fault in the middle of the work.
 *
 * <p>Numbers written by one thread are seen by others only where something else orders the two.
 */
public final class ScratchLongs {
    /** 256 KiB; what is smaller is not worth a file. */
    private static final long MOST_IN_THE_HEAP = 1 << 15;

    private static final int ZEROS = 1 << 16;

    private static final Cleaner CLEANER = Cleaner.create();

    private final MemorySegment numbers;
    private final long length;
    private final Cleaner.@Nullable Cleanable mapped;

    /**
     * @param length how many numbers, at least 1
     * @throws UncheckedIOException when {@code java.io.tmpdir} has no room for eight bytes each
     */
    public ScratchLongs(long length) {
        this.length = length;
        if (length <= MOST_IN_THE_HEAP) {
            numbers = MemorySegment.ofArray(new long[(int) length]);
            mapped = null;
            return;
        }
        Arena arena = Arena.ofShared();
        try {
            numbers = mapped(length * Long.BYTES, arena);
        } catch (IOException e) {
            arena.close();
            throw new UncheckedIOException("Cannot write a table of " + length + " numbers", e);
        }
        mapped = CLEANER.register(this, arena::close);
    }

    private static MemorySegment mapped(long bytes, Arena arena) throws IOException {
        Path file = Files.createTempFile("numbers-", ".tmp");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
            for (long written = 0; written < bytes; ) {
                zeros.clear().limit((int) Math.min(ZEROS, bytes - written));
                written += channel.write(zeros);
            }
            return channel.map(MapMode.READ_WRITE, 0, bytes, arena);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    public long length() {
        return length;
    }

    /**
     * @throws IndexOutOfBoundsException when there is no such place
     */
    public long get(long index) {
        return numbers.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    /**
     * @throws IndexOutOfBoundsException when there is no such place
     */
    public void set(long index, long number) {
        numbers.setAtIndex(ValueLayout.JAVA_LONG, index, number);
    }

    /** As many of the first numbers as fit, in a table of another length in place of this one. */
    public ScratchLongs resized(long to) {
        ScratchLongs other = new ScratchLongs(to);
        MemorySegment.copy(numbers, 0, other.numbers, 0, Math.min(length, to) * Long.BYTES);
        replaced();
        return other;
    }

    /** Gives back its room at once; after this it must not be used. */
    public void replaced() {
        if (mapped != null) {
            mapped.clean();
        }
    }
}

package vn.tangthu.repository.sets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Reads files as the medium has them: past the memory of the operating system, where the file
 * system can, since what was written a moment ago would be answered from there. Used by one thread.
 */
final class ReadBack {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int MOST_ALIGNMENT = 1 << 16;

    /** O_DIRECT; the JDK has it outside its documented interface. */
    private static final OpenOption DIRECT = direct();

    private final MessageDigest sha512 = DigestAlgorithm.SHA512.newMessageDigest();
    private final MessageDigest sha256 = DigestAlgorithm.SHA256.newMessageDigest();
    private final ByteBuffer whole = ByteBuffer.allocateDirect(BUFFER_BYTES + MOST_ALIGNMENT);

    private static OpenOption direct() {
        try {
            for (Object option :
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (option instanceof OpenOption found && option.toString().equals("DIRECT")) {
                    return found;
                }
            }
        } catch (ClassNotFoundException e) {
            // another JDK: the files are read as any other
        }
        return StandardOpenOption.READ;
    }

    record Read(long bytes, Digest sha512, Digest sha256) {}

    /**
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    Read read(Path file) throws IOException {
        int block = (int) Math.min(Files.getFileStore(file).getBlockSize(), MOST_ALIGNMENT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, DIRECT)) {
            return digest(channel, whole.clear().alignedSlice(Math.max(block, 1)));
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            return cached(file, e);
        }
    }

    /** File systems in memory and some of other systems read only through the cache. */
    private Read cached(Path file, Exception why) throws IOException {
        if (why instanceof java.nio.file.NoSuchFileException missing) {
            throw missing;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return digest(channel, whole.clear());
        }
    }

    private Read digest(FileChannel channel, ByteBuffer buffer) throws IOException {
        sha512.reset();
        sha256.reset();
        long bytes = 0;
        int usable = buffer.capacity() - buffer.capacity() % MOST_ALIGNMENT;
        buffer.clear().limit(Math.min(usable, BUFFER_BYTES));
        long size = channel.size(); // a direct read may begin at whole blocks only
        while (bytes < size && channel.read(buffer) >= 0) {
            buffer.flip();
            bytes += buffer.remaining();
            sha512.update(buffer.duplicate());
            sha256.update(buffer);
            buffer.clear().limit(Math.min(usable, BUFFER_BYTES));
        }
        return new Read(
                bytes,
                Digest.fromBytes(DigestAlgorithm.SHA512, sha512.digest()),
                Digest.fromBytes(DigestAlgorithm.SHA256, sha256.digest()));
    }
}

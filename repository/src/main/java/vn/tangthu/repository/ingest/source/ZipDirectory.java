package vn.tangthu.repository.ingest.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Counts the entries of a ZIP by walking its central directory (APPNOTE 6.3.10, 4.3.12 to 4.3.16)
 * without keeping any of it, because ZIP readers take the whole directory into memory: a million
 * entries would fill the heap before the first of them could be refused. The number that the end
 * record claims is not believed.
 */
public final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int END64 = 0x06064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int LOCATOR_LENGTH = 20;

    /**
     * The most bytes of a directory: a hundred thousand files with long Vietnamese names need 25
     * MiB. Readers keep every name several times over.
     */
    static final long LARGEST = 32L << 20;

    private ZipDirectory() {}

    /**
     * @param entries how many there are, one more than the limit when there are more
     * @param tooMany also when they are few but their names would fill the memory
     */
    public record Count(long entries, boolean tooMany) {}

    /**
     * @throws IOException when it is no ZIP or has no readable directory
     */
    public static Count count(Path zip, long limit) throws IOException {
        try (FileChannel channel = FileChannel.open(zip)) {
            channel.position(directoryOffset(channel));
            DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
            byte[] header = new byte[42];
            long entries = 0;
            long bytes = 0;
            while (true) {
                int signature;
                try {
                    signature = Integer.reverseBytes(in.readInt());
                } catch (EOFException e) {
                    throw new IOException("The ZIP directory has no end", e);
                }
                if (signature != ENTRY) {
                    if (signature != END && signature != END64) {
                        throw new IOException("The ZIP directory is not where its end record says");
                    }
                    return new Count(entries, false);
                }
                entries++;
                if (entries > limit) {
                    return new Count(entries, true);
                }
                in.readFully(header);
                ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
                int variable =
                        Short.toUnsignedInt(fields.getShort(24))
                                + Short.toUnsignedInt(fields.getShort(26))
                                + Short.toUnsignedInt(fields.getShort(28));
                in.skipNBytes(variable);
                bytes += Integer.BYTES + header.length + variable;
                if (bytes > LARGEST) {
                    return new Count(entries, true);
                }
            }
        }
    }

    private static long directoryOffset(FileChannel channel) throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer bytes = read(channel, size - tail, tail);
        for (int i = tail - END_LENGTH; i >= 0; i--) {
            if (bytes.getInt(i) == END) {
                long end = size - tail + i;
                long offset = Integer.toUnsignedLong(bytes.getInt(i + 16));
                if (offset != 0xFFFF_FFFFL) {
                    return inside(offset, size);
                }
                if (end < LOCATOR_LENGTH) {
                    break;
                }
                ByteBuffer locator = read(channel, end - LOCATOR_LENGTH, LOCATOR_LENGTH);
                if (locator.getInt(0) != END64_LOCATOR) {
                    break;
                }
                long end64 = inside(locator.getLong(8), size - 56);
                ByteBuffer record = read(channel, end64, 56);
                if (record.getInt(0) != END64) {
                    break;
                }
                return inside(record.getLong(48), size);
            }
        }
        throw new IOException("No ZIP directory");
    }

    private static long inside(long offset, long size) throws IOException {
        if (offset < 0 || offset > size) {
            throw new IOException("The ZIP directory lies outside the file");
        }
        return offset;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("The ZIP is truncated");
            }
        }
        return bytes.flip();
    }
}

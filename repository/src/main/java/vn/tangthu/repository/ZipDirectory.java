package vn.tangthu.repository;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP file's central directory, read as a stream: memory does not grow with the number of
 * entries. The libraries (java.util.zip, Commons Compress) keep all of it, so that a million
 * entries would fill the heap before the first could be refused; where one of them reads on, this
 * counts before. The directory has to end where the end record begins, so that both look at the
 * same place. Source: PKWARE APPNOTE 6.3, sections 4.3 and 4.5.
 */
public final class ZipDirectory implements Closeable {
    private static final int END_BYTES = 22;
    private static final int END_SEARCH = END_BYTES + 65_535;
    private static final int END_MAGIC = 0x06054b50;
    private static final int END64_MAGIC = 0x06064b50;
    private static final int LOCATOR64_MAGIC = 0x07064b50;
    private static final int CENTRAL_MAGIC = 0x02014b50;
    private static final int LOCAL_MAGIC = 0x04034b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int SIGNATURE_MAGIC = 0x05054b50;
    private static final long MAX_32 = 0xFFFFFFFFL;

    /**
     * The most bytes of a directory that a library may be given: a hundred thousand files with long
     * Vietnamese names need 25 MiB, and every name is kept several times over.
     */
    public static final long LARGEST = 32L << 20;

    private final FileChannel channel;
    private final long start;
    private final long count;
    private final long end;

    /**
     * @param offset of the local header
     * @param method 0 stored, 8 deflated
     * @param mode of Unix, 0 if unknown
     * @param guessed whether the name's encoding is not declared and it is not ASCII
     */
    public record Entry(
            String name,
            long offset,
            long compressed,
            long size,
            int method,
            boolean encrypted,
            int mode,
            boolean guessed) {
        public boolean isDirectory() {
            return name.endsWith("/");
        }

        public boolean isLink() {
            return (mode & 0xF000) == 0xA000;
        }
    }

    /** Receives the entries in the directory's order. */
    @FunctionalInterface
    public interface EntryReader {
        void entry(Entry entry) throws IOException;
    }

    public ZipDirectory(Path file) throws IOException {
        channel = FileChannel.open(file);
        try {
            long length = channel.size();
            int tail = (int) Math.min(length, END_SEARCH);
            ByteBuffer last = read(length - tail, tail);
            int at = tail - END_BYTES;
            while (at >= 0 && last.getInt(at) != END_MAGIC) {
                at--;
            }
            if (at < 0) {
                throw new ZipException("no end of central directory");
            }
            long entries = Short.toUnsignedLong(last.getShort(at + 10));
            long size = Integer.toUnsignedLong(last.getInt(at + 12));
            long offset = Integer.toUnsignedLong(last.getInt(at + 16));
            long endOffset = length - tail + at;
            if (entries == 0xFFFF || size == MAX_32 || offset == MAX_32) {
                ByteBuffer locator = read(Math.max(0, endOffset - 20), 20);
                if (locator.getInt(0) == LOCATOR64_MAGIC) {
                    ByteBuffer end64 = read(locator.getLong(8), 56);
                    if (end64.getInt(0) != END64_MAGIC) {
                        throw new ZipException("no ZIP64 end of central directory");
                    }
                    entries = end64.getLong(32);
                    size = end64.getLong(40);
                    offset = end64.getLong(48);
                    endOffset = locator.getLong(8);
                }
            }
            if (offset < 0 || size < 0 || entries < 0 || offset + size != endOffset) {
                throw new ZipException("the central directory is not where its end record says");
            }
            start = offset;
            count = entries;
            end = offset + size;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * @param entries how many there are; when there are more than the limit, one more than it
     * @param tooMany also when they are few but their names would fill the memory
     */
    public record Count(long entries, boolean tooMany) {}

    /**
     * Counts by walking; the number that the end record claims is not believed.
     *
     * @throws IOException when it is no ZIP or has no readable directory
     */
    public static Count count(Path file, long limit) throws IOException {
        try (ZipDirectory zip = new ZipDirectory(file)) {
            if (zip.end - zip.start > LARGEST) {
                return new Count(limit + 1, true);
            }
            long entries = 0;
            ByteBuffer window = ByteBuffer.allocate(0);
            long from = zip.start;
            for (long at = zip.start; at < zip.end; ) {
                if (at + CENTRAL_BYTES > zip.end) {
                    throw new ZipException("the central directory ends early");
                }
                if (at + CENTRAL_BYTES > from + window.limit()) {
                    from = at;
                    window = zip.read(from, (int) Math.min(1 << 16, zip.end - from));
                }
                int head = (int) (at - from);
                if (window.getInt(head) == SIGNATURE_MAGIC) {
                    break;
                }
                if (window.getInt(head) != CENTRAL_MAGIC) {
                    throw new ZipException("a central directory entry is damaged");
                }
                if (++entries > limit) {
                    return new Count(entries, true);
                }
                at +=
                        CENTRAL_BYTES
                                + Short.toUnsignedInt(window.getShort(head + 28))
                                + Short.toUnsignedInt(window.getShort(head + 30))
                                + Short.toUnsignedInt(window.getShort(head + 32));
            }
            return new Count(entries, false);
        }
    }

    public long length() throws IOException {
        return channel.size();
    }

    /** All entries, in the directory's order. */
    public void read(EntryReader reader) throws IOException {
        long at = start;
        for (long i = 0; i < count; i++) {
            if (at + CENTRAL_BYTES > end) {
                throw new ZipException("the central directory ends early");
            }
            ByteBuffer head = read(at, CENTRAL_BYTES);
            if (head.getInt(0) != CENTRAL_MAGIC) {
                throw new ZipException("a central directory entry is damaged");
            }
            int nameLength = Short.toUnsignedInt(head.getShort(28));
            int extraLength = Short.toUnsignedInt(head.getShort(30));
            int commentLength = Short.toUnsignedInt(head.getShort(32));
            ByteBuffer rest = read(at + CENTRAL_BYTES, nameLength + extraLength);
            reader.entry(entry(head, rest, nameLength));
            at += CENTRAL_BYTES + nameLength + extraLength + commentLength;
        }
    }

    private static Entry entry(ByteBuffer head, ByteBuffer rest, int nameLength)
            throws ZipException {
        int flags = head.getShort(8);
        long compressed = Integer.toUnsignedLong(head.getInt(20));
        long size = Integer.toUnsignedLong(head.getInt(24));
        long offset = Integer.toUnsignedLong(head.getInt(42));
        byte[] name = new byte[nameLength];
        rest.get(0, name);
        byte[] unicode = null;
        int at = nameLength;
        while (at + 4 <= rest.limit()) {
            int id = Short.toUnsignedInt(rest.getShort(at));
            int length = Short.toUnsignedInt(rest.getShort(at + 2));
            int body = at + 4;
            if (body + length > rest.limit()) {
                break;
            }
            if (id == 1) { // ZIP64: only the fields that overflowed, in this order
                int field = body;
                int fieldsEnd = body + length;
                if (size == MAX_32 && field + 8 <= fieldsEnd) {
                    size = rest.getLong(field);
                    field += 8;
                }
                if (compressed == MAX_32 && field + 8 <= fieldsEnd) {
                    compressed = rest.getLong(field);
                    field += 8;
                }
                if (offset == MAX_32 && field + 8 <= fieldsEnd) {
                    offset = rest.getLong(field);
                }
            } else if (id == 0x7075 && length > 5) { // Info-ZIP Unicode path
                unicode = new byte[length - 5];
                rest.get(body + 5, unicode);
            }
            at = body + length;
        }
        if (size < 0 || compressed < 0 || offset < 0) {
            throw new ZipException("negative sizes");
        }
        boolean declared = (flags & 0x800) != 0 || unicode != null;
        int madeBy = head.getShort(4) >> 8 & 0xff;
        int mode = madeBy == 3 || madeBy == 19 ? head.getInt(38) >>> 16 : 0;
        byte[] bytes = unicode != null ? unicode : name;
        return new Entry(
                text(bytes, declared),
                offset,
                compressed,
                size,
                head.getShort(10),
                (flags & 1) != 0,
                mode,
                !declared && !isAscii(bytes));
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] name, boolean declared) throws ZipException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            if (declared) {
                throw new ZipException("a name is not UTF-8 though it is declared so");
            }
            return new String(name, Charset.forName("IBM437"));
        }
    }

    /** The bytes of an entry; more or fewer than declared throw. */
    public InputStream open(Entry entry) throws IOException {
        ByteBuffer local = read(entry.offset(), LOCAL_BYTES);
        if (local.getInt(0) != LOCAL_MAGIC) {
            throw new ZipException("a local header is damaged");
        }
        long data =
                entry.offset()
                        + LOCAL_BYTES
                        + Short.toUnsignedInt(local.getShort(26))
                        + Short.toUnsignedInt(local.getShort(28));
        InputStream raw = new FileRange(channel, data, entry.compressed());
        return switch (entry.method()) {
            case 0 -> new Exactly(raw, entry.size(), null);
            case 8 -> {
                Inflater inflater = new Inflater(true);
                yield new Exactly(
                        new InflaterInputStream(raw, inflater, 16_384), entry.size(), inflater);
            }
            default -> throw new ZipException("compression method " + entry.method());
        };
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long from = at;
        if (at < 0) {
            throw new ZipException("an offset lies outside the file");
        }
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, from);
            if (n < 0) {
                throw new EOFException("the ZIP file ends early");
            }
            from += n;
        }
        return buffer.flip();
    }

    /** Ends where it is declared to end, and complains otherwise. */
    private static final class Exactly extends InputStream {
        private final InputStream in;
        private final @Nullable Inflater inflater;
        private long left;

        Exactly(InputStream in, long length, @Nullable Inflater inflater) {
            this.in = in;
            this.left = length;
            this.inflater = inflater;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n < 0 && left > 0) {
                throw new EOFException("an entry is shorter than declared");
            }
            left -= Math.max(0, n);
            if (left < 0) {
                throw new ZipException("an entry is longer than declared");
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
            if (inflater != null) {
                inflater.end();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

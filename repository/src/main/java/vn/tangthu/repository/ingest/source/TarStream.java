package vn.tangthu.repository.ingest.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar, packed with gzip or not, from beginning to end. Between two entries it
 * reads no more than {@link #HEADER_BYTES}: names and attributes stand in entries of their own,
 * which the library takes into memory whole, however large they say they are.
 */
final class TarStream implements Closeable {
    /** Headers, long names and attributes of one entry; those of honest ones are a few kB. */
    private static final long HEADER_BYTES = 1 << 20;

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Bounded bytes;
    private final TarArchiveInputStream tar;
    private final byte[] rest = new byte[1 << 16];
    private @Nullable TarArchiveEntry current;

    TarStream(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
            raw.reset();
            bytes = new Bounded(gzip ? new GZIPInputStream(raw, 1 << 14) : raw);
            tar = new TarArchiveInputStream(bytes, "UTF-8");
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Headers without an end: a bomb, or no tar. */
    static final class EndlessHeader extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The next one, or null after the last; what was left of the one before is passed over. */
    @Nullable TarArchiveEntry next() throws IOException {
        if (current != null) {
            while (tar.read(rest) >= 0) {
                // to its end, so that what comes now is headers
            }
        }
        bytes.left = HEADER_BYTES;
        current = tar.getNextEntry();
        bytes.left = Long.MAX_VALUE;
        return current;
    }

    /** Bytes of the entry. */
    int read(byte[] buffer) throws IOException {
        return tar.read(buffer);
    }

    /** Whether the bytes of an entry can be had as they were. */
    boolean canRead(TarArchiveEntry entry) {
        return tar.canReadEntryData(entry) && !entry.isSparse();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private static final class Bounded extends FilterInputStream {
        private long left = HEADER_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        private long passed(long count) throws EndlessHeader {
            left -= Math.max(0, count);
            if (left < 0) {
                throw new EndlessHeader();
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                passed(1);
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return (int) passed(super.read(buffer, offset, length));
        }

        @Override
        public long skip(long count) throws IOException {
            return passed(super.skip(count));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The directories of a TIFF, each of which names the next (TIFF 6.0 section 2; BigTIFF with wider
 * numbers). Readers follow them to the end to count pages, also where there is none.
 */
final class TiffChain {
    private static final int BIG = 43;

    private final RandomAccessFile in;
    private final ByteOrder order;
    private final boolean big;

    private TiffChain(RandomAccessFile in, ByteOrder order, boolean big) {
        this.in = in;
        this.order = order;
        this.big = big;
    }

    /**
     * @throws IOException when the chain leads back into itself or names too many; what else is
     *     wrong with it the reader says
     */
    static void check(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[4];
            if (in.length() < 8 || in.read(head) < 4 || head[0] != head[1]) {
                return;
            }
            ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            boolean big = ByteBuffer.wrap(head).order(order).getShort(2) == BIG;
            TiffChain chain = new TiffChain(in, order, big);
            chain.walk(chain.number(big ? 8 : 4, big ? 8 : 4));
        }
    }

    private void walk(long first) throws IOException {
        Set<Long> seen = new HashSet<>();
        for (long at = first; at > 0 && at < in.length(); ) {
            if (!seen.add(at)) {
                throw new IOException("has pages that lead back to one before");
            }
            if (seen.size() > PdfStructure.MAX_PAGES) {
                throw new IOException("has more than " + PdfStructure.MAX_PAGES + " pages");
            }
            long entries = number(at, big ? 8 : 2);
            if (entries < 0 || entries > in.length()) {
                return;
            }
            at = number(at + (big ? 8 + 20 * entries : 2 + 12 * entries), big ? 8 : 4);
        }
    }

    /** 0 beyond the end, which ends the chain. */
    private long number(long at, int bytes) throws IOException {
        if (at < 0 || at + bytes > in.length()) {
            return 0;
        }
        byte[] read = new byte[bytes];
        in.seek(at);
        in.readFully(read);
        ByteBuffer number = ByteBuffer.wrap(read).order(order);
        return switch (bytes) {
            case 2 -> Short.toUnsignedLong(number.getShort());
            case 4 -> Integer.toUnsignedLong(number.getInt());
            default -> number.getLong();
        };
    }
}

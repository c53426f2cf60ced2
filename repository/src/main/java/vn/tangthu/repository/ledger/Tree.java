package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.ledger.LedgerRows.Head;

/**
 * The tree for proofs: hashes of whole bundles from the database, leaves from the store. For one
 * proof; not for several threads.
 */
final class Tree implements Merkle.Hashes {
    private static final int PAGE = 4096;
    private static final Pattern INDEX = Pattern.compile("\\{\"index\":([0-9]{1,18}),");

    private final Bundles bundles;
    private final Segments segments;
    private final long entries;
    private final long lastSegment;
    private final byte[] tail;
    private long leavesOf = -1;
    private byte[] leaves = new byte[0];

    /** Hashes of whole bundles. */
    interface Bundles {
        byte[] root(long number) throws IOException;
    }

    /**
     * @param tail leaf hashes after the last whole bundle
     */
    Tree(Bundles bundles, Segments segments, long entries, long lastSegment, byte[] tail) {
        this.bundles = bundles;
        this.segments = segments;
        this.entries = entries;
        this.lastSegment = lastSegment;
        this.tail = tail;
    }

    /** As the database knows it. */
    static Tree of(LedgerRows rows, Segments segments) {
        Head head = rows.head();
        return new Tree(new Pages(rows), segments, head.entries(), head.segment(), head.tail());
    }

    /** A page of hashes at a time. */
    private static final class Pages implements Bundles {
        private final LedgerRows rows;
        private List<byte[]> page = List.of();
        private long first = -1;

        Pages(LedgerRows rows) {
            this.rows = rows;
        }

        @Override
        public byte[] root(long number) throws IOException {
            if (number / PAGE * PAGE != first) {
                first = number / PAGE * PAGE;
                page = rows.bundles(first, PAGE);
            }
            if (number - first >= page.size()) {
                throw new IOException("The database has no hash of bundle " + number);
            }
            return page.get((int) (number - first));
        }
    }

    byte[] root(long size) throws IOException {
        return size == 0 ? Merkle.sha256() : Merkle.root(this, 0, size);
    }

    @Override
    public byte[] bundle(long number) throws IOException {
        return bundles.root(number);
    }

    @Override
    public byte[] leaf(long index) throws IOException {
        long bundle = index / Merkle.BUNDLE;
        if (bundle != leavesOf) {
            leaves = bundle == entries / Merkle.BUNDLE ? tail : leaves(bundle * Merkle.BUNDLE);
            leavesOf = bundle;
        }
        int at = (int) (index % Merkle.BUNDLE) * Merkle.HASH;
        return Arrays.copyOfRange(leaves, at, at + Merkle.HASH);
    }

    private byte[] leaves(long first) throws IOException {
        byte[] read = new byte[Merkle.BUNDLE * Merkle.HASH];
        int done = 0;
        for (long segment = segmentOf(first); done < Merkle.BUNDLE; segment++) {
            for (byte[] line : Segments.lines(segments.read(Segments.key(segment)))) {
                Entry entry = Entry.read(line);
                if (entry != null && entry.index() == first + done && done < Merkle.BUNDLE) {
                    System.arraycopy(entry.leaf(), 0, read, done++ * Merkle.HASH, Merkle.HASH);
                }
            }
        }
        return read;
    }

    Entry entry(long index) throws IOException {
        for (byte[] line : Segments.lines(segments.read(Segments.key(segmentOf(index))))) {
            Entry entry = Entry.read(line);
            if (entry != null && entry.index() == index) {
                return entry;
            }
        }
        throw new IOException("Entry " + index + " is not where it should be");
    }

    /** By halves: segments are of different length. */
    private long segmentOf(long index) throws IOException {
        long low = 1;
        long high = lastSegment;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (firstOf(middle) <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long firstOf(long segment) throws IOException {
        byte[] start = segments.start(Segments.key(segment), 40);
        Matcher index = INDEX.matcher(new String(start, StandardCharsets.US_ASCII));
        if (!index.lookingAt()) {
            throw new IOException("No entry begins " + Segments.key(segment));
        }
        return Long.parseLong(index.group(1));
    }
}

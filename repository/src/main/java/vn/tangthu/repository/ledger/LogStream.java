package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Progress;

/**
 * All segments in order, each line checked against the one before and added to the tree. May be
 * asked again for what was written meanwhile.
 */
final class LogStream {
    private final Segments segments;
    private final Problems problems;
    private final Progress progress;
    private final Merkle.Growing tree = new Merkle.Growing();
    private @Nullable String previous = Entry.BEGINNING;
    private long expected;
    private long next = 1;

    /** Hashes of whole bundles, 1.3 MB for ten million entries; and leaves after them. */
    private byte[] bundles = new byte[1024 * Merkle.HASH];

    private final byte[] tail = new byte[Merkle.BUNDLE * Merkle.HASH];

    LogStream(Segments segments, Problems problems, Progress progress) {
        this.segments = segments;
        this.problems = problems;
        this.progress = progress;
    }

    Merkle.Growing tree() {
        return tree;
    }

    /** For proofs, of the objects alone. */
    Tree proofs() {
        int whole = (int) (tree.size() % Merkle.BUNDLE) * Merkle.HASH;
        return new Tree(
                number ->
                        Arrays.copyOfRange(
                                bundles,
                                (int) number * Merkle.HASH,
                                (int) (number + 1) * Merkle.HASH),
                segments,
                tree.size(),
                next - 1,
                Arrays.copyOf(tail, whole));
    }

    private void grow(byte[] leaf) {
        int place = (int) (tree.size() % Merkle.BUNDLE);
        System.arraycopy(leaf, 0, tail, place * Merkle.HASH, Merkle.HASH);
        tree.add(leaf);
        if (place == Merkle.BUNDLE - 1) {
            int at = (int) (tree.size() / Merkle.BUNDLE - 1) * Merkle.HASH;
            if (at == bundles.length) {
                bundles = Arrays.copyOf(bundles, bundles.length * 2);
            }
            System.arraycopy(Merkle.bundle(tail), 0, bundles, at, Merkle.HASH);
        }
    }

    /** SHA-256 of the last line. */
    @Nullable String previous() {
        return previous;
    }

    /** Entries in the tree by now; called after each with the entry, null when it is unreadable. */
    interface Listener {
        void entry(@Nullable Entry entry, byte[] line, byte[] leaf) throws IOException;
    }

    /** To the last segment that is in the store. */
    void read(Listener listener) throws IOException {
        BitSet there = new BitSet();
        Consumer<vn.tangthu.storage.StoreKey> keys =
                key -> {
                    long number = Segments.segment(key).orElse(-1);
                    if (number < 1 || number > Integer.MAX_VALUE - 1) {
                        problems.add(Fault.SEGMENT_UNKNOWN, key.value(), "");
                    } else {
                        there.set((int) number);
                    }
                };
        segments.each(Segments.EVENTS, keys);
        int last = there.length() - 1;
        for (; next <= last; next++) {
            if (progress.cancelled()) {
                throw new CancellationException("Cancelled");
            }
            progress.at(Progress.Phase.AUDIT, next, last);
            byte[] segment = segments.readOrNull(Segments.key(next));
            if (segment == null) {
                problems.add(Fault.SEGMENT_MISSING, Segments.key(next).value(), "");
                previous = null; // what follows is checked in itself
                expected = -1;
                continue;
            }
            segment(segment, listener);
        }
    }

    private void segment(byte[] segment, Listener listener) throws IOException {
        List<byte[]> lines = Segments.lines(segment);
        if (lines.isEmpty() || segment[segment.length - 1] != '\n') {
            problems.add(
                    Fault.LINE_UNREADABLE, Segments.key(next).value(), "its last line is cut off");
        }
        int number = 0;
        for (byte[] line : lines) {
            String place = Segments.key(next) + "#" + ++number;
            Entry entry = Entry.read(line);
            if (entry == null) {
                problems.add(Fault.LINE_UNREADABLE, place, "");
            } else {
                if (expected >= 0 && entry.index() != expected) {
                    problems.add(
                            Fault.OUT_OF_ORDER,
                            place,
                            "entry " + entry.index() + " stands where " + expected + " should");
                }
                if (previous != null && !entry.previous().equals(previous)) {
                    problems.add(Fault.CHAIN_BROKEN, place, "entry " + entry.index());
                }
            }
            expected = entry != null ? entry.index() + 1 : expected < 0 ? -1 : expected + 1;
            previous = PublicKey.hex(Merkle.sha256(line));
            byte[] leaf = Merkle.leaf(line);
            grow(leaf);
            listener.entry(entry, line, leaf);
        }
    }
}

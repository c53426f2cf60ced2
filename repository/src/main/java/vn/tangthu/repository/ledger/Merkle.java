package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.DigestAlgorithm;

/** Merkle tree hashes of RFC 9162, section 2.1, with SHA-256. */
final class Merkle {
    /** Leaves of a bundle: its hash is kept, so that a proof need not read the whole log. */
    static final int BUNDLE = 256;

    static final int HASH = 32;

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Merkle() {}

    static byte[] sha256(byte[]... parts) {
        var digest = DigestAlgorithm.SHA256.newMessageDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static byte[] leaf(byte[] entry) {
        return sha256(LEAF, entry);
    }

    static byte[] node(byte[] left, byte[] right) {
        return sha256(NODE, left, right);
    }

    /** A tree that only grows, as the hashes of its whole subtrees: 64 at most. */
    static final class Growing {
        private final byte[] @Nullable [] subtrees = new byte[64][];
        private long size;

        long size() {
            return size;
        }

        void add(byte[] leaf) {
            byte[] hash = leaf;
            int level = 0;
            for (; (size >>> level & 1) == 1; level++) {
                hash = node(subtree(level), hash);
            }
            subtrees[level] = hash;
            size++;
        }

        byte[] root() {
            byte[] root = null;
            for (int level = 0; level < 63; level++) {
                if ((size >>> level & 1) == 1) {
                    root = root == null ? subtree(level) : node(subtree(level), root);
                }
            }
            return root == null ? sha256() : root;
        }

        private byte[] subtree(int level) {
            byte[] hash = subtrees[level];
            if (hash == null) {
                throw new IllegalStateException("No subtree of level " + level);
            }
            return hash;
        }
    }

    /** The hash of a whole bundle of leaves. */
    static byte[] bundle(byte[] leaves) {
        Growing tree = new Growing();
        for (int at = 0; at < leaves.length; at += HASH) {
            tree.add(Arrays.copyOfRange(leaves, at, at + HASH));
        }
        return tree.root();
    }

    /** Where hashes are taken from. */
    interface Hashes {
        byte[] leaf(long index) throws IOException;

        /** Of the whole bundle with this number. */
        byte[] bundle(long number) throws IOException;
    }

    /** The root of the leaves from {@code start} to before {@code end}, at least one. */
    static byte[] root(Hashes hashes, long start, long end) throws IOException {
        if (end - start == 1) {
            return hashes.leaf(start);
        }
        if (end - start == BUNDLE && start % BUNDLE == 0) {
            return hashes.bundle(start / BUNDLE);
        }
        long middle = start + Long.highestOneBit(end - start - 1);
        return node(root(hashes, start, middle), root(hashes, middle, end));
    }

    /** RFC 9162, section 2.1.3.1: from the leaf's sibling up to the root's child. */
    static List<byte[]> inclusion(Hashes hashes, long index, long size) throws IOException {
        List<byte[]> path = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + Long.highestOneBit(end - start - 1);
            if (index < middle) {
                path.addFirst(root(hashes, middle, end));
                end = middle;
            } else {
                path.addFirst(root(hashes, start, middle));
                start = middle;
            }
        }
        return path;
    }

    /**
     * RFC 9162, section 2.1.3.2.
     *
     * @return the root that the path leads to, or null when it cannot be a path
     */
    static byte @Nullable [] follow(byte[] leaf, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return null;
        }
        long fn = index;
        long sn = size - 1;
        byte[] root = leaf;
        for (byte[] hash : path) {
            if (sn == 0) {
                return null;
            }
            if ((fn & 1) == 1 || fn == sn) {
                root = node(hash, root);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                root = node(root, hash);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 ? root : null;
    }
}

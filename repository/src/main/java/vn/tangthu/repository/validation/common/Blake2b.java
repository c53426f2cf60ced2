package vn.tangthu.repository.validation.common;

import java.security.MessageDigest;

/** BLAKE2b without a key (RFC 7693), which the JDK lacks and OCFL asks for. */
final class Blake2b extends MessageDigest {
    private static final long[] IV = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };
    private static final byte[][] SIGMA = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };
    private static final int ROUNDS = 12;
    private static final int BLOCK_BYTES = 128;

    private final int digestBytes;
    private final long[] state = new long[8];
    private final long[] v = new long[16];
    private final long[] m = new long[16];
    private final byte[] block = new byte[BLOCK_BYTES];
    private int used;
    private long counted;

    Blake2b(int digestBytes) {
        super("BLAKE2B-" + digestBytes * 8);
        this.digestBytes = digestBytes;
        engineReset();
    }

    @Override
    protected int engineGetDigestLength() {
        return digestBytes;
    }

    @Override
    protected void engineReset() {
        System.arraycopy(IV, 0, state, 0, 8);
        state[0] ^= 0x01010000L ^ digestBytes;
        used = 0;
        counted = 0;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == BLOCK_BYTES) { // the last block is held back: it is compressed differently
                counted += BLOCK_BYTES;
                compress(false);
                used = 0;
            }
            int n = Math.min(left, BLOCK_BYTES - used);
            System.arraycopy(input, from, block, used, n);
            used += n;
            from += n;
            left -= n;
        }
    }

    @Override
    protected byte[] engineDigest() {
        counted += used;
        java.util.Arrays.fill(block, used, BLOCK_BYTES, (byte) 0);
        compress(true);
        byte[] digest = new byte[digestBytes];
        for (int i = 0; i < digestBytes; i++) {
            digest[i] = (byte) (state[i >> 3] >>> (8 * (i & 7)));
        }
        engineReset();
        return digest;
    }

    private void compress(boolean last) {
        for (int i = 0; i < 16; i++) {
            long word = 0;
            for (int b = 7; b >= 0; b--) {
                word = word << 8 | (block[i * 8 + b] & 0xff);
            }
            m[i] = word;
        }
        System.arraycopy(state, 0, v, 0, 8);
        System.arraycopy(IV, 0, v, 8, 8);
        v[12] ^= counted;
        if (last) {
            v[14] = ~v[14];
        }
        for (int round = 0; round < ROUNDS; round++) {
            byte[] s = SIGMA[round % 10];
            mix(0, 4, 8, 12, m[s[0]], m[s[1]]);
            mix(1, 5, 9, 13, m[s[2]], m[s[3]]);
            mix(2, 6, 10, 14, m[s[4]], m[s[5]]);
            mix(3, 7, 11, 15, m[s[6]], m[s[7]]);
            mix(0, 5, 10, 15, m[s[8]], m[s[9]]);
            mix(1, 6, 11, 12, m[s[10]], m[s[11]]);
            mix(2, 7, 8, 13, m[s[12]], m[s[13]]);
            mix(3, 4, 9, 14, m[s[14]], m[s[15]]);
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private void mix(int a, int b, int c, int d, long x, long y) {
        v[a] += v[b] + x;
        v[d] = Long.rotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = Long.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    }
}

package vn.tangthu.repository;

import java.nio.ByteBuffer;

/**
 * What a page says, in 132 bytes: enough to find another that says nearly the same among millions,
 * not to read it. The part of least hashes that two prints share is about the part of their threes
 * of syllables that the pages share (MinHash: Broder, 1997). Pages that say little have the print
 * {@link #NONE}.
 *
 * @param data packed; only this class reads it
 */
@SuppressWarnings("ArrayRecordComponent") // is compared by likeness, never by equals
public record PagePrint(byte[] data) {
    /** What is made in another way is no longer compared. */
    public static final int VERSION = 1;

    /** Under how many keys a page is found. */
    public static final int KEYS = 4;

    /** Hashes in a print. */
    public static final int MINIMA = 64;

    /** A page that says too little to be told from others, or that nobody could read. */
    public static final PagePrint NONE = new PagePrint(new byte[0]);

    /** Percent from which pages are called nearly identical; measured: docs/duplicates.md. */
    public static final int NEAR = 90;

    private static final int LENGTH = 4 + 2 * MINIMA;
    private static final int OF_A_KEY = 3;

    /**
     * Of a text.
     *
     * @param minima the least hashes, {@value #MINIMA} of them
     * @param numbers a hash of the numbers in it
     */
    public static PagePrint of(short[] minima, int numbers) {
        ByteBuffer data = ByteBuffer.allocate(LENGTH).putInt(numbers);
        for (int n = 0; n < MINIMA; n++) {
            data.putShort(minima[n]);
        }
        return new PagePrint(data.array());
    }

    /** Whether there is nothing to compare. */
    public boolean isNone() {
        return data.length != LENGTH;
    }

    /** Pages that share none of them are not compared. */
    public int[] keys() {
        int[] keys = new int[KEYS];
        ByteBuffer in = ByteBuffer.wrap(data).position(4);
        for (int key = 0; key < KEYS; key++) {
            int found = key;
            for (int i = 0; i < OF_A_KEY; i++) {
                found = found * 0x01000193 + in.getShort();
                found ^= found >>> 15;
            }
            keys[key] = found;
        }
        return keys;
    }

    /**
     * How much two pages share, 0 to 100. A form filled in otherwise has other numbers, and so have
     * two decisions on one matter: what has other numbers shares nothing.
     */
    public int percent(PagePrint other) {
        if (isNone() || other.isNone()) {
            return 0;
        }
        ByteBuffer one = ByteBuffer.wrap(data);
        ByteBuffer two = ByteBuffer.wrap(other.data);
        if (one.getInt() != two.getInt()) {
            return 0;
        }
        int same = 0;
        while (one.hasRemaining()) {
            same += one.getShort() == two.getShort() ? 1 : 0;
        }
        return Math.round(100f * same / MINIMA);
    }
}

package vn.tangthu.repository;

/**
 * The long waves of the ink on a page's image, by their signs (as in pHash): enough to find pages
 * that may be the same scan saved again, among millions; whether they are is seen when both are
 * held over each other. A page that shows little has none, {@link #NONE}.
 *
 * @param first keys 1 and 2
 * @param second keys 3 and 4
 * @param unsure which bits of each key may be the other way: {@value #UNSURE} numbers of five bits
 *     for each; and the sign, whether the page may stand on its head
 */
public record ScanPrint(long first, long second, long unsure) {
    /** Under how many keys a page is found. */
    public static final int KEYS = 4;

    public static final int KEY_BITS = 32;

    /** Bits of a key that are looked up both ways. */
    public static final int UNSURE = 3;

    /** Pages with more bits that differ are not held over each other. */
    public static final int MOST_APART = 16;

    /** Of a page on its head each second bit is the other way. */
    private static final int ON_ITS_HEAD = 0xaaaaaaaa;

    public static final ScanPrint NONE = new ScanPrint(0, 0, 0);

    /**
     * @param keys of them {@link #KEYS}
     * @param unsure for each key {@link #UNSURE} bits, 0 to 31
     * @param upAndDown whether it may stand on its head
     */
    public static ScanPrint of(int[] keys, int[][] unsure, boolean upAndDown) {
        long bits = upAndDown ? 1 : 0;
        for (int key = KEYS - 1; key >= 0; key--) {
            for (int i = UNSURE - 1; i >= 0; i--) {
                bits = bits << 5 | unsure[key][i];
            }
        }
        return of(keys[0], keys[1], keys[2], keys[3], bits);
    }

    /** Of its four keys. */
    public static ScanPrint of(int one, int two, int three, int four, long unsure) {
        return new ScanPrint(both(one, two), both(three, four), unsure);
    }

    private static long both(int high, int low) {
        return (long) high << 32 | low & 0xffffffffL;
    }

    public boolean isNone() {
        return first == 0 && second == 0;
    }

    public int[] keys() {
        return new int[] {(int) (first >> 32), (int) first, (int) (second >> 32), (int) second};
    }

    private boolean upAndDown() {
        return unsure >> 5 * KEYS * UNSURE != 0;
    }

    /** For each key what the same scan, saved again, may have in its place. */
    public int[][] probes() {
        int[] keys = keys();
        int[][] probes = new int[KEYS][upAndDown() ? 2 << UNSURE : 1 << UNSURE];
        for (int key = 0; key < KEYS; key++) {
            for (int n = 0; n < probes[key].length; n++) {
                int probe = n >> UNSURE == 0 ? keys[key] : keys[key] ^ ON_ITS_HEAD;
                for (int i = 0; i < UNSURE; i++) {
                    probe ^= (n >> i & 1) << (int) (unsure >> 5 * (key * UNSURE + i) & 31);
                }
                probes[key][n] = probe;
            }
        }
        return probes;
    }

    /** How many bits of their keys differ, 0 to 128, whichever way up. */
    public int apart(ScanPrint other) {
        long head = (ON_ITS_HEAD & 0xffffffffL) << 32 | ON_ITS_HEAD & 0xffffffffL;
        int apart = apart(other, 0);
        return upAndDown() ? Math.min(apart, apart(other, head)) : apart;
    }

    private int apart(ScanPrint other, long head) {
        return Long.bitCount(first ^ other.first ^ head)
                + Long.bitCount(second ^ other.second ^ head);
    }
}

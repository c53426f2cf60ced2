package vn.tangthu.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The keys of a scan: signs of the long waves in its ink (a cosine transform, as in pHash). They
 * stay when it is saved again; those of the weakest waves may not, so the other way is tried, too.
 */
final class ScanWaves {
    private static final int BITS = 32;

    /** The weakest waves of a key, that may have the other sign. */
    private static final int UNSURE = 3;

    private static final int ACROSS = 12;
    private static final int DOWN = 16;
    private static final int EDGE = ScanComparison.EDGE;
    private static final double[][] COS_X = cosines(ACROSS, ScanPrint.WIDTH);
    private static final double[][] COS_Y = cosines(DOWN, ScanPrint.HEIGHT);

    /** The longest waves, across and down. Fixed for {@link ScanPrint#VERSION}. */
    private static final int[][] LONGEST = longest();

    private final double[][] waves = new double[DOWN][ACROSS];

    ScanWaves(byte[] cells) {
        for (int y = EDGE; y < ScanPrint.HEIGHT - EDGE; y++) {
            double[] row = new double[ACROSS];
            for (int x = EDGE; x < ScanPrint.WIDTH - EDGE; x++) {
                int cell = cells[y * ScanPrint.WIDTH + x];
                for (int u = 0; cell > 0 && u < ACROSS; u++) {
                    row[u] += cell * COS_X[u][x];
                }
            }
            for (int v = 0; v < DOWN; v++) {
                for (int u = 0; u < ACROSS; u++) {
                    waves[v][u] += row[u] * COS_Y[v][y];
                }
            }
        }
    }

    private static double[][] cosines(int count, int length) {
        double[][] cosines = new double[count][length];
        for (int wave = 0; wave < count; wave++) {
            for (int i = 0; i < length; i++) {
                cosines[wave][i] =
                        Math.cos(Math.PI * wave * (i - EDGE + 0.5) / (length - 2 * EDGE));
            }
        }
        return cosines;
    }

    private static int[][] longest() {
        List<int[]> all = new ArrayList<>();
        for (int v = 0; v < DOWN; v++) {
            for (int u = 0; u < ACROSS; u++) {
                if (u + v > 0) {
                    all.add(new int[] {u, v});
                }
            }
        }
        all.sort(Comparator.comparingDouble(wave -> Math.hypot(wave[0] / 210.0, wave[1] / 297.0)));
        return all.subList(0, Print.KEYS * BITS).toArray(new int[0][]);
    }

    /** A wave of a page that stands on its head has the other sign where it is odd. */
    private double wave(int key, int bit, boolean onItsHead) {
        int[] wave = LONGEST[bit * Print.KEYS + key];
        double found = waves[wave[1]][wave[0]];
        return onItsHead && (wave[0] + wave[1]) % 2 == 1 ? -found : found;
    }

    private int key(int key, boolean onItsHead) {
        int bits = 0;
        for (int bit = 0; bit < BITS; bit++) {
            bits |= wave(key, bit, onItsHead) > 0 ? 1 << bit : 0;
        }
        return bits;
    }

    int[] keys() {
        int[] keys = new int[Print.KEYS];
        for (int key = 0; key < keys.length; key++) {
            keys[key] = key(key, false);
        }
        return keys;
    }

    int[][] probes() {
        int[][] probes = new int[Print.KEYS][2 << UNSURE];
        for (int key = 0; key < Print.KEYS; key++) {
            int[] weakest = weakest(key);
            for (int n = 0; n < probes[key].length; n++) {
                int probe = key(key, n % 2 == 1);
                for (int i = 0; i < UNSURE; i++) {
                    probe ^= (n >> i + 1 & 1) << weakest[i];
                }
                probes[key][n] = probe;
            }
        }
        return probes;
    }

    private int[] weakest(int key) {
        int[] weakest = new int[UNSURE];
        int taken = 0;
        for (int i = 0; i < UNSURE; i++) {
            int best = -1;
            for (int bit = 0; bit < BITS; bit++) {
                boolean free = (taken >> bit & 1) == 0;
                if (free
                        && (best < 0
                                || Math.abs(wave(key, bit, false))
                                        < Math.abs(wave(key, best, false)))) {
                    best = bit;
                }
            }
            weakest[i] = best;
            taken |= 1 << best;
        }
        return weakest;
    }
}

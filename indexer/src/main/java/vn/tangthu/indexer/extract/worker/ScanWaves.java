package vn.tangthu.indexer.extract.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.tangthu.repository.ScanPrint;

/**
 * The print of a page's ink: signs of its long waves (a cosine transform, as in pHash). They stay
 * when it is saved again; the weakest may not. A page that stands on its head has the other sign in
 * every wave that is odd, so these are told as if the longest of them were positive.
 */
final class ScanWaves {
    private static final int ACROSS = 12;
    private static final int DOWN = 16;

    /** Shadows and what is cut away at the edge of a page say nothing. */
    private static final int EDGE = 2;

    /** With so much of the strongest wave the one that tells up from down does not tell it. */
    private static final double UNSURE = 0.15;

    private static final double[][] COS_X = cosines(ACROSS, PrintOfScan.WIDTH);
    private static final double[][] COS_Y = cosines(DOWN, PrintOfScan.HEIGHT);

    /** The longest waves, across and down. */
    private static final int[][] LONGEST = longest();

    private final double[][] waves = new double[DOWN][ACROSS];
    private final boolean onItsHead;
    private final boolean upAndDown;

    /**
     * @param cells {@link PrintOfScan#WIDTH} by {@link PrintOfScan#HEIGHT}
     */
    ScanWaves(double[] cells) {
        for (int y = EDGE; y < PrintOfScan.HEIGHT - EDGE; y++) {
            double[] row = new double[ACROSS];
            for (int x = EDGE; x < PrintOfScan.WIDTH - EDGE; x++) {
                double cell = cells[y * PrintOfScan.WIDTH + x];
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
        double most = 0;
        for (int[] wave : LONGEST) {
            most = Math.max(most, Math.abs(waves[wave[1]][wave[0]]));
        }
        onItsHead = waves[1][0] < 0;
        upAndDown = Math.abs(waves[1][0]) < UNSURE * most;
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

    /** By turns an even and an odd one. */
    private static int[][] longest() {
        List<List<int[]>> all = List.of(new ArrayList<>(), new ArrayList<>());
        for (int v = 0; v < DOWN; v++) {
            for (int u = 0; u < ACROSS; u++) {
                if (u + v > 0) {
                    all.get((u + v) % 2).add(new int[] {u, v});
                }
            }
        }
        int[][] longest = new int[ScanPrint.KEYS * ScanPrint.KEY_BITS][];
        for (int odd = 0; odd < 2; odd++) {
            List<int[]> each = all.get(odd);
            each.sort(Comparator.comparingDouble(w -> Math.hypot(w[0] / 210.0, w[1] / 297.0)));
            for (int i = 0; i < longest.length / 2; i++) {
                longest[2 * i + odd] = each.get(i);
            }
        }
        return longest;
    }

    private double wave(int key, int bit) {
        int[] wave = LONGEST[(bit / 2 * ScanPrint.KEYS + key) * 2 + bit % 2];
        double found = waves[wave[1]][wave[0]];
        return onItsHead && (wave[0] + wave[1]) % 2 == 1 ? -found : found;
    }

    ScanPrint print() {
        int[] keys = new int[ScanPrint.KEYS];
        int[][] unsure = new int[ScanPrint.KEYS][];
        for (int key = 0; key < keys.length; key++) {
            for (int bit = 0; bit < ScanPrint.KEY_BITS; bit++) {
                keys[key] |= wave(key, bit) > 0 ? 1 << bit : 0;
            }
            unsure[key] = weakest(key);
        }
        return ScanPrint.of(keys, unsure, upAndDown);
    }

    private int[] weakest(int key) {
        int[] weakest = new int[ScanPrint.UNSURE];
        int taken = 0;
        for (int i = 0; i < weakest.length; i++) {
            int best = -1;
            for (int bit = 0; bit < ScanPrint.KEY_BITS; bit++) {
                if ((taken >> bit & 1) == 0
                        && (best < 0 || Math.abs(wave(key, bit)) < Math.abs(wave(key, best)))) {
                    best = bit;
                }
            }
            weakest[i] = best;
            taken |= 1 << best;
        }
        return weakest;
    }
}

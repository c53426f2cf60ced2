package vn.tangthu.repository;

/**
 * Two scans held over each other. One that was saved again lies a part of a cell beside the first
 * where it was cut, or is a little larger; so it is laid over first, and a cell is explained by
 * what lies around the other's. What is left is counted over the whole page, and in the place where
 * it is most: a form filled in otherwise differs in few places, but there much. The bounds are
 * measured: docs/duplicates.md.
 */
final class ScanComparison {
    /** The most of all ink that may be left unexplained. */
    private static final double MOST_WHOLE = 0.05;

    /** The most that may be left in one place, of the ink of a place that is written on. */
    private static final double MOST_WORST = 0.11;

    private static final int WIDTH = ScanPrint.WIDTH;
    private static final int HEIGHT = ScanPrint.HEIGHT;

    /** Shadows and what is cut away at the edge of a page say nothing. */
    static final int EDGE = 2;

    /** A place: some letters of a line. */
    private static final int PLACE_WIDTH = 6;

    private static final int PLACE_HEIGHT = 3;

    /** By how much one may be larger, and lie beside the other, in cells. */
    private static final double LARGER = 0.015;

    private static final double BESIDE = 1;

    private ScanComparison() {}

    /** 0 where they are not the same. */
    static int percent(byte[] one, byte[] other) {
        double[] left = measured(one, other);
        return left[0] <= MOST_WHOLE && left[1] <= MOST_WORST
                ? (int) Math.round(100 * (1 - left[0]))
                : 0;
    }

    /** What is left unexplained: of the whole, and of the worst place. */
    static double[] measured(byte[] one, byte[] other) {
        byte[] laid = laid(one, other);
        int[] left = new int[one.length];
        unexplained(one, laid, left);
        unexplained(laid, one, left);
        long ink = 0;
        int written = 0;
        long all = 0;
        for (int y = EDGE; y < HEIGHT - EDGE; y++) {
            for (int x = EDGE; x < WIDTH - EDGE; x++) {
                int i = y * WIDTH + x;
                ink += 2L * (one[i] + laid[i]);
                written += one[i] > 0 || laid[i] > 0 ? 1 : 0;
                all += left[i];
            }
        }
        if (ink == 0) {
            return new double[] {1, 1};
        }
        double usual = ink / (double) written * PLACE_WIDTH * PLACE_HEIGHT;
        return new double[] {all / (double) ink, most(left) / usual};
    }

    private static void unexplained(byte[] one, byte[] other, int[] left) {
        for (int y = EDGE; y < HEIGHT - EDGE; y++) {
            for (int x = EDGE; x < WIDTH - EDGE; x++) {
                int i = y * WIDTH + x;
                int middle = other[i];
                int least =
                        Math.min(
                                Math.min(other[i - 1], other[i + 1]),
                                Math.min(other[i - WIDTH], other[i + WIDTH]));
                int most =
                        Math.max(
                                Math.max(other[i - 1], other[i + 1]),
                                Math.max(other[i - WIDTH], other[i + WIDTH]));
                least = Math.min(least, middle);
                most = Math.max(most, middle);
                int own = 4 * one[i];
                // a quarter of the way to its neighbours, one level for rounding
                left[i] +=
                        Math.max(0, Math.max(own - 3 * middle - most, 3 * middle + least - own) - 4)
                                / 2;
            }
        }
    }

    private static int most(int[] left) {
        int most = 0;
        for (int y = 0; y + PLACE_HEIGHT <= HEIGHT; y++) {
            for (int x = 0; x + PLACE_WIDTH <= WIDTH; x++) {
                int sum = 0;
                for (int dy = 0; dy < PLACE_HEIGHT; dy++) {
                    for (int dx = 0; dx < PLACE_WIDTH; dx++) {
                        sum += left[(y + dy) * WIDTH + x + dx];
                    }
                }
                most = Math.max(most, sum);
            }
        }
        return most;
    }

    private static byte[] laid(byte[] one, byte[] other) {
        double[] across = fit(sums(one, true), sums(other, true));
        double[] down = fit(sums(one, false), sums(other, false));
        byte[] laid = new byte[one.length];
        for (int y = 0; y < HEIGHT; y++) {
            double atY = at(y, down, HEIGHT);
            for (int x = 0; x < WIDTH; x++) {
                laid[y * WIDTH + x] = (byte) Math.round(between(other, at(x, across, WIDTH), atY));
            }
        }
        return laid;
    }

    private static double at(int i, double[] fit, int length) {
        double middle = (length - 1) / 2.0;
        return (i - middle) * fit[0] + middle + fit[1];
    }

    private static double between(byte[] cells, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double low = y - top;
        return (at(cells, left, top) * (1 - right) + at(cells, left + 1, top) * right) * (1 - low)
                + (at(cells, left, top + 1) * (1 - right) + at(cells, left + 1, top + 1) * right)
                        * low;
    }

    private static int at(byte[] cells, int x, int y) {
        return x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT ? 0 : cells[y * WIDTH + x];
    }

    private static int[] sums(byte[] cells, boolean columns) {
        int[] sums = new int[columns ? WIDTH : HEIGHT];
        for (int y = EDGE; y < HEIGHT - EDGE; y++) {
            for (int x = EDGE; x < WIDTH - EDGE; x++) {
                sums[columns ? x : y] += cells[y * WIDTH + x];
            }
        }
        return sums;
    }

    private static double[] fit(int[] one, int[] other) {
        double[] best = {1, 0};
        double least = distance(one, other, best);
        for (double larger = -LARGER; larger <= LARGER + 1e-9; larger += 0.005) {
            for (double beside = -BESIDE; beside <= BESIDE; beside += 0.125) {
                double[] fit = {1 + larger, beside};
                double distance = distance(one, other, fit);
                if (distance < least) {
                    least = distance;
                    best = fit;
                }
            }
        }
        return best;
    }

    private static double distance(int[] one, int[] other, double[] fit) {
        double distance = 0;
        for (int i = EDGE; i < one.length - EDGE; i++) {
            double at = at(i, fit, one.length);
            int before = (int) Math.floor(at);
            double part = at - before;
            double there =
                    (before < 0 || before >= other.length ? 0 : other[before]) * (1 - part)
                            + (before < -1 || before + 1 >= other.length ? 0 : other[before + 1])
                                    * part;
            distance += Math.abs(one[i] - there);
        }
        return distance;
    }

    static byte[] turned(byte[] cells) {
        byte[] turned = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            turned[i] = cells[cells.length - 1 - i];
        }
        return turned;
    }
}

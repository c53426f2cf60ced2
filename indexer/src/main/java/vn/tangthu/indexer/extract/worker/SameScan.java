package vn.tangthu.indexer.extract.worker;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two pages held over each other at about 100 dpi: is what they show one scan, saved in two ways?
 * One is turned by quarters, brought to the size, the place and the tones of the other, piece by
 * piece; what then differs by more than a part of a cell's shift and the noise of coding is counted
 * in the place where there is most of it, so that one other letter or digit counts as much on a
 * full page as on an empty one. The bounds are measured: docs/duplicates.md.
 */
final class SameScan {
    /** Cells along the longer side, where both images have as many pixels: A4 at 100 dpi. */
    static final int LONG_SIDE = 1_168;

    /** Of fewer nothing can be told: A4 at 60 dpi. */
    private static final int LEAST = 700;

    /** How much the sides of one may be in another proportion. */
    private static final double MOST_PROPORTION = 0.02;

    /** At the edge of a page shadows and what was cut away say nothing: 4 mm of A4. */
    private static final int EDGE = 16;

    /** How far one may lie beside the other, in cells, and how much larger it may be. */
    private static final int BESIDE = 14;

    private static final double LARGER = 0.015;

    /** Pieces that are brought over each other for themselves: 8 mm of A4. */
    private static final int PIECE = 32;

    private static final int PIECE_BESIDE = 2;

    /** Of the step from paper to ink what noise and coding may change in a cell. */
    private static final double NOISE = 0.12;

    /** So much of the way to the lightest and darkest beside it a cell may have gone. */
    private static final double WAY = 0.35;

    /** A place: a letter, 2 mm of A4. */
    private static final int PLACE = 8;

    /** Ink on paper is so much darker, of 255, or there is nothing to compare. */
    private static final int LEAST_CONTRAST = 40;

    /** The most of a place that may be left unexplained, in cells of ink where there is paper. */
    static final double MOST_LEFT = 1.4;

    private final GreyCells one;
    private final GreyCells other;
    private final int width;
    private final int height;

    private SameScan(GreyCells one, GreyCells other) {
        this.one = one;
        this.other = other;
        this.width = one.width();
        this.height = one.height();
    }

    static boolean is(GreyCells one, GreyCells other) {
        return left(one, other) <= MOST_LEFT;
    }

    /** What is left unexplained in the worst place, in cells of ink; infinite if not compared. */
    static double left(GreyCells one, GreyCells other) {
        int side = Math.min(longSide(one), longSide(other));
        if (side < LEAST) {
            return Double.POSITIVE_INFINITY;
        }
        double by = side / (double) longSide(one);
        int width = (int) Math.round(one.width() * by);
        int height = (int) Math.round(one.height() * by);
        GreyCells first = one.resized(width, height);
        @Nullable GreyCells best = null;
        double most = 0.3;
        for (int turns = 0; turns < 4; turns++) {
            int across = turns % 2 == 0 ? other.width() : other.height();
            int down = turns % 2 == 0 ? other.height() : other.width();
            double proportion = (double) across * height / ((double) down * width);
            if (Math.abs(proportion - 1) > MOST_PROPORTION) {
                continue;
            }
            GreyCells turned = other.turned(turns).resized(width, height);
            double likeness = likeness(first, turned);
            if (likeness > most) {
                most = likeness;
                best = turned;
            }
        }
        return best == null
                ? Double.POSITIVE_INFINITY
                : new SameScan(first.blurred(), best.blurred()).left();
    }

    private static int longSide(GreyCells page) {
        return Math.max(page.width(), page.height());
    }

    /** The correlation of both, some millimetres a cell. */
    private static double likeness(GreyCells one, GreyCells other) {
        GreyCells a = one.resized(one.width() / 16, one.height() / 16);
        GreyCells b = other.resized(a.width(), a.height());
        double n = a.grey().length;
        double sumA = 0;
        double sumB = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < a.grey().length; i++) {
            int va = a.grey()[i] & 0xff;
            int vb = b.grey()[i] & 0xff;
            sumA += va;
            sumB += vb;
            aa += va * va;
            bb += vb * vb;
            ab += va * vb;
        }
        double spread = Math.sqrt((aa - sumA * sumA / n) * (bb - sumB * sumB / n));
        return spread > 0 ? (ab - sumA * sumB / n) / spread : 0;
    }

    private double left() {
        int contrast = share(one, 0.8) - share(one, 0.005);
        if (contrast < LEAST_CONTRAST) {
            return Double.POSITIVE_INFINITY;
        }
        GreyCells laid = toned(laid());
        int[] left = new int[width * height];
        Range ofOne = new Range(one);
        Range ofOther = new Range(laid);
        int noise = (int) (NOISE * contrast);
        for (int y = EDGE; y < height - EDGE; y += PIECE) {
            for (int x = EDGE; x < width - EDGE; x += PIECE) {
                piece(laid, x, y, ofOne, ofOther, noise, left);
            }
        }
        return most(left) / (double) contrast;
    }

    /** The other over this one, by the ink in their columns and rows. */
    private GreyCells laid() {
        double[] across = fit(sums(one, true), sums(other, true));
        double[] down = fit(sums(one, false), sums(other, false));
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            double atY = at(y, down, height);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) other.between(at(x, across, width), atY);
            }
        }
        return new GreyCells(width, height, grey);
    }

    private static double at(int i, double[] fit, int length) {
        double middle = (length - 1) / 2.0;
        return (i - middle) * fit[0] + middle + fit[1];
    }

    private double[] sums(GreyCells page, boolean columns) {
        double[] sums = new double[columns ? width : height];
        double all = 0;
        for (int y = EDGE; y < height - EDGE; y++) {
            for (int x = EDGE; x < width - EDGE; x++) {
                int ink = 255 - page.at(x, y);
                sums[columns ? x : y] += ink;
                all += ink;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, all);
        }
        return sums;
    }

    private static double[] fit(double[] one, double[] other) {
        double[] best = {1, 0};
        double least = distance(one, other, best);
        for (double larger = -LARGER; larger <= LARGER + 1e-9; larger += 0.001) {
            for (double beside = -BESIDE; beside <= BESIDE; beside += 0.5) {
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

    private static double distance(double[] one, double[] other, double[] fit) {
        double distance = 0;
        int from = EDGE + BESIDE;
        for (int i = from; i < one.length - from; i++) {
            double at = at(i, fit, one.length);
            int before = Math.clamp((int) at, 0, other.length - 2);
            double part = at - before;
            double there = other[before] * (1 - part) + other[before + 1] * part;
            distance += Math.abs(one[i] - there);
        }
        return distance;
    }

    /** With the tones of this one: the same share of cells is as dark. */
    private GreyCells toned(GreyCells laid) {
        long[] own = counts(one);
        long[] its = counts(laid);
        int[] tones = new int[256];
        long below = 0;
        long sum = 0;
        int tone = 0;
        for (int value = 0; value < 256; value++) {
            double middle = below + its[value] / 2.0;
            below += its[value];
            while (tone < 255 && sum + own[tone] < middle) {
                sum += own[tone++];
            }
            tones[value] = tone;
        }
        byte[] grey = new byte[width * height];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) tones[laid.grey()[i] & 0xff];
        }
        return new GreyCells(width, height, grey);
    }

    private long[] counts(GreyCells page) {
        long[] counts = new long[256];
        for (int y = EDGE; y < height - EDGE; y++) {
            for (int x = EDGE; x < width - EDGE; x++) {
                counts[page.at(x, y)]++;
            }
        }
        return counts;
    }

    /** The grey that this share of the cells is not lighter than. */
    private int share(GreyCells page, double share) {
        long[] counts = counts(page);
        double wanted = share * Arrays.stream(counts).sum();
        long sum = 0;
        for (int value = 0; value < 256; value++) {
            sum += counts[value];
            if (sum >= wanted) {
                return value;
            }
        }
        return 255;
    }

    private void piece(
            GreyCells laid, int left, int top, Range ofOne, Range ofOther, int noise, int[] rest) {
        int right = Math.min(left + PIECE, width - EDGE);
        int bottom = Math.min(top + PIECE, height - EDGE);
        if (isPaper(one, left, top, right, bottom) && isPaper(laid, left, top, right, bottom)) {
            return;
        }
        int bestX = 0;
        int bestY = 0;
        long least = Long.MAX_VALUE;
        for (int step = GreyCells.QUARTERS; step >= 1; step /= 2) {
            int middleX = bestX;
            int middleY = bestY;
            int reach = step == GreyCells.QUARTERS ? PIECE_BESIDE : 1;
            for (int ny = -reach; ny <= reach; ny++) {
                for (int nx = -reach; nx <= reach; nx++) {
                    int dx = middleX + nx * step;
                    int dy = middleY + ny * step;
                    long distance = Math.abs(dx) + Math.abs(dy);
                    for (int y = top; y < bottom && distance < least; y += 2) {
                        for (int x = left; x < right; x++) {
                            distance += Math.abs(one.at(x, y) - laid.beside(x, y, dx, dy));
                        }
                    }
                    if (distance < least) {
                        least = distance;
                        bestX = dx;
                        bestY = dy;
                    }
                }
            }
        }
        int beside =
                Math.floorDiv(bestY + GreyCells.QUARTERS / 2, GreyCells.QUARTERS) * width
                        + Math.floorDiv(bestX + GreyCells.QUARTERS / 2, GreyCells.QUARTERS);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int here = y * width + x;
                int its = laid.beside(x, y, bestX, bestY);
                int own = one.at(x, y);
                int unexplained =
                        Math.max(
                                ofOther.beyond(here + beside, its, own),
                                ofOne.beyond(here, own, its));
                rest[here] = Math.max(0, unexplained - noise);
            }
        }
    }

    private static boolean isPaper(GreyCells page, int left, int top, int right, int bottom) {
        int least = 255;
        int most = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                least = Math.min(least, page.at(x, y));
                most = Math.max(most, page.at(x, y));
            }
        }
        return most - least < LEAST_CONTRAST / 2;
    }

    /** The most that is left in one place. */
    private long most(int[] left) {
        long[] above = new long[width];
        long most = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                above[x] += left[y * width + x] - (y >= PLACE ? left[(y - PLACE) * width + x] : 0);
            }
            long sum = 0;
            for (int x = 0; x < width; x++) {
                sum += above[x] - (x >= PLACE ? above[x - PLACE] : 0);
                most = Math.max(most, sum);
            }
        }
        return most;
    }

    /** The lightest and the darkest of each nine cells. */
    private static final class Range {
        private final byte[] least;
        private final byte[] most;

        Range(GreyCells page) {
            least = new byte[page.grey().length];
            most = new byte[page.grey().length];
            for (int y = 1; y < page.height() - 1; y++) {
                for (int x = 1; x < page.width() - 1; x++) {
                    int low = 255;
                    int high = 0;
                    for (int dy = -1; dy <= 1; dy++) {
                        for (int dx = -1; dx <= 1; dx++) {
                            int value = page.at(x + dx, y + dy);
                            low = Math.min(low, value);
                            high = Math.max(high, value);
                        }
                    }
                    least[y * page.width() + x] = (byte) low;
                    most[y * page.width() + x] = (byte) high;
                }
            }
        }

        int beyond(int at, int own, int value) {
            return (int)
                    Math.max(
                            own - WAY * (own - (least[at] & 0xff)) - value,
                            value - own - WAY * ((most[at] & 0xff) - own));
        }
    }
}

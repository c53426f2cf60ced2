package vn.tangthu.indexer.extract.worker;

/**
 * How crooked the writing of a page is: the slope along which its ink falls into rows and gaps, up
 * to {@link #MOST} either way, whichever side of the page is up. Tesseract 5.3 loses nine lines of
 * ten at 3 degrees and says that it is sure of the rest, so this is looked for before it reads.
 * Looks at {@link GreyCells} of about a millimetre, which takes a few milliseconds.
 */
final class LineSlope {
    /** Tenths of a degree. */
    private static final int MOST = 120;

    /** Rows still show half a degree beside their slope: the lines of A4 then are off by 1.5 mm. */
    private static final int COARSE = 10;

    /** Below this, tenths of a degree, Tesseract reads as well as on a straight page. */
    static final int LEAST = 10;

    /** How much clearer than on the straight page rows must be before a page is called crooked. */
    private static final double CLEARER = 1.25;

    /** Ink beyond this much darker than paper weighs no more: a photograph is no writing. */
    private static final int MOST_INK = 80;

    private static final int LEAST_INK = 12;

    /** Cells with ink that a few lines have. */
    private static final int FEW = 150;

    /** The edge of the page that is left out, of its long side: shadows, and the scanner's bed. */
    private static final double EDGE = 0.03;

    private final int[] xs;
    private final int[] ys;
    private final int[] inks;
    private final int count;
    private final int reach;

    private LineSlope(GreyCells page) {
        int width = page.width();
        int height = page.height();
        int edge = (int) Math.ceil(EDGE * Math.max(width, height));
        xs = new int[width * height];
        ys = new int[width * height];
        inks = new int[width * height];
        reach = width + height;
        PaperLight light = new PaperLight(page);
        int found = 0;
        for (int y = edge; y < height - edge; y++) {
            for (int x = edge; x < width - edge; x++) {
                int ink = Math.min(MOST_INK, light.drop(x, y));
                if (ink >= LEAST_INK) {
                    xs[found] = x - width / 2;
                    ys[found] = y - height / 2;
                    inks[found++] = ink;
                }
            }
        }
        count = found;
    }

    /**
     * @return tenths of a degree that the writing, or a quarter turn of it, is turned clockwise; 0
     *     where that is less than {@link #LEAST} or nothing certain
     */
    static int of(GreyCells page) {
        return new LineSlope(page).slope();
    }

    private int slope() {
        if (count < FEW) {
            return 0;
        }
        int best = 0;
        double clearest = 0;
        boolean down = false;
        for (int tenths = -MOST; tenths <= MOST; tenths += COARSE) {
            double across = clearness(tenths, false);
            double upright = clearness(tenths, true);
            if (Math.max(across, upright) > clearest) {
                clearest = Math.max(across, upright);
                best = tenths;
                down = upright > across;
            }
        }
        if (best == 0 || Math.abs(best) == MOST) {
            return 0; // most pages end here
        }
        int finest = best;
        for (int tenths = best - COARSE + 1; tenths < best + COARSE; tenths++) {
            double clear = clearness(tenths, down);
            if (clear > clearest) {
                clearest = clear;
                finest = tenths;
            }
        }
        boolean crooked = Math.abs(finest) >= LEAST && clearest >= CLEARER * clearness(0, down);
        return crooked ? finest : 0;
    }

    /**
     * How much rows of this slope differ from their neighbours: much where lines and the gaps
     * between them are told apart.
     *
     * @param down whether the lines run down the page
     */
    private double clearness(int tenths, boolean down) {
        double cos = Math.cos(Math.toRadians(tenths / 10.0));
        double sin = Math.sin(Math.toRadians(tenths / 10.0));
        double[] rows = new double[reach + 2];
        double middle = reach / 2.0;
        for (int i = 0; i < count; i++) {
            double row = middle + (down ? xs[i] * cos + ys[i] * sin : ys[i] * cos - xs[i] * sin);
            int at = (int) row;
            rows[at] += inks[i] * (1 - (row - at));
            rows[at + 1] += inks[i] * (row - at);
        }
        double sum = 0;
        for (int i = 2; i < rows.length - 1; i++) {
            // over two rows: a slope of 0, where each cell falls into one row, is no better off
            double change = rows[i - 1] + rows[i - 2] - rows[i] - rows[i + 1];
            sum += change * change;
        }
        return sum;
    }
}

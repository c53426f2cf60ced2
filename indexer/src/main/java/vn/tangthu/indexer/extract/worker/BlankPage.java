package vn.tangthu.indexer.extract.worker;

/**
 * Whether a page shows nothing: a hint, held back where in doubt. Overlooked on purpose are grain,
 * dust, the shadow along an edge, punch holes and staples near an edge, and what shines through
 * faintly from the other side. Looks at {@link GreyCells} of about a millimetre: what is drawn on
 * paper is two cells and more, and darker than its surroundings.
 */
final class BlankPage {
    /** How much darker than the paper around it a cell with ink is, at least; of 255. */
    private static final int INK = 14;

    /** Ink where the paper is grainy. */
    private static final int MOST_INK = 30;

    /** Cells this much darker may be faint writing or shine through. */
    private static final int FAINT = 7;

    /** With more faint cells than this part of the page it is not called blank. */
    private static final double MOST_FAINT = 0.012;

    /** Paper is lighter than this. */
    private static final int DARKEST_PAPER = 90;

    /** Smaller spots are dust. */
    private static final int DUST = 2;

    private static final int MOST_DUST = 60;

    /** How far the shadow of an edge reaches, of the long side: 15 mm of A4. */
    private static final double EDGE = 0.05;

    /** How far from an edge holes and staples are: 25 mm of A4. */
    private static final double BINDING = 0.085;

    /** The largest hole with its rim: 9 mm of A4. */
    private static final double HOLE = 0.031;

    /** The longest staple: 14 mm of A4. */
    private static final double STAPLE = 0.047;

    /** How much darker than paper a hole is, on the whole of it: darker than letters are. */
    private static final int HOLE_INK = 60;

    private static final int MOST_HOLES = 10;
    private static final int SMALLEST = 40;

    /** A cell this much darker than paper is not overlooked where it has to be certain. */
    private static final int TRACE = 5;

    /** Cells of paper that is grainier may hide a trace. */
    private static final float MOST_GRAIN = 2.5f;

    /** Specks of one or two cells, in all. */
    private static final int MOST_SPECKS = 12;

    /** How far the shadow of an edge reaches where it has to be certain: 8 mm of A4. */
    private static final double NEAR_EDGE = 0.027;

    /** With fewer cells along the long side a stroke of a pencil is too small a part of one. */
    private static final int FINE = 200;

    private final GreyCells page;

    /** Where it is not a hint but costs the page its reading. */
    private final boolean certain;

    private final int width;
    private final int height;
    private final boolean[] ink;

    private int paper;
    private int holes;
    private int dust;
    private int faint;

    private BlankPage(GreyCells page, boolean certain) {
        this.page = page;
        this.certain = certain;
        this.width = page.width();
        this.height = page.height();
        this.ink = new boolean[width * height];
    }

    static boolean is(GreyCells page) {
        return Math.min(page.width(), page.height()) >= SMALLEST
                && new BlankPage(page, false).isBlank();
    }

    /**
     * Whether there is not even a trace on it: then nobody has to read it. Of what {@link #is}
     * overlooks, only specks and a narrow shadow along an edge are overlooked here; what has holes,
     * what shines through, and grainy paper are read: in cells of a millimetre a black letter that
     * stands by itself is as round and solid as a hole.
     */
    static boolean isCertainly(GreyCells page) {
        return Math.max(page.width(), page.height()) >= FINE
                && is(page)
                && new PaperLight(page).grain() <= MOST_GRAIN
                && new BlankPage(page, true).isBlank();
    }

    private boolean isBlank() {
        PaperLight light = new PaperLight(page);
        paper = light.paper();
        if (paper < DARKEST_PAPER) {
            return false;
        }
        mark(light);
        if (faint > MOST_FAINT * width * height) {
            return false;
        }
        int[] stack = new int[width * height];
        for (int start = 0; start < ink.length; start++) {
            if (ink[start] && !isNothing(start, stack)) {
                return false;
            }
        }
        return dust <= (certain ? MOST_SPECKS : MOST_DUST);
    }

    private void mark(PaperLight light) {
        int threshold = certain ? TRACE : Math.clamp(Math.round(5 * light.grain()), INK, MOST_INK);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int drop = light.drop(x, y);
                ink[y * width + x] = drop >= threshold;
                faint +=
                        !certain && drop >= Math.max(FAINT, threshold / 2) && depth(x, y) > edge()
                                ? 1
                                : 0;
            }
        }
    }

    private int depth(int x, int y) {
        return Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
    }

    private int edge() {
        return (int) ((certain ? NEAR_EDGE : EDGE) * Math.max(width, height));
    }

    /** Whether the spot that begins here is none of anybody's writing; takes it away. */
    private boolean isNothing(int start, int[] stack) {
        int size = 0;
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        boolean atEdge = false;
        int deep = 0;
        int darkness = 0;
        int edge = edge();
        stack[size++] = start;
        ink[start] = false;
        int count = 0;
        while (size > 0) {
            int cell = stack[--size];
            int x = cell % width;
            int y = cell / width;
            count++;
            darkness += paper - page.at(x, y);
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            int depth = depth(x, y);
            atEdge |= depth <= 1;
            deep += depth > edge ? 1 : 0;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int nx = x + dx;
                    int ny = y + dy;
                    if (nx >= 0 && ny >= 0 && nx < width && ny < height && ink[ny * width + nx]) {
                        ink[ny * width + nx] = false;
                        stack[size++] = ny * width + nx;
                    }
                }
            }
        }
        if (count <= DUST) {
            dust += count;
            return true;
        }
        if (atEdge) {
            return deep <= DUST;
        }
        return !certain
                && isOfBinding(
                        count, darkness / count, left, top, right - left + 1, bottom - top + 1);
    }

    private boolean isOfBinding(int count, int darkness, int left, int top, int wide, int high) {
        int longSide = Math.max(width, height);
        int x = Math.min(left + wide / 2, width - 1 - left - wide / 2);
        int y = Math.min(top + high / 2, height - 1 - top - high / 2);
        int near = (int) (BINDING * longSide);
        int hole = (int) Math.ceil(HOLE * longSide);
        boolean round =
                Math.max(wide, high) <= hole
                        && Math.max(wide, high) <= 1.5 * Math.min(wide, high)
                        && count >= 0.55 * wide * high
                        && darkness >= HOLE_INK;
        boolean staple =
                Math.max(wide, high) <= STAPLE * longSide && count <= 2.4 * Math.max(wide, high);
        boolean found = round && Math.min(x, y) <= near || staple && x <= near && y <= near;
        holes += found ? 1 : 0;
        return found && holes <= MOST_HOLES;
    }
}

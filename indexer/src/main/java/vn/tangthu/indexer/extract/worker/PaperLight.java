package vn.tangthu.indexer.extract.worker;

/** How light the paper of a page is at each cell, whatever is drawn on it, and how grainy. */
final class PaperLight {
    /** How much darker than the page as a whole paper is believed to be, in a shadow. */
    private static final int SHADOW = 40;

    private static final int TILE = 16;

    private final GreyCells page;
    private final int paper;
    private final int wide;
    private final int high;
    private final int[] light;

    PaperLight(GreyCells page) {
        this.page = page;
        this.paper = share(0, 0, page.width(), page.height(), 0.8);
        this.wide = (page.width() + TILE - 1) / TILE;
        this.high = (page.height() + TILE - 1) / TILE;
        this.light = new int[wide * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int own =
                        share(
                                x * TILE,
                                y * TILE,
                                Math.min(page.width(), (x + 1) * TILE),
                                Math.min(page.height(), (y + 1) * TILE),
                                0.75);
                light[y * wide + x] = Math.max(own, paper - SHADOW);
            }
        }
    }

    /** The paper of the page as a whole, 0 to 255. */
    int paper() {
        return paper;
    }

    /** How much darker than the paper around it a cell is; below 0 where it is lighter. */
    int drop(int x, int y) {
        return at(x, y) - page.at(x, y);
    }

    /** The paper at a cell, between the middles of the tiles around it. */
    private int at(int x, int y) {
        double tx = Math.clamp((x + 0.5) / TILE - 0.5, 0, wide - 1);
        double ty = Math.clamp((y + 0.5) / TILE - 0.5, 0, high - 1);
        int x0 = (int) tx;
        int y0 = (int) ty;
        int x1 = Math.min(wide - 1, x0 + 1);
        int y1 = Math.min(high - 1, y0 + 1);
        double fx = tx - x0;
        double fy = ty - y0;
        return (int)
                ((light[y0 * wide + x0] * (1 - fx) + light[y0 * wide + x1] * fx) * (1 - fy)
                        + (light[y1 * wide + x0] * (1 - fx) + light[y1 * wide + x1] * fx) * fy);
    }

    /** The deviation of neighbouring cells, from the middle one of their differences. */
    float grain() {
        int[] counts = new int[256];
        int all = 0;
        for (int y = 0; y < page.height(); y++) {
            for (int x = 1; x < page.width(); x++) {
                counts[Math.abs(page.at(x, y) - page.at(x - 1, y))]++;
                all++;
            }
        }
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum * 2 >= all) {
                return i / 0.954f;
            }
        }
        return 0;
    }

    /** The grey that this share of a part's cells is not lighter than. */
    private int share(int left, int top, int right, int bottom, double share) {
        int[] counts = new int[256];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                counts[page.at(x, y)]++;
            }
        }
        double wanted = share * (right - left) * (bottom - top);
        int sum = 0;
        for (int i = 0; i < 256; i++) {
            sum += counts[i];
            if (sum >= wanted) {
                return i;
            }
        }
        return 255;
    }
}

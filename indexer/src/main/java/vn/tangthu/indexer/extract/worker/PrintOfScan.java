package vn.tangthu.indexer.extract.worker;

import vn.tangthu.repository.PageFacts.Sight;
import vn.tangthu.repository.ScanPrint;

/**
 * The print of a page's image: its ink in cells of about four millimetres, upright, whatever the
 * resolution, the lightness and the colour of the paper.
 */
final class PrintOfScan {
    /** Cells across an upright page. */
    static final int WIDTH = 48;

    /** Cells down an upright page. */
    static final int HEIGHT = 68;

    /** How much darker than the paper ink is, at least; of 255. */
    private static final int INK = 6;

    /** So many cells across and down are measured for one of the print. */
    private static final int FINE = 2;

    /** So much ink more than a cell has that is written on in the usual way says no more. */
    private static final double MOST_INK = 4;

    /** With less of its cells written on a page has no print: a line, a stamp, a number. */
    private static final double LEAST_WRITTEN = 0.03;

    private PrintOfScan() {}

    static ScanPrint of(Seen seen) {
        GreyCells cells = seen.cells();
        return cells != null && seen.sight() == Sight.INK ? of(cells) : ScanPrint.NONE;
    }

    static ScanPrint of(GreyCells page) {
        if (Math.max(page.width(), page.height()) < HEIGHT
                || Math.min(page.width(), page.height()) < WIDTH) {
            return ScanPrint.NONE;
        }
        double[] ink = ink(page);
        double sum = 0;
        int written = 0;
        for (double each : ink) {
            sum += each;
            written += each > 0.5 ? 1 : 0;
        }
        if (written < LEAST_WRITTEN * ink.length) {
            return ScanPrint.NONE;
        }
        double usual = sum / written;
        for (int i = 0; i < ink.length; i++) {
            ink[i] = Math.sqrt(Math.min(1, ink[i] / (MOST_INK * usual)));
        }
        return new ScanWaves(ink).print();
    }

    /** Two by two cells of the same page make one of the print. */
    private static double[] ink(GreyCells page) {
        PaperLight light = new PaperLight(upright(page));
        double[] ink = new double[WIDTH * HEIGHT];
        for (int y = 0; y < FINE * HEIGHT; y++) {
            for (int x = 0; x < FINE * WIDTH; x++) {
                int drop = light.drop(x, y) - INK;
                ink[y / FINE * WIDTH + x / FINE] += Math.max(0, drop);
            }
        }
        return ink;
    }

    /**
     * The same number of cells for each page, whatever its resolution: so that what is faint is
     * equally faint in all of them. One that lies is turned by a quarter.
     */
    private static GreyCells upright(GreyCells page) {
        boolean lies = page.across() > page.down();
        int width = FINE * WIDTH;
        int height = FINE * HEIGHT;
        double wide = (lies ? page.down() : page.across()) / width;
        double high = (lies ? page.across() : page.down()) / height;
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double left = x * wide;
                double top = y * high;
                double mean =
                        lies
                                ? page.mean(
                                        top,
                                        page.down() - left - wide,
                                        top + high,
                                        page.down() - left)
                                : page.mean(left, top, left + wide, top + high);
                grey[y * width + x] = (byte) Math.round(mean);
            }
        }
        return new GreyCells(width, height, grey);
    }
}

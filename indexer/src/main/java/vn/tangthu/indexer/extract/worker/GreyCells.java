package vn.tangthu.indexer.extract.worker;

/**
 * A page as few grey cells, each the mean of the pixels in it.
 *
 * @param grey row by row, 0 black to 255 white
 * @param across how many cells the page reaches across: the last may lie beyond it in part
 * @param down as across
 */
@SuppressWarnings("ArrayRecordComponent") // looked at once, is never compared
record GreyCells(int width, int height, byte[] grey, double across, double down) {
    /** A4 becomes cells of a millimetre: a letter is two or three, a line of text is a row. */
    static final int LONG_SIDE = 297;

    static final int QUARTERS = 4;

    GreyCells(int width, int height, byte[] grey) {
        this(width, height, grey, width, height);
    }

    /** The same, of a page that ends in its last cells. */
    GreyCells reaching(double partAcross, double partDown) {
        return new GreyCells(width, height, grey, width * partAcross, height * partDown);
    }

    int at(int x, int y) {
        return grey[y * width + x] & 0xff;
    }

    GreyCells inverted() {
        byte[] other = new byte[grey.length];
        for (int i = 0; i < grey.length; i++) {
            other[i] = (byte) ~grey[i];
        }
        return new GreyCells(width, height, other, across, down);
    }

    /** Of what lies between these bounds, in cells. */
    double mean(double left, double top, double right, double bottom) {
        double sum = 0;
        double area = 0;
        for (int y = (int) Math.max(0, top); y < Math.min(height, bottom); y++) {
            double high = Math.min(y + 1, bottom) - Math.max(y, top);
            for (int x = (int) Math.max(0, left); x < Math.min(width, right); x++) {
                double part = high * (Math.min(x + 1, right) - Math.max(x, left));
                sum += part * at(x, y);
                area += part;
            }
        }
        return area > 0 ? sum / area : 255;
    }

    /** Another number of cells of the same page, not more than there are. */
    GreyCells resized(int wide, int high) {
        if (wide == width && high == height) {
            return this;
        }
        EvenSums fewer = new EvenSums(width, height, wide, high);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = at(x, y);
            }
            fewer.add(y, row);
        }
        return fewer.cells();
    }

    /**
     * @param quarters clockwise, 0 to 3
     */
    GreyCells turned(int quarters) {
        return quarters == 0
                ? this
                : new GreyCells(
                        quarters % 2 == 0 ? width : height,
                        quarters % 2 == 0 ? height : width,
                        GreyFile.turn(grey, width, height, quarters));
    }

    /** The grey between the middles of four cells; at the edge that of the edge. */
    int between(double x, double y) {
        int left = Math.clamp((int) Math.floor(x), 0, width - 2);
        int top = Math.clamp((int) Math.floor(y), 0, height - 2);
        double right = Math.clamp(x - left, 0, 1);
        double low = Math.clamp(y - top, 0, 1);
        return (int)
                Math.round(
                        (at(left, top) * (1 - right) + at(left + 1, top) * right) * (1 - low)
                                + (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right)
                                        * low);
    }

    /**
     * The grey some quarters of a cell beside this one.
     *
     * @param dx in quarters; the cell lies so far from the edge
     */
    int beside(int x, int y, int dx, int dy) {
        int at = (y + (dy >> 2)) * width + x + (dx >> 2);
        int right = dx & 3;
        int low = dy & 3;
        int above = (grey[at] & 0xff) * (QUARTERS - right) + (grey[at + 1] & 0xff) * right;
        int below =
                (grey[at + width] & 0xff) * (QUARTERS - right)
                        + (grey[at + width + 1] & 0xff) * right;
        return above * (QUARTERS - low) + below * low + 8 >> 4;
    }

    /** A little, so that it matters less how it was sampled. */
    GreyCells blurred() {
        byte[] blurred = grey.clone();
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int beside = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
                int corners =
                        at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
                blurred[y * width + x] = (byte) (4 * at(x, y) + 2 * beside + corners + 8 >> 4);
            }
        }
        return new GreyCells(width, height, blurred);
    }

    /** Adds up the rows of an image that may be large; holds one number for each cell. */
    static final class Sums {
        private final int imageHeight;
        private final int width;
        private final int height;
        private final int[] cellOf;
        private final long[] sums;
        private final int[] counts;

        /**
         * @param longSide the most cells along the longer side
         */
        Sums(int imageWidth, int imageHeight, int longSide) {
            this.imageHeight = imageHeight;
            double by = Math.max(1, Math.max(imageWidth, imageHeight) / (double) longSide);
            width = (int) Math.max(1, Math.round(imageWidth / by));
            height = (int) Math.max(1, Math.round(imageHeight / by));
            cellOf = new int[imageWidth];
            for (int x = 0; x < imageWidth; x++) {
                cellOf[x] = (int) ((long) x * width / imageWidth);
            }
            sums = new long[width * height];
            counts = new int[width * height];
        }

        /**
         * @param row grey of each pixel, 0 to 255
         */
        void add(int y, int[] row) {
            int from = (int) ((long) y * height / imageHeight) * width;
            for (int x = 0; x < cellOf.length; x++) {
                int cell = from + cellOf[x];
                sums[cell] += row[x];
                counts[cell]++;
            }
        }

        GreyCells cells() {
            byte[] grey = new byte[sums.length];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) (counts[i] == 0 ? 255 : sums[i] / counts[i]);
            }
            return new GreyCells(width, height, grey);
        }
    }
}

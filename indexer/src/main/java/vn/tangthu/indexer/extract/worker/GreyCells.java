package vn.tangthu.indexer.extract.worker;

/**
 * A page as few grey cells, each the mean of the pixels in it.
 *
 * @param grey row by row, 0 black to 255 white
 */
@SuppressWarnings("ArrayRecordComponent") // looked at once, is never compared
record GreyCells(int width, int height, byte[] grey) {
    /** A4 becomes cells of a millimetre: a letter is two or three, a line of text is a row. */
    static final int LONG_SIDE = 297;

    int at(int x, int y) {
        return grey[y * width + x] & 0xff;
    }

    GreyCells inverted() {
        byte[] other = new byte[grey.length];
        for (int i = 0; i < grey.length; i++) {
            other[i] = (byte) ~grey[i];
        }
        return new GreyCells(width, height, other);
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

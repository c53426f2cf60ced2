package vn.tangthu.indexer.extract.worker;

import java.util.Arrays;

/**
 * Adds up the rows of an image to fewer cells, pixels on a border in parts: so that a page turned
 * or shifted by a pixel gives nearly the same cells.
 */
final class EvenSums {
    private final int imageWidth;
    private final int imageHeight;
    private final int width;
    private final int height;
    private final float[] sums;
    private final float[] across;

    EvenSums(int imageWidth, int imageHeight, int width, int height) {
        this.imageWidth = imageWidth;
        this.imageHeight = imageHeight;
        this.width = width;
        this.height = height;
        this.sums = new float[width * height];
        this.across = new float[width];
    }

    /**
     * @param row grey of each pixel, 0 to 255
     */
    void add(int y, int[] row) {
        Arrays.fill(across, 0);
        double by = width / (double) imageWidth;
        for (int x = 0; x < imageWidth; x++) {
            double from = x * by;
            int cell = (int) from;
            double next = Math.min(by, cell + 1 - from);
            across[cell] += (float) (row[x] * next);
            if (next < by && cell + 1 < width) {
                across[cell + 1] += (float) (row[x] * (by - next));
            }
        }
        by = height / (double) imageHeight;
        double from = y * by;
        int cell = (int) from;
        double next = Math.min(by, cell + 1 - from);
        for (int x = 0; x < width; x++) {
            sums[cell * width + x] += (float) (across[x] * next);
            if (next < by && cell + 1 < height) {
                sums[(cell + 1) * width + x] += (float) (across[x] * (by - next));
            }
        }
    }

    GreyCells cells() {
        byte[] grey = new byte[sums.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.clamp(Math.round(sums[i]), 0, 255);
        }
        return new GreyCells(width, height, grey);
    }
}

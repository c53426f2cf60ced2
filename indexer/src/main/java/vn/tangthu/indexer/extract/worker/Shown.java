package vn.tangthu.indexer.extract.worker;

/** From the page as it is written to the page as it is shown. */
final class Shown {
    private Shown() {}

    /**
     * @param quarterTurns clockwise
     * @param x from the left, a side is 1
     * @param y from the bottom, a side is 1
     * @return from the left and from the top of the page as it is shown, a side is 1
     */
    static double[] point(int quarterTurns, double x, double y) {
        return switch (quarterTurns) {
            case 1 -> new double[] {y, x};
            case 2 -> new double[] {1 - x, y};
            case 3 -> new double[] {1 - y, 1 - x};
            default -> new double[] {x, 1 - y};
        };
    }
}

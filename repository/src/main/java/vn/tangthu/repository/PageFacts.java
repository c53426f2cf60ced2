package vn.tangthu.repository;

/**
 * What is known of a page: from its size, the header of the image that fills it, and a quick look
 * at that image.
 *
 * @param a4 the A4 pages it counts as, from 1: see {@link #a4}
 * @param dpi pixels per inch of the image that fills it; 0 where it is no scan or does not say
 * @param colour of that image
 * @param sight what it shows
 */
public record PageFacts(int a4, int dpi, Colour colour, Sight sight) {
    private static final double A4_SQUARE_MM = 210.0 * 297.0;

    /** A page that is a little larger than its format is still of that format. */
    private static final double SLACK = 1.10;

    private static final int A0 = 16;

    /** How an image has its colours. */
    public enum Colour {
        /** The page is no scan, or its image could not be looked at. */
        UNKNOWN,
        /** Black and white, one bit. */
        BITONAL,
        GREY,
        COLOUR
    }

    /** What a quick look at a page gave. */
    public enum Sight {
        /** Nobody looked, or it is not understood: says nothing. */
        NOT_SEEN,
        INK,
        /** Nothing but paper, grain, shadows, holes: a hint. */
        BLANK,
        /** Its image ends early or cannot be decoded to its end. */
        BROKEN
    }

    public PageFacts(int a4, int dpi, Colour colour) {
        this(a4, dpi, colour, Sight.NOT_SEEN);
    }

    public PageFacts with(Sight seen) {
        return new PageFacts(a4, dpi, colour, seen);
    }

    /**
     * How many A4 pages a page counts as, the way digitisation is paid: A4 and smaller 1, A3 2, A2
     * 4, A1 8, A0 and larger 16; one that has more than 110 % of the area of a format counts as the
     * next.
     */
    public static int a4(double widthMm, double heightMm) {
        int count = 1;
        while (count < A0 && widthMm * heightMm > A4_SQUARE_MM * count * SLACK) {
            count *= 2;
        }
        return count;
    }
}

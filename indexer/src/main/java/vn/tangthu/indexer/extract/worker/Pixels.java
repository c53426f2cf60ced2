package vn.tangthu.indexer.extract.worker;

import java.io.IOException;

/** How many pixels a worker looks at: the bound against images that unpack to gigabytes. */
final class Pixels {
    /** The most that an OCR run gets: A4 at 600 dpi and some. */
    static final long FOR_OCR = 40_000_000;

    /** The most that is decoded whole; colour takes four bytes each of a heap of 512 MB. */
    static final long DECODED = 60_000_000;

    /** Beyond this nothing is decoded at all, not even thinned out. */
    static final long TOUCHED = 400_000_000;

    /**
     * Beyond this an image is not what a scanner made: A0 at 1,000 dpi has 1,550 million. What lies
     * between is taken in, and told as not readable.
     */
    static final long BELIEVED = 2_000_000_000;

    /** The most of a rendered page. */
    static final long RENDERED = 24_000_000;

    private Pixels() {}

    /**
     * Every how-manieth pixel is decoded in each direction so that at most {@code wanted} are.
     *
     * @throws IOException when there are too many even for that
     */
    static int thinning(long width, long height, long wanted) throws IOException {
        if (width <= 0 || height <= 0 || width > TOUCHED / height) {
            throw new IOException(
                    "has an image of " + width + " by " + height + " pixels, which is too large");
        }
        return (int) Math.ceil(Math.sqrt((double) width * height / Math.max(1, wanted)));
    }
}

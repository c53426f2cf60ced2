package vn.tangthu.repository;

import java.io.IOException;
import java.util.List;

/** Burns boxes and words into page images. Implemented by the portal, which has the letters. */
public interface PageInk {
    /**
     * Of a page, pixels: A4 at 240 dpi four times. A larger one is {@link
     * PageRenderer.NotRenderable}: it is held in memory whole, where the archive answers.
     */
    long MOST_PIXELS = 24_000_000;

    /**
     * A new image with solid black where boxes are, coded anew. A box grows to the next edges of
     * the blocks that the image was coded in (16 pixels at most on each side): what the coding of
     * the page smeared from beneath is covered as well.
     *
     * @param page as {@link PageRenderer} made it
     * @param areas may be none: the image is coded anew all the same
     */
    PageRenderer.Rendered cover(PageRenderer.Rendered page, List<Redactions.Area> areas)
            throws IOException;

    /**
     * {@link #cover}, with a strip below the page, which covers nothing of it: the archive's name
     * in the middle (Thông tư 05/2025), and a line below it.
     *
     * @param line what else is to be told
     */
    PageRenderer.Rendered foot(PageRenderer.Rendered page, List<Redactions.Area> areas, String line)
            throws IOException;

    /** As many pages are drawn into as the memory allows. Another try soon may do better. */
    final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        /** Seconds. */
        public static final int RETRY_AFTER = 5;

        public Busy() {
            super("Too many pages are drawn into at once");
        }
    }
}

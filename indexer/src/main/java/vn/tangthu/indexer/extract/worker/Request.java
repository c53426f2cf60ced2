package vn.tangthu.indexer.extract.worker;

import java.util.List;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentProbe.TwoPages;

/** What a worker is asked; one at a time. Paths are absolute. The bytes decide. */
public sealed interface Request {
    String path();

    /** What is it, how many pages has it, does it open? Answered by Readable or Encrypted. */
    record Probe(String path) implements Request {}

    /**
     * Which format of the PRONOM registry is it? Answered by Identified.
     *
     * @param name as it was delivered: its ending counts where the bytes say nothing
     */
    record Identify(String path, String name) implements Request {}

    /** Does the file keep what it says of itself? Answered by Checked. */
    record Check(String path, ContentCheck.Kind kind) implements Request {}

    /**
     * A quick look at pages of a PDF or image: are their images whole, do they show anything?
     * Answered by Sights.
     *
     * @param from first page, from 1
     * @param to last page, inclusive
     */
    record Look(String path, int from, int to) implements Request {}

    /**
     * Are pages of two files one scan? Each is decoded and held over the other. Answered by
     * Compared.
     *
     * @param path of the one
     * @param other path of the other
     */
    record Compare(String path, String other, List<TwoPages> pages) implements Request {
        public Compare {
            pages = List.copyOf(pages);
        }
    }

    /**
     * The text layers of pages of a PDF. Answered by Layers.
     *
     * @param from first page, from 1
     * @param to last page, inclusive
     */
    record Layer(String path, int from, int to) implements Request {}

    /**
     * A page as JPEG. Answered by Jpeg.
     *
     * @param page from 1
     * @param width pixels
     */
    record Render(String path, int page, int width) implements Request {}

    /**
     * A page as an image file for OCR, its writing level. Answered by Scan, which says so when
     * there is nothing to read.
     *
     * @param page from 1
     * @param out where to write it, without extension
     * @param turned tenths of a degree that the writing is turned clockwise and the image is to be
     *     turned back, 0 to 3,599, {@link #AS_IT_LIES} or {@link #NEVER_BLANK}
     */
    record PageImage(String path, int page, String out, int turned) implements Request {
        /** How crooked it is and whether it is blank is looked at; which side is up is not. */
        public static final int AS_IT_LIES = -1;

        /** The same, but it is read whatever it shows: somebody asked for it. */
        public static final int NEVER_BLANK = -2;

        public PageImage(String path, int page, String out) {
            this(path, page, out, AS_IT_LIES);
        }
    }

    /**
     * A page of an image file for a PDF. Answered by Bindable.
     *
     * @param page from 1
     * @param out where to write its bytes
     */
    record Bind(String path, int page, String out) implements Request {}

    /**
     * A page of a PDF for another PDF: its image as it is where it shows nothing else, or drawn.
     * Answered by Bindable with its sheet.
     *
     * @param page from 1
     * @param out where to write the bytes of the image
     */
    record BindSheet(String path, int page, String out) implements Request {}

    /** The text of an office or text file, cut after {@code maxChars}. Answered by Text. */
    record Text(String path, int maxChars) implements Request {}
}

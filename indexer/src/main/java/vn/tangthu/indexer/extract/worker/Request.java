package vn.tangthu.indexer.extract.worker;

/** What a worker is asked; one at a time. Paths are absolute. The bytes decide, never a name. */
public sealed interface Request {
    String path();

    /** What is it, how many pages has it, does it open? Answered by Readable or Encrypted. */
    record Probe(String path) implements Request {}

    /**
     * A quick look at pages of a PDF or image: are their images whole, do they show anything?
     * Answered by Sights.
     *
     * @param from first page, from 1
     * @param to last page, inclusive
     */
    record Look(String path, int from, int to) implements Request {}

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
     * A page as an image file for OCR. Answered by Scan.
     *
     * @param page from 1
     * @param out where to write it, without extension
     */
    record PageImage(String path, int page, String out) implements Request {}

    /**
     * A page of an image file for a PDF. Answered by Bindable.
     *
     * @param page from 1
     * @param out where to write it if it cannot be taken over as it is
     */
    record Bind(String path, int page, String out) implements Request {}

    /** The text of an office or text file, cut after {@code maxChars}. Answered by Text. */
    record Text(String path, int maxChars) implements Request {}
}

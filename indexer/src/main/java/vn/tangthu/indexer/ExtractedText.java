package vn.tangthu.indexer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a content file, page by page, as the extraction found it and as the derivative keeps
 * it.
 *
 * @param pages in order; a file without pages (office, text) has one
 */
public record ExtractedText(List<Page> pages) {
    public ExtractedText {
        pages = List.copyOf(pages);
    }

    /** Where a page's text comes from. */
    public enum Source {
        /** The file's own text layer, and it is good. */
        LAYER,
        OCR,
        /** A page without any text. */
        EMPTY,
        /** An image that waits for OCR. */
        WAITING,
        /** Could not be read; {@link Page#failure} says why. */
        FAILED,
        /** An image with nothing on it, which OCR was spared. */
        BLANK
    }

    /**
     * @param number from 1
     * @param text lines parted by newlines, NFC
     * @param words with their boxes, in the order of the text; empty where positions are not known
     * @param convertedFrom the encodings of before Unicode in which the file has this text, as
     *     people write them ("TCVN3 (ABC), VNI"), or null when nothing was converted
     * @param reading what read the page's image and how sure it was, or null when nothing did or it
     *     was not noted then
     */
    public record Page(
            int number,
            Source source,
            String text,
            List<Word> words,
            @Nullable String failure,
            @Nullable String convertedFrom,
            @Nullable Reading reading) {
        public Page {
            words = List.copyOf(words);
        }

        /** A page that was not read from an image. */
        public Page(
                int number,
                Source source,
                String text,
                List<Word> words,
                @Nullable String failure,
                @Nullable String convertedFrom) {
            this(number, source, text, words, failure, convertedFrom, null);
        }

        /** A page of which nothing was converted. */
        public Page(
                int number,
                Source source,
                String text,
                List<Word> words,
                @Nullable String failure) {
            this(number, source, text, words, failure, null, null);
        }
    }

    /**
     * How an image was read.
     *
     * @param model the program, its version and the languages, such as {@code tesseract 5.3.0 vie}
     * @param confidence mean over the page's letters of what the program thinks of their words, per
     *     cent; 0 where it found none
     * @param turned tenths of a degree that the writing is turned clockwise on the page as it is
     *     shown, 0 to 3,599; a page scanned upside down has 1,800, one that hangs to the left some
     *     3,590. The boxes of the words are those of the page as it is shown all the same.
     */
    public record Reading(String model, int confidence, int turned) {
        /** Of a page that lies as it should. */
        public Reading(String model, int confidence) {
            this(model, confidence, 0);
        }

        /** Quarter turns clockwise that the writing is turned, to the nearest: 0 to 3. */
        public int quarters() {
            return (turned + 450) / 900 % 4;
        }
    }

    /**
     * A word and its box in ten-thousandths of the page's width and height, from the top left.
     *
     * @param line from 0 on its page
     */
    public record Word(String text, int line, int x, int y, int width, int height) {}
}

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
        FAILED
    }

    /**
     * @param number from 1
     * @param text lines parted by newlines, NFC
     * @param words with their boxes, in the order of the text; empty where positions are not known
     * @param convertedFrom the encodings of before Unicode in which the file has this text, as
     *     people write them ("TCVN3 (ABC), VNI"), or null when nothing was converted
     */
    public record Page(
            int number,
            Source source,
            String text,
            List<Word> words,
            @Nullable String failure,
            @Nullable String convertedFrom) {
        public Page {
            words = List.copyOf(words);
        }

        /** A page of which nothing was converted. */
        public Page(
                int number,
                Source source,
                String text,
                List<Word> words,
                @Nullable String failure) {
            this(number, source, text, words, failure, null);
        }
    }

    /**
     * A word and its box in ten-thousandths of the page's width and height, from the top left.
     *
     * @param line from 0 on its page
     */
    public record Word(String text, int line, int x, int y, int width, int height) {}
}

package vn.tangthu.indexer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;

/** The text of pages for the viewer; the reader's rights are checked here. */
public interface PageTexts {
    /**
     * Empty when there is no such page, its text is not extracted yet, or the reader may not have
     * it.
     */
    Optional<ExtractedText.Page> page(ContentFileId file, int page, Reader reader)
            throws IOException;

    /** The whole extraction; empty as above. */
    Optional<ExtractedText> text(ContentFileId file, Reader reader) throws IOException;

    /**
     * Pages of the file on which the query is found, with the words to mark: the same analysis as
     * the search.
     *
     * @param limit the most pages that are given
     */
    List<PageHit> find(ContentFileId file, String query, int limit, Reader reader)
            throws IOException;

    /**
     * One page with what the query finds on it, without looking at the others; empty as {@link
     * #page}.
     */
    Optional<Marked> marked(ContentFileId file, int page, String query, Reader reader)
            throws IOException;

    /**
     * @param lines the text line by line, without blank ones
     * @param words those to mark on the image, as far as their boxes are known
     */
    record Marked(
            ExtractedText.Page page, List<Hit.Snippet> lines, List<ExtractedText.Word> words) {
        public Marked {
            lines = List.copyOf(lines);
            words = List.copyOf(words);
        }
    }

    /**
     * @param line the line of text around the first find; @param words the words to mark
     */
    record PageHit(int page, String line, List<ExtractedText.Word> words) {}
}

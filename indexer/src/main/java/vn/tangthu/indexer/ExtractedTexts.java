package vn.tangthu.indexer;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import vn.tangthu.repository.ContentFile;

/**
 * Extractions as the derivatives keep them; no rights are checked here, so this never meets a
 * request directly.
 */
public interface ExtractedTexts {
    /** The newest extraction of the file, or empty while there is none. */
    Optional<ExtractedText> of(ContentFile file) throws IOException;

    /**
     * One page of the newest extraction without unpacking the others.
     *
     * @param number from 1
     */
    default Optional<ExtractedText.Page> page(ContentFile file, int number) throws IOException {
        return of(file).filter(text -> number >= 1 && number <= text.pages().size())
                .map(text -> text.pages().get(number - 1));
    }

    /**
     * Hands out the pages of the newest extraction in order, one in memory at a time: a bound
     * volume of thousands of pages does not fit there at once.
     *
     * @return false when there is no extraction yet
     */
    default boolean forEachPage(ContentFile file, Consumer<ExtractedText.Page> page)
            throws IOException {
        Optional<ExtractedText> text = of(file);
        text.ifPresent(found -> found.pages().forEach(page));
        return text.isPresent();
    }
}

package vn.tangthu.indexer;

import java.io.IOException;
import java.util.Optional;
import vn.tangthu.repository.ContentFile;

/**
 * Extractions as the derivatives keep them; no rights are checked here, so this never meets a
 * request directly.
 */
public interface ExtractedTexts {
    /** The newest extraction of the file, or empty while there is none. */
    Optional<ExtractedText> of(ContentFile file) throws IOException;
}

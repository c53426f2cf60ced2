package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;

/** Renders a page of a verified private copy in a worker process. Implemented by the indexer. */
public interface PageRenderer {
    /**
     * @param page from 1
     * @param width pixels, 100 to 4,000; height follows
     * @return a JPEG
     * @throws IOException when the page cannot be rendered in the limits
     */
    Rendered render(Path file, String mimeType, int page, int width) throws IOException;

    record Rendered(byte[] jpeg, int width, int height) {}
}

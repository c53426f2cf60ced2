package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;

/** Renders a page of a verified private copy in a worker process. Implemented by the indexer. */
public interface PageRenderer {
    /**
     * @param page from 1
     * @param width pixels, 100 to 4,000; height follows
     * @return a JPEG
     * @throws NotRenderable when the page cannot be rendered in the limits
     * @throws IOException when it could not be tried
     */
    Rendered render(Path file, String mimeType, int page, int width) throws IOException;

    /**
     * The page is broken, locked, or costs more than a worker may spend. Another try will hardly do
     * better.
     */
    final class NotRenderable extends IOException {
        private static final long serialVersionUID = 1L;

        public NotRenderable(String why) {
            super(why);
        }
    }

    record Rendered(byte[] jpeg, int width, int height) {}
}

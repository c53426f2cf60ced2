package vn.tangthu.portal.publicpages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentFileId;

/**
 * Height of page images against their width, as far as they were served since the start, so that
 * the page leaves the right room before the image arrives. Unknown ones are taken for upright A4.
 */
@Component
final class PageShapes {
    private static final int MOST = 5_000;
    private static final int NOMINAL_WIDTH = 1000;
    private static final int A4_HEIGHT = 1414;

    private final Map<Key, Integer> heights =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * @param height for a width of 1,000
     */
    record Shape(int width, int height) {}

    private record Key(ContentFileId file, int page) {}

    synchronized Shape of(ContentFileId file, int page) {
        return new Shape(NOMINAL_WIDTH, heights.getOrDefault(new Key(file, page), A4_HEIGHT));
    }

    synchronized void learn(ContentFileId file, int page, int width, int height) {
        if (width > 0 && height > 0) {
            heights.put(new Key(file, page), Math.round((float) NOMINAL_WIDTH * height / width));
        }
    }
}

package vn.tangthu.indexer.extract.worker;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.PageFacts.Sight;

/**
 * What a quick look at a page gave.
 *
 * @param cells null where the page is not one image, or could not be looked at
 */
record Seen(Sight sight, @Nullable GreyCells cells) {
    static final Seen NOT = new Seen(Sight.NOT_SEEN, null);
}

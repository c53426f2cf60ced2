package vn.tangthu.indexer.lucene;

import java.util.Map;
import vn.tangthu.indexer.Facet;

/** How many records were found, and how many of them have each value of a facet. */
public interface Counted {
    long records();

    /** Values of the index, not yet words for people; {@link Facet.Kind#PLACE} has none. */
    Map<String, Long> counts(Facet.Kind kind);
}

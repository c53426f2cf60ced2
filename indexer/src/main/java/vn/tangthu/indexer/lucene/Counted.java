package vn.tangthu.indexer.lucene;

import java.util.Map;
import vn.tangthu.indexer.Facet;

/** How many records were found, and how many of them have each value of a facet. */
public interface Counted {
    long records();

    /** Values of the index, not yet words for people; see {@link #by}. */
    Map<String, Long> counts(Facet.Kind kind);

    /** The facet whose values it is counted by: what a fonds has by the register, by fonds. */
    static Facet.Kind by(Facet.Kind kind) {
        return switch (kind) {
            case PLACE, RESPONSIBLE -> Facet.Kind.FONDS;
            case FONDS, AGENCY, YEAR, TYPE, LANGUAGE, CARRIER, ACCESS -> kind;
        };
    }
}

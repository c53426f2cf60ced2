package vn.tangthu.indexer;

import java.util.List;

/** Counts by a property of what was found; only of what the reader may see. */
public record Facet(Kind kind, List<Value> values) {
    /** The only value of {@link Kind#ACCESS}. */
    public static final String ONLINE = "1";

    public Facet {
        values = List.copyOf(values);
    }

    public enum Kind {
        FONDS,
        AGENCY,
        YEAR,
        TYPE,
        /** Ngôn ngữ, each by itself: a document in two counts for both. */
        LANGUAGE,
        /** The province, district or commune of those who made the fonds. */
        PLACE,
        /** Whether it is digitised; its values are the names of {@link Carrier}. */
        CARRIER,
        /** What the reader can open here at once: {@link SearchRequest.Filters#onlineOnly()}. */
        ACCESS
    }

    /**
     * @param value for the filter: a fonds id, a name, a year, a code of type or language, the id
     *     of a unit of the register of bodies, the name of a carrier, {@link Facet#ONLINE}
     * @param label for people
     */
    public record Value(String value, String label, long count) {}
}

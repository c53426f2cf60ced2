package vn.tangthu.indexer;

import java.util.List;

/** Counts by a property of what was found; only of what the reader may see. */
public record Facet(Kind kind, List<Value> values) {
    /** The value of {@link Kind#ACCESS} of what opens at once. */
    public static final String ONLINE = "1";

    /**
     * The value of {@link Kind#ACCESS} of what is only listed for the reader: its reference, fonds
     * and years are shown, and how to ask for it.
     */
    public static final String ON_REQUEST = "listed";

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
        /** The body that answers for the fonds today, by the register of bodies. */
        RESPONSIBLE,
        /** Whether it is digitised; its values are the names of {@link Carrier}. */
        CARRIER,
        /**
         * What the reader can open here at once, and what stands in the list only: {@link
         * SearchRequest.Filters#onlineOnly()}, {@link SearchRequest.Filters#onRequest()}. What is
         * hidden is neither, nor is paper that the reader may see all of.
         */
        ACCESS
    }

    /**
     * @param value for the filter: a fonds id, a name, a year, a code of type or language, the id
     *     of a unit or body of the register of bodies, the name of a carrier, {@link Facet#ONLINE}
     *     or {@link Facet#ON_REQUEST}
     * @param label for people
     * @param partly of a body that answers today: some of what is counted is of a fonds that went
     *     partly to it and partly to others
     */
    public record Value(String value, String label, long count, boolean partly) {
        public Value(String value, String label, long count) {
            this(value, label, count, false);
        }
    }
}

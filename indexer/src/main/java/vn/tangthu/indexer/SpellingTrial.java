package vn.tangthu.indexer;

import java.util.List;

/** What a search would look for, without searching: for those who edit the table of spellings. */
public interface SpellingTrial {
    /** The longest that is read, in characters. */
    int LONGEST = 300;

    /**
     * A part of what was typed that is looked for as one.
     *
     * @param typed as it was typed
     * @param ways what is looked for in its place, any of which will do; the first is what was
     *     typed, as the search reads it
     */
    record Part(String typed, List<String> ways) {
        public Part {
            ways = List.copyOf(ways);
        }
    }

    /** By the table as it is at this moment. */
    List<Part> tried(String typed);
}

package vn.tangthu.repository;

import java.util.List;
import vn.tangthu.repository.SpellingTable.Said;

/** How the search reads spellings, and what it knows of itself; it is on a higher floor. */
public interface SpellingReading {
    /**
     * A line that comes with the software.
     *
     * @param key its first spelling in small letters: the same in later versions, and no other
     *     line's
     */
    record Shipped(String key, Said said) {}

    List<Shipped> shipped();

    /**
     * Its words without case and diacritics, with full stops between them; empty where it has none.
     */
    String key(String spelling);

    /** Whether it is known again when it is typed so: numbers and parts of symbols are not. */
    boolean isKnownWhenTyped(String spelling);
}

package vn.tangthu.indexer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;

/**
 * What somebody may be about to type, from the descriptions that this reader may see, as they are
 * now; never from what others typed. A comfort: too much at once is answered with nothing.
 */
public interface Suggestions {
    /** The shortest beginning that is looked up. */
    int SHORTEST = 2;

    /** The longest; who has typed more knows what they look for. */
    int LONGEST = 100;

    /**
     * @param typed so far; its last word may be unfinished
     * @return numbers, then bodies, then records, about ten at most
     */
    List<Suggestion> of(String typed, Reader reader);

    enum Kind {
        /** Number and symbol of a document, as printed. */
        NUMBER,
        /** A body that issued documents, by the name as printed on them. */
        AGENCY,
        /** A record by its title or, where that is closed, its code. */
        RECORD
    }

    /**
     * @param about what tells it from others: subject of the document, code of the record; may be
     *     empty
     * @param record for {@link Kind#RECORD}, else null
     */
    record Suggestion(Kind kind, String text, String about, @Nullable AipId record) {}
}

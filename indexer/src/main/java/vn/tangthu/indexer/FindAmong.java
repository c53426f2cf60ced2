package vn.tangthu.indexer;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;

/**
 * Whether some few records are what a search looks for: for searches that are kept and asked again
 * of what is new. The reader's rights are part of the question as in {@link Search}.
 */
public interface FindAmong {
    /** The most records of one question. */
    int MOST = 1_000;

    /** By what a record was found. */
    enum By {
        /** A description has all of it, so that it was found before any text was read, too. */
        DESCRIPTION,
        /** It takes the text of a page. */
        TEXT
    }

    /**
     * Where it stands.
     *
     * @param whole in the description of the hồ sơ itself
     * @param documents in these, or on their pages
     */
    record Match(By by, boolean whole, Set<DocumentId> documents) {
        public Match {
            documents = Set.copyOf(documents);
        }
    }

    /**
     * Which of the records the request finds, by what stands in them as it was typed: what was only
     * misread is not looked for.
     *
     * @param records {@value #MOST} at most
     */
    Map<AipId, Match> among(SearchRequest request, Collection<AipId> records, Reader reader);
}

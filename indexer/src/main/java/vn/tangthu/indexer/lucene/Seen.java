package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * What one reader may see of an index, as far as it takes to tell rare words from usual ones; what
 * is hidden from the reader neither helps nor shows.
 */
public interface Seen {
    /** In about how many Lucene documents the folded word stands; 0 for nowhere. */
    double frequency(String word) throws IOException;

    /** These will be asked for: where each question is a way over the network, now all at once. */
    default void foresee(Collection<String> words) throws IOException {}

    /** Lucene documents in all, whoever may see them. */
    double documents() throws IOException;

    /** Whether this reader would find a record. */
    boolean any(Query query) throws IOException;

    /**
     * How many records this reader would find; no more than {@code enough} are counted, and where
     * it costs much to tell there are taken to be enough.
     */
    int records(Query query, int enough) throws IOException;

    /**
     * Folded words of the index with one letter more, less or other, no shorter than {@code length}
     * less one, with how many Lucene documents have them, whoever may see those: only words that
     * {@link #frequency} knows may be shown.
     */
    Map<String, Integer> near(String word, int length) throws IOException;

    /**
     * What comes nearest to a question whose words have variants.
     *
     * @param others whether it is wanted only if not all of it has the words as they were typed; an
     *     engine that cannot tell gives it in any case
     * @return null for nothing
     */
    @Nullable Query nearest(Question varied, boolean others) throws IOException;
}

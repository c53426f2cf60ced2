package vn.tangthu.indexer.lucene;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCache;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Makes searchers that remember who may see what and which years are within a bound, as a bit for
 * each Lucene document, and nothing else. Lucene would also remember what people ask for: to fill
 * its cache it matches a phrase in the whole index, within the search of whoever asks for it next.
 */
final class Searchers extends SearcherFactory {
    /** A smaller segment is asked again. */
    private static final int LEAST = 10_000;

    /** At 10.8 million pages a bound takes 1.7 MB. */
    private static final long BOUNDS = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 20);

    private static final QueryCachingPolicy RIGHTS_AND_YEARS =
            new QueryCachingPolicy() {
                @Override
                public void onUse(Query query) {}

                @Override
                public boolean shouldCache(Query query) {
                    return isYears(query) || isRights(query);
                }
            };

    /**
     * Points are looked up from one end of the bound to the other, however few of them are asked
     * for, and a search asks a dozen times: so they are always remembered, where Lucene's own cache
     * leaves what costs more than the rest of a query.
     */
    final LRUQueryCache years =
            new LRUQueryCache(
                    64, BOUNDS, leaf -> leaf.reader().maxDoc() >= LEAST, Float.POSITIVE_INFINITY);

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCachingPolicy(RIGHTS_AND_YEARS);
        QueryCache rights = searcher.getQueryCache();
        searcher.setQueryCache(
                (weight, policy) ->
                        isYears(weight.getQuery()) || rights == null
                                ? years.doCache(weight, policy)
                                : rights.doCache(weight, policy));
        return searcher;
    }

    private static boolean isYears(Query query) {
        return query instanceof PointRangeQuery;
    }

    /** What {@link Scope#of} makes for readers who have to be told apart by several terms. */
    static boolean isRights(Query query) {
        if (query instanceof TermInSetQuery set) {
            return set.getField().equals(Schema.READERS);
        }
        return query instanceof BooleanQuery all
                && !all.clauses().isEmpty()
                && all.clauses().stream()
                        .allMatch(
                                clause ->
                                        clause.query() instanceof TermQuery term
                                                        && term.getTerm()
                                                                .field()
                                                                .equals(Schema.READERS)
                                                || isRights(clause.query()));
    }
}

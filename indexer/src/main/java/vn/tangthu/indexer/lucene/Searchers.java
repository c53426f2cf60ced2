package vn.tangthu.indexer.lucene;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Makes searchers that remember who may see what, as a bit for each Lucene document, and nothing
 * else. Lucene would also remember what people ask for: to fill its cache it matches a phrase in
 * the whole index, within the search of whoever asks for it next.
 */
final class Searchers extends SearcherFactory {
    private static final QueryCachingPolicy RIGHTS_ONLY =
            new QueryCachingPolicy() {
                @Override
                public void onUse(Query query) {}

                @Override
                public boolean shouldCache(Query query) {
                    return isRights(query);
                }
            };

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCachingPolicy(RIGHTS_ONLY);
        return searcher;
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

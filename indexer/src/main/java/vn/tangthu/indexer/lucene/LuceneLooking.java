package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;

/** What is suggested is looked for in the segments of Lucene's index. */
final class LuceneLooking implements Suggesting.Engine {
    /** Lucene documents that are looked at for the names on them. */
    private static final int LOOKED = 5_000;

    private final LuceneRecordIndex index;

    LuceneLooking(LuceneRecordIndex index) {
        this.index = index;
    }

    @Override
    public <T> T looking(Reader reader, Suggesting.Work<T> work) throws IOException {
        Query rights = index.rights(reader);
        return index.searching(searcher -> work.with(new Looking(searcher, rights)));
    }

    private final class Looking implements Suggesting.Looking {
        private final IndexSearcher searcher;
        private final Query rights;
        private final Beginnings beginnings;

        Looking(IndexSearcher searcher, Query rights) {
            this.searcher = searcher;
            this.rights = rights;
            this.beginnings = new Beginnings(searcher, rights);
        }

        @Override
        public Query beginning(String field, String start) throws IOException {
            return beginnings.of(field, start);
        }

        @Override
        public List<Suggesting.Spot> first(Query query, Collection<String> kinds, int most)
                throws IOException {
            List<Suggesting.Spot> spots = new ArrayList<>();
            each(
                    query,
                    kinds,
                    doc -> {
                        spots.add(spot(doc));
                        return spots.size() < most;
                    });
            return spots;
        }

        private Suggesting.Spot spot(int doc) throws IOException {
            return new Suggesting.Spot(recordOf(doc), documentOf(doc), isWhole(doc));
        }

        @Override
        public Map<String, Suggesting.Named> agencies(Query query) throws IOException {
            Map<String, Integer> first = new HashMap<>();
            Map<String, Integer> counts = new HashMap<>();
            Agencies agencies = new Agencies(first, counts);
            each(query, List.of(Schema.DOCUMENT), agencies);
            agencies.close();
            Map<String, Suggesting.Named> named = new HashMap<>();
            for (Map.Entry<String, Integer> name : counts.entrySet()) {
                Integer doc = first.get(name.getKey());
                if (doc != null) {
                    named.put(
                            name.getKey(), new Suggesting.Named(name.getValue(), () -> spot(doc)));
                }
            }
            return named;
        }

        private void each(Query query, Collection<String> kinds, Look look) throws IOException {
            BooleanQuery.Builder kind = new BooleanQuery.Builder();
            kinds.forEach(
                    each -> kind.add(new TermQuery(new Term(Schema.KIND, each)), Occur.SHOULD));
            Query all =
                    new BooleanQuery.Builder()
                            .add(query, Occur.FILTER)
                            .add(rights, Occur.FILTER)
                            .add(kind.build(), Occur.FILTER)
                            .build();
            Weight weight =
                    searcher.createWeight(
                            searcher.rewrite(new ConstantScoreQuery(all)),
                            ScoreMode.COMPLETE_NO_SCORES,
                            1);
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Scorer scorer = weight.scorer(leaf);
                if (scorer == null) {
                    continue;
                }
                Bits live = leaf.reader().getLiveDocs();
                DocIdSetIterator docs = scorer.iterator();
                for (int doc = docs.nextDoc();
                        doc != DocIdSetIterator.NO_MORE_DOCS;
                        doc = docs.nextDoc()) {
                    if ((live == null || live.get(doc)) && !look.at(leaf.docBase + doc)) {
                        return;
                    }
                }
            }
        }

        private LeafReaderContext leafOf(int doc) {
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            return leaves.get(ReaderUtil.subIndex(doc, leaves));
        }

        private AipId recordOf(int doc) throws IOException {
            LeafReaderContext leaf = leafOf(doc);
            int parent = index.parents().of(leaf.reader()).nextSetBit(doc - leaf.docBase);
            return index.idOf(searcher, leaf.docBase + parent);
        }

        /** A record is the last of its block, what everybody may know of it stands before. */
        private boolean isWhole(int doc) throws IOException {
            LeafReaderContext leaf = leafOf(doc);
            return index.parents().of(leaf.reader()).get(doc - leaf.docBase);
        }

        private @Nullable DocumentId documentOf(int doc) throws IOException {
            BytesRef id =
                    searcher.storedFields()
                            .document(doc, Set.of(Schema.DOCUMENT_ID))
                            .getBinaryValue(Schema.DOCUMENT_ID);
            return id == null ? null : new DocumentId(Schema.uuid(id));
        }

        /** Counts the names by their numbers in each segment; a name is read once for each. */
        private final class Agencies implements Look {
            private final Map<String, Integer> first;
            private final Map<String, Integer> counts;
            private final Map<Integer, int[]> inLeaf = new HashMap<>();
            private @Nullable LeafReaderContext leaf;
            private @Nullable SortedDocValues names;
            private int looked;

            Agencies(Map<String, Integer> first, Map<String, Integer> counts) {
                this.first = first;
                this.counts = counts;
            }

            @Override
            public boolean at(int doc) throws IOException {
                LeafReaderContext of = leaf;
                if (of == null || doc >= of.docBase + of.reader().maxDoc()) {
                    close();
                    of = leafOf(doc);
                    leaf = of;
                    names = of.reader().getSortedDocValues(Schema.AGENCY);
                }
                SortedDocValues values = names;
                if (values != null && values.advanceExact(doc - of.docBase)) {
                    inLeaf.computeIfAbsent(values.ordValue(), ord -> new int[] {0, doc})[0]++;
                }
                return ++looked < LOOKED;
            }

            /** What was counted in the segment goes to the others. */
            void close() throws IOException {
                SortedDocValues values = names;
                if (values != null) {
                    for (Map.Entry<Integer, int[]> one : inLeaf.entrySet()) {
                        String name = values.lookupOrd(one.getKey()).utf8ToString();
                        first.putIfAbsent(name, one.getValue()[1]);
                        counts.merge(name, one.getValue()[0], Integer::sum);
                    }
                }
                inLeaf.clear();
            }
        }
    }

    /** One Lucene document that was found; false for no more. */
    private interface Look {
        boolean at(int doc) throws IOException;
    }
}

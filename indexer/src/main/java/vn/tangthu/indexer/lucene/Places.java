package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/**
 * Where in a record that was found the question is met: walks through the record's own block only,
 * with the rights and filters of the search, and reads stored text for the few best pages.
 */
final class Places {
    private static final int MAX_WALKED = 5_000;

    private final IndexSearcher searcher;
    private final Parents parents;
    private final Ranking ranking;
    private final Showing showing;
    private final Weight weight;

    /** What has the words side by side; null where none were typed so. */
    private final @Nullable Weight together;

    private final StoredFields stored;

    Places(
            IndexSearcher searcher,
            Parents parents,
            Ranking ranking,
            Question question,
            Query scope,
            Analysis analysis)
            throws IOException {
        this.searcher = searcher;
        this.parents = parents;
        this.ranking = ranking;
        this.showing = new Showing(question, analysis);
        this.stored = searcher.storedFields();
        Query scoped =
                new BooleanQuery.Builder()
                        .add(question.matching(false), Occur.MUST)
                        .add(scope, Occur.FILTER)
                        .build();
        this.weight = searcher.createWeight(searcher.rewrite(scoped), ScoreMode.COMPLETE, 1);
        this.together =
                question.hasNeighbours()
                        ? searcher.createWeight(
                                searcher.rewrite(question.together()),
                                ScoreMode.COMPLETE_NO_SCORES,
                                1)
                        : null;
    }

    /**
     * @param docs what of the record matched, as {@link #matching} gave it
     */
    Showing.Found in(int parent, List<ScoreDoc> docs, RecordView view) throws IOException {
        return showing.in(docs.stream().map(doc -> new Part(doc, parent)).toList(), view);
    }

    /** Of what is stored nothing is read before it is asked for. */
    private final class Part implements Showing.Part {
        private final ScoreDoc doc;
        private final int parent;
        private @Nullable Document fields;

        Part(ScoreDoc doc, int parent) {
            this.doc = doc;
            this.parent = parent;
        }

        @Override
        public boolean isRecord() {
            return doc.doc == parent;
        }

        @Override
        public float score() {
            return doc.score;
        }

        @Override
        public @Nullable DocumentId document() throws IOException {
            BytesRef id = described(doc.doc);
            if (id == null) {
                fields = stored.document(doc.doc);
                id = fields.getBinaryValue(Schema.DOCUMENT_ID);
            }
            return id == null ? null : new DocumentId(Schema.uuid(id));
        }

        @Override
        public Showing.@Nullable Page page() {
            Document of = fields;
            String text = of == null ? null : of.get(Schema.TEXT);
            BytesRef file = of == null ? null : of.getBinaryValue(Schema.FILE_ID);
            var number = of == null ? null : of.getField(Schema.PAGE_NUMBER);
            return text == null || file == null || number == null
                    ? null
                    : new Showing.Page(
                            text,
                            new ContentFileId(Schema.uuid(file)),
                            number.numericValue().intValue());
        }
    }

    /** The document that this describes, without what is stored; null for all else. */
    private @Nullable BytesRef described(int doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        int at = doc - leaf.docBase;
        if (!parents.blocks(leaf.reader()).heads().get(at)) {
            return null;
        }
        BinaryDocValues documents = leaf.reader().getBinaryDocValues(Schema.DESCRIBES);
        return documents != null && documents.advanceExact(at) ? documents.binaryValue() : null;
    }

    /** The matching Lucene documents of each record's block, the best first. */
    Map<Integer, List<ScoreDoc>> matching(List<Integer> records) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<ScoreDoc> all = new ArrayList<>();
        @Nullable LeafReaderContext leaf = null;
        @Nullable Scorer scorer = null;
        @Nullable Meets beside = null;
        for (int parent : records.stream().sorted().toList()) {
            LeafReaderContext of = leaves.get(ReaderUtil.subIndex(parent, leaves));
            if (of != leaf) {
                leaf = of;
                scorer = weight.scorer(of);
                Scorer close = together == null ? null : together.scorer(of);
                beside = close == null ? null : new Meets(close);
            }
            if (scorer != null) {
                all.addAll(inBlock(scorer, beside, of, parent - of.docBase));
            }
        }
        ScoreDoc[] docs = all.toArray(ScoreDoc[]::new);
        Map<Integer, List<ScoreDoc>> byRecord = new HashMap<>();
        for (ScoreDoc doc :
                ranking.rescored(
                        new TopDocs(
                                new TotalHits(docs.length, TotalHits.Relation.EQUAL_TO), docs))) {
            byRecord.computeIfAbsent(ranking.parentOf(doc.doc), p -> new ArrayList<>()).add(doc);
        }
        return byRecord;
    }

    /** The best, those first that have the words side by side: a volume has many that do not. */
    private List<ScoreDoc> inBlock(
            Scorer scorer, @Nullable Meets beside, LeafReaderContext leaf, int end)
            throws IOException {
        BitSet ends = parents.of(leaf.reader());
        int start = end == 0 ? 0 : ends.prevSetBit(end - 1) + 1;
        List<ScoreDoc> docs = new ArrayList<>();
        DocIdSetIterator iterator = scorer.iterator();
        int doc = iterator.docID() < start ? iterator.advance(start) : iterator.docID();
        while (doc <= end && docs.size() < MAX_WALKED) {
            docs.add(new ScoreDoc(leaf.docBase + doc, scorer.score()));
            doc = iterator.nextDoc();
        }
        Comparator<ScoreDoc> best = Comparator.comparingDouble((ScoreDoc d) -> -d.score);
        if (beside != null && docs.size() > Showing.MAX_CLOSE) {
            Set<Integer> close = new HashSet<>();
            for (ScoreDoc each : docs) {
                if (beside.at(each.doc - leaf.docBase)) {
                    close.add(each.doc);
                }
            }
            best = Comparator.comparing((ScoreDoc d) -> !close.contains(d.doc)).thenComparing(best);
        }
        docs.sort(best);
        return docs.subList(0, Math.min(Showing.MAX_CLOSE, docs.size()));
    }
}

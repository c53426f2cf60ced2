package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** The search's own question, narrowed to the blocks of some records. */
@Component
@BelowTheHome
class LuceneFindAmong implements FindAmong {
    private final LuceneRecordIndex index;
    private final Catalogue catalogue;
    private final Units units;
    private final QuestionReader reading;

    LuceneFindAmong(
            LuceneRecordIndex index,
            Catalogue catalogue,
            Units units,
            Analyzer analyzer,
            Spellings spellings) {
        this.index = index;
        this.units = units;
        this.catalogue = catalogue;
        this.reading = new QuestionReader(new Analysis(analyzer), spellings);
    }

    @Override
    public Map<AipId, Match> among(
            SearchRequest request, Collection<AipId> records, Reader reader) {
        if (records.size() > MOST) {
            throw new IllegalArgumentException("Too many records at once: " + records.size());
        }
        Question question = reading.read(request.query());
        List<BytesRef> ids = records.stream().map(id -> Schema.bytes(id.value())).toList();
        Query asked =
                new BooleanQuery.Builder()
                        .add(question.matching(false), Occur.FILTER)
                        .add(
                                Scope.of(
                                        question,
                                        request.filters(),
                                        units,
                                        request.within(),
                                        index.rights(reader)),
                                Occur.FILTER)
                        .add(new TermInSetQuery(Schema.AIP, ids), Occur.FILTER)
                        .build();
        try {
            Map<AipId, Matched> found =
                    ids.isEmpty()
                            ? Map.of()
                            : index.searching(searcher -> records(searcher, asked));
            if (found.isEmpty()) {
                return Map.of();
            }
            // Asked again before it is said, as each hit is.
            Map<AipId, RecordView> views = catalogue.records(found.keySet(), reader);
            return found.entrySet().stream()
                    .filter(each -> Matched.isIn(views.get(each.getKey()), each.getValue()))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Map.Entry::getKey, each -> each.getValue().match()));
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private Map<AipId, Matched> records(IndexSearcher searcher, Query asked) throws IOException {
        Weight weight =
                searcher.createWeight(
                        searcher.rewrite(new ConstantScoreQuery(asked)),
                        ScoreMode.COMPLETE_NO_SCORES,
                        1);
        Map<AipId, Matched> found = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            Parents.Blocks blocks = index.parents().blocks(leaf.reader());
            Bits live = leaf.reader().getLiveDocs();
            DocIdSetIterator docs = scorer.iterator();
            int doc = docs.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                int end = blocks.ends().nextSetBit(doc);
                if (live == null || live.get(doc)) {
                    Matched matched = inBlock(searcher, leaf.docBase, docs, end, blocks.heads());
                    found.put(index.idOf(searcher, leaf.docBase + end), matched);
                }
                doc = docs.docID() <= end ? docs.advance(end + 1) : docs.docID();
            }
        }
        return found;
    }

    /** One look at each document of the record, however many of its pages match. */
    private static Matched inBlock(
            IndexSearcher searcher, int base, DocIdSetIterator docs, int end, BitSet heads)
            throws IOException {
        boolean whole = false;
        boolean listed = false;
        boolean described = false;
        Set<DocumentId> documents = new HashSet<>();
        int doc = docs.docID();
        while (doc <= end) {
            BytesRef document =
                    searcher.storedFields()
                            .document(base + doc, Set.of(Schema.DOCUMENT_ID))
                            .getBinaryValue(Schema.DOCUMENT_ID);
            whole |= doc == end;
            described |= heads.get(doc);
            listed |= doc != end && document == null;
            if (document != null) {
                documents.add(new DocumentId(Schema.uuid(document)));
            }
            // The next document begins, or what stands behind all of them.
            doc = doc == end ? docs.nextDoc() : docs.advance(heads.nextSetBit(doc + 1));
        }
        return new Matched(whole, listed, described, documents);
    }
}

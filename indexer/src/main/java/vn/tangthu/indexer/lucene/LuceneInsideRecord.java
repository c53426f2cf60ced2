package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
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
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * Walks through the record's own block of the index: which pages may have it is known from their
 * postings, the stored text is read of those only that are shown.
 */
@Component
@BelowTheHome
class LuceneInsideRecord implements InsideRecord {
    /** Candidates of one record that are walked through; the largest records have 63 volumes. */
    private static final int MOST_CANDIDATES = 100_000;

    /** Texts that are read for one answer, some 60 ms: words of the title are not on every page. */
    private static final int MOST_READ = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Set<String> WHERE = Set.of(Schema.FILE_ID, Schema.PAGE_NUMBER);

    private final LuceneRecordIndex index;
    private final Catalogue catalogue;
    private final Analysis analysis;
    private final QuestionReader reading;

    /** As searches: more at once than this only wait for each other. */
    private final Turns turns =
            new Turns(Math.max(2, 2 * Runtime.getRuntime().availableProcessors()), PATIENCE);

    LuceneInsideRecord(
            LuceneRecordIndex index, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        this.index = index;
        this.catalogue = catalogue;
        this.analysis = new Analysis(analyzer);
        this.reading = new QuestionReader(analysis, spellings);
    }

    @Override
    public Found find(
            AipId record,
            @Nullable DocumentId only,
            String query,
            @Nullable Position from,
            boolean backwards,
            int limit,
            Reader reader)
            throws IOException {
        return inside(
                record,
                query,
                reader,
                Found.NOTHING,
                (pages, asked) ->
                        walk(
                                only == null ? pages : pages.of(only),
                                asked,
                                from,
                                backwards,
                                Math.clamp(limit, 1, MOST)));
    }

    /** The pages that may answer are gathered once for all of it. */
    @Override
    public Around around(AipId record, Position at, String query, int limit, Reader reader)
            throws IOException {
        return inside(
                record,
                query,
                reader,
                new Around(Found.NOTHING, Found.NOTHING, Found.NOTHING),
                (pages, asked) ->
                        new Around(
                                walk(
                                        pages.of(at.document()),
                                        asked,
                                        null,
                                        false,
                                        Math.clamp(limit, 1, MOST)),
                                walk(pages, asked, at, true, 1),
                                walk(pages, asked, at, false, 1)));
    }

    private interface Walking<T> {
        T through(Pages pages, Question asked) throws IOException;
    }

    private <T> T inside(AipId record, String query, Reader reader, T nothing, Walking<T> walking)
            throws IOException {
        String typed = query.substring(0, Math.min(query.length(), SearchRequest.MAX_QUERY));
        Question question = reading.read(typed);
        // As this reader sees it now: documents that were closed since are not looked into.
        if (question.isEmpty()
                || !(catalogue.record(record, reader).orElse(null)
                        instanceof RecordView.Full full)) {
            return nothing;
        }
        try (Turns.Turn turn = turns.take()) {
            return index.searching(
                    searcher -> {
                        Pages pages = new Pages(searcher, full);
                        Question asked = pages.collect(record, question, reader);
                        return walking.through(pages, asked);
                    });
        }
    }

    private Found walk(
            Pages pages, Question asked, @Nullable Position from, boolean backwards, int limit)
            throws IOException {
        List<PageHit> hits = new ArrayList<>();
        int step = backwards ? -1 : 1;
        Marker marker = new Marker(asked, analysis);
        int at = pages.start(from, backwards);
        @Nullable Position last = from;
        for (int read = 0; at >= 0 && at < pages.count; at += step, read++) {
            if (hits.size() == limit || read == MOST_READ) {
                return new Found(hits, last);
            }
            Position here = pages.position(at);
            last = here;
            if (!hits.isEmpty() && hits.getLast().at().equals(here)) {
                continue; // a further piece of a long page
            }
            Matches met = marker.in(pages.text(at)).meant(asked);
            if (!met.isEmpty()) {
                hits.add(new PageHit(here, met.line()));
            }
        }
        return new Found(hits, null);
    }

    /** Pages of the record that may answer, in the order of reading. */
    private final class Pages {
        private final IndexSearcher searcher;
        private final Map<DocumentId, Integer> ranks;
        private final Map<ContentFileId, Integer> files;
        private final Map<Integer, Optional<DocumentId>> heads;
        private int[] docs = new int[64];
        private int[] headOf = new int[64];
        private int count;

        Pages(IndexSearcher searcher, RecordView.Full full) {
            this.searcher = searcher;
            this.ranks = new HashMap<>();
            this.files = new HashMap<>();
            this.heads = new HashMap<>();
            for (ArchivalDocument document : full.documents()) {
                ranks.put(document.id(), ranks.size());
                document.files().forEach(file -> files.put(file.id(), files.size()));
            }
        }

        private Pages(Pages all) {
            this.searcher = all.searcher;
            this.ranks = all.ranks;
            this.files = all.files;
            this.heads = all.heads;
        }

        /** Those of one document. */
        Pages of(DocumentId document) {
            Pages some = new Pages(this);
            for (int at = 0; at < count; at++) {
                if (Optional.of(document).equals(heads.get(headOf[at]))) {
                    some.keep(docs[at], headOf[at]);
                }
            }
            return some;
        }

        private void keep(int doc, int head) {
            docs = ArrayUtil.grow(docs, count + 1);
            headOf = ArrayUtil.grow(headOf, count + 1);
            docs[count] = doc;
            headOf[count++] = head;
        }

        /**
         * @return the question with what its words may have been misread as in this record
         */
        Question collect(AipId record, Question question, Reader reader) throws IOException {
            Query parent =
                    new BooleanQuery.Builder()
                            .add(
                                    new TermQuery(
                                            new Term(Schema.AIP, Schema.bytes(record.value()))),
                                    Occur.FILTER)
                            .add(new TermQuery(new Term(Schema.KIND, Schema.RECORD)), Occur.FILTER)
                            .build();
            TopDocs found = searcher.search(new ConstantScoreQuery(parent), 1);
            if (found.scoreDocs.length == 0) {
                return question;
            }
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            LeafReaderContext leaf =
                    leaves.get(ReaderUtil.subIndex(found.scoreDocs[0].doc, leaves));
            int end = found.scoreDocs[0].doc - leaf.docBase;
            Parents.Blocks blocks = index.parents().blocks(leaf.reader());
            int start = end == 0 ? 0 : blocks.ends().prevSetBit(end - 1) + 1;
            Visible visible = new Visible(searcher, index.parents(), index.rights(reader));
            Question asked =
                    new Widening(visible)
                            .within(
                                    question,
                                    varied ->
                                            new Nearest(visible, varied).within(leaf, start, end));
            Query scoped =
                    new BooleanQuery.Builder()
                            .add(asked.matching(false), Occur.FILTER)
                            .add(Scope.of(reader), Occur.FILTER)
                            .add(new TermQuery(new Term(Schema.KIND, Schema.PAGE)), Occur.FILTER)
                            .build();
            Scorer scorer =
                    searcher.createWeight(
                                    searcher.rewrite(new ConstantScoreQuery(scoped)),
                                    ScoreMode.COMPLETE_NO_SCORES,
                                    1)
                            .scorer(leaf);
            if (scorer == null) {
                return asked;
            }
            DocIdSetIterator iterator = scorer.iterator();
            for (int doc = iterator.advance(start);
                    doc < end && count < MOST_CANDIDATES;
                    doc = iterator.nextDoc()) {
                add(doc, leaf.docBase, blocks.heads());
            }
            return asked;
        }

        private void add(int doc, int base, BitSet all) throws IOException {
            int head = base + all.prevSetBit(doc);
            if (!heads.containsKey(head)) {
                BytesRef id =
                        searcher.storedFields()
                                .document(head, Set.of(Schema.DOCUMENT_ID))
                                .getBinaryValue(Schema.DOCUMENT_ID);
                heads.put(head, Optional.ofNullable(id).map(Schema::uuid).map(DocumentId::new));
            }
            DocumentId document = heads.get(head).orElse(null);
            if (document != null && ranks.containsKey(document)) {
                keep(base + doc, head);
            }
        }

        Position position(int at) throws IOException {
            Document stored = searcher.storedFields().document(docs[at], WHERE);
            BytesRef file = stored.getBinaryValue(Schema.FILE_ID);
            var page = stored.getField(Schema.PAGE_NUMBER);
            DocumentId document = heads.getOrDefault(headOf[at], Optional.empty()).orElse(null);
            if (file == null || page == null || document == null) {
                throw new IOException("A page without its file: " + docs[at]);
            }
            return new Position(
                    document, new ContentFileId(Schema.uuid(file)), page.numericValue().intValue());
        }

        String text(int at) throws IOException {
            String text =
                    searcher.storedFields()
                            .document(docs[at], Set.of(Schema.TEXT))
                            .get(Schema.TEXT);
            return text == null ? "" : text;
        }

        /** The first candidate after the place, or the last before it. */
        int start(@Nullable Position from, boolean backwards) throws IOException {
            if (from == null) {
                return backwards ? count - 1 : 0;
            }
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                int order = compare(position(middle), from);
                if (order < 0 || order == 0 && !backwards) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return backwards ? low - 1 : low;
        }

        private int compare(Position one, Position other) {
            int order =
                    Integer.compare(
                            ranks.getOrDefault(one.document(), 0),
                            ranks.getOrDefault(other.document(), 0));
            if (order == 0) {
                order =
                        Integer.compare(
                                files.getOrDefault(one.file(), 0),
                                files.getOrDefault(other.file(), 0));
            }
            return order == 0 ? Integer.compare(one.page(), other.page()) : order;
        }
    }
}

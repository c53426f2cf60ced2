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
import vn.tangthu.indexer.Hit.Place;
import vn.tangthu.indexer.Hit.Snippet;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/**
 * Where in a record that was found the question is met: walks through the record's own block only,
 * with the rights and filters of the search, and reads stored text for the few best pages.
 */
final class Places {
    /** Of each record; its others are found by searching in it. */
    private static final int MAX_PLACES = 3;

    private static final int MAX_READ = 6;
    private static final int MAX_WALKED = 5_000;

    /** So many of a record's Lucene documents are looked at closely. */
    private static final int MAX_CLOSE = 16;

    private final IndexSearcher searcher;
    private final Parents parents;
    private final Ranking ranking;
    private final Question question;
    private final Marker marker;
    private final Weight weight;
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
        this.question = question;
        this.marker = new Marker(question, analysis);
        this.stored = searcher.storedFields();
        Query scoped =
                new BooleanQuery.Builder()
                        .add(question.matching(false), Occur.MUST)
                        .add(scope, Occur.FILTER)
                        .build();
        this.weight = searcher.createWeight(searcher.rewrite(scoped), ScoreMode.COMPLETE, 1);
    }

    /**
     * What of a record matched.
     *
     * @param places best first
     * @param allowed whether something matched that the reader may see now; otherwise rights
     *     changed since the index was written and the record must not be shown
     */
    record Found(List<Place> places, boolean allowed) {}

    private record Rated(Place place, int groups, float score) {}

    /**
     * @param docs what of the record matched, as {@link #matching} gave it
     */
    Found in(int parent, List<ScoreDoc> docs, RecordView view) throws IOException {
        boolean full = view.isWhole();
        boolean allowed = false;
        List<Rated> rated = new ArrayList<>();
        Map<DocumentId, ArchivalDocument> visible = new HashMap<>();
        if (view instanceof RecordView.Full all) {
            all.documents().forEach(document -> visible.put(document.id(), document));
        }
        Set<String> seen = new HashSet<>();
        int read = 0;
        int whole = 0;
        for (ScoreDoc doc : docs) {
            // Best first: what follows five pages that meet all of the question cannot pass them.
            boolean enough = question.isEmpty() || read >= MAX_READ || whole >= MAX_PLACES;
            if (enough && allowed) {
                break;
            }
            if (doc.doc == parent) {
                allowed |= full;
                continue;
            }
            BytesRef documentId = described(doc.doc);
            Document fields = null;
            if (documentId == null) {
                fields = stored.document(doc.doc);
                documentId = fields.getBinaryValue(Schema.DOCUMENT_ID);
            }
            if (documentId == null) {
                // Beside the parent stands what everybody may know.
                allowed |= !full;
                continue;
            }
            ArchivalDocument document = visible.get(new DocumentId(Schema.uuid(documentId)));
            if (document == null) {
                continue;
            }
            allowed = true;
            if (enough) {
                continue;
            }
            read++;
            Rated place = rate(document, fields, doc.score);
            if (place != null && seen.add(place.place().document() + "/" + place.place().page())) {
                rated.add(place);
                if (place.place().page() != null && place.groups() == question.groups().size()) {
                    whole++;
                }
            }
        }
        rated.sort(
                Comparator.comparingInt(Rated::groups)
                        .thenComparing(rating -> rating.score() >= Question.WHOLE_KEY)
                        .thenComparing(rating -> rating.place().page() != null)
                        .thenComparing(Rated::score)
                        .reversed());
        List<Place> places = rated.stream().limit(MAX_PLACES).map(Rated::place).toList();
        return new Found(places, allowed);
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

    /**
     * @param stored null for a description
     */
    private @Nullable Rated rate(
            ArchivalDocument document, @Nullable Document stored, float score) {
        String text = stored == null ? null : stored.get(Schema.TEXT);
        String title = document.description().subject();
        String number = document.description().printedNumber();
        if (stored == null || text == null) {
            Matches subject = marker.in(title);
            int groups = marker.in(number + " | " + title + " | " + agency(document)).groups();
            ContentFileId file =
                    document.files().isEmpty() ? null : document.files().getFirst().id();
            return groups == 0
                    ? null
                    : new Rated(
                            new Place(document.id(), file, title, number, null, subject.whole()),
                            groups,
                            score);
        }
        BytesRef fileId = stored.getBinaryValue(Schema.FILE_ID);
        Number page = numberOf(stored);
        if (fileId == null || page == null) {
            return null;
        }
        ContentFileId file = new ContentFileId(Schema.uuid(fileId));
        if (document.files().stream().map(ContentFile::id).noneMatch(file::equals)) {
            return null;
        }
        Matches met = marker.in(text);
        Matches matches = met.meant(question);
        if (matches.isEmpty()) {
            return null;
        }
        Snippet snippet = matches.best();
        return new Rated(
                new Place(
                        document.id(),
                        file,
                        title,
                        number,
                        document.numberOf(file, page.intValue()),
                        snippet),
                met.groups(),
                score);
    }

    private static @Nullable Number numberOf(Document stored) {
        var field = stored.getField(Schema.PAGE_NUMBER);
        return field == null ? null : field.numericValue();
    }

    private static String agency(ArchivalDocument document) {
        String organ = document.description().organName();
        String keyword = document.description().keyword();
        return (organ == null ? "" : organ) + " | " + (keyword == null ? "" : keyword);
    }

    /** The matching Lucene documents of each record's block, the best first. */
    Map<Integer, List<ScoreDoc>> matching(List<Integer> records) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<ScoreDoc> all = new ArrayList<>();
        @Nullable LeafReaderContext leaf = null;
        @Nullable Scorer scorer = null;
        for (int parent : records.stream().sorted().toList()) {
            LeafReaderContext of = leaves.get(ReaderUtil.subIndex(parent, leaves));
            if (of != leaf) {
                leaf = of;
                scorer = weight.scorer(of);
            }
            if (scorer != null) {
                all.addAll(inBlock(scorer, of, parent - of.docBase));
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

    private List<ScoreDoc> inBlock(Scorer scorer, LeafReaderContext leaf, int end)
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
        docs.sort(Comparator.comparingDouble((ScoreDoc d) -> d.score).reversed());
        return docs.subList(0, Math.min(MAX_CLOSE, docs.size()));
    }
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
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
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * Suggestions from the index of the search itself (ADR 0030): its rights, its deletions and its
 * moment. A few Lucene documents are looked at for each kind, and what they belong to is asked of
 * the catalogue again, as this reader, before a word of it leaves.
 */
@Component
class LuceneSuggestions implements Suggestions {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int NUMBERS = 3;
    private static final int AGENCIES = 3;
    private static final int RECORDS = 4;

    /** Lucene documents that are looked at for the names on them. */
    private static final int LOOKED = 5_000;

    private final LuceneRecordIndex index;
    private final Catalogue catalogue;
    private final Analysis analysis;
    private final Spellings spellings;
    private final Turns turns =
            new Turns(Math.max(1, Runtime.getRuntime().availableProcessors()), PATIENCE);

    LuceneSuggestions(
            LuceneRecordIndex index, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        this.index = index;
        this.spellings = spellings;
        this.catalogue = catalogue;
        this.analysis = new Analysis(analyzer);
    }

    /**
     * Something that could be suggested, by where it stands.
     *
     * @param document of it, or null for the record itself
     * @param name of the body, for those
     * @param whole whether it was found in what only readers of the whole record may know, and not
     *     in what everybody may
     */
    private record Candidate(
            Kind kind, AipId record, @Nullable DocumentId document, String name, boolean whole) {
        Candidate(Kind kind, AipId record, @Nullable DocumentId document, String name) {
            this(kind, record, document, name, true);
        }
    }

    @Override
    public List<Suggestion> of(String text, Reader reader) {
        String typed = text.substring(0, Math.min(text.length(), LONGEST)).stripLeading();
        Typed asked = Typed.of(typed, analysis);
        if (typed.length() < SHORTEST || asked.isEmpty()) {
            return List.of();
        }
        try (Turns.Turn turn = turns.take()) {
            List<Candidate> candidates =
                    index.searching(searcher -> candidates(searcher, asked, reader));
            return shown(candidates, reader).stream()
                    .filter(one -> !isBareCode(one) || isBegunBy(asked.key(), one.text()))
                    .toList();
        } catch (SearchBusyException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private List<Candidate> candidates(IndexSearcher searcher, Typed asked, Reader reader)
            throws IOException {
        Looking looking = new Looking(searcher, Scope.of(reader));
        Map<Object, Candidate> found = new LinkedHashMap<>();
        String key = asked.key();
        if (!key.isEmpty()) {
            Query whole = new TermQuery(new Term(Schema.KEY, key));
            Query begun = looking.beginnings.of(Schema.KEY, key);
            for (Query query : List.of(whole, begun)) {
                looking.numbers(query, found);
                looking.records(query, found);
            }
        }
        List<Typed> otherwise = asked.otherwise(spellings);
        List<Typed> ways = new ArrayList<>(List.of(asked));
        ways.addAll(otherwise);
        looking.agencies(ways, found);
        for (boolean exact : asked.accented() ? List.of(true, false) : List.of(false)) {
            Query words = asked.all(Schema.TITLE, exact, looking.beginnings);
            looking.records(both(words, asked.following(exact)), found);
            looking.records(words, found);
        }
        for (Typed way : otherwise) {
            looking.records(way.all(Schema.TITLE, false, looking.beginnings), found);
        }
        return List.copyOf(found.values());
    }

    private static Query both(Query one, Query other) {
        return new BooleanQuery.Builder().add(one, Occur.FILTER).add(other, Occur.FILTER).build();
    }

    /** As the reader may see each of them now; what they may not is left out. */
    private List<Suggestion> shown(List<Candidate> candidates, Reader reader) {
        Set<AipId> ids = new LinkedHashSet<>();
        candidates.forEach(each -> ids.add(each.record()));
        Map<AipId, RecordView> views = ids.isEmpty() ? Map.of() : catalogue.found(ids, reader);
        Map<String, Suggestion> shown = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            RecordView view = views.get(candidate.record());
            Suggestion suggestion = view == null ? null : shown(candidate, view);
            if (suggestion != null
                    && shown.values().stream().filter(s -> s.kind() == suggestion.kind()).count()
                            < most(suggestion.kind())) {
                // Two records of one title are two; a number leads to all that have it.
                AipId record = suggestion.record();
                shown.putIfAbsent(
                        suggestion.kind() + (record == null ? suggestion.text() : "" + record),
                        suggestion);
            }
        }
        return shown.values().stream().sorted(Comparator.comparing(Suggestion::kind)).toList();
    }

    /** Of a record whose title this reader may not know now. */
    private static boolean isBareCode(Suggestion one) {
        return one.kind() == Kind.RECORD && one.about().isEmpty();
    }

    /** Its title may have been open when it was indexed: only by its code may it be found. */
    private boolean isBegunBy(String key, String code) {
        List<Analysis.Word> words = analysis.words(code);
        String whole = Analysis.key(words);
        String own = words.isEmpty() ? "" : Analysis.key(words.subList(1, words.size()));
        return !key.isEmpty() && (whole.startsWith(key) || own.startsWith(key));
    }

    private static int most(Kind kind) {
        return switch (kind) {
            case NUMBER -> NUMBERS;
            case AGENCY -> AGENCIES;
            case RECORD -> RECORDS;
        };
    }

    private static @Nullable Suggestion shown(Candidate candidate, RecordView view) {
        if (candidate.whole() != view.isWhole()) {
            // Rights changed since the index was written, and what was found may be closed now.
            return null;
        }
        if (candidate.kind() == Kind.RECORD) {
            String title = view.titleOrNull();
            return title == null
                    ? new Suggestion(Kind.RECORD, view.arcFileCode(), "", view.id())
                    : new Suggestion(Kind.RECORD, title, view.arcFileCode(), view.id());
        }
        if (!(view instanceof RecordView.Full full)) {
            return null;
        }
        for (ArchivalDocument document : full.documents()) {
            if (document.id().equals(candidate.document())) {
                String organ = document.description().organName();
                String number = document.description().printedNumber();
                if (candidate.kind() == Kind.NUMBER) {
                    return number.isBlank()
                            ? null
                            : new Suggestion(
                                    Kind.NUMBER, number, document.description().subject(), null);
                }
                return organ == null || !RecordFields.agency(organ).equals(candidate.name())
                        ? null
                        : new Suggestion(Kind.AGENCY, candidate.name(), "", null);
            }
        }
        return null;
    }

    /** Looks at the first Lucene documents that a query finds for this reader. */
    private final class Looking {
        private final IndexSearcher searcher;
        private final Query rights;
        private final Beginnings beginnings;

        Looking(IndexSearcher searcher, Query rights) {
            this.searcher = searcher;
            this.rights = rights;
            this.beginnings = new Beginnings(searcher.getIndexReader());
        }

        void numbers(Query query, Map<Object, Candidate> found) throws IOException {
            int before = found.size();
            each(
                    query,
                    List.of(Schema.DOCUMENT),
                    doc -> {
                        DocumentId document = documentOf(doc);
                        if (document != null) {
                            found.putIfAbsent(
                                    document,
                                    new Candidate(Kind.NUMBER, recordOf(doc), document, ""));
                        }
                        return found.size() < before + 2 * NUMBERS;
                    });
        }

        void records(Query query, Map<Object, Candidate> found) throws IOException {
            int before = found.size();
            each(
                    query,
                    List.of(Schema.RECORD, Schema.LISTED),
                    doc -> {
                        AipId record = recordOf(doc);
                        found.putIfAbsent(
                                record, new Candidate(Kind.RECORD, record, null, "", isWhole(doc)));
                        return found.size() < before + RECORDS;
                    });
        }

        /** The names that stand most often on what was looked at. */
        void agencies(List<Typed> ways, Map<Object, Candidate> found) throws IOException {
            Map<String, Integer> first = new HashMap<>();
            Map<String, Integer> counts = new HashMap<>();
            for (Typed way : ways) {
                Agencies agencies = new Agencies(first, counts);
                each(way.all(Schema.NAME, false, beginnings), List.of(Schema.DOCUMENT), agencies);
                agencies.close();
            }
            List<String> names = new ArrayList<>(counts.keySet());
            names.sort(
                    Comparator.comparing((String name) -> counts.getOrDefault(name, 0))
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));
            int kept = 0;
            for (String name : names) {
                Integer doc = first.get(name);
                List<Analysis.Word> words = analysis.words(name);
                if (doc != null
                        && kept < 2 * AGENCIES
                        && ways.stream().anyMatch(way -> way.isIn(words))) {
                    kept++;
                    found.put(
                            "agency " + name,
                            new Candidate(Kind.AGENCY, recordOf(doc), documentOf(doc), name));
                }
            }
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

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * Suggestions from the index of the search itself (ADR 0030), whichever engine it is: its rights,
 * its deletions and its moment. A few Lucene documents are looked at for each kind, and what they
 * belong to is asked of the catalogue again, as this reader, before a word of it leaves.
 */
public final class Suggesting implements Suggestions {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int NUMBERS = 3;
    private static final int AGENCIES = 3;
    private static final int RECORDS = 4;

    private final Engine engine;
    private final Catalogue catalogue;
    private final Analysis analysis;
    private final Spellings spellings;
    private final Turns turns =
            new Turns(Math.max(1, Runtime.getRuntime().availableProcessors()), PATIENCE);

    public Suggesting(Engine engine, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        this.engine = engine;
        this.spellings = spellings;
        this.catalogue = catalogue;
        this.analysis = new Analysis(analyzer);
    }

    /** Where it is looked. */
    public interface Engine {
        /** Work with what this reader may have matched. */
        <T> T looking(Reader reader, Work<T> work) throws IOException;
    }

    /** Work with the index at one moment. */
    public interface Work<T> {
        T with(Looking looking) throws IOException;
    }

    /** Looks at the first Lucene documents that a query finds for this reader. */
    public interface Looking {
        /** What a beginning of a word may become. */
        Query beginning(String field, String start) throws IOException;

        /**
         * @param most Lucene documents that are wanted
         */
        List<Spot> first(Query query, Collection<String> kinds, int most) throws IOException;

        /** The names of bodies that stand most often on documents, among others. */
        Map<String, Named> agencies(Query query) throws IOException;
    }

    /**
     * Where a Lucene document belongs.
     *
     * @param document that it is or is a page of, or null
     * @param whole whether it is the record itself, and not what everybody may know of it
     */
    public record Spot(AipId record, @Nullable DocumentId document, boolean whole) {}

    /** Looks up where something stands, for the few of which it matters. */
    public interface Standing {
        Spot spot() throws IOException;
    }

    /**
     * @param standing one of those that have the name
     */
    public record Named(long count, Standing standing) {
        Named and(Named other) {
            return new Named(count + other.count, standing);
        }
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
                    engine.looking(reader, looking -> candidates(looking, asked));
            return shown(candidates, reader).stream()
                    .filter(one -> !isBareCode(one) || isBegunBy(asked.key(), one.text()))
                    .toList();
        } catch (SearchBusyException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private List<Candidate> candidates(Looking looking, Typed asked) throws IOException {
        Map<Object, Candidate> found = new LinkedHashMap<>();
        String key = asked.key();
        if (!key.isEmpty()) {
            Query whole = new TermQuery(new Term(Schema.KEY, key));
            Query begun = looking.beginning(Schema.KEY, key);
            for (Query query : List.of(whole, begun)) {
                numbers(looking, query, found);
                records(looking, query, found);
            }
        }
        List<Typed> otherwise = asked.otherwise(spellings);
        List<Typed> ways = new ArrayList<>(List.of(asked));
        ways.addAll(otherwise);
        agencies(looking, ways, found);
        for (boolean exact : asked.accented() ? List.of(true, false) : List.of(false)) {
            Query words = asked.all(Schema.TITLE, exact, looking);
            records(looking, both(words, asked.following(exact)), found);
            records(looking, words, found);
        }
        for (Typed way : otherwise) {
            records(looking, way.all(Schema.TITLE, false, looking), found);
        }
        return List.copyOf(found.values());
    }

    private static Query both(Query one, Query other) {
        return new BooleanQuery.Builder().add(one, Occur.FILTER).add(other, Occur.FILTER).build();
    }

    private static void numbers(Looking looking, Query query, Map<Object, Candidate> found)
            throws IOException {
        int enough = found.size() + 2 * NUMBERS;
        for (Spot spot : looking.first(query, List.of(Schema.DOCUMENT), enough)) {
            DocumentId document = spot.document();
            if (document != null && found.size() < enough) {
                found.putIfAbsent(
                        document, new Candidate(Kind.NUMBER, spot.record(), document, ""));
            }
        }
    }

    private static void records(Looking looking, Query query, Map<Object, Candidate> found)
            throws IOException {
        int enough = found.size() + RECORDS;
        for (Spot spot : looking.first(query, List.of(Schema.RECORD, Schema.LISTED), enough)) {
            if (found.size() < enough) {
                found.putIfAbsent(
                        spot.record(),
                        new Candidate(Kind.RECORD, spot.record(), null, "", spot.whole()));
            }
        }
    }

    /** The names that stand most often on what was looked at. */
    private void agencies(Looking looking, List<Typed> ways, Map<Object, Candidate> found)
            throws IOException {
        Map<String, Named> named = new LinkedHashMap<>();
        for (Typed way : ways) {
            looking.agencies(way.all(Schema.NAME, false, looking))
                    .forEach((name, one) -> named.merge(name, one, Named::and));
        }
        List<Map.Entry<String, Named>> names = new ArrayList<>(named.entrySet());
        names.sort(
                Comparator.comparing((Map.Entry<String, Named> name) -> name.getValue().count())
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
        int kept = 0;
        for (Map.Entry<String, Named> name : names) {
            List<Analysis.Word> words = analysis.words(name.getKey());
            if (kept < 2 * AGENCIES && ways.stream().anyMatch(way -> way.isIn(words))) {
                kept++;
                Spot spot = name.getValue().standing().spot();
                found.put(
                        "agency " + name.getKey(),
                        new Candidate(Kind.AGENCY, spot.record(), spot.document(), name.getKey()));
            }
        }
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
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit.Place;
import vn.tangthu.indexer.Hit.Snippet;
import vn.tangthu.indexer.Hit.Why;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/**
 * Where in a record that was found the question is met: from the parts of it that an engine found,
 * whichever that is, texts are read of the few best.
 */
public final class Showing {
    /** Of each record; its others are found by searching in it. */
    private static final int MAX_PLACES = 3;

    private static final int MAX_READ = 6;

    /** So many of a record's Lucene documents are looked at closely. */
    public static final int MAX_CLOSE = 16;

    private final Question question;
    private final Marker marker;
    private final NamedFacts facts;

    public Showing(Question question, Analysis analysis) {
        this.question = question;
        this.marker = new Marker(question, analysis);
        this.facts = new NamedFacts(question, marker, analysis);
    }

    /** A Lucene document of a record. */
    public interface Part {
        /** Whether it is the record itself. */
        boolean isRecord();

        float score();

        /** That it describes or is a page of; null for the record and its public face. */
        @Nullable DocumentId document() throws IOException;

        /** Its text; null for a description. */
        @Nullable Page page() throws IOException;
    }

    /**
     * @param number of the page in the file, from 1
     */
    public record Page(String text, ContentFileId file, int number) {}

    /**
     * What of a record matched.
     *
     * @param places best first
     * @param allowed whether something matched that the reader may see now; otherwise rights
     *     changed since the index was written and the record must not be shown
     */
    public record Found(List<Place> places, boolean allowed) {}

    private record Rated(Place place, int groups, float score) {}

    /**
     * @param parts what of the record matched, the best first
     * @param view as the reader may see it now
     */
    public Found in(List<? extends Part> parts, RecordView view) throws IOException {
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
        for (Part part : parts) {
            // Best first: what follows five pages that meet all of the question cannot pass them.
            boolean enough = question.isEmpty() || read >= MAX_READ || whole >= MAX_PLACES;
            if (enough && allowed) {
                break;
            }
            if (part.isRecord()) {
                allowed |= full;
                continue;
            }
            DocumentId documentId = part.document();
            if (documentId == null) {
                // Beside the parent stands what everybody may know.
                allowed |= !full;
                continue;
            }
            ArchivalDocument document = visible.get(documentId);
            if (document == null) {
                continue;
            }
            allowed = true;
            if (enough) {
                continue;
            }
            read++;
            Rated place = rate(document, part.page(), part.score());
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

    private @Nullable Rated rate(ArchivalDocument document, @Nullable Page page, float score) {
        String title = document.description().subject();
        String number = document.description().printedNumber();
        if (page == null) {
            Matches subject = marker.in(title);
            int groups = marker.in(number + " | " + title + " | " + agency(document)).groups();
            ContentFileId file =
                    document.files().isEmpty() ? null : document.files().getFirst().id();
            return groups == 0 && !isNamed(document)
                    ? null
                    : new Rated(
                            new Place(document.id(), file, title, number, null, subject.whole()),
                            groups,
                            score);
        }
        ContentFileId file = page.file();
        if (document.files().stream().map(ContentFile::id).noneMatch(file::equals)) {
            return null;
        }
        Matches met = marker.in(page.text());
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
                        document.numberOf(file, page.number()),
                        snippet),
                met.groups(),
                score);
    }

    /** By its day or month, or by its type and whatever else of it was asked for. */
    private boolean isNamed(ArchivalDocument document) {
        BitSet met = new BitSet();
        for (NamedFacts.Fact fact : facts.of(List.of(document), Set.of())) {
            if (fact.reason().field() == Why.DATE && !fact.yearAlone()) {
                return true;
            }
            met.or(fact.groups());
        }
        return !met.isEmpty() && met.cardinality() == question.groups().size();
    }

    private static String agency(ArchivalDocument document) {
        String organ = document.description().organName();
        String keyword = document.description().keyword();
        return (organ == null ? "" : organ) + " | " + (keyword == null ? "" : keyword);
    }
}

package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit.Reason;
import vn.tangthu.indexer.Hit.Why;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;

/**
 * The numbers, days and types of documents that a question names. They are a few of its words, so
 * that other fields nearly always meet more of it; yet they are what somebody knows for certain.
 */
final class NamedFacts {
    private final Question question;
    private final Marker marker;
    private final Analysis analysis;
    private final List<Integer> withDigits = new ArrayList<>();
    private final Map<DocumentType, BitSet> types = new EnumMap<>(DocumentType.class);

    NamedFacts(Question question, Marker marker, Analysis analysis) {
        this.question = question;
        this.marker = marker;
        this.analysis = analysis;
        for (int i = 0; i < question.groups().size(); i++) {
            if (question.groups().get(i).hasDigit()) {
                withDigits.add(i);
            }
        }
        for (DocumentType type : DocumentType.values()) {
            // "Khác" is what people type of other things.
            Matches met = marker.in(type.vietnamese()).meant(question);
            if (type != DocumentType.OTHER && met.isAll()) {
                types.put(type, met.met());
            }
        }
    }

    /**
     * @param groups of the question that it meets
     * @param yearAlone of a date only the year was named
     */
    record Fact(Reason reason, BitSet groups, boolean yearAlone) {}

    /**
     * Those of the documents that answer best by what describes them; of several that do so by
     * their place, those that are shown with the hit.
     *
     * @param documents which the reader may see
     * @param shown with the hit
     */
    List<Fact> of(Collection<ArchivalDocument> documents, Set<DocumentId> shown) {
        List<Fact> best = new ArrayList<>();
        int most = 0;
        for (ArchivalDocument document : documents) {
            List<Fact> facts = facts(document.description());
            if (facts.isEmpty()) {
                continue;
            }
            BitSet met = marker.in(document.description().subject()).met();
            String organ = document.description().organName();
            if (organ != null) {
                met.or(marker.in(organ).met());
            }
            facts.forEach(fact -> met.or(fact.groups()));
            int rank = 2 * met.cardinality() + (shown.contains(document.id()) ? 1 : 0);
            if (rank > most) {
                best.clear();
                most = rank;
            }
            if (rank == most) {
                best.addAll(facts);
            }
        }
        return best;
    }

    private List<Fact> facts(DocumentDescription description) {
        List<Fact> facts = new ArrayList<>();
        DocumentType type = description.typeName();
        BitSet named = type == null ? null : types.get(type);
        if (type != null && named != null) {
            facts.add(new Fact(Reason.of(Why.TYPE, type.code()), named, false));
        }
        if (withDigits.isEmpty()) {
            return facts;
        }
        Fact number = number(description);
        if (number != null) {
            facts.add(number);
        }
        ArchivalDate issued = description.issuedDate();
        Fact date = issued == null ? null : date(issued);
        if (date != null) {
            facts.add(date);
        }
        return facts;
    }

    /** The number if figures of it were typed; its notation alone is no more than a word. */
    private @Nullable Fact number(DocumentDescription description) {
        String number = description.printedNumber();
        Matches found = marker.in(number);
        if (withDigits.stream().anyMatch(found.met()::get)) {
            return new Fact(new Reason(Why.NUMBER, number, found.part()), found.met(), false);
        }
        // 125qdubnd stands in no text, and 5023/2025 neither: these are keys.
        Set<String> keys =
                number.isEmpty() ? Set.of() : RecordFields.numberKeys(description, analysis);
        BitSet groups = new BitSet();
        for (int group : withDigits) {
            Question.Group asked = question.groups().get(group);
            if (asked.typed().size() > 1 && keys.contains(Analysis.key(asked.ways().getFirst()))) {
                groups.set(group);
            }
        }
        return groups.isEmpty() ? null : new Fact(Reason.of(Why.NUMBER, number), groups, false);
    }

    /** A day, month or year that was typed as such; a lone 28 is no day. */
    private @Nullable Fact date(ArchivalDate issued) {
        Matches found = marker.in(issued.toString());
        int words = found.words().size();
        BitSet named = new BitSet();
        BitSet year = new BitSet();
        for (Matches.Mark mark : found.marks()) {
            if (mark.to() == words) {
                (mark.to() - mark.from() > 1 ? named : year).set(mark.group());
            }
        }
        boolean yearAlone = named.isEmpty() && words > 1;
        if (named.isEmpty() && year.isEmpty()) {
            return null;
        }
        named.or(year);
        return new Fact(Reason.of(Why.DATE, issued.toString()), named, yearAlone);
    }
}

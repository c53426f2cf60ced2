package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit.Place;
import vn.tangthu.indexer.Hit.Reason;
import vn.tangthu.indexer.Hit.Why;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.RecordView;

/**
 * Why a record was found, told from what the reader sees of it and from nothing else: the fields
 * that meet the most of the question; numbers, days, types, years and the series wherever the
 * question names them; and of the other fields so many that each word that stands somewhere is
 * accounted for.
 */
public final class Reasons {
    private static final int MAX_DOCUMENTS = 30;

    /** Of each field. */
    private static final int MAX_VALUES = 3;

    private final Question question;
    private final Marker marker;
    private final NamedFacts facts;

    public Reasons(Question question, Analysis analysis) {
        this.question = question;
        this.marker = new Marker(question, analysis);
        this.facts = new NamedFacts(question, marker, analysis);
    }

    public List<Reason> of(RecordView view, List<Place> places) {
        if (question.isEmpty()) {
            return List.of();
        }
        Told told = new Told();
        Map<Why, Matches> met = new EnumMap<>(Why.class);
        note(met, Why.CODE, view.arcFileCode());
        note(met, Why.TITLE, view.titleOrNull());
        note(met, Why.FONDS, view.fonds().code() + "\n" + view.fonds().title());
        if (view instanceof RecordView.Paper paper && paper.facts() != null) {
            note(met, Why.DESCRIPTION, paper.facts().note());
        }
        years(told, view);
        if (view instanceof RecordView.Full full) {
            series(told, full);
            FileDescription description = full.description();
            note(met, Why.KEYWORD, description.keyword());
            note(met, Why.DESCRIPTION, description.description());
            note(met, Why.CODE, description.paperFileCode());
            Set<DocumentId> shown =
                    places.stream().map(Place::document).collect(Collectors.toSet());
            List<ArchivalDocument> documents = documents(full, shown);
            documents.forEach(document -> of(met, document.description()));
            facts(told, facts.of(documents, shown));
            pages(told, places, documents);
        }
        foremost(told, met);
        rest(told, met);
        return told.reasons();
    }

    /** What is told, by field. */
    private static final class Told {
        private final Map<Why, Set<Reason>> reasons = new EnumMap<>(Why.class);
        private final BitSet groups = new BitSet();

        void tell(Reason reason, BitSet met) {
            Set<Reason> of =
                    reasons.computeIfAbsent(reason.field(), field -> new LinkedHashSet<>());
            if (of.size() < MAX_VALUES) {
                of.add(reason);
                groups.or(met);
            }
        }

        boolean has(Why field) {
            return reasons.containsKey(field);
        }

        List<Reason> reasons() {
            return reasons.values().stream().flatMap(Collection::stream).toList();
        }
    }

    private static List<ArchivalDocument> documents(RecordView.Full full, Set<DocumentId> shown) {
        List<ArchivalDocument> documents = new ArrayList<>();
        for (ArchivalDocument document : full.documents()) {
            if (documents.size() < MAX_DOCUMENTS || shown.contains(document.id())) {
                documents.add(document);
            }
        }
        return documents;
    }

    private void years(Told told, RecordView view) {
        Years years = Years.of(view.startYear(), view.endYear());
        if (years == null) {
            return;
        }
        BitSet groups = new BitSet();
        for (int i = 0; i < question.groups().size(); i++) {
            for (List<Analysis.Word> way : question.groups().get(i).ways()) {
                int year = way.size() == 1 ? way.getFirst().number() : -1;
                if (years.named().anyMatch(each -> each == year)) {
                    groups.set(i);
                }
            }
        }
        if (!groups.isEmpty()) {
            told.tell(Reason.of(Why.YEARS, years.shown()), groups);
        }
    }

    private void series(Told told, RecordView.Full full) {
        if (full.series() != null) {
            Matches met = marker.in(full.series().title()).meant(question);
            if (!met.isEmpty()) {
                told.tell(Reason.of(Why.SERIES, full.series().title()), met.met());
            }
        }
    }

    /** Of many documents of a year none is told by its day: the years of the record are. */
    private static void facts(Told told, List<NamedFacts.Fact> facts) {
        long days =
                facts.stream()
                        .filter(NamedFacts.Fact::yearAlone)
                        .map(NamedFacts.Fact::reason)
                        .distinct()
                        .count();
        boolean byYear = days == 1 || !told.has(Why.YEARS);
        for (NamedFacts.Fact fact : facts) {
            if (byYear || !fact.yearAlone()) {
                told.tell(fact.reason(), fact.groups());
            }
        }
    }

    /** Pages on which it stands, which met all of the question or else the most of it. */
    private void pages(Told told, List<Place> places, List<ArchivalDocument> documents) {
        Set<DocumentId> visible =
                documents.stream().map(ArchivalDocument::id).collect(Collectors.toSet());
        Map<DocumentId, Set<Integer>> pages = new LinkedHashMap<>();
        Map<DocumentId, String> numbers = new LinkedHashMap<>();
        for (Place place : places) {
            Integer page = place.page();
            if (page != null && visible.contains(place.document())) {
                pages.computeIfAbsent(place.document(), document -> new TreeSet<>()).add(page);
                numbers.put(place.document(), place.printedNumber());
            }
        }
        BitSet all = new BitSet();
        all.set(0, question.groups().size());
        pages.forEach(
                (document, of) -> {
                    String number = numbers.getOrDefault(document, "");
                    told.tell(
                            new Reason(
                                    Why.PAGE_TEXT,
                                    of.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")),
                                    pages.size() == 1 || number.isBlank() ? null : number),
                            all);
                });
    }

    private void of(Map<Why, Matches> met, DocumentDescription description) {
        note(met, Why.NUMBER, description.printedNumber());
        note(met, Why.SUBJECT, description.subject());
        note(met, Why.AGENCY, description.organName());
        note(met, Why.KEYWORD, description.keyword());
        note(met, Why.DESCRIPTION, description.description());
        note(met, Why.DESCRIPTION, description.autograph());
        note(met, Why.CODE, description.docCode());
        note(met, Why.CODE, description.docId());
    }

    /**
     * The fields that meet more than half of the question, and those that meet the most of it if
     * they add to what is told.
     */
    private void foremost(Told told, Map<Why, Matches> met) {
        int all = question.groups().size();
        int most = met.values().stream().mapToInt(Matches::groups).max().orElse(0);
        BitSet before = BitSet.valueOf(told.groups.toLongArray());
        met.forEach(
                (field, matches) -> {
                    BitSet more = matches.met();
                    more.andNot(before);
                    int groups = matches.groups();
                    if (2 * groups > all || groups == most && !more.isEmpty()) {
                        tell(told, field, matches);
                    }
                });
    }

    /** What meets a word that nothing told so far does, the field that meets the most first. */
    private void rest(Told told, Map<Why, Matches> met) {
        while (true) {
            Why next = null;
            int most = 0;
            for (Map.Entry<Why, Matches> each : met.entrySet()) {
                BitSet more = each.getValue().met();
                more.andNot(told.groups);
                if (more.cardinality() > most) {
                    most = more.cardinality();
                    next = each.getKey();
                }
            }
            Matches best = next == null ? null : met.get(next);
            if (next == null || best == null) {
                return;
            }
            told.groups.or(best.met());
            tell(told, next, best);
        }
    }

    private static void tell(Told told, Why field, Matches matches) {
        boolean valued = field == Why.NUMBER || field == Why.CODE;
        if (!valued) {
            told.tell(Reason.of(field), matches.met());
        } else if (!told.has(field)) {
            told.tell(new Reason(field, matches.text(), matches.part()), matches.met());
        }
    }

    /** Of several texts of a field the one that meets the most. */
    private void note(Map<Why, Matches> met, Why why, @Nullable String text) {
        Matches before = met.get(why);
        int groups = before == null ? 0 : before.groups();
        if (text == null || text.isBlank() || groups == question.groups().size()) {
            return;
        }
        Matches matches = marker.in(text);
        if (matches.groups() > groups) {
            met.put(why, matches);
        }
    }
}

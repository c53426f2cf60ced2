package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit.Place;
import vn.tangthu.indexer.Hit.Why;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.RecordView;

/**
 * Why a record was found, told from what the reader sees of it: the fields that meet the most of
 * the question.
 */
public final class Reasons {
    private static final int MAX_DOCUMENTS = 30;

    private final Question question;
    private final Marker marker;

    public Reasons(Question question, Analysis analysis) {
        this.question = question;
        this.marker = new Marker(question, analysis);
    }

    public List<Why> of(RecordView view, List<Place> places) {
        if (question.isEmpty()) {
            return List.of();
        }
        Map<Why, Integer> met = new EnumMap<>(Why.class);
        note(met, Why.CODE, view.arcFileCode());
        note(met, Why.TITLE, view.titleOrNull());
        note(met, Why.DESCRIPTION, view.fonds().code() + "\n" + view.fonds().title());
        if (view instanceof RecordView.Paper paper && paper.facts() != null) {
            note(met, Why.DESCRIPTION, paper.facts().note());
        }
        if (view instanceof RecordView.Full full) {
            FileDescription description = full.description();
            note(met, Why.KEYWORD, description.keyword());
            note(met, Why.DESCRIPTION, description.description());
            note(met, Why.CODE, description.paperFileCode());
            int looked = 0;
            for (ArchivalDocument document : full.documents()) {
                if (looked++ >= MAX_DOCUMENTS && !isPlace(document, places)) {
                    continue;
                }
                of(met, document.description());
            }
        }
        if (places.stream().anyMatch(place -> place.page() != null)) {
            met.put(Why.PAGE_TEXT, question.groups().size());
        }
        int most = met.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Why> why = new ArrayList<>();
        met.forEach(
                (field, groups) -> {
                    if (groups == most || 2 * groups > question.groups().size()) {
                        why.add(field);
                    }
                });
        return why;
    }

    private static boolean isPlace(ArchivalDocument document, List<Place> places) {
        return places.stream().anyMatch(place -> place.document().equals(document.id()));
    }

    private void of(Map<Why, Integer> met, DocumentDescription description) {
        note(met, Why.NUMBER, description.printedNumber());
        note(met, Why.SUBJECT, description.subject());
        note(met, Why.AGENCY, description.organName());
        note(met, Why.KEYWORD, description.keyword());
        note(met, Why.DESCRIPTION, description.description());
        note(met, Why.DESCRIPTION, description.autograph());
        note(met, Why.CODE, description.docCode());
    }

    private void note(Map<Why, Integer> met, Why why, @Nullable String text) {
        if (text == null
                || text.isBlank()
                || met.getOrDefault(why, 0) == question.groups().size()) {
            return;
        }
        int groups = marker.in(text).groups();
        if (groups > 0) {
            met.merge(why, groups, Math::max);
        }
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit;
import vn.tangthu.portal.inside.ReasonWords;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.RecordView;

/** Hits as a list shows them: what it is, its state, where the words stand and why it is here. */
final class Hits {
    private final Words words;
    private final String query;
    private final NamesBefore names;
    private final AgencyScope.@Nullable Makers makers;

    /**
     * @param names of other times in what is searched for
     * @param makers to say who made a hồ sơ and who answers for it today, or null
     */
    Hits(Words words, String query, NamesBefore names, AgencyScope.@Nullable Makers makers) {
        this.words = words;
        this.query = query;
        this.names = names;
        this.makers = makers;
    }

    ListItem item(Hit hit) {
        RecordView record = hit.record();
        String title = record.titleOrNull();
        H2 heading =
                new H2(
                        new Anchor(
                                RecordPage.address(hit.id(), query),
                                title == null ? words.of("record.untitled") : title));
        Div marks = new Div();
        marks.addClassName("tt-row");
        switch (record) {
            case RecordView.Full full ->
                    marks.add(
                            Marks.access(full.rights().access(), words),
                            Marks.fixity(full.fixity(), words));
            case RecordView.Listed listed -> marks.add(Marks.access(Access.LISTED, words));
            case RecordView.Paper paper ->
                    marks.add(
                            Marks.access(RecordPage.access(paper), words),
                            Marks.mark(words.of("paper.tag"), Marks.Tone.WARN));
        }
        String years = words.years(record.startYear(), record.endYear());
        Paragraph line =
                new Paragraph(
                        record.arcFileCode()
                                + " · "
                                + record.fonds().title()
                                + (years.isEmpty() ? "" : " · " + years));
        line.addClassName("tt-hint");
        ListItem item = new ListItem(heading, line);
        if (makers != null) {
            Integer year = record.startYear();
            makers.of(record.fonds().id(), year == null ? 0 : year)
                    .ifPresent(made -> item.add(madeBy(made)));
        }
        item.add(marks);
        hit.places().forEach(place -> item.add(place(hit, place)));
        List<String> reasons = new ArrayList<>(ReasonWords.of(hit, wording()));
        reasons.addAll(names.of(hit));
        if (!reasons.isEmpty()) {
            Paragraph why = new Paragraph(words.of("search.why", String.join(", ", reasons)));
            why.addClassName("tt-hint");
            item.add(why);
        }
        return item;
    }

    private ReasonWords.Wording wording() {
        return new ReasonWords.Wording() {
            @Override
            public String of(String key, Object... values) {
                return words.of("search.why." + key, values);
            }

            @Override
            public String type(DocumentType type) {
                return words.code(type);
            }
        };
    }

    private Paragraph madeBy(AgencyScope.Made made) {
        Paragraph told =
                new Paragraph(
                        made.now().isEmpty() || made.now().equals(made.then())
                                ? words.of("search.maker", made.then())
                                : words.of("search.maker.now", made.then(), made.now()));
        told.addClassName("tt-hint");
        return told;
    }

    private Div place(Hit hit, Hit.Place place) {
        Div shown = new Div();
        String label =
                (place.printedNumber().isEmpty() ? "" : place.printedNumber() + " · ")
                        + place.documentTitle();
        if (place.file() != null) {
            Integer page = place.page();
            String at = page == null ? "" : ", " + words.of("page.number", page);
            shown.add(
                    new Anchor(
                            page == null
                                    ? ViewerPage.address(hit.id(), place.file(), 1, query)
                                    : ViewerPage.hit(hit.id(), place.file(), page, query),
                            label + at));
        } else {
            shown.add(new Span(label));
        }
        shown.add(snippet(place.snippet()));
        return shown;
    }

    static Paragraph snippet(Hit.Snippet snippet) {
        Paragraph shown = Transcript.pieces(new Paragraph(), snippet.pieces());
        shown.addClassName("tt-snippet");
        return shown;
    }
}

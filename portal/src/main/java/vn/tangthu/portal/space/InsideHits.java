package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Found;
import vn.tangthu.indexer.InsideRecord.PageHit;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.portal.inside.PlacesInside;
import vn.tangthu.portal.outgoing.SeenLines;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;

/** Beside an open page: the pages of its document with finds, the find before and the one after. */
final class InsideHits {
    /** Pages with finds that are listed; the page of the record's places has the rest. */
    static final int MOST = 50;

    /** So many are shown at once; more are opened. */
    private static final int OPEN = 5;

    private final InsideRecord inside;
    private final SeenLines lines;
    private final Words words;

    InsideHits(InsideRecord inside, SeenLines lines, Words words) {
        this.inside = inside;
        this.lines = lines;
        this.words = words;
    }

    /**
     * @param purpose what the document is opened for; null where everybody may read it
     */
    Div around(
            RecordView.Full full,
            Position here,
            String query,
            @Nullable ReadingPurpose purpose,
            Reader reader)
            throws IOException {
        InsideRecord.Around around;
        try {
            around = inside.around(full.id(), here, query, MOST, reader);
        } catch (SearchBusyException e) {
            return Notices.box(Marks.Tone.WARN, words.of("search.busy"));
        }
        Found found = around.document();
        lines.note(full, found.hits().stream().map(PageHit::at).toList(), purpose, reader);
        Position next = found.next();
        Paragraph told = new Paragraph(told(found, query));
        told.addClassName("tt-hint");
        Div shown = new Div(told, turn(full, around, query));
        ArchivalDocument document = PlacesInside.document(full, here.document()).orElse(null);
        if (document != null && !found.hits().isEmpty()) {
            UnorderedList list = new UnorderedList();
            for (PageHit hit : found.hits()) {
                ListItem item = item(full.id(), document, hit, query, words);
                if (hit.at().equals(here)) {
                    item.getElement().setAttribute("aria-current", "true");
                }
                list.add(item);
            }
            Div pages = new Div(list);
            if (next != null) {
                pages.add(
                        new Anchor(
                                InsidePage.address(
                                        full.id(), query, PlacesInside.written(full, next)),
                                words.of("viewer.hits.further")));
            }
            NativeDetails details = new NativeDetails(words.of("viewer.hits"), pages);
            details.setOpen(found.hits().size() <= OPEN);
            shown.add(details);
        }
        return shown;
    }

    private String told(Found found, String query) {
        int pages = found.hits().size();
        boolean more = found.next() != null;
        if (pages == 0) {
            // Where the looking stopped before the end, nothing is denied.
            return words.of(more ? "viewer.nohits.yet" : "viewer.nohits", query);
        }
        return words.of(more ? "viewer.hits.more" : "viewer.hits.count", pages, query);
    }

    private Nav turn(RecordView.Full full, InsideRecord.Around around, String query) {
        Nav nav = new Nav();
        nav.addClassName("tt-row");
        nav.getElement().setAttribute("aria-label", words.of("viewer.hits.turn"));
        String all = InsidePage.address(full.id(), query, null);
        String before = beside(full, around.before(), query, all);
        if (before != null) {
            nav.add(new Anchor(before, words.of("viewer.hit.previous")));
        }
        Position on = around.after().next();
        String onward =
                on == null
                        ? all
                        : InsidePage.address(full.id(), query, PlacesInside.written(full, on));
        String after = beside(full, around.after(), query, onward);
        if (after != null) {
            nav.add(new Anchor(after, words.of("viewer.hit.next")));
        }
        nav.add(new Anchor(all, words.of("viewer.hits.all")));
        return nav;
    }

    /**
     * The nearest page with a find; the page of places where so many were looked at without one
     * that the looking stopped; null at the record's end.
     */
    private static @Nullable String beside(
            RecordView.Full full, Found found, String query, String places) {
        if (found.hits().isEmpty()) {
            return found.next() == null ? null : places;
        }
        Position at = found.hits().getFirst().at();
        return PlacesInside.document(full, at.document())
                .map(document -> hit(full.id(), document, at, query))
                .orElse(null);
    }

    private static String hit(AipId id, ArchivalDocument document, Position at, String query) {
        return ViewerPage.hit(id, at.file(), document.numberOf(at.file(), at.page()), query);
    }

    /** A place as a list shows it: the page, and of a document of several files the file. */
    static ListItem item(
            AipId id, ArchivalDocument document, PageHit hit, String query, Words words) {
        int number = document.numberOf(hit.at().file(), hit.at().page());
        List<ContentFile> files = document.files();
        String name =
                document.isPagedThrough() || files.size() == 1
                        ? ""
                        : files.stream()
                                .filter(file -> file.id().equals(hit.at().file()))
                                .map(file -> file.originalName() + ", ")
                                .findFirst()
                                .orElse("");
        return new ListItem(
                new Anchor(
                        hit(id, document, hit.at(), query), name + words.of("page.number", number)),
                new Span(" "),
                Transcript.pieces(new Span(), hit.line().pieces()));
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.portal.outgoing.SeenPages;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** A file page by page: image with marked hits, text beside it, the pages where the words stand. */
@Route("ho-so/:id/xem/:file")
@PermitAll
class ViewerPage extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    /** Pages with hits that are listed at most. */
    private static final int HITS = 50;

    private final transient Catalogue catalogue;
    private final transient DamagedFiles damaged;
    private final transient PageTexts texts;
    private final transient InsideRecord inside;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;

    ViewerPage(
            Catalogue catalogue,
            DamagedFiles damaged,
            PageTexts texts,
            InsideRecord inside,
            CurrentReader current,
            ActivityLog activity) {
        this.catalogue = catalogue;
        this.damaged = damaged;
        this.texts = texts;
        this.inside = inside;
        this.current = current;
        this.activity = activity;
    }

    /** A page of the document with a find. */
    private record Found(ContentFileId file, int page, String line) {}

    static String address(AipId id, ContentFileId file, int page, String query) {
        return "/app/ho-so/"
                + id
                + "/xem/"
                + file
                + "?trang="
                + page
                + (query.isBlank() ? "" : "&q=" + SearchAddress.encode(query));
    }

    /**
     * @param whole whether the reader may have all of the file
     */
    private record Opened(
            AipId id, ArchivalDocument document, ContentFile file, boolean damaged, boolean whole) {
        /** The page of the file that has this number in the document. */
        int inFile(int number) {
            return number - document.numberOf(file.id(), 1) + 1;
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clear();
        Reader reader = current.reader();
        Opened opened =
                find(
                        event.getRouteParameters().get("id").orElse(""),
                        event.getRouteParameters().get("file").orElse(""),
                        reader);
        QueryParameters asked = event.getLocation().getQueryParameters();
        String query = asked.getSingleParameter("q").orElse("");
        ArchivalDocument document = opened.document();
        boolean through = document.isPagedThrough();
        int pages = through ? document.pages() : Math.max(1, opened.file().pages());
        int first = document.numberOf(opened.file().id(), 1);
        int page =
                Math.clamp(
                        SearchAddress.number(asked.getSingleParameter("trang").orElse(""), first),
                        1,
                        pages);
        if (through) {
            ContentFileId at = document.place(page).orElseThrow().file().id();
            opened = find(opened.id().toString(), at.toString(), reader);
        }
        // What everybody may read is read unwatched; the rest is noted, page by page.
        if (opened.document().rights().access() != Access.PUBLIC) {
            activity.record(reader, "VIEW", opened.file().id().toString(), "trang " + page);
            if (VaadinRequest.getCurrent() instanceof VaadinServletRequest request) {
                SeenPages.add(request, opened.file().id().value(), opened.inFile(page));
            }
        }
        title(opened.document().description().subject());
        add(row(new Anchor(RecordPage.address(opened.id(), query), t("viewer.back"))));
        add(turn(opened, page, pages, query));
        try {
            show(opened, page, query, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Opened find(String id, String file, Reader reader) {
        try {
            ContentFileId wanted = new ContentFileId(UUID.fromString(file));
            // What stays of an erased package keeps the ids of its files.
            AipId record =
                    catalogue
                            .resolve(UUID.fromString(id).toString(), reader)
                            .orElseThrow(NotFoundException::new);
            if (catalogue.record(record, reader).orElse(null) instanceof RecordView.Full full) {
                for (ArchivalDocument document : full.documents()) {
                    for (ContentFile one : document.files()) {
                        if (one.id().equals(wanted)) {
                            return new Opened(
                                    record,
                                    document,
                                    one,
                                    damaged.of(full).contains(wanted),
                                    full.givesOut(one));
                        }
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
        throw new NotFoundException();
    }

    private Nav turn(Opened opened, int page, int pages, String query) {
        Nav nav = new Nav();
        nav.addClassName("tt-row");
        nav.getElement().setAttribute("aria-label", t("viewer.pages"));
        if (page > 1) {
            nav.add(
                    new Anchor(
                            address(opened.id(), opened.file().id(), page - 1, query),
                            t("page.previous")));
        }
        nav.add(new Span(t("viewer.page.of", page, pages)));
        if (page < pages) {
            nav.add(
                    new Anchor(
                            address(opened.id(), opened.file().id(), page + 1, query),
                            t("page.next")));
        }
        if (opened.document().hasReadingCopy()) {
            nav.add(pdf(opened));
        }
        if (opened.damaged()) {
            nav.add(Marks.mark(t("file.damaged", opened.file().originalName()), Marks.Tone.ERROR));
            return nav;
        }
        if (!opened.whole()) {
            nav.add(Marks.mark(t("file.closed", opened.file().originalName()), Marks.Tone.WARN));
            return nav;
        }
        Anchor download =
                new Anchor(
                        ContentFiles.download(opened.file().id()),
                        t("file.download", words().bytes(opened.file().size())));
        download.getElement().setAttribute("router-ignore", true);
        nav.add(download);
        return nav;
    }

    private Anchor pdf(Opened opened) {
        Anchor pdf =
                new Anchor(
                        ContentFiles.pdf(opened.id(), opened.document().id()),
                        t("file.pdf", opened.document().pages()));
        pdf.getElement().setAttribute("router-ignore", true);
        return pdf;
    }

    private void show(Opened opened, int page, String query, Reader reader) throws IOException {
        PageTexts.@Nullable Marked marked =
                texts.marked(opened.file().id(), opened.inFile(page), query, reader).orElse(null);
        ExtractedText.@Nullable Page text = marked == null ? null : marked.page();
        Div leaf = new Div();
        leaf.addClassName("tt-leaf");
        if (opened.damaged()) {
            leaf.add(Notices.box(Marks.Tone.ERROR, t("viewer.damaged")));
        } else if (opened.file().pages() > 0) {
            leaf.add(image(opened, page, marked));
        } else {
            leaf.add(hint(t("viewer.noimage")));
        }
        Section words = section(t("viewer.text"));
        words.add(transcript(text));
        if (!query.isBlank()) {
            words.addComponentAtIndex(1, found(opened, query, reader));
        }
        Div both = new Div(leaf, words);
        both.addClassName("tt-viewer");
        add(both);
    }

    private static List<Found> hits(Opened opened, InsideRecord.Found found) {
        ArchivalDocument document = opened.document();
        return found.hits().stream()
                .filter(
                        hit ->
                                document.isPagedThrough()
                                        || hit.at().file().equals(opened.file().id()))
                .map(
                        hit ->
                                new Found(
                                        hit.at().file(),
                                        document.numberOf(hit.at().file(), hit.at().page()),
                                        hit.line().text()))
                .toList();
    }

    private Div image(Opened opened, int page, PageTexts.@Nullable Marked marked) {
        String alt = t("viewer.alt", page, opened.document().description().subject());
        Image image =
                new Image(ContentFiles.image(opened.file().id(), opened.inFile(page), 1000), alt);
        image.getElement()
                .setAttribute(
                        "srcset",
                        ContentFiles.image(opened.file().id(), opened.inFile(page), 480)
                                + " 480w, "
                                + ContentFiles.image(opened.file().id(), opened.inFile(page), 1000)
                                + " 1000w, "
                                + ContentFiles.image(opened.file().id(), opened.inFile(page), 2000)
                                + " 2000w");
        image.getElement().setAttribute("sizes", "(max-width: 48rem) 95vw, 45vw");
        Div sheet = new Div(image);
        sheet.addClassName("tt-sheet");
        if (marked != null) {
            marked.words().stream()
                    .filter(word -> word.width() > 0)
                    .forEach(word -> sheet.add(box(word)));
        }
        Div frame = new Div(sheet);
        frame.addClassName("tt-frame");
        frame.getElement().setAttribute("tabindex", "0");
        frame.getElement().setAttribute("role", "group");
        frame.getElement().setAttribute("aria-label", alt);
        Button larger = new Button(t("viewer.larger"));
        larger.getElement().setAttribute("aria-pressed", "false");
        larger.addClickListener(
                e -> {
                    boolean now = !sheet.hasClassName("tt-large");
                    sheet.setClassName("tt-large", now);
                    image.getElement()
                            .setAttribute(
                                    "sizes", now ? "2000px" : "(max-width: 48rem) 95vw, 45vw");
                    larger.getElement().setAttribute("aria-pressed", String.valueOf(now));
                });
        return new Div(larger, frame);
    }

    private static Div box(ExtractedText.Word word) {
        Div box = new Div();
        box.addClassName("tt-found");
        box.getElement().setAttribute("aria-hidden", "true");
        box.getStyle()
                .set("left", percent(word.x()))
                .set("top", percent(word.y()))
                .set("width", percent(word.width()))
                .set("height", percent(word.height()));
        return box;
    }

    private static String percent(int tenThousandths) {
        return String.format(Locale.ROOT, "%.2f%%", tenThousandths / 100.0);
    }

    private Div found(Opened opened, String query, Reader reader) throws IOException {
        InsideRecord.Found found;
        try {
            found =
                    inside.find(
                            opened.id(), opened.document().id(), query, null, false, HITS, reader);
        } catch (SearchBusyException e) {
            return Notices.box(Marks.Tone.WARN, t("search.busy"));
        }
        List<Found> hits = hits(opened, found);
        if (hits.isEmpty()) {
            // Where the looking stopped before the end, nothing is denied.
            String none = found.next() == null ? "viewer.nohits" : "viewer.nohits.yet";
            return new Div(hint(t(none, query)));
        }
        UnorderedList list = new UnorderedList();
        for (Found hit : hits) {
            list.add(
                    new ListItem(
                            new Anchor(
                                    address(opened.id(), hit.file(), hit.page(), query),
                                    t("page.number", hit.page())),
                            new Span(" " + hit.line())));
        }
        return new Div(hint(t("viewer.hits", hits.size(), query)), list);
    }

    private Div transcript(ExtractedText.@Nullable Page text) {
        if (text == null) {
            return Notices.box(Marks.Tone.INFO, t("viewer.text.waiting"));
        }
        return switch (text.source()) {
            case WAITING -> Notices.box(Marks.Tone.INFO, t("viewer.text.waiting"));
            case FAILED -> Notices.box(Marks.Tone.WARN, t("viewer.text.failed"));
            case EMPTY, BLANK -> Notices.box(Marks.Tone.INFO, t("viewer.text.empty"));
            case LAYER, OCR -> {
                Div transcript = new Div();
                transcript.setText(text.text());
                transcript.addClassName("tt-transcript");
                transcript.getElement().setAttribute("tabindex", "0");
                transcript.getElement().setAttribute("role", "region");
                transcript.getElement().setAttribute("aria-label", t("viewer.text"));
                yield text.convertedFrom() == null
                        ? transcript
                        : new Div(
                                hint(t("viewer.text.converted", text.convertedFrom())), transcript);
            }
        };
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.SeenLines;
import vn.tangthu.portal.outgoing.SeenPages;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;

/** A file page by page: image with marked hits, text beside it, the pages where the words stand. */
@Route("ho-so/:id/xem/:file")
@PermitAll
@JavaScript("context://zoom/tt-zoom.js")
class ViewerPage extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    private static final String LAND = "cho";

    private final transient Catalogue catalogue;
    private final transient DamagedFiles damaged;
    private final transient ReadingCopies copies;
    private final transient PageTexts texts;
    private final transient InsideRecord inside;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient SeenLines lines;
    private final transient Purposes purposes;

    ViewerPage(
            Catalogue catalogue,
            DamagedFiles damaged,
            ReadingCopies copies,
            PageTexts texts,
            InsideRecord inside,
            CurrentReader current,
            ActivityLog activity,
            SeenLines lines,
            Purposes purposes) {
        this.lines = lines;
        this.purposes = purposes;
        this.catalogue = catalogue;
        this.damaged = damaged;
        this.copies = copies;
        this.texts = texts;
        this.inside = inside;
        this.current = current;
        this.activity = activity;
    }

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
     * The page at its first line with a find. Said by a parameter: the client takes a link to
     * another page of the same file with a fragment for one within the page.
     */
    static String hit(AipId id, ContentFileId file, int page, String query) {
        return address(id, file, page, query) + "&" + LAND + "=1";
    }

    /**
     * @param whole whether the reader may have all of the file
     */
    private record Opened(
            RecordView.Full full,
            ArchivalDocument document,
            ContentFile file,
            boolean damaged,
            boolean whole) {
        AipId id() {
            return full.id();
        }

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
        // What everybody may read is read unwatched; of the rest it is said what for, and each page
        // is noted.
        ReadingPurpose purpose = null;
        if (ClosedThings.isClosed(opened.document())) {
            purposes.evident(asked, opened.id(), reader);
            purpose = purposes.of(opened.id(), reader).orElse(null);
            if (purpose == null) {
                PurposeView.ask(event, opened.id());
                return;
            }
            activity.record(
                    reader, "VIEW", opened.file().id().toString(), "trang " + page, purpose);
            if (VaadinRequest.getCurrent() instanceof VaadinServletRequest request) {
                SeenPages.add(request, opened.file().id().value(), opened.inFile(page));
            }
        }
        title(opened.document().description().subject());
        add(row(new Anchor(RecordPage.address(opened.id(), query), t("viewer.back"))));
        if (purpose != null) {
            add(PurposeView.said(purpose, opened.id(), event, words()));
        }
        add(new InsideBox(opened.id(), query, words()));
        add(turn(opened, page, pages, query));
        try {
            boolean land = asked.getSingleParameter(LAND).isPresent();
            show(opened, page, query, land, purpose, reader);
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
                                    full,
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
        if (copies.offered(opened.full()).contains(opened.document().id())) {
            nav.add(pdf(opened));
            if (opened.document().isSigned()) {
                nav.add(hint(t("file.unsigned")));
            }
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
                        t(
                                opened.document().hasPdf() ? "file.layers" : "file.pdf",
                                opened.document().pages(),
                                words().bytes(opened.document().readingCopyBytes())));
        pdf.getElement().setAttribute("router-ignore", true);
        return pdf;
    }

    private void show(
            Opened opened,
            int page,
            String query,
            boolean land,
            @Nullable ReadingPurpose purpose,
            Reader reader)
            throws IOException {
        int inFile = opened.inFile(page);
        PageTexts.@Nullable Marked marked =
                texts.marked(opened.file().id(), inFile, query, reader).orElse(null);
        Div leaf = new Div();
        leaf.addClassName("tt-leaf");
        if (opened.damaged()) {
            leaf.add(Notices.box(Marks.Tone.ERROR, t("viewer.damaged")));
        } else if (opened.file().pages() > 0) {
            leaf.add(
                    new ViewerImage(
                            opened.file().id(),
                            inFile,
                            t("viewer.alt", page, opened.document().description().subject()),
                            marked == null ? List.of() : marked.words(),
                            words()));
        } else {
            leaf.add(hint(t("viewer.noimage")));
        }
        Section text = section(t("viewer.text"));
        if (!query.isBlank()) {
            Position here = new Position(opened.document().id(), opened.file().id(), inFile);
            text.add(
                    new InsideHits(inside, lines, words())
                            .around(opened.full(), here, query, purpose, reader));
        }
        text.add(Transcript.of(marked, land, words()));
        Div both = new Div(leaf, text);
        both.addClassName("tt-viewer");
        add(both);
    }
}

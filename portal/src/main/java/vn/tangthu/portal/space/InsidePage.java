package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Found;
import vn.tangthu.indexer.InsideRecord.PageHit;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.inside.PlacesInside;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.outgoing.SeenLines;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;

/**
 * All places in one hồ sơ where something stands, as this reader may see it: document, page and
 * line in the order of reading, some at a time.
 */
@Route("ho-so/:id/tim")
@PermitAll
class InsidePage extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient Catalogue catalogue;
    private final transient InsideRecord inside;
    private final transient CurrentReader current;
    private final transient SeenDescriptions seen;
    private final transient SeenLines lines;
    private final transient Purposes purposes;

    InsidePage(
            Catalogue catalogue,
            InsideRecord inside,
            CurrentReader current,
            SeenDescriptions seen,
            SeenLines lines,
            Purposes purposes) {
        this.seen = seen;
        this.lines = lines;
        this.purposes = purposes;
        this.catalogue = catalogue;
        this.inside = inside;
        this.current = current;
    }

    /**
     * @param after the last place of the page before, as {@link PlacesInside} writes it; null for
     *     the first
     */
    static String address(AipId id, String query, @Nullable String after) {
        return "/app/ho-so/"
                + id
                + "/tim?q="
                + SearchAddress.encode(query)
                + (after == null ? "" : "&sau=" + after);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clear();
        Reader reader = current.reader();
        RecordView.Full full = find(event.getRouteParameters().get("id").orElse(""), reader);
        seen.note(full, reader);
        QueryParameters asked = event.getLocation().getQueryParameters();
        String typed = asked.getSingleParameter("q").orElse("").strip();
        String query = typed.substring(0, Math.min(typed.length(), SearchRequest.MAX_QUERY));
        Position from =
                PlacesInside.read(full, asked.getSingleParameter("sau").orElse("")).orElse(null);
        title(t("inside.title", full.description().title()));
        add(row(new Anchor(RecordPage.address(full.id(), query), t("viewer.back"))));
        add(new InsideBox(full.id(), query, words()));
        if (query.isEmpty()) {
            return;
        }
        try {
            Found found =
                    inside.find(
                            full.id(), null, query, from, false, PlacesInside.PAGE_SIZE, reader);
            List<PlacesInside.Group> groups = PlacesInside.groups(full, found.hits());
            if (groups.stream().anyMatch(group -> ClosedThings.isClosed(group.document()))) {
                ReadingPurpose purpose = purposes.of(full.id(), reader).orElse(null);
                if (purpose == null) {
                    PurposeView.ask(event, full.id());
                    return;
                }
                add(PurposeView.said(purpose, full.id(), event, words()));
                lines.note(full, found.hits().stream().map(PageHit::at).toList(), purpose, reader);
            }
            show(full, query, from == null, found, groups);
        } catch (SearchBusyException e) {
            add(Notices.box(Marks.Tone.WARN, t("search.busy")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what is only listed nothing inside is known. */
    private RecordView.Full find(String id, Reader reader) {
        try {
            return catalogue
                    .resolve(UUID.fromString(id).toString(), reader)
                    .flatMap(record -> catalogue.record(record, reader))
                    .map(record -> record instanceof RecordView.Full full ? full : null)
                    .orElseThrow(NotFoundException::new);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private void show(
            RecordView.Full full,
            String query,
            boolean first,
            Found found,
            List<PlacesInside.Group> groups) {
        Position next = found.next();
        String told =
                !found.hits().isEmpty()
                        ? t("inside.count", query, found.hits().size())
                        // Where the looking stopped before the end, nothing is denied.
                        : next != null
                                ? t("inside.yet", query)
                                : first ? t("inside.none", query) : t("inside.end");
        Paragraph count = hint(told);
        count.getElement().setAttribute("role", "status");
        add(count);
        for (PlacesInside.Group group : groups) {
            ArchivalDocument document = group.document();
            UnorderedList list = new UnorderedList();
            list.addClassName("tt-linked");
            group.hits().forEach(hit -> list.add(place(full, document, hit, query)));
            add(section(document.description().subject(), list));
        }
        Div ways = row();
        if (next != null) {
            String after = PlacesInside.written(full, next);
            ways.add(new Anchor(address(full.id(), query, after), t("inside.next")));
        }
        if (!first) {
            ways.add(new Anchor(address(full.id(), query, null), t("inside.first")));
        }
        add(ways);
    }

    private ListItem place(
            RecordView.Full full, ArchivalDocument document, PageHit hit, String query) {
        return InsideHits.item(full.id(), document, hit, query, words());
    }
}

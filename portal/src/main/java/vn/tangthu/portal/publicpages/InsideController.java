package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Found;
import vn.tangthu.indexer.InsideRecord.PageHit;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * All the places in one hồ sơ where something stands: document, page and line, in reading order.
 */
@Controller
class InsideController {
    static final int PAGE_SIZE = 25;
    private static final int LONGEST = 300;
    private final Catalogue catalogue;
    private final InsideRecord inside;

    InsideController(Catalogue catalogue, InsideRecord inside) {
        this.catalogue = catalogue;
        this.inside = inside;
    }

    /** A document with its pages that have it; the same one may go on on the next page. */
    record Group(String title, int ordinal, List<Row> rows) {}

    record Row(int page, String url, List<Hit.Snippet.Piece> line) {}

    @GetMapping("/ho-so/{id}/tim")
    String inside(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String sau,
            Model model,
            HttpServletResponse response)
            throws IOException {
        if (!(catalogue.record(new AipId(Ids.uuid(id)), Reader.ANONYMOUS).orElse(null)
                instanceof RecordView.Full full)) {
            // Of what is only listed nothing inside is known.
            throw new NotHere();
        }
        String stripped = q.strip();
        String query = stripped.substring(0, Math.min(stripped.length(), LONGEST));
        Position from = position(full, sau).orElse(null);
        Found found =
                query.isEmpty()
                        ? Found.NOTHING
                        : inside.find(
                                full.id(), null, query, from, false, PAGE_SIZE, Reader.ANONYMOUS);
        String base = "/ho-so/" + full.id();
        model.addAttribute("record", full);
        model.addAttribute("base", base);
        model.addAttribute("q", query);
        model.addAttribute("groups", groups(full, found.hits(), query));
        model.addAttribute("count", found.hits().size());
        model.addAttribute("first", from == null);
        model.addAttribute("firstUrl", address(base, query, null));
        Position next = found.next();
        model.addAttribute("next", next == null ? null : onward(full, query, next));
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        return "public/inside";
    }

    /**
     * @param after the last place of the page before, or null for the first
     */
    static String address(String base, String q, @Nullable String after) {
        return base + "/tim?q=" + SearchQuery.encode(q) + (after == null ? "" : "&sau=" + after);
    }

    /** The places behind this one. */
    static String onward(RecordView.Full full, String q, Position after) {
        return address("/ho-so/" + full.id(), q, written(full, after));
    }

    /** The viewer at the first line with a find. */
    static String viewer(RecordView.Full full, Position at, String q, String mode) {
        ArchivalDocument document = document(full, at.document()).orElseThrow(NotHere::new);
        return ViewerAddress.of(
                        "/ho-so/" + full.id(),
                        document,
                        at.file(),
                        document.numberOf(at.file(), at.page()),
                        q,
                        mode)
                + ViewerAddress.FIRST_FIND;
    }

    private static Optional<ArchivalDocument> document(RecordView.Full full, DocumentId id) {
        return full.documents().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private static List<Group> groups(RecordView.Full full, List<PageHit> hits, String q) {
        List<Group> groups = new ArrayList<>();
        @Nullable DocumentId current = null;
        for (PageHit hit : hits) {
            ArchivalDocument document = document(full, hit.at().document()).orElse(null);
            if (document == null) {
                continue;
            }
            if (!document.id().equals(current)) {
                current = document.id();
                groups.add(
                        new Group(
                                document.description().subject(),
                                document.description().docOrdinal(),
                                new ArrayList<>()));
            }
            groups.getLast()
                    .rows()
                    .add(
                            new Row(
                                    document.numberOf(hit.at().file(), hit.at().page()),
                                    viewer(full, hit.at(), q, ""),
                                    hit.line().pieces()));
        }
        return groups;
    }

    /**
     * ORDINAL-FILE-PAGE, by the document's own ordinal, so that it holds when others are closed.
     */
    private static @Nullable String written(RecordView.Full full, Position at) {
        ArchivalDocument document = document(full, at.document()).orElse(null);
        for (int i = 0; document != null && i < document.files().size(); i++) {
            if (document.files().get(i).id().equals(at.file())) {
                return document.description().docOrdinal() + "-" + (i + 1) + "-" + at.page();
            }
        }
        return null;
    }

    private static Optional<Position> position(RecordView.Full full, String written) {
        String[] parts = written.split("-", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        int ordinal = SearchQuery.number(parts[0], 0);
        int file = SearchQuery.number(parts[1], 0);
        int page = SearchQuery.number(parts[2], 0);
        return full.documents().stream()
                .filter(each -> each.description().docOrdinal() == ordinal)
                .filter(each -> file >= 1 && file <= each.files().size())
                .findFirst()
                .map(each -> new Position(each.id(), each.files().get(file - 1).id(), page));
    }
}

package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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
import vn.tangthu.portal.inside.PlacesInside;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * All the places in one hồ sơ where something stands: document, page and line, in reading order.
 */
@Controller
class InsideController {
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
        Position from = PlacesInside.read(full, sau).orElse(null);
        Found found =
                query.isEmpty()
                        ? Found.NOTHING
                        : inside.find(
                                full.id(),
                                null,
                                query,
                                from,
                                false,
                                PlacesInside.PAGE_SIZE,
                                Reader.ANONYMOUS);
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
        return address("/ho-so/" + full.id(), q, PlacesInside.written(full, after));
    }

    /** The viewer at the first line with a find. */
    static String viewer(RecordView.Full full, Position at, String q, String mode) {
        ArchivalDocument document =
                PlacesInside.document(full, at.document()).orElseThrow(NotHere::new);
        return ViewerAddress.of(
                        "/ho-so/" + full.id(),
                        document,
                        at.file(),
                        document.numberOf(at.file(), at.page()),
                        q,
                        mode)
                + ViewerAddress.FIRST_FIND;
    }

    private static List<Group> groups(RecordView.Full full, List<PageHit> hits, String q) {
        return PlacesInside.groups(full, hits).stream()
                .map(
                        group ->
                                new Group(
                                        group.document().description().subject(),
                                        group.document().description().docOrdinal(),
                                        group.hits().stream()
                                                .map(hit -> row(full, group.document(), hit, q))
                                                .toList()))
                .toList();
    }

    private static Row row(RecordView.Full full, ArchivalDocument document, PageHit hit, String q) {
        return new Row(
                document.numberOf(hit.at().file(), hit.at().page()),
                viewer(full, hit.at(), q, ""),
                hit.line().pieces());
    }
}

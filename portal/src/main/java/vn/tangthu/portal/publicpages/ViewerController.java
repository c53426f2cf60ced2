package vn.tangthu.portal.publicpages;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Found;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.portal.inside.MarkedLine;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;

/** A document page by page: its image with the marked words, its text, its neighbours. */
@Controller
class ViewerController {
    /** So many pages with hits are listed; the page of the record's hits has the rest. */
    private static final int MOST_HITS = 10;

    private static final int THUMBNAILS_EACH_WAY = 2;
    private final Catalogue catalogue;
    private final DamagedFiles damaged;
    private final ReadingCopies copies;
    private final PageTexts texts;
    private final InsideRecord inside;
    private final TextWork textWork;
    private final TextLine textLine;
    private final PageShapes shapes;
    private final RecordFields fields;

    ViewerController(
            Catalogue catalogue,
            DamagedFiles damaged,
            ReadingCopies copies,
            PageTexts texts,
            InsideRecord inside,
            TextWork textWork,
            TextLine textLine,
            PageShapes shapes,
            RecordFields fields) {
        this.catalogue = catalogue;
        this.damaged = damaged;
        this.copies = copies;
        this.texts = texts;
        this.inside = inside;
        this.textWork = textWork;
        this.textLine = textLine;
        this.shapes = shapes;
        this.fields = fields;
    }

    /** Another page of the same file. */
    record PageLink(int number, String url, String thumbnail, boolean current) {}

    record HitLink(int page, String url, List<Hit.Snippet.Piece> line, boolean current) {}

    record FileLink(int number, String name, String url, boolean current) {}

    @GetMapping("/ho-so/{id}/tai-lieu/{ordinal:\\d{1,6}}")
    String viewer(
            @PathVariable String id,
            @PathVariable int ordinal,
            @RequestParam(defaultValue = "1") String tep,
            @RequestParam(defaultValue = "") String trang,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String xem,
            Model model,
            Locale locale)
            throws IOException {
        RecordView view =
                catalogue
                        .record(new AipId(Ids.uuid(id)), Reader.ANONYMOUS)
                        .orElseThrow(NotHere::new);
        if (!(view instanceof RecordView.Full full)) {
            throw new NotHere();
        }
        int position = position(full, ordinal);
        ArchivalDocument document = full.documents().get(position);
        int fileNumber = SearchQuery.number(tep, 1);
        if (fileNumber < 1 || fileNumber > document.files().size()) {
            throw new NotHere();
        }
        ContentFile named = document.files().get(fileNumber - 1);
        boolean through = document.isPagedThrough();
        int pages = through ? document.pages() : Math.max(1, named.pages());
        int page = SearchQuery.number(trang, document.numberOf(named.id(), 1));
        if (page < 1 || page > pages) {
            throw new NotHere();
        }
        ArchivalDocument.Place at =
                through
                        ? document.place(page).orElseThrow(NotHere::new)
                        : new ArchivalDocument.Place(named, page);
        ContentFile file = at.file();
        boolean images = isPaged(file);
        String query = q.strip();
        if (query.length() > 300) {
            query = query.substring(0, 300);
        }
        String mode =
                !images ? "van-ban" : List.of("anh", "van-ban").contains(xem) ? xem : "ca-hai";
        String carried = images && !mode.equals("ca-hai") ? mode : "";
        String base = "/ho-so/" + full.id();
        Place place = new Place(base, ordinal, through ? 1 : fileNumber, query, carried);

        Optional<PageTexts.Marked> text =
                texts.marked(file.id(), at.page(), query, Reader.ANONYMOUS);
        List<ExtractedText.Word> marked =
                text.map(PageTexts.Marked::words).orElse(List.of()).stream()
                        .filter(word -> word.width() > 0)
                        .toList();

        String sheet = ViewerAddress.of(base, ordinal, place.file, page, "", "");
        model.asMap()
                .computeIfPresent("here", (name, path) -> path + sheet.replaceFirst("^[^?]*", ""));
        model.addAttribute("record", full);
        model.addAttribute("base", base);
        model.addAttribute("requestUrl", "/yeu-cau?ho-so=" + full.id());
        model.addAttribute("document", document);
        model.addAttribute("documentFields", fields.of(document, locale));
        model.addAttribute("file", file);
        model.addAttribute("broken", damaged.of(full).contains(file.id()));
        model.addAttribute("copied", copies.offered(full).contains(document.id()));
        model.addAttribute("imageBase", "/tep/" + file.id() + "/trang/" + at.page() + "/");
        model.addAttribute("shape", shapes.of(file.id(), at.page()));
        model.addAttribute("images", images);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("q", query);
        model.addAttribute("mode", mode);
        model.addAttribute("ordinal", ordinal);
        model.addAttribute("fileNumber", place.file());
        model.addAttribute("seal", Seal.of(full.fixity(), new Formats(locale)));
        model.addAttribute("marks", marked);
        model.addAttribute(
                "lines", MarkedLine.of(text.map(PageTexts.Marked::lines).orElse(List.of())));
        model.addAttribute("textState", textState(file, text.map(PageTexts.Marked::page)));
        model.addAttribute(
                "convertedFrom",
                text.map(PageTexts.Marked::page)
                        .map(ExtractedText.Page::convertedFrom)
                        .orElse(null));
        if (!query.isEmpty()) {
            Position here = new Position(document.id(), file.id(), at.page());
            InsideRecord.Around around =
                    inside.around(full.id(), here, query, MOST_HITS, Reader.ANONYMOUS);
            Found found = around.document();
            Position next = found.next();
            model.addAttribute("hits", hits(found, document, page, place));
            model.addAttribute("moreHits", next != null);
            model.addAttribute("previousHit", beside(full, around.before(), query, true, carried));
            model.addAttribute("nextHit", beside(full, around.after(), query, false, carried));
            model.addAttribute(
                    "allHits",
                    found.hits().isEmpty() && next != null
                            ? InsideController.onward(full, query, next)
                            : InsideController.address(base, query, null));
        }
        model.addAttribute(
                "neighbours", images ? neighbours(document, file, page, pages, place) : List.of());
        model.addAttribute("previousPage", page > 1 ? place.at(page - 1) : null);
        model.addAttribute("nextPage", page < pages ? place.at(page + 1) : null);
        model.addAttribute(
                "files", through ? List.of() : files(document, base, ordinal, fileNumber));
        model.addAttribute("zip", through ? "/tep/ho-so/" + full.id() + "/" + document.id() : null);
        model.addAttribute("previousDocument", documentUrl(full, base, position - 1));
        model.addAttribute("nextDocument", documentUrl(full, base, position + 1));
        model.addAttribute(
                "tabs",
                List.of(
                        tab(place, page, "ca-hai", mode),
                        tab(place, page, "anh", mode),
                        tab(place, page, "van-ban", mode)));
        return "public/viewer";
    }

    record Tab(String key, String url, boolean current) {}

    private static Tab tab(Place place, int page, String mode, String current) {
        String carried = mode.equals("ca-hai") ? "" : mode;
        return new Tab(
                "viewer.tab." + mode,
                ViewerAddress.of(place.base, place.ordinal, place.file, page, place.q, carried),
                mode.equals(current));
    }

    /** Where the viewer stands, but for the page. */
    private record Place(String base, int ordinal, int file, String q, String mode) {
        String at(int page) {
            return ViewerAddress.of(base, ordinal, file, page, q, mode);
        }
    }

    private static int position(RecordView.Full full, int ordinal) {
        for (int i = 0; i < full.documents().size(); i++) {
            if (full.documents().get(i).description().docOrdinal() == ordinal) {
                return i;
            }
        }
        throw new NotHere();
    }

    private static boolean isPaged(ContentFile file) {
        return file.mimeType().equals("application/pdf") || file.mimeType().startsWith("image/");
    }

    /** What to say of the text. One that waits is read next now that somebody looks at it. */
    private String textState(ContentFile file, Optional<ExtractedText.Page> text) {
        String state = knownState(file, text);
        if (state.equals("waiting")) {
            textLine.await(file.id());
        }
        return state;
    }

    private String knownState(ContentFile file, Optional<ExtractedText.Page> text) {
        if (text.isPresent()) {
            return switch (text.get().source()) {
                case LAYER -> "layer";
                case OCR -> "ocr";
                case EMPTY, BLANK -> "empty";
                case WAITING -> "waiting";
                case FAILED -> "failed";
            };
        }
        return textWork.coverage(file.id())
                .map(coverage -> coverage.state() == TextWork.State.FAILED ? "failed" : "waiting")
                .orElse("waiting");
    }

    private static List<HitLink> hits(
            Found found, ArchivalDocument document, int page, Place place) {
        return found.hits().stream()
                .map(
                        hit -> {
                            int number = document.numberOf(hit.at().file(), hit.at().page());
                            return new HitLink(
                                    number,
                                    ViewerAddress.of(
                                                    place.base,
                                                    document,
                                                    hit.at().file(),
                                                    number,
                                                    place.q,
                                                    place.mode)
                                            + ViewerAddress.FIRST_FIND,
                                    hit.line().pieces(),
                                    number == page);
                        })
                .toList();
    }

    /**
     * The next page of the record with a find, or the one before; where so many pages were looked
     * at without one that the looking stopped, the page of all places; null at the record's end.
     */
    private static @Nullable String beside(
            RecordView.Full full, Found found, String query, boolean backwards, String mode) {
        Position next = found.next();
        if (!found.hits().isEmpty()) {
            return InsideController.viewer(full, found.hits().getFirst().at(), query, mode);
        }
        if (next == null) {
            return null;
        }
        return backwards
                ? InsideController.address("/ho-so/" + full.id(), query, null)
                : InsideController.onward(full, query, next);
    }

    /** The address of the image of a page without its width. */
    private static String imageOf(ArchivalDocument document, ContentFile file, int number) {
        ArchivalDocument.Place at =
                document.isPagedThrough()
                        ? document.place(number).orElseThrow(NotHere::new)
                        : new ArchivalDocument.Place(file, number);
        return "/tep/" + at.file().id() + "/trang/" + at.page() + "/";
    }

    private static List<PageLink> neighbours(
            ArchivalDocument document, ContentFile file, int page, int pages, Place place) {
        return IntStream.rangeClosed(
                        Math.max(1, page - THUMBNAILS_EACH_WAY),
                        Math.min(pages, page + THUMBNAILS_EACH_WAY))
                .mapToObj(
                        number ->
                                new PageLink(
                                        number,
                                        place.at(number),
                                        imageOf(document, file, number) + "160.jpg",
                                        number == page))
                .toList();
    }

    private static List<FileLink> files(
            ArchivalDocument document, String base, int ordinal, int current) {
        return IntStream.rangeClosed(1, document.files().size())
                .mapToObj(
                        number ->
                                new FileLink(
                                        number,
                                        document.files().get(number - 1).originalName(),
                                        ViewerAddress.of(base, ordinal, number, 1, "", ""),
                                        number == current))
                .toList();
    }

    private static @Nullable String documentUrl(RecordView.Full full, String base, int position) {
        if (position < 0 || position >= full.documents().size()) {
            return null;
        }
        return ViewerAddress.of(base, full.documents().get(position), null, null, "", "");
    }
}

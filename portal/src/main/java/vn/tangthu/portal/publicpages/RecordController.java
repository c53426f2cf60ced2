package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.RecordView;

/** The page of a hồ sơ, and the page that explains the state of its bytes. */
@Controller
class RecordController {
    private static final int DOCUMENTS_A_PAGE = 100;
    private final Catalogue catalogue;
    private final DamagedFiles damaged;
    private final ReadingCopies copies;
    private final RecordFields fields;
    private final Words words;
    private final PublicSettings settings;
    private final Clock clock;
    private final BodiesOfFonds bodies;
    private final PaperWords onPaper;

    RecordController(
            Catalogue catalogue,
            DamagedFiles damaged,
            ReadingCopies copies,
            RecordFields fields,
            Words words,
            PublicSettings settings,
            Clock clock,
            BodiesOfFonds bodies) {
        this.bodies = bodies;
        this.catalogue = catalogue;
        this.damaged = damaged;
        this.copies = copies;
        this.fields = fields;
        this.words = words;
        this.onPaper = new PaperWords(words);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param url address of its first page in the viewer
     */
    record DocumentRow(String url, ArchivalDocument document, String line) {}

    @GetMapping("/ho-so/{id}")
    String record(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String trang,
            Model model,
            Locale locale) {
        AipId asked = new AipId(Ids.uuid(id));
        RecordView view = catalogue.found(List.of(asked), Reader.ANONYMOUS).get(asked);
        if (view == null) {
            throw new NotHere(); // where its address may lead elsewhere by now: Successors
        }
        String base = "/ho-so/" + view.id();
        Formats formats = new Formats(locale);
        String permanent = Frame.origin(settings) + base;
        model.addAttribute("record", view);
        model.addAttribute("base", base);
        model.addAttribute("q", q);
        model.addAttribute("permanent", permanent);
        model.addAttribute("years", formats.years(view.startYear(), view.endYear()));
        model.addAttribute("citation", citation(view, permanent, locale, formats));
        model.addAttribute("requestUrl", "/yeu-cau?ho-so=" + view.id());
        bodies.add(view.fonds().id(), model, locale);
        return switch (view) {
            case RecordView.Listed listed -> "public/listed";
            case RecordView.Paper paper -> {
                PaperFacts facts = paper.facts();
                model.addAttribute(
                        "paperFields", facts == null ? List.of() : onPaper.fields(facts, locale));
                yield "public/paper";
            }
            case RecordView.Full full -> {
                int pages = Pager.pages(full.documents().size(), DOCUMENTS_A_PAGE);
                int page = Math.clamp(SearchQuery.number(trang, 1), 1, Math.max(1, pages));
                model.addAttribute("seal", Seal.of(full.fixity(), formats));
                model.addAttribute("damaged", damaged.of(full));
                model.addAttribute("copies", copies.offered(full));
                model.addAttribute("fields", fields.of(full, locale));
                model.addAttribute("documents", documents(full, base, q, page, locale));
                model.addAttribute(
                        "pager", Pager.of(page, pages, number -> base + "?trang=" + number));
                model.addAttribute("pageCount", pageCount(full));
                yield "public/record";
            }
        };
    }

    @GetMapping("/ho-so/{id}/nguyen-ven")
    String fixity(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") String trang,
            Model model,
            Locale locale) {
        RecordView view =
                catalogue
                        .record(new AipId(Ids.uuid(id)), Reader.ANONYMOUS)
                        .orElseThrow(NotHere::new);
        if (!(view instanceof RecordView.Full full)) {
            // What is only listed says nothing of its files.
            throw new NotHere();
        }
        String base = "/ho-so/" + full.id();
        int pages = Pager.pages(full.documents().size(), DOCUMENTS_A_PAGE);
        int page = Math.clamp(SearchQuery.number(trang, 1), 1, Math.max(1, pages));
        model.addAttribute("record", full);
        model.addAttribute("base", base);
        model.addAttribute(
                "documents",
                full.documents().stream()
                        .skip((page - 1L) * DOCUMENTS_A_PAGE)
                        .limit(DOCUMENTS_A_PAGE)
                        .toList());
        model.addAttribute(
                "pager", Pager.of(page, pages, number -> base + "/nguyen-ven?trang=" + number));
        model.addAttribute("seal", Seal.of(full.fixity(), new Formats(locale)));
        model.addAttribute("damaged", damaged.of(full));
        return "public/fixity";
    }

    /** A code leads to the permanent address; codes may hold slashes, so the whole rest counts. */
    @GetMapping("/ma/**")
    String byCode(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String code = UriUtils.decode(path.substring("/ma/".length()), "UTF-8");
        AipId id =
                catalogue
                        .resolve(code.strip(), Reader.ANONYMOUS)
                        .or(() -> catalogue.resolveOnPaper(code, Reader.ANONYMOUS))
                        .orElseThrow(NotHere::new);
        return "redirect:/ho-so/" + id;
    }

    private List<DocumentRow> documents(
            RecordView.Full full, String base, String q, int page, Locale locale) {
        Formats formats = new Formats(locale);
        return full.documents().stream()
                .skip((page - 1L) * DOCUMENTS_A_PAGE)
                .limit(DOCUMENTS_A_PAGE)
                .map(
                        document ->
                                new DocumentRow(
                                        ViewerAddress.of(base, document, null, null, q, ""),
                                        document,
                                        line(document, formats, locale)))
                .toList();
    }

    /** Type, number, day, issuing body and pages in one line. */
    private String line(ArchivalDocument document, Formats formats, Locale locale) {
        var description = document.description();
        var parts = new ArrayList<String>();
        String number = description.printedNumber();
        if (description.typeName() != null) {
            parts.add(
                    formats.entry(description.typeName()) + (number.isEmpty() ? "" : " " + number));
        } else if (!number.isEmpty()) {
            parts.add(number);
        }
        if (description.issuedDate() != null) {
            parts.add(description.issuedDate().toString());
        }
        if (description.organName() != null) {
            parts.add(description.organName());
        }
        int pages = document.files().stream().mapToInt(file -> file.pages()).sum();
        if (pages > 0) {
            parts.add(words.get(locale, "record.pages", pages));
        }
        return String.join(" · ", parts);
    }

    private static int pageCount(RecordView.Full full) {
        return full.documents().stream()
                .flatMap(document -> document.files().stream())
                .mapToInt(file -> file.pages())
                .sum();
    }

    /** Archive, fonds, series, hồ sơ, title, years, address and day of access. */
    private String citation(RecordView view, String permanent, Locale locale, Formats formats) {
        String archive =
                formats.isEnglish() ? settings.archiveNameEnglish() : settings.archiveName();
        StringBuilder cited = new StringBuilder(archive);
        cited.append(", ")
                .append(
                        words.get(
                                locale,
                                "cite.fonds",
                                // Most fonds are called "Phông …": said once.
                                view.fonds().title().replaceFirst("^Phông ", ""),
                                view.fonds().code()));
        if (view instanceof RecordView.Full full && full.series() != null) {
            cited.append(", ").append(words.get(locale, "cite.series", full.series().code()));
        }
        cited.append(", ").append(words.get(locale, "cite.file", view.arcFileCode()));
        @Nullable String title = view.titleOrNull();
        if (title != null) {
            cited.append(": “").append(title).append('”');
        }
        String years = formats.years(view.startYear(), view.endYear());
        if (!years.isEmpty()) {
            cited.append(" (").append(years).append(')');
        }
        return cited.append(". ")
                .append(permanent)
                .append(" (")
                .append(words.get(locale, "cite.accessed", formats.day(clock.instant())))
                .append(").")
                .toString();
    }
}

package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.portal.inside.OtherNames;
import vn.tangthu.portal.outgoing.SearchExport;
import vn.tangthu.portal.outgoing.SearchExport.Form;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Reader;

/** The start page's search box and what it finds. */
@Controller
class SearchController {
    private static final List<String> COLUMNS =
            List.of("code", "title", "fonds", "years", "access", "document", "pages", "url");
    private final Search search;
    private final HoldingsInFigures figures;
    private final SearchAnswers answers;
    private final BodyOffers offers;
    private final Bodies bodies;
    private final Clock clock;
    private final SearchExport export;
    private final ActivityLog activity;
    private final PublicSettings settings;
    private final Words words;

    SearchController(
            Search search,
            HoldingsInFigures figures,
            SearchAnswers answers,
            BodyOffers offers,
            Bodies bodies,
            Clock clock,
            SearchExport export,
            ActivityLog activity,
            PublicSettings settings,
            Words words) {
        this.export = export;
        this.activity = activity;
        this.settings = settings;
        this.words = words;
        this.search = search;
        this.figures = figures;
        this.answers = answers;
        this.offers = offers;
        this.bodies = bodies;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("figures", figures.current());
        return "public/home";
    }

    @GetMapping("/tim")
    String results(
            @RequestParam MultiValueMap<String, String> parameters,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        SearchQuery query = SearchQuery.of(parameters);
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader(HttpHeaders.VARY, "Cookie");
        if (query.isTooDeep()) {
            return tooDeep(query, model, locale, response);
        }
        SearchPage page = search.search(query.toRequest(), Reader.ANONYMOUS);
        model.addAttribute("query", query);
        OtherNames names = new OtherNames(bodies, query.q(), query.asked(), Formats.today(clock));
        model.addAttribute("answer", answers.of(query, page, names, locale));
        model.addAttribute("offers", offers.of(query, names, locale));
        if (page.hits().isEmpty()) {
            model.addAttribute("figures", figures.current());
        }
        return "public/results";
    }

    /**
     * Nothing is searched. 403, since asking again does not help and an account does; crawlers
     * forget such an address and do not come back for it, as they would after a 429.
     */
    private String tooDeep(
            SearchQuery query, Model model, Locale locale, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        model.addAttribute("query", query);
        model.addAttribute("deepest", SearchQuery.DEEPEST);
        model.addAttribute("depth", query.depth());
        // Each leads to an answer: where one less is still too many, none is offered.
        model.addAttribute(
                "chips",
                query.depth() == SearchQuery.DEEPEST + 1
                        ? answers.chips(query, locale)
                        : List.of());
        model.addAttribute("firstUrl", query.withFilters(SearchQuery.DEEPEST).url());
        model.addAttribute("resetUrl", query.withoutFilters().url());
        return "public/too-deep";
    }

    /** The first thousand of what was found, for a spreadsheet. */
    @GetMapping("/tim/{name:ket-qua\\.(?:csv|xlsx)}")
    void table(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        SearchQuery query = SearchQuery.of(parameters);
        if (query.isTooDeep()) {
            response.sendRedirect(query.url()); // to the page that says so
            return;
        }
        Form form = name.endsWith(".csv") ? Form.CSV : Form.XLSX;
        SearchExport.Said said =
                new SearchExport.Said(
                        words.get(locale, "export.sheet"),
                        COLUMNS.stream().map(each -> words.get(locale, "export." + each)).toList(),
                        words.get(locale, "export.open"),
                        words.get(locale, "facet.on_request"),
                        words.get(locale, "carrier.paper"),
                        Frame.origin(settings) + "/ho-so/");
        List<List<String>> rows = export.rows(query.toRequest(), said, Reader.ANONYMOUS);
        // How much left; what an unknown person looked for is nobody's business.
        activity.record(Reader.ANONYMOUS, "RESULTS_EXPORT", null, name + ": " + rows.size());
        response.setContentType(form.type());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        export.write(form, rows, said, response.getOutputStream());
    }
}

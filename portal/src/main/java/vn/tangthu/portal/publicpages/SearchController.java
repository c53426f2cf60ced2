package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.repository.Reader;

/** The start page's search box and what it finds. */
@Controller
class SearchController {
    private final Search search;
    private final HoldingsInFigures figures;
    private final SearchAnswers answers;
    private final BodyOffers offers;

    SearchController(
            Search search, HoldingsInFigures figures, SearchAnswers answers, BodyOffers offers) {
        this.search = search;
        this.figures = figures;
        this.answers = answers;
        this.offers = offers;
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
        SearchPage page = search.search(query.toRequest(), Reader.ANONYMOUS);
        model.addAttribute("query", query);
        model.addAttribute("answer", answers.of(query, page, locale));
        model.addAttribute("offers", offers.of(query, locale));
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader(HttpHeaders.VARY, "Cookie");
        return "public/results";
    }

    @ExceptionHandler(SearchBusyException.class)
    void busy(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "" + SearchBusyException.RETRY_AFTER);
        response.sendError(503);
    }
}

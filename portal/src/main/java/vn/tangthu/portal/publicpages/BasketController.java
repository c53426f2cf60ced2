package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The basket: what is in it, and putting in and taking out, all without JavaScript. */
@Controller
class BasketController {
    private final AskedFor askedFor;

    BasketController(AskedFor askedFor) {
        this.askedFor = askedFor;
    }

    /**
     * @param said what has just been done: {@code day} (full), {@code khong} (not there), or
     *     nothing
     * @param back the page it was done on
     */
    @GetMapping("/gio")
    String basket(
            @RequestParam(name = "viec", defaultValue = "") String said,
            @RequestParam(name = "ve", defaultValue = "") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Basket basket = Basket.of(request);
        List<AskedFor.Line> lines = askedFor.lines(basket.entries());
        if (lines.size() < basket.entries().size()) { // told once
            new Basket(Basket.entries(lines.stream().map(AskedFor.Line::key).toList()))
                    .keep(request, response);
        }
        model.addAttribute("lines", lines);
        model.addAttribute("gone", basket.entries().size() - lines.size());
        model.addAttribute("most", Basket.MOST);
        model.addAttribute("said", said.equals("day") || said.equals("khong") ? said : "");
        model.addAttribute("back", local(back) ? back : "");
        response.setHeader("X-Robots-Tag", "noindex");
        return "public/basket";
    }

    /**
     * From pages that have no token, since they keep no cookie. A stranger's page could put in what
     * its owner sees before anything is sent; browsers tell us, and then it cannot.
     */
    @PostMapping("/gio/them")
    String add(
            @RequestParam(name = "muc", required = false) List<String> keys,
            @RequestParam(name = "ve", defaultValue = "") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!isOurs(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        List<Basket.Entry> wanted = Basket.entries(keys);
        List<Basket.Entry> there = there(wanted);
        Basket basket = Basket.of(request).with(there);
        basket.keep(request, response);
        String said =
                wanted.isEmpty() || there.size() < wanted.size()
                        ? "khong"
                        : basket.holds(there) ? "" : "day";
        return "redirect:/gio?viec="
                + said
                + (local(back) ? "&ve=" + SearchQuery.encode(back) : "");
    }

    private List<Basket.Entry> there(List<Basket.Entry> wanted) {
        List<String> keys = askedFor.lines(wanted).stream().map(AskedFor.Line::key).toList();
        return wanted.stream().filter(entry -> keys.contains(entry.key())).toList();
    }

    /**
     * Whether it comes from a page of ours. Browsers tell it by {@code Sec-Fetch-Site} over a
     * connection they trust; on plain HTTP by {@code Origin}, or at least by {@code Referer}. What
     * tells nothing is not taken: another site could overwrite a basket with it.
     */
    private static boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader("Origin");
        String from = origin != null ? origin : request.getHeader("Referer");
        String host = request.getHeader("Host");
        return from != null
                && host != null
                && from.toLowerCase(Locale.ROOT)
                        .matches("https?://" + Pattern.quote(bare(host)) + "(:80|:443)?(/.*)?");
    }

    /** As browsers write it: without the port that goes without saying. */
    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }

    @PostMapping("/gio/bo")
    String remove(
            @RequestParam(name = "muc", required = false) List<String> keys,
            @RequestParam(name = "ve", defaultValue = "") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Basket.of(request).without(Basket.entries(keys)).keep(request, response);
        return "redirect:/gio" + (local(back) ? "?ve=" + SearchQuery.encode(back) : "");
    }

    @PostMapping("/gio/bo-het")
    String empty(HttpServletRequest request, HttpServletResponse response) {
        new Basket(List.of()).keep(request, response);
        return "redirect:/gio";
    }

    /** Only pages of ours that lead to the basket: results, and a hồ sơ. */
    static boolean local(String back) {
        return back.length() <= 600 && back.matches("/(tim|ho-so/[0-9a-f-]{36})([/?][^\\\\\\s]*)?");
    }
}

package vn.tangthu.portal.publicpages;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriUtils;
import vn.tangthu.portal.security.ReferenceTries;

/**
 * How often one network may ask for what is costly. People behind one address of a commune office
 * share a bucket, so the bursts are wide; a crawler that walks facets is stopped at its first
 * hundred. Reading page after page stays far below what is allowed for images.
 */
@Component
final class Throttles implements HandlerInterceptor, ReferenceTries {
    private static final Set<String> FACETS =
            Set.of(
                    "phong",
                    "coquan",
                    "tu",
                    "den",
                    "loai",
                    "online",
                    "ngonngu",
                    "noi",
                    "dang",
                    "trachnhiem",
                    "sap",
                    "trang");
    private static final Set<String> ASKED = Set.of("muc", "gio", "ho-so");
    private static final String[] NONE = {};

    /** Static files, which browsers keep, and what is behind a login or a key of its own. */
    private static final Pattern NOT_PAGES =
            Pattern.compile(
                    "/(?:s|app|app-tep|app-tai-len|api|VAADIN|actuator|error)(?:/.*)?"
                            + "|/robots\\.txt|/favicon\\.ico");

    private final Throttle searches;
    private final Throttle facets;

    /**
     * Of all networks together: a storm of facets from a thousand networks leaves the searches of
     * people their turns, whatever each of them may do by itself.
     */
    private final Throttle everybodysFacets;

    /**
     * Set aside, of all networks together, for who narrows a search by following a link or sending
     * a form of ours in a browser. Crawlers hardly say so; one that does takes this share and no
     * more.
     */
    private final Throttle followedFacets;

    private final Throttle suggestions;
    private final Throttle exports;
    private final Throttle files;
    private final Throttle images;
    private final Throttle requests;
    private final Throttle tracking;
    private final Throttle references;
    private final Throttle sent;

    /**
     * Every other page for everybody: hồ sơ, their pages, fonds, addresses by code. None is dear,
     * but there are a million of each, and no two of a crawler's are alike, so that remembering
     * pages does not help. Forty pupils behind one address who open six pages each at the teacher's
     * word, and then one in five seconds, do not reach it.
     */
    private final Throttle pages;

    /** A part of the sitemap is 10,000 rows, and any id names one. */
    private final Throttle sitemaps;

    /** Of all networks together: hardly a handful of search engines reads them, and slowly. */
    private final Throttle everybodysSitemaps;

    /**
     * @param scale 1 in service; a test or a load measurement may widen every bucket with it
     */
    Throttles(@Value("${tangthu.portal.throttle-scale:1}") double scale) {
        searches = new Throttle(120 * scale, 4 * scale, System::nanoTime);
        facets = new Throttle(60 * scale, 1 * scale, System::nanoTime);
        everybodysFacets = new Throttle(60 * scale, 8 * scale, System::nanoTime);
        followedFacets = new Throttle(30 * scale, 4 * scale, System::nanoTime);
        suggestions = new Throttle(240 * scale, 8 * scale, System::nanoTime);
        exports = new Throttle(6 * scale, scale / 30, System::nanoTime);
        files = new Throttle(120 * scale, 4 * scale, System::nanoTime);
        images = new Throttle(600 * scale, 20 * scale, System::nanoTime);
        requests = new Throttle(20 * scale, scale / 60, System::nanoTime);
        tracking = new Throttle(20 * scale, scale / 15, System::nanoTime);
        references = new Throttle(10 * scale, scale / 60, System::nanoTime);
        sent = new Throttle(20 * scale, scale / 10, System::nanoTime);
        pages = new Throttle(240 * scale, 8 * scale, System::nanoTime);
        sitemaps = new Throttle(12 * scale, scale / 10, System::nanoTime);
        everybodysSitemaps = new Throttle(30 * scale, scale / 2, System::nanoTime);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        Throttle throttle = throttleOf(request);
        // The network first: what it may not have costs nobody else a turn.
        if (throttle == null
                || throttle.allows(Throttle.network(request.getRemoteAddr()))
                        && isLeftForAll(throttle, request)) {
            return true;
        }
        response.setHeader("Retry-After", Long.toString(throttle.secondsToNext()));
        response.sendError(429);
        return false;
    }

    /** Of what all networks share, where they share something. */
    private boolean isLeftForAll(Throttle throttle, HttpServletRequest request) {
        if (throttle == sitemaps) {
            return everybodysSitemaps.allows("");
        }
        return throttle != facets
                || isTooDeep(request)
                || isFollowed(request) && followedFacets.allows("")
                || everybodysFacets.allows("");
    }

    @Override
    public boolean mayTry(String reference) {
        // However it is written, it is the same one: the search for it forgives dashes and spaces.
        return references.allows(reference.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
    }

    /**
     * Whether a browser says that a page of ours led to this one (Fetch Metadata, W3C; browsers
     * send it over HTTPS only).
     */
    private static boolean isFollowed(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    /** Nothing is searched for it, so it costs nobody else a turn. */
    private static boolean isTooDeep(HttpServletRequest request) {
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        request.getParameterMap().forEach((name, values) -> asked.put(name, List.of(values)));
        return SearchQuery.of(asked).isTooDeep();
    }

    /** A form that names what is asked for has it looked up; an empty one stays open. */
    private static boolean names(HttpServletRequest request) {
        return request.getParameterMap().keySet().stream().anyMatch(ASKED::contains);
    }

    private @Nullable Throttle throttleOf(HttpServletRequest request) {
        // As the controllers see it: an encoded letter leads to the same page.
        String path =
                UriUtils.decode(
                        request.getRequestURI().substring(request.getContextPath().length()),
                        StandardCharsets.UTF_8);
        boolean post = request.getMethod().equals("POST");
        if (path.equals("/tim-nang-cao")) {
            return searches;
        }
        if (path.startsWith("/tim/")) {
            return exports;
        }
        if (path.equals("/tim")) {
            return request.getParameterMap().keySet().stream().anyMatch(FACETS::contains)
                    ? facets
                    : searches;
        }
        if (path.equals("/goi-y") || path.equals("/app-tep/goi-y")) {
            return suggestions;
        }
        // Several are joined to one question.
        if (path.startsWith("/ho-so/")
                && Arrays.stream(request.getParameterMap().getOrDefault("q", NONE))
                        .anyMatch(q -> !q.isBlank())) {
            return searches; // what is looked for inside of a record
        }
        if (path.equals("/gio") || path.startsWith("/gio/")) {
            return searches;
        }
        if (path.equals("/co-quan") || path.startsWith("/co-quan/")) {
            return searches;
        }
        if (path.startsWith("/tep/")) {
            return path.endsWith(".jpg") ? images : files;
        }
        if (path.startsWith(ReadingController.ROOT + "/")) {
            return path.endsWith(".jpg") ? images : files;
        }
        if (path.endsWith("/chung-nhan.pdf")) {
            return files;
        }
        if (path.equals("/kiem-chung")
                || path.startsWith("/chung-nhan/")
                || path.startsWith("/ban-sao/")) {
            return post ? sent : files;
        }
        if (path.equals("/yeu-cau/da-gui")) {
            return tracking;
        }
        if (path.equals("/yeu-cau")) {
            return post ? requests : names(request) ? searches : pages;
        }
        if (path.startsWith("/yeu-cau/tra-cuu") && post || path.startsWith("/thu-bao")) {
            return tracking;
        }
        if (path.startsWith("/sitemap/")) {
            return sitemaps;
        }
        return NOT_PAGES.matcher(path).matches() ? null : pages;
    }
}

package vn.tangthu.portal.publicpages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.publicpages.RememberedPages.Page;
import vn.tangthu.portal.publicpages.RememberedPages.Stand;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Serves pages that many read as they were made a moment ago (ADR 0047): start page, searches,
 * fonds, series and hồ sơ, for people of whom nothing is known. Each time the journal of the
 * catalogue and the index are asked where they stand, and what is known to be damaged; where any of
 * it moved, everything remembered is forgotten, so what rights have closed is never answered from
 * here; and while the index is behind the journal, its answers are not remembered. Whoever comes
 * with a session or any cookie but language and basket gets nothing from here and leaves nothing
 * here.
 *
 * <p>Stands before the throttles: what costs nothing uses nobody's turn up.
 */
@Component
final class PublicPageCache extends OncePerRequestFilter {
    /** Of one page, in bytes; a page of results has about 40,000. */
    private static final int LARGEST_PAGE = 256 * 1024;

    private static final int LONGEST_QUERY = 1_000;
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** None of them has a form with a token in it. */
    private static final Pattern PAGES =
            Pattern.compile(
                    "/|/tim|/ho-so/" + ID + "|/phong(?:/" + ID + "(?:/muc-luc/" + ID + ")?)?");

    /** The basket does not show on these pages, and the language is part of the address here. */
    private static final Set<String> HARMLESS = Set.of(PublicLocale.COOKIE, Basket.COOKIE);

    private final ObjectProvider<ChangeJournal> journal;
    private final ObjectProvider<IndexStatus> index;
    private final ObjectProvider<FixityAudits> audits;
    private final Clock clock;
    private final boolean on;
    private final RememberedPages pages;

    /**
     * @param most bytes of all pages together; 0 remembers none
     */
    PublicPageCache(
            ObjectProvider<ChangeJournal> journal,
            ObjectProvider<IndexStatus> index,
            ObjectProvider<FixityAudits> audits,
            Clock clock,
            @Value("${tangthu.portal.page-cache:8MB}") DataSize most) {
        this.journal = journal; // asked for late: a filter is made before the database is up
        this.index = index;
        this.audits = audits;
        this.clock = clock;
        this.on = most.toBytes() > 0;
        this.pages = new RememberedPages(most.toBytes());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String query = request.getQueryString();
        return !on
                || !request.getMethod().equals("GET")
                || !PAGES.matcher(path(request)).matches()
                || query != null && (query.length() > LONGEST_QUERY || query.contains("lang"))
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || knows(request.getCookies());
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean knows(Cookie @Nullable [] cookies) {
        return cookies != null
                && Arrays.stream(cookies).anyMatch(cookie -> !HARMLESS.contains(cookie.getName()));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Stand stand = stand();
        if (stand == null || asksTheIndex(request) && !stand.level()) {
            chain.doFilter(request, response);
            return;
        }
        String address = address(request);
        Page known = pages.get(address, stand, clock.instant());
        if (known != null) {
            write(known, request, response);
            return;
        }
        Set<String> before = Set.copyOf(response.getHeaderNames());
        ContentCachingResponseWrapper made = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, made);
        Page page = page(made, before);
        if (page != null) {
            pages.put(address, stand, page);
            response.setHeader(HttpHeaders.ETAG, page.etag());
            if (has(request, page)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        made.copyBodyToResponse();
    }

    /** Counts and facets are the index's, and so are the figures of the start page. */
    private static boolean asksTheIndex(HttpServletRequest request) {
        return path(request).equals("/") || path(request).equals("/tim");
    }

    /** Null where it cannot be told: then nothing is remembered. */
    private @Nullable Stand stand() {
        try {
            ChangeJournal.Position position = journal.getObject().position();
            FixityAudits known = audits.getIfAvailable();
            return new Stand(
                    position,
                    index.getObject().searchable(position.epoch()),
                    known == null ? 0 : known.damageMark());
        } catch (RuntimeException e) {
            logger.debug("The pages are made anew: nobody tells where the journal stands", e);
            return null;
        }
    }

    /**
     * With what else a page depends on: the site's own name, which stands in it, and language.
     * Parameters are not read here: one that cannot be decoded is refused where it is read first.
     */
    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return PublicLocale.remembered(request).getLanguage()
                + ' '
                + request.getScheme()
                + "://"
                + request.getServerName()
                + ':'
                + request.getServerPort()
                + request.getContextPath()
                + path(request)
                + (query == null ? "" : "?" + query);
    }

    /** What was made, if it may be given to others. */
    private @Nullable Page page(ContentCachingResponseWrapper made, Set<String> before) {
        String type = made.getContentType();
        if (made.getStatus() != HttpServletResponse.SC_OK
                || type == null
                || made.isCommitted()
                || made.getContentSize() == 0
                || made.getContentSize() > LARGEST_PAGE
                || made.getHeader(HttpHeaders.SET_COOKIE) != null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : made.getHeaderNames()) {
            if (!before.contains(name)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                headers.put(name, made.getHeader(name));
            }
        }
        byte[] body = made.getContentAsByteArray();
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        // Weak: it leaves compressed or not.
        String etag = "W/\"" + HexFormat.of().formatHex(digest.digest(body), 0, 16) + '"';
        return new Page(clock.instant(), etag, type, headers, body);
    }

    private static boolean has(HttpServletRequest request, Page page) {
        String asked = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return asked != null && asked.contains(page.etag());
    }

    private static void write(Page page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        page.headers().forEach(response::setHeader);
        response.setHeader(HttpHeaders.ETAG, page.etag());
        if (has(request, page)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setLocale(PublicLocale.remembered(request)); // the header Content-Language
        response.setContentType(page.contentType());
        response.setContentLength(page.body().length);
        response.getOutputStream().write(page.body());
    }
}

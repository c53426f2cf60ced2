package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;

/**
 * What crawlers may know: public records only, in parts that are written as they are read. The
 * index walks over all of them once an hour at most; a part starts after the id in its address, so
 * it needs no memory.
 */
@Controller
class SitemapController {
    /** Addresses in a part; the protocol allows 50,000. */
    private static final int PART = 10_000;

    private static final int STEP = 1_000;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final String XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String FIRST = "tu-dau";

    /** Before a part with entries of paper that is not digitised. */
    private static final String PAPER = "giay-";

    private final Catalogue catalogue;
    private final PublicSettings settings;
    private final Clock clock;
    private @Nullable Instant walkedAt;
    private List<String> parts = List.of(FIRST);

    SitemapController(Catalogue catalogue, PublicSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/robots.txt")
    void robots(HttpServletResponse response) throws IOException {
        PrintWriter out = writer(response, "text/plain");
        out.print(
                """
                User-agent: *
                Disallow: /tim
                Disallow: /tep/
                Disallow: /yeu-cau
                Disallow: /gio
                Disallow: /app
                Disallow: /*?*q=
                Disallow: /*?*xem=

                """);
        out.print("Sitemap: " + Frame.origin(settings) + "/sitemap.xml\n");
    }

    @GetMapping("/sitemap.xml")
    void index(HttpServletResponse response) throws IOException {
        String origin = Frame.origin(settings);
        PrintWriter out = writer(response, "application/xml");
        out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.print("<sitemapindex xmlns=\"" + XMLNS + "\">\n");
        for (String part : parts()) {
            out.print("<sitemap><loc>" + origin + "/sitemap/" + part + ".xml</loc></sitemap>\n");
        }
        out.print("</sitemapindex>\n");
    }

    @GetMapping("/sitemap/{after}.xml")
    void part(@PathVariable String after, HttpServletResponse response) throws IOException {
        boolean paper = after.startsWith(PAPER);
        String from = paper ? after.substring(PAPER.length()) : after;
        AipId cursor = from.equals(FIRST) ? null : new AipId(Ids.uuid(from));
        String origin = Frame.origin(settings);
        PrintWriter out = writer(response, "application/xml");
        out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.print("<urlset xmlns=\"" + XMLNS + "\">\n");
        if (cursor == null && !paper) {
            out.print("<url><loc>" + origin + "/</loc></url>\n");
            out.print("<url><loc>" + origin + "/phong</loc></url>\n");
            out.print("<url><loc>" + origin + "/tro-giup</loc></url>\n");
        }
        for (int written = 0; written < PART; written += STEP) {
            List<Catalogue.PublicRecord> records = records(paper, cursor);
            for (Catalogue.PublicRecord record : records) {
                out.print("<url><loc>" + origin + "/ho-so/" + record.id() + "</loc><lastmod>");
                out.print(record.changedAt() + "</lastmod></url>\n");
                cursor = record.id();
            }
            if (records.size() < STEP) {
                break;
            }
        }
        out.print("</urlset>\n");
    }

    private synchronized List<String> parts() {
        Instant now = clock.instant();
        if (walkedAt == null || walkedAt.plus(KEPT).isBefore(now)) {
            List<String> found = new ArrayList<>(List.of(FIRST));
            found.addAll(further(false));
            if (!records(true, null).isEmpty()) {
                found.add(PAPER + FIRST);
                further(true).forEach(part -> found.add(PAPER + part));
            }
            parts = List.copyOf(found);
            walkedAt = now;
        }
        return parts;
    }

    private List<String> further(boolean paper) {
        List<String> found = new ArrayList<>();
        @Nullable AipId cursor = null;
        long seen = 0;
        while (true) {
            List<Catalogue.PublicRecord> records = records(paper, cursor);
            seen += records.size();
            if (records.size() < STEP) {
                return found;
            }
            cursor = records.getLast().id();
            if (seen % PART == 0) {
                found.add(cursor.toString());
            }
        }
    }

    private List<Catalogue.PublicRecord> records(boolean paper, @Nullable AipId after) {
        return paper ? catalogue.publicPaper(after, STEP) : catalogue.publicRecords(after, STEP);
    }

    private static PrintWriter writer(HttpServletResponse response, String type)
            throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // A restriction acts at once, and addresses may be made from what the asker called us.
        response.setHeader("Cache-Control", "private, no-cache");
        return response.getWriter();
    }
}

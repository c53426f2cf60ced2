package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What each public template weighs as it is sent, compressed, with a cold cache. How long it takes
 * is no test's matter: {@code ./tangthu bench bars}.
 */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class WeightsBrowserTest {
    private static final String VIEWER = PublicPagesTest.VIEWER + "?trang=13&q=giao";
    private static final long KB = 1024;

    /** Browsers that are open at a time. */
    private static final int AT_ONCE = 5;

    private static @Nullable Chromium chromium;

    @LocalServerPort private int port;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private BrowserContext person() {
        BrowserContext person =
                Objects.requireNonNull(chromium)
                        .browser
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(360, 640)
                                        .setBaseURL("http://localhost:" + port));
        person.setDefaultTimeout(90_000); // a page is there at once, but on a machine that builds
        return person;
    }

    /** Bytes over the wire, headers included, by what they are for. */
    private static final class Weighed {
        private final Map<String, String> types = new HashMap<>();
        private final Map<String, Long> bytes = new HashMap<>();
        private int requests;

        Weighed(CDPSession session) {
            session.on(
                    "Network.responseReceived",
                    event -> {
                        requests++;
                        types.put(
                                event.get("requestId").getAsString(),
                                event.get("type").getAsString());
                    });
            session.on(
                    "Network.loadingFinished",
                    event ->
                            bytes.merge(
                                    types.getOrDefault(
                                            event.get("requestId").getAsString(), "Other"),
                                    event.get("encodedDataLength").getAsLong(),
                                    Long::sum));
            session.send("Network.enable");
        }

        long of(String type) {
            return bytes.getOrDefault(type, 0L);
        }

        long all() {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }

        /** As {@code all (without fonts, of them scripts)}. */
        String words() {
            return "%d KB (%d without fonts, %d scripts, %d images), %d requests"
                    .formatted(
                            all() / KB,
                            (all() - of("Font")) / KB,
                            of("Script") / KB,
                            of("Image") / KB,
                            requests);
        }
    }

    @Test
    void everyTemplateIsLight() throws IOException {
        List<String> report = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> templates = new ArrayList<>(BarsBrowserTest.templates());
        templates.add(VIEWER);
        for (int from = 0; from < templates.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, templates.size());
            weigh(templates.subList(from, to), report, wrong);
        }
        Files.write(Path.of("target", "public-pages-weight.txt"), report);
        assertThat(wrong).as(String.join("\n", report)).isEmpty();
    }

    /** Each by a person of its own; a moment without requests ends it, and they wait together. */
    private void weigh(List<String> paths, List<String> report, List<String> wrong) {
        List<Page> pages = new ArrayList<>();
        List<Weighed> weights = new ArrayList<>();
        try {
            for (String path : paths) {
                BrowserContext person = person();
                Page page = person.newPage();
                pages.add(page);
                weights.add(new Weighed(person.newCDPSession(page)));
                page.navigate(path);
            }
            for (int i = 0; i < paths.size(); i++) {
                pages.get(i).waitForLoadState(LoadState.NETWORKIDLE);
                judge(paths.get(i), pages.get(i), weights.get(i), report, wrong);
            }
        } finally {
            pages.forEach(page -> page.context().close());
        }
    }

    private static void judge(
            String path, Page page, Weighed weighed, List<String> report, List<String> wrong) {
        boolean image = page.locator("#anh-trang").count() > 0;
        boolean good =
                weighed.all() - weighed.of("Font") <= (image ? 400 : 150) * KB
                        && weighed.all() <= (image ? 500 : 250) * KB
                        && weighed.of("Script") <= 20 * KB
                        && weighed.of("Image") <= 200 * KB
                        && weighed.requests <= 15
                        && weighed.requests > 4;
        report.add(path + ": " + weighed.words());
        if (!good) {
            wrong.add(report.getLast());
        }
        int waiting = page.locator("script:not([defer])").count();
        if (waiting > 0) {
            wrong.add(path + ": " + waiting + " scripts that are not deferred");
        }
    }

    @Test
    void theZoomAddsItsProgramOnceSomebodyAsksForIt() {
        try (BrowserContext person = person()) {
            Page page = person.newPage();
            page.navigate(VIEWER);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            Weighed weighed = new Weighed(person.newCDPSession(page));
            page.click("#phong-to");
            page.waitForSelector("dialog.zoom[open] canvas");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(weighed.of("Script")).isBetween(50 * KB, 95 * KB);
        }
    }

    /** Where everything comes late: 1.6 Mbit/s, 150 ms; what moves then is what people see move. */
    @Test
    void nothingMovesWhenItComesLate() {
        List<String> wrong = new ArrayList<>();
        for (String path :
                List.of(
                        "/",
                        "/tim?q=giao",
                        "/tim?q=zzz",
                        PublicPagesTest.RECORD,
                        "/yeu-cau/tra-cuu",
                        VIEWER)) {
            try (BrowserContext person = person()) {
                Page page = person.newPage();
                CDPSession session = person.newCDPSession(page);
                session.send("Network.enable");
                JsonObject slow = new JsonObject();
                slow.addProperty("offline", false);
                slow.addProperty("latency", 150);
                slow.addProperty("downloadThroughput", 1.6 * KB * KB / 8);
                slow.addProperty("uploadThroughput", 0.75 * KB * KB / 8);
                session.send("Network.emulateNetworkConditions", slow);
                page.addInitScript(
                        """
                        window.shift = 0;
                        new PerformanceObserver(list => { for (const one of list.getEntries())
                          if (!one.hadRecentInput) window.shift += one.value; })
                          .observe({type: 'layout-shift', buffered: true});
                        """);
                page.navigate(path);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                page.waitForTimeout(400);
                double shift = ((Number) page.evaluate("() => window.shift")).doubleValue();
                if (shift > 0.1) {
                    wrong.add(path + " " + shift);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}

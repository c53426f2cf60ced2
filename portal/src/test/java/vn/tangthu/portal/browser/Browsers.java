package vn.tangthu.portal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium as the system has it. Without one the tests that need it are skipped, but never where
 * {@code CI=true}.
 */
public final class Browsers implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /** Frames that must be drawn one after the other with nothing under way. */
    private static final int STILL_FRAMES = 3;

    /**
     * Counts them. What is under way: an answer of Vaadin's server, or a script that it waits for
     * with what it shows; rows of a grid; a picture that is in sight; a movement that ends.
     */
    private static final String STILL =
            """
            frames => {
              const clients = Object.values(window.Vaadin?.Flow?.clients ?? {});
              const moves = one => one.playState === 'running'
                  && one.effect?.getComputedTiming().endTime < Infinity;
              window.underWay = [
                clients.length ? '' : 'start',
                clients.some(one => one.isActive?.()) ? 'server' : '',
                document.querySelector('vaadin-grid[loading]') ? 'rows' : '',
                ...[...document.images].filter(one => !one.complete && one.loading !== 'lazy')
                    .map(one => one.src),
                document.getAnimations().some(moves) ? 'movement' : '',
              ].filter(one => one);
              window.stillFrames = window.underWay.length ? 0 : window.stillFrames + 1;
              return window.stillFrames >= frames;
            }
            """;

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Path executable) {
        // Usually a moment; the library's 5 seconds are too few on a machine that builds beside it.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    public static Browsers open() {
        Optional<Path> executable =
                PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(executable.isPresent(), "no Chromium on this machine");
        }
        return new Browsers(
                executable.orElseThrow(
                        () -> new IllegalStateException("CI needs Chromium, in " + PLACES)));
    }

    /** A browser of its own, with no cookies, of this size. */
    public BrowserContext person(int width, int height) {
        return person(width, height, true);
    }

    /** The same with JavaScript off. */
    public BrowserContext reader(int width, int height) {
        return person(width, height, false);
    }

    private BrowserContext person(int width, int height, boolean scripts) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setJavaScriptEnabled(scripts)
                                .setLocale("vi-VN")
                                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /**
     * What axe-core 4.14.1 finds on the page by WCAG 2.2 A and AA, one line each; empty when it is
     * clean.
     */
    public static List<String> violations(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("() => typeof axe !== 'undefined'"))) {
            page.evaluate(axe());
        }
        Object found =
                page.evaluate(
                        // All rules run; of what is in order it writes down no more than it must.
                        "async () => (await axe.run(document, {resultTypes: ['violations'],"
                                + " runOnly: {type: 'tag', values:"
                                + " ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']}})).violations"
                                + ".flatMap(v => v.nodes.slice(0, 5).map(n => v.id + ' ' + n.target +"
                                + " ' ' + n.html.substring(0, 200) + ' ' + (n.failureSummary || '')))");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /**
     * Waits, on a page of Vaadin, until what it does by itself after it was loaded, or after its
     * size changed, is done.
     */
    public static void settled(Page page) {
        Object unused = page.evaluate("() => { window.stillFrames = 0 }");
        try {
            JSHandle still = page.waitForFunction(STILL, STILL_FRAMES);
            still.dispose();
        } catch (TimeoutError e) {
            Object what = page.evaluate("() => window.underWay");
            throw new AssertionError(page.url() + " does not come to rest: " + what, e);
        }
    }

    /** Whether anything sticks out of the window sideways. */
    public static boolean scrollsSideways(Page page) {
        return Boolean.TRUE.equals(
                page.evaluate(
                        "() => document.documentElement.scrollWidth >"
                                + " document.documentElement.clientWidth + 1"));
    }

    private static String axe() {
        try (InputStream in = Browsers.class.getResourceAsStream("/axe/axe-4.14.1.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe-core is not among the test's resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

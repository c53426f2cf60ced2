package vn.tangthu.portal.publicpages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser from the system's packages. Missing: skipped, except under CI, where it fails. */
final class Chromium implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private final Playwright playwright;
    final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Path found =
                PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
        if (found == null) {
            boolean needed = "true".equals(System.getenv("CI"));
            if (needed) {
                throw new AssertionError("CI needs Chromium; none of " + PLACES + " is there");
            }
            Assumptions.abort("No Chromium among " + PLACES);
        }
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(
                                        Map.of(
                                                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                                                "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS",
                                                        "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(found)
                                        .setArgs(
                                                Stream.of(
                                                                "--no-sandbox",
                                                                "--disable-gpu",
                                                                "--disable-quic",
                                                                "--no-first-run",
                                                                "--disable-background-networking",
                                                                "--disable-component-update",
                                                                "--disable-sync")
                                                        .toList()));
        return new Chromium(playwright, browser);
    }

    /** Waits until the page is drawn as it is now: after its window was made larger or smaller. */
    static void drawn(Page page) {
        Object unused =
                page.evaluate(
                        "() => new Promise(drawn =>"
                                + " requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

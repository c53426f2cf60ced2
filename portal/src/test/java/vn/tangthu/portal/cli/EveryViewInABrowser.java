package vn.tangthu.portal.cli;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import vn.tangthu.portal.browser.Browsers;

/**
 * What a person sees of the views behind the login: axe at three widths, the smallest screen,
 * letters of twice the size, what sticks, and what is sent for it.
 */
final class EveryViewInABrowser {
    private static final int[] WIDTHS = {1280, 768, 360};
    private static final int KB = 1024;

    /** What is in motion is not judged: after a change of width Vaadin's parts measure again. */
    private static final int SETTLES_MILLIS = 400;

    private static final String IDLE =
            "() => window.Vaadin && window.Vaadin.Flow && window.Vaadin.Flow.clients"
                    + " && Object.values(window.Vaadin.Flow.clients)"
                    + ".every(one => !one.isActive || !one.isActive())";

    private static final String STICKING =
            """
            () => {
              const layout = document.querySelector('vaadin-app-layout');
              const bar = layout && layout.shadowRoot.querySelector('[part~=navbar]');
              return bar ? bar.getBoundingClientRect().height / innerHeight : 0;
            }
            """;

    private final String origin;
    private final Browsers browsers;
    private final List<String> wrong = new ArrayList<>();
    private int looked;

    EveryViewInABrowser(String origin, Browsers browsers) {
        this.origin = origin;
        this.browsers = browsers;
    }

    /** What is wrong, a line each. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    int looked() {
        return looked;
    }

    private Page loggedIn(BrowserContext person, String name, String password) {
        Page page = person.newPage();
        page.navigate(origin + "/app/");
        page.locator("vaadin-login-form input[name=username]").fill(name);
        page.locator("vaadin-login-form input[name=password]").fill(password);
        page.locator("vaadin-login-form vaadin-button").first().click();
        page.waitForURL(url -> !url.contains("login"));
        ready(page);
        return page;
    }

    private static void ready(Page page) {
        page.locator("h1").first().waitFor();
        page.waitForFunction(IDLE);
        page.waitForTimeout(SETTLES_MILLIS);
    }

    void login() {
        try (BrowserContext nobody = browsers.person(1280, 900)) {
            Page page = nobody.newPage();
            page.navigate(origin + "/app/login");
            page.locator("vaadin-login-form input[name=password]").waitFor();
            look(page, "login");
            // WCAG 3.3.8: a password manager may fill both in.
            for (String field : List.of("username", "current-password")) {
                if (page.locator("vaadin-login-form input[autocomplete=" + field + "]").count()
                        == 0) {
                    wrong.add("login: no autocomplete=" + field);
                }
            }
        }
    }

    void as(String name, String password, Collection<String> addresses) {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = loggedIn(person, name, password);
            for (String address : addresses) {
                page.navigate(origin + "/app/" + address);
                ready(page);
                look(page, name + " /" + address);
            }
        }
    }

    private void look(Page page, String where) {
        String heading = page.locator("h1").first().innerText();
        if (heading.isBlank() || heading.startsWith("Không có")) {
            wrong.add(where + " shows " + heading);
            return;
        }
        looked++;
        for (int width : WIDTHS) {
            resize(page, width);
            Browsers.violations(page).forEach(one -> wrong.add(where + " " + width + ": " + one));
            sideways(page, where + " " + width);
        }
        double sticking = ((Number) page.evaluate(STICKING)).doubleValue();
        if (sticking > 0.15) {
            wrong.add(where + ": what sticks takes " + sticking + " of the height at 360 x 640");
        }
        resize(page, 320);
        sideways(page, where + " 320");
        resize(page, 1280);
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }");
        page.waitForTimeout(SETTLES_MILLIS);
        sideways(page, where + " with letters of twice the size");
        page.evaluate("() => { document.documentElement.style.fontSize = '' }");
    }

    private static void resize(Page page, int width) {
        page.setViewportSize(width, width < 700 ? 640 : 900);
        page.waitForTimeout(SETTLES_MILLIS);
    }

    private void sideways(Page page, String where) {
        if (Browsers.scrollsSideways(page)) {
            wrong.add(where + " scrolls sideways");
        }
    }

    /**
     * What is sent for the first page of the desk with its login, and for the same once more.
     *
     * @param first bytes with an empty cache, as sent
     * @param again bytes of loading it again
     * @param large everything of more than 10 KB
     */
    record Weight(long first, long again, List<String> large) {
        String words() {
            return first / KB + " KB, again " + again / KB + " KB; " + large;
        }
    }

    Weight weight(String name, String password, String address) {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = person.newPage();
            CDPSession session = person.newCDPSession(page);
            AtomicLong bytes = new AtomicLong();
            List<String> large = new ArrayList<>();
            Map<String, String> urls = new HashMap<>();
            session.on(
                    "Network.responseReceived",
                    event ->
                            urls.put(
                                    event.get("requestId").getAsString(),
                                    event.getAsJsonObject("response").get("url").getAsString()));
            session.on(
                    "Network.loadingFinished",
                    event -> {
                        long length = event.get("encodedDataLength").getAsLong();
                        bytes.addAndGet(length);
                        if (length > 10 * KB) {
                            large.add(
                                    length / KB
                                            + " KB "
                                            + String.valueOf(
                                                            urls.get(
                                                                    event.get("requestId")
                                                                            .getAsString()))
                                                    .replaceAll("^http://[^/]*", ""));
                        }
                    });
            session.send("Network.enable");
            page.navigate(origin + "/app/" + address);
            page.locator("vaadin-login-form input[name=username]").fill(name);
            page.locator("vaadin-login-form input[name=password]").fill(password);
            page.locator("vaadin-login-form vaadin-button").first().click();
            page.waitForURL(url -> !url.contains("login"));
            ready(page);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            long first = bytes.getAndSet(0);
            page.navigate(origin + "/app/" + address);
            ready(page);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            return new Weight(first, bytes.get(), large);
        }
    }
}

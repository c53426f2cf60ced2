package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Bars of every public template that no clock is needed for (docs/portal-bars.md): what axe cannot
 * see of WCAG 2.2, and what fits a small screen.
 */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class BarsBrowserTest {
    private static @Nullable Chromium chromium;

    @LocalServerPort private int port;
    @Autowired private FakeArchive archive;

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

    @AfterEach
    void fewChildren() {
        archive.children = 120;
    }

    private BrowserContext person(int width, int height) {
        BrowserContext person =
                Objects.requireNonNull(chromium)
                        .browser
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setReducedMotion(ReducedMotion.REDUCE)
                                        .setBaseURL("http://localhost:" + port));
        person.setDefaultTimeout(90_000); // a page is there at once, but on a machine that builds
        return person;
    }

    static List<String> templates() {
        return Stream.concat(
                        PublicPagesTest.everyPage().stream(),
                        Stream.of("/khong-co", "/tep/" + FakeArchive.DAMAGED_FILE + "?x"))
                .toList();
    }

    /** What lies beyond the window sideways; nothing of the image of a page is asked. */
    private static final String SIDEWAYS =
            """
            () => {
              const wide = document.documentElement.scrollWidth - innerWidth;
              if (wide <= 0) return '';
              const out = [...document.querySelectorAll('main *, .band *, .foot *')].filter(one =>
                  one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.sr,.trap'));
              return wide + ' px: ' + (out.at(-1) || document.body).outerHTML.slice(0, 140);
            }
            """;

    /**
     * WCAG 1.4.12 says how far letters, words, lines and paragraphs must be able to stand apart.
     */
    private static final String SPACED =
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;'
                + 'word-spacing:.16em!important} p{margin-bottom:2em!important}');
              document.adoptedStyleSheets = [sheet];
              return [...document.querySelectorAll('main *, .band *, .foot *')].filter(one =>
                  one.checkVisibility() && !one.closest('.sr,.trap,svg,.skips,.skip')
                  && !['INPUT', 'TEXTAREA', 'SELECT'].includes(one.tagName)
                  && getComputedStyle(one).overflow !== 'visible'
                  && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
                .map(one => one.outerHTML.slice(0, 140)).join(' | ');
            }
            """;

    private static void note(List<String> wrong, String where, Object found) {
        if (!String.valueOf(found).isEmpty()) {
            wrong.add(where + " " + found);
        }
    }

    @Test
    void noTemplateScrollsSidewaysAt320PixelsOrWithLettersOfTwiceTheSizeOrSpacedOut() {
        List<String> wrong = new ArrayList<>();
        try (BrowserContext person = person(320, 800)) {
            Page page = person.newPage();
            for (String path : templates()) {
                page.navigate(path);
                for (int width : List.of(320, 360, 768, 1280)) {
                    page.setViewportSize(width, 800);
                    Chromium.drawn(page);
                    note(wrong, width + " " + path, page.evaluate(SIDEWAYS));
                    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }");
                    if (width > 320) {
                        note(wrong, width + " 200% " + path, page.evaluate(SIDEWAYS));
                    }
                    page.evaluate("() => { document.documentElement.style.fontSize = '' }");
                    note(wrong, width + " spaced, cut " + path, page.evaluate(SPACED));
                    note(wrong, width + " spaced " + path, page.evaluate(SIDEWAYS));
                    page.evaluate("() => { document.adoptedStyleSheets = [] }");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** How much of the window's height is covered by what does not scroll. */
    private static final String STICKING =
            """
            () => [...document.querySelectorAll('body *')].filter(one => {
                const style = getComputedStyle(one);
                return (style.position === 'fixed' || style.position === 'sticky')
                    && one.checkVisibility();
              }).reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight
            """;

    private static final String STILL =
            """
            () => [...document.querySelectorAll('body *')].filter(one => {
                const style = getComputedStyle(one);
                return parseFloat(style.transitionDuration) > .01
                    || (style.animationName !== 'none' && parseFloat(style.animationDuration) > .01);
              }).map(one => one.outerHTML.slice(0, 100)).join(' | ')
            """;

    private static final String SMALL =
            """
            () => [...document.querySelectorAll('button, .button, input, select, textarea, summary,\
             .turn a, .tabs a, .band a, .foot a, .facet a, .pager a, .chips a, .strip a, .tiles a')]
              .filter(one => one.checkVisibility() && one.type !== 'radio'
                  && one.type !== 'hidden' && !one.closest('.trap'))
              .map(one => one.type === 'checkbox' ? one.labels[0] : one)
              .filter(one => one.getBoundingClientRect().height < 43.5
                  || one.getBoundingClientRect().width < 23.5)
              .map(one => one.outerHTML.slice(0, 120)).join(' | ')
            """;

    /** WCAG 3.2.6: where help stands among the ways of header and footer. */
    private static final String HELP =
            """
            () => [...document.querySelectorAll('.band a, .foot a')].filter(one => !one.hreflang)
                .map(one => one.getAttribute('href')).join(' ')
            """;

    @Test
    void atAPhonesSizeNothingSticksNothingMovesTargetsAreLargeAndHelpStandsInOnePlace() {
        List<String> wrong = new ArrayList<>();
        try (BrowserContext person = person(360, 640)) {
            Page page = person.newPage();
            page.navigate("/");
            Object help = page.evaluate(HELP);
            assertThat(String.valueOf(help)).contains("/tro-giup");
            for (String path : templates()) {
                page.navigate(path);
                double sticking = ((Number) page.evaluate(STICKING)).doubleValue();
                if (sticking > 0.15) {
                    wrong.add(path + " sticks to " + sticking + " of the height");
                }
                note(wrong, path + " moves", page.evaluate(STILL));
                note(wrong, path + " small", page.evaluate(SMALL));
                if (!help.equals(page.evaluate(HELP))) {
                    wrong.add(path + " has help elsewhere: " + page.evaluate(HELP));
                }
                Object filters =
                        page.evaluate(
                                "() => [...document.querySelectorAll('.filters')]"
                                        + ".filter(one => one.open).length");
                if (((Number) filters).intValue() > 0) {
                    wrong.add(path + " opens its filters by itself");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * Where the focus is: nothing, or what is wrong with it. WCAG 2.4.7 and 2.4.11: it is marked,
     * it is in the window, and no more than half of it lies beneath something else.
     */
    static final String STOP =
            """
            () => {
              const one = document.activeElement;
              if (!one || one === document.body || one === window.firstStop) return 'end';
              window.firstStop = window.firstStop || one;
              const box = one.getBoundingClientRect();
              const style = getComputedStyle(one);
              const name = one.outerHTML.slice(0, 120);
              if (style.outlineStyle === 'none' && one.tabIndex >= 0) return 'unmarked ' + name;
              const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
              const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
              if (bottom - top < 1 || right - left < 1) return 'outside ' + name;
              const points = [.25, .5, .75].map(part => document.elementFromPoint(
                  left + (right - left) * part, top + (bottom - top) * .5));
              const seen = points.filter(at => at && (one.contains(at) || at.contains(one)));
              return seen.length > 0 ? '' : 'covered ' + name;
            }
            """;

    @Test
    void theKeyboardReachesEverythingSeesWhereItIsAndIsTrappedNowhere() {
        List<String> wrong = new ArrayList<>();
        try (BrowserContext person = person(360, 640)) {
            Page page = person.newPage();
            for (String path : templates()) {
                page.navigate(path);
                int targets =
                        ((Number)
                                        page.evaluate(
                                                """
                                                () => [...document.querySelectorAll('a[href], button, input,\
                                                 select, textarea, summary')].filter(one =>
                                                   one.checkVisibility({visibilityProperty: true})
                                                   && one.tabIndex >= 0 && !one.disabled
                                                   && one.type !== 'hidden').length
                                                """))
                                .intValue();
                int stops = 0;
                String at = "";
                // A group of radio buttons is one stop: fewer stops than targets are right.
                for (; stops <= targets + 5; stops++) {
                    page.keyboard().press("Tab");
                    at = String.valueOf(page.evaluate(STOP));
                    if (at.equals("end")) {
                        break;
                    }
                    note(wrong, path, at);
                }
                if (!at.equals("end") || stops < targets / 2) {
                    wrong.add(path + " has " + targets + " targets, " + stops + " stops: " + at);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aPageImageIsThreeClicksFromTheStartAndThePageThatWasHitTwo() {
        try (BrowserContext person = person(360, 640)) {
            Page page = person.newPage();
            page.navigate("/");
            page.fill("#q", "giao đất");
            page.click(".box button"); // 1
            String results = page.url();
            page.click(".hits h2 a >> nth=0"); // 2
            page.click(".actions .button"); // 3
            assertThat(page.locator("#anh-trang").isVisible()).isTrue();
            page.navigate(results);
            page.click(".places a:has(.pageno) >> nth=0"); // 2
            assertThat(page.locator("#anh-trang").isVisible()).isTrue();
            assertThat(page.url()).contains("trang=13");
        }
    }

    @Test
    void theRequestFormIsOneScreenOfTwelveInputsAtMost() {
        try (BrowserContext person = person(360, 640)) {
            Page page = person.newPage();
            page.navigate("/yeu-cau?ho-so=" + FakeArchive.LISTED);
            Object inputs =
                    page.evaluate(
                            """
                            () => new Set([...document.querySelectorAll('main form input,\
                             main form textarea, main form select')].filter(one =>
                               one.type !== 'hidden' && !one.closest('.trap'))
                               .map(one => one.name)).size
                            """);
            assertThat(((Number) inputs).intValue()).isBetween(5, 12);
        }
    }

    @Test
    void aSeriesOfAHundredThousandIsAPageOfFifty() {
        archive.children = 100_000;
        String series = "/phong/" + FakeArchive.FONDS + "/muc-luc/" + FakeArchive.SERIES;
        try (BrowserContext person = person(360, 640)) {
            Page page = person.newPage();
            for (String path : List.of(series, series + "?trang=1000", series + "?trang=2000")) {
                int before = archive.listed.get();
                Response answer = Objects.requireNonNull(page.navigate(path));
                assertThat(page.locator(".records > li").count()).as(path).isEqualTo(50);
                assertThat(archive.listed.get() - before).as(path).isEqualTo(1);
                assertThat(page.locator(".pager a").count()).as(path).isLessThan(12);
                int nodes =
                        ((Number) page.evaluate("() => document.querySelectorAll('*').length"))
                                .intValue();
                assertThat(nodes).as(path).isLessThan(1_500); // Lighthouse warns above
                assertThat(answer.request().sizes().responseBodySize)
                        .as(path)
                        .isLessThan(20 * 1024);
            }
            page.navigate(series + "?trang=2001");
            assertThat(page.locator(".records > li").count()).isZero();
        }
    }
}

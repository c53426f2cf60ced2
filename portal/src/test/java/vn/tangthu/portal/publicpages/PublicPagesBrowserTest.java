package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The bars of the public pages in a real browser. */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class PublicPagesBrowserTest {
    private static final List<Integer> WIDTHS = List.of(360, 768, 1280);

    /** All rules run; of what is in order it writes down one place for each rule. */
    static final String AXE_RUN =
            """
            async () => {
              const answer = await axe.run(document, {resultTypes: ['violations'],
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
                  'best-practice']});
              if (answer.passes.length < 10) return ['axe looked at too little'];
              return answer.violations.flatMap(violation => violation.nodes.slice(0, 3).map(
                  node => violation.id + ': ' + node.target + ' ' + node.html.slice(0, 160)));
            }
            """;

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

    private static Browser browser() {
        return Objects.requireNonNull(chromium).browser;
    }

    private BrowserContext person(int width, int height, boolean scripts) {
        return browser()
                .newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setJavaScriptEnabled(scripts)
                                .setBaseURL("http://localhost:" + port));
    }

    @Test
    void noTemplateHasAnAccessibilityViolationOrScrollsSidewaysAtAnyWidth() throws IOException {
        String axe = axe();
        List<String> wrong = new ArrayList<>();
        String pictures = System.getProperty("tangthu.pictures", "");
        try (BrowserContext person = person(WIDTHS.getFirst(), 640, true)) {
            Page page = person.newPage();
            int number = 0;
            for (String path : BarsBrowserTest.templates()) {
                page.navigate(path);
                page.evaluate(axe);
                for (int width : WIDTHS) {
                    page.setViewportSize(width, width < 700 ? 640 : 800);
                    Chromium.drawn(page);
                    String where = width + " " + path + " ";
                    Object sideways =
                            page.evaluate(
                                    "() => document.documentElement.scrollWidth - innerWidth");
                    if (((Number) sideways).intValue() > 0) {
                        wrong.add(where + "scrolls sideways by " + sideways);
                    }
                    for (Object violation : (List<?>) page.evaluate(AXE_RUN)) {
                        wrong.add(where + violation);
                    }
                    if (!pictures.isEmpty()) {
                        page.screenshot(
                                new Page.ScreenshotOptions()
                                        .setFullPage(true)
                                        .setPath(
                                                Path.of(
                                                        pictures,
                                                        "p%02d-%d.png".formatted(number, width))));
                    }
                }
                number++;
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theHeaderKeepsItsWordsOnOneLineInBothLanguagesAndPaperHasNoButtons() {
        try (BrowserContext person = person(360, 640, true)) {
            Page page = person.newPage();
            for (String language : List.of("vi", "en")) {
                page.navigate("/?lang=" + language);
                Object broken =
                        page.evaluate(
                                """
                                () => [...document.querySelectorAll('.side a')]
                                  .filter(a => a.checkVisibility())
                                  .filter(a => { const words = document.createRange();
                                    words.selectNodeContents(a);
                                    return words.getClientRects().length > 1; })
                                  .map(a => a.textContent)
                                """);
                assertThat((List<?>) broken).as(language).isEmpty();
            }
            page.navigate("/ho-so/" + FakeArchive.LISTED);
            assertThat(page.locator(".notice .button").isVisible()).isTrue();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".notice .button").isVisible()).isFalse();
            assertThat(page.locator("h1").isVisible()).isTrue();
        }
    }

    @Test
    void withoutJavaScriptTheWholeWayCanBeGone() {
        try (BrowserContext person = person(360, 640, false)) {
            Page page = person.newPage();
            page.navigate("/");
            page.fill("#q", "giao đất");
            page.click(".box button");
            // Filter, then straight to the page that was hit.
            page.click(".filters > summary");
            page.click(".facet a >> nth=0");
            assertThat(page.url()).contains("phong=");
            page.click(".places a >> nth=0");
            assertThat(page.url()).contains("/tai-lieu/1?trang=13&q=");
            assertThat(page.locator(".marks rect.wash").count()).isEqualTo(2);
            assertThat(page.locator("#phong-to").isVisible()).isFalse();
            page.click(".turn a[rel=next] >> nth=0");
            assertThat(page.url()).contains("trang=14");
            page.fill("#q", "zzz");
            page.click(".inside button");
            assertThat(page.locator("main").textContent()).contains("Không thấy “zzz”");
            page.fill("#q", "giao");
            page.click(".inside button");
            page.click(".found a >> nth=1");
            assertThat(page.url()).endsWith("?trang=13&q=giao#tim-1");
            page.click(".found .docs a >> nth=1");
            assertThat(page.url()).endsWith("?trang=14&q=giao#tim-1");
            page.navigate("/tim?q=giao");
            page.click(".hits button >> nth=0");
            assertThat(page.url()).contains("/gio?");
            assertThat(page.locator("main ol.documents li").count()).isEqualTo(1);
            page.click("main a.button");
            assertThat(page.locator("input[name=muc]").count()).isEqualTo(1);
            page.navigate("/gio");
            page.click("main ol.documents button");
            assertThat(page.locator("main").textContent()).contains("Giỏ đang trống");
            page.navigate("/ho-so/" + FakeArchive.LISTED);
            page.click("a.button");
            page.click("form .radio label >> nth=2");
            page.click("main form[method=post] > button");
            assertThat(page.locator(".notice.bad li").count()).isEqualTo(3);
            page.fill("#muc-dich", "Nghiên cứu");
            page.fill("#ho-ten", "Trần Thị Bình");
            page.fill("#lien-he", "binh@example.org");
            page.click("main form[method=post] > button");
            String reference = page.locator("#ma-yeu-cau").textContent();
            page.click("main a.button");
            assertThat(page.inputValue("#ma")).isEqualTo(reference);
            page.fill("#bon-so", ".org");
            page.click("main form[method=post] > button");
            assertThat(page.locator("main h1").textContent()).contains(reference);
            assertThat(page.locator(".notice").textContent()).contains("Đã nhận");
            page.setInputFiles(
                    "#tep",
                    new FilePayload("giay-uy-quyen.pdf", "application/pdf", new byte[2_000]));
            page.click("form[enctype] button");
            assertThat(page.locator(".notice >> nth=0").textContent()).contains("Đã nhận giấy tờ");
            assertThat(page.locator("ol.documents").textContent()).contains("giay-uy-quyen.pdf");
        }
    }

    @Test
    void withTheKeyboardAloneOneSearchesReadsAndLeavesTheZoom() {
        try (BrowserContext person = person(1280, 800, true)) {
            Page page = person.newPage();
            page.navigate("/tro-giup");
            page.keyboard().press("Tab");
            assertThat(focused(page)).contains("skip");
            page.navigate("/");
            page.keyboard().press("/");
            page.keyboard().type("giao đất/x");
            page.keyboard().press("Enter");
            page.waitForURL("**/tim?q=*");
            assertThat(page.inputValue("#q")).isEqualTo("giao đất/x");
            page.navigate(PublicPagesTest.VIEWER + "?trang=13&q=giao");
            for (int i = 0; i < 60 && !focused(page).contains("phong-to"); i++) {
                page.keyboard().press("Tab");
                assertThat((Boolean) page.evaluate(SEEN)).as(focused(page)).isTrue();
            }
            page.keyboard().press("Enter");
            page.waitForSelector("dialog.zoom[open] canvas");
            // The found words lie over the large image, too.
            page.waitForSelector("dialog.zoom .marks rect");
            moved(page);
            page.keyboard().press("Tab");
            assertThat((Boolean) page.evaluate("() => !!document.activeElement.closest('dialog')"))
                    .isTrue();
            page.keyboard().press("Escape");
            page.waitForCondition(() -> page.locator("dialog").count() == 0);
            assertThat(focused(page)).contains("phong-to");
        }
    }

    /** WCAG 2.5.7: who cannot drag presses a button, and the page lies elsewhere. */
    private static void moved(Page page) {
        Locator words = page.locator("dialog.zoom .marks");
        page.click("dialog.zoom button >> nth=1");
        page.click("dialog.zoom button >> nth=1");
        page.waitForTimeout(600);
        double before = words.boundingBox().x;
        page.getByLabel("Sang phải").click();
        page.waitForCondition(() -> words.boundingBox().x < before - 40);
        page.getByLabel("Sang trái").click();
        page.waitForCondition(() -> words.boundingBox().x > before - 10);
        page.focus("dialog.zoom button >> nth=0");
    }

    @Test
    void suggestionsAreAComboboxForTheKeyboardAndForReadersOfTheScreen() throws IOException {
        for (int width : List.of(360, 1280)) {
            try (BrowserContext person = person(width, 740, true)) {
                Page page = person.newPage();
                page.navigate("/");
                page.locator("#q").pressSequentially("125");
                page.waitForSelector("#goi-y [role=option]");
                page.keyboard().press("ArrowDown");
                assertThat(page.getAttribute("#q", "aria-expanded")).isEqualTo("true");
                assertThat(page.getAttribute("#q", "aria-activedescendant")).isEqualTo("goi-y-0");
                assertThat(page.locator("#goi-y-0[aria-selected=true]").textContent())
                        .contains("125/QĐ-UBND", "Số ký hiệu", "<B>");
                page.evaluate(axe());
                assertThat((List<?>) page.evaluate(AXE_RUN)).isEmpty();
                Object sideways =
                        page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
                assertThat(((Number) sideways).intValue()).isLessThanOrEqualTo(0);
                picture(page, "goi-y-" + width);
                // Esc takes the list and leaves what was typed; Enter then is the form's.
                page.keyboard().press("Escape");
                assertThat(page.locator("#goi-y").isVisible()).isFalse();
                assertThat(page.inputValue("#q")).isEqualTo("125");
                page.keyboard().press("ArrowDown");
                page.waitForSelector("#goi-y [role=option]");
                page.keyboard().press("ArrowUp");
                page.keyboard().press("Enter");
                page.waitForURL("**" + PublicPagesTest.RECORD);
            }
        }
    }

    private static void picture(Page page, String name) {
        String pictures = System.getProperty("tangthu.pictures", "");
        if (!pictures.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(pictures, name + ".png")));
        }
    }

    static String axe() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        PublicPagesBrowserTest.class.getResourceAsStream(
                                "/axe/axe-4.14.1.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final String SEEN =
            """
            () => {
              const style = getComputedStyle(document.activeElement);
              return document.activeElement === document.body || style.outlineStyle !== 'none';
            }
            """;

    private static String focused(Page page) {
        return String.valueOf(
                page.evaluate(
                        "() => document.activeElement.id + ' ' + document.activeElement.className"));
    }

    @Test
    void aFileDroppedOnTheCertificatesPageIsDigestedInTheBrowserAndNotSent() {
        try (BrowserContext person = person(360, 640, true)) {
            Page page = person.newPage();
            AtomicInteger sent = new AtomicInteger();
            page.onRequest(
                    request -> {
                        if (request.method().equals("POST")) {
                            sent.incrementAndGet();
                        }
                    });
            page.navigate("/chung-nhan/" + FakeCertificates.OPEN);
            page.evaluate(
                    """
                    text => {
                      const files = new DataTransfer();
                      files.items.add(new File([text], 'a.pdf'));
                      document.dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true}));
                    }
                    """,
                    new String(FakeArchive.BYTES, StandardCharsets.UTF_8));
            page.waitForURL("**?sha512=*");
            assertThat(page.textContent("main")).contains("tệp được chứng nhận và còn nguyên vẹn");
            assertThat(page.url()).contains("/chung-nhan/" + FakeCertificates.OPEN);
            assertThat(sent).hasValue(0);
        }
    }
}

package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.PageRenderer;

/**
 * What no address leads to by itself – a form with its errors, a basket with things in it, a
 * request that was sent, its status, a reading online – holds to WCAG 2.2 AA too.
 */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class BehindFormsBrowserTest {
    private static final String NUMBER = "BD-2026-000001-ABCD";
    private static @Nullable Chromium chromium;

    @LocalServerPort private int port;
    @Autowired private OnlineReadings readings;
    @Autowired private FakeRequests requests;

    private final List<String> wrong = new ArrayList<>();

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
    void noReadingsForOthers() {
        Mockito.reset(readings);
    }

    @Test
    void whatStandsBehindAFormHasNoAccessibilityViolationAtAnyWidth() throws Exception {
        Browser browser = Objects.requireNonNull(chromium).browser;
        for (int width : List.of(360, 768, 1280)) {
            try (BrowserContext person =
                    browser.newContext(
                            new Browser.NewContextOptions()
                                    .setViewportSize(width, 700)
                                    .setBaseURL("http://localhost:" + port))) {
                Page page = person.newPage();
                request(page, width);
                reading(page, width);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void request(Page page, int width) throws Exception {
        page.navigate("/tim?q=giao");
        page.click(".hits button >> nth=0");
        look(page, width + " basket");
        page.click("main a.button");
        page.click("main form[method=post] > button");
        assertThat(page.locator(".notice.bad li").count()).isPositive();
        look(page, width + " form with errors");
        page.click("form .radio label >> nth=2");
        page.fill("#muc-dich", "Nghiên cứu");
        page.fill("#ho-ten", "Trần Thị Bình");
        page.fill("#lien-he", "binh@example.org");
        page.click("main form[method=post] > button");
        String reference = page.locator("#ma-yeu-cau").textContent();
        look(page, width + " sent");
        status(page, reference);
        look(page, width + " status");
        granted(reference);
        offered(reference);
        status(page, reference);
        look(page, width + " status with a reading");
    }

    private static void status(Page page, String reference) {
        page.navigate("/yeu-cau/tra-cuu");
        page.fill("#ma", reference);
        page.fill("#bon-so", ".org");
        page.click("main form[method=post] > button");
        assertThat(page.locator("main h1").textContent()).contains(reference);
    }

    private void granted(String reference) {
        AccessRequests.Request asked = Objects.requireNonNull(requests.kept.get(reference));
        requests.kept.put(
                reference,
                new AccessRequests.Request(
                        asked.reference(),
                        asked.request(),
                        AccessRequests.Status.GRANTED,
                        asked.receivedAt(),
                        asked.dueOn(),
                        null,
                        asked.daysLeft(),
                        null,
                        asked.steps()));
    }

    private void reading(Page page, int width) throws IOException {
        page.click("main form[action$='/doc'] button");
        assertThat(page.url()).endsWith("/doc-truc-tuyen/" + NUMBER);
        assertThat(page.locator(".doc-page img").count()).isEqualTo(1);
        look(page, width + " reading");
        page.click("a[rel~=next]");
        look(page, width + " reading, last page");
        page.navigate("/doc-truc-tuyen/" + NUMBER + "?rong=1");
        look(page, width + " reading, large");
    }

    private void look(Page page, String where) throws IOException {
        int sideways =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                        .intValue();
        if (sideways > 0) {
            wrong.add(where + " scrolls sideways by " + sideways);
        }
        page.evaluate(PublicPagesBrowserTest.axe());
        for (Object violation : (List<?>) page.evaluate(PublicPagesBrowserTest.AXE_RUN)) {
            wrong.add(where + " " + violation);
        }
    }

    private void offered(String reference) throws Exception {
        OnlineReadings.Reading reading =
                new OnlineReadings.Reading(
                        new UUID(3, 3),
                        NUMBER,
                        reference,
                        FakeArchive.SOUND,
                        "H41.02.0145",
                        List.of(),
                        2,
                        true,
                        3,
                        OnlineReadings.State.OPEN,
                        Instant.EPOCH,
                        "lan",
                        null,
                        Instant.parse("2126-11-25T02:00:00Z"),
                        null);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1000, 1414, BufferedImage.TYPE_BYTE_GRAY), "jpeg", jpeg);
        PageRenderer.Rendered image = new PageRenderer.Rendered(jpeg.toByteArray(), 1000, 1414);
        Mockito.when(readings.offered(Mockito.any())).thenReturn(List.of(reading));
        Mockito.when(readings.open(Mockito.any(), Mockito.any())).thenReturn(reading);
        Mockito.when(readings.opened(NUMBER)).thenReturn(Optional.of(reading));
        Mockito.when(readings.page(Mockito.any(), Mockito.anyInt(), Mockito.anyInt()))
                .thenReturn(image);
    }
}

package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.repository.AccessRequests;

/**
 * A citizen's whole way at 360 pixels: searched, narrowed, the record, the image of a page, a place
 * in it, asked for, followed. No address is typed but the first. Gone with clicks and with the
 * keyboard, with JavaScript and without.
 */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class CitizensWayBrowserTest {
    private static @Nullable Chromium chromium;

    @LocalServerPort private int port;
    @Autowired private FakeRequests requests;

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

    private BrowserContext person(boolean scripts) {
        BrowserContext person =
                Objects.requireNonNull(chromium)
                        .browser
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(360, 640)
                                        .setJavaScriptEnabled(scripts)
                                        .setBaseURL("http://localhost:" + port));
        person.setDefaultTimeout(90_000); // a page is there at once, but on a machine that builds
        return person;
    }

    /** With what one goes. */
    private interface Hands {
        /** Presses what is there: a link, a button, a summary, a choice. */
        void press(Page page, String what);

        void write(Page page, String into, String text);

        /** Sends the form that was written into last. */
        void send(Page page, String button);
    }

    /** A finger or a mouse. */
    private static final class Clicks implements Hands {
        @Override
        public void press(Page page, String what) {
            page.click(what);
        }

        @Override
        public void write(Page page, String into, String text) {
            page.fill(into, text);
        }

        @Override
        public void send(Page page, String button) {
            page.click(button);
        }
    }

    /** Tab, Enter and Space only; each stop on the way must be seen. */
    private static final class Keys implements Hands {
        private static final int MOST_STOPS = 150;

        private static void to(Page page, String what) {
            Locator wanted = page.locator(what).first();
            for (int i = 0; i < MOST_STOPS; i++) {
                page.keyboard().press("Tab");
                String stop = String.valueOf(page.evaluate(BarsBrowserTest.STOP));
                if (!stop.isEmpty() && !stop.equals("end")) {
                    throw new AssertionError("On the way to " + what + ": " + stop);
                }
                if (Boolean.TRUE.equals(wanted.evaluate("one => one === document.activeElement"))) {
                    return;
                }
            }
            throw new AssertionError("The keyboard does not come to " + what);
        }

        @Override
        public void press(Page page, String what) {
            to(page, what);
            boolean choice =
                    Boolean.TRUE.equals(
                            page.locator(what).first().evaluate("one => one.type === 'radio'"));
            page.keyboard().press(choice ? "Space" : "Enter");
            page.waitForLoadState();
        }

        @Override
        public void write(Page page, String into, String text) {
            to(page, into);
            page.keyboard().type(text);
        }

        @Override
        public void send(Page page, String button) {
            to(page, button);
            page.keyboard().press("Enter");
        }
    }

    private static void at(Page page, String part) {
        page.waitForURL(url -> url.contains(part));
    }

    private static void go(Page page, Hands hands, boolean scripts) {
        page.navigate("/");
        hands.write(page, "#q", "giao đất");
        hands.send(page, ".box button");
        at(page, "/tim?q=");
        hands.press(page, ".filters > summary");
        hands.press(page, ".facet a");
        at(page, "phong=");
        hands.press(page, ".hits h2 a");
        at(page, "/ho-so/");
        hands.press(page, ".actions .button");
        at(page, "/tai-lieu/1");
        assertThat(page.locator("#anh-trang").isVisible()).isTrue();
        hands.write(page, "#q", "giao");
        hands.send(page, ".inside button");
        at(page, "/tim?q=giao");
        hands.press(page, "main a[href*='trang=13']");
        at(page, "trang=13");
        assertThat(page.locator(".marks rect.wash").count()).isPositive();
        if (scripts) {
            hands.press(page, "#phong-to");
            page.waitForSelector("dialog.zoom[open] canvas");
            page.keyboard().press("Escape");
            page.waitForCondition(() -> page.locator("dialog").count() == 0);
        }
        hands.press(page, ".docs a[href='" + PublicPagesTest.RECORD + "']");
        page.waitForURL(url -> !url.contains("/tai-lieu/"));
        hands.press(page, "main a[href^='/yeu-cau']");
        at(page, "/yeu-cau?");
        hands.press(page, "#k1");
        hands.write(page, "#muc-dich", "Làm giấy chứng nhận");
        hands.write(page, "#ho-ten", "Trần Thị Bình");
        hands.write(page, "#lien-he", "0905123456");
        hands.send(page, "main form[method=post] > button");
        at(page, "/yeu-cau/da-gui?");
        String reference = page.locator("#ma-yeu-cau").textContent();
        hands.press(page, "main a.button");
        at(page, "/yeu-cau/tra-cuu?");
        assertThat(page.inputValue("#ma")).isEqualTo(reference); // nothing is typed twice
        hands.write(page, "#bon-so", "3456");
        hands.send(page, "main form[method=post] > button");
        page.waitForSelector(".status");
        assertThat(page.locator("main h1").textContent()).contains(reference);
    }

    @Test
    void withoutJavaScriptTheWholeWayIsGoneByPressingWhatIsThere() {
        try (BrowserContext person = person(false)) {
            go(person.newPage(), new Clicks(), false);
        }
    }

    @Test
    void withTheKeyboardAloneTheWholeWayIsGone() {
        try (BrowserContext person = person(true)) {
            go(person.newPage(), new Keys(), true);
        }
    }

    @Test
    void withTheKeyboardAndWithoutJavaScriptTheWholeWayIsGone() {
        try (BrowserContext person = person(false)) {
            go(person.newPage(), new Keys(), false);
        }
    }

    @Test
    void theTrackingPageSaysWhenWhoAndWhatNextWithoutScrolling() {
        try (BrowserContext person = person(true)) {
            Page page = person.newPage();
            go(page, new Clicks(), true);
            String reference =
                    page.locator("main h1").textContent().replaceAll(".*(YC-\\S+)", "$1");
            for (AccessRequests.Status status : AccessRequests.Status.values()) {
                AccessRequests.Request asked = requests.find(reference).orElseThrow();
                boolean waiting = status == AccessRequests.Status.NEEDS_MORE;
                requests.kept.put(
                        reference,
                        new AccessRequests.Request(
                                asked.reference(),
                                asked.request(),
                                status,
                                Instant.parse("2026-11-20T02:00:00Z"),
                                LocalDate.of(2026, 11, 23),
                                waiting ? LocalDate.of(2026, 11, 21) : null,
                                -12,
                                status == AccessRequests.Status.RECEIVED ? null : "lan",
                                asked.steps()));
                for (String language : List.of("vi", "en")) {
                    page.navigate("/yeu-cau/tra-cuu?ma=" + reference + "&lang=" + language);
                    page.fill("#bon-so", "3456");
                    page.click("main form[method=post] > button");
                    Locator told = page.locator(".notice:has(.status) p");
                    assertThat(told.count()).isGreaterThanOrEqualTo(status.open() ? 4 : 2);
                    BoundingBox last = told.last().boundingBox();
                    assertThat(last.y + last.height)
                            .as(status + " " + language)
                            .isLessThanOrEqualTo(640);
                }
            }
        }
    }

    @Test
    void whatWasWrittenInTheFormOutlivesTheWindowAndALoginForADayWhereItsWriterWantsIt() {
        try (BrowserContext person = person(true)) {
            Page first = person.newPage();
            first.navigate("/yeu-cau");
            assertThat(first.locator("#nhap").isVisible()).isTrue();
            assertThat(first.isChecked("#giu")).isFalse();
            first.fill("#can-tim", "Án của bà Tư");
            assertThat(first.evaluate("() => localStorage.length")).isEqualTo(0);
            first.check("#giu");
            first.check("#k2");
            first.fill("#can-tim", "Quyết định giao đất năm 1998");
            first.fill("#muc-dich", "Làm giấy chứng nhận");
            first.fill("#ho-ten", "Trần Thị Bình");
            first.fill("#lien-he", "0905 123 456");
            first.close();
            Page next = person.newPage();
            next.navigate(PublicPagesTest.RECORD.replace("/ho-so/", "/yeu-cau?ho-so="));
            assertThat(next.inputValue("#can-tim")).as("of another request").isEmpty();
            assertThat(next.isChecked("#giu")).isFalse();
            next.navigate("/app/");
            next.navigate("/yeu-cau");
            assertThat(next.locator("#da-giu").isVisible()).isTrue();
            assertThat(next.isChecked("#k2")).isTrue();
            assertThat(next.inputValue("#can-tim")).isEqualTo("Quyết định giao đất năm 1998");
            assertThat(next.inputValue("#muc-dich")).isEqualTo("Làm giấy chứng nhận");
            assertThat(next.inputValue("#ho-ten") + next.inputValue("#lien-he")).isEmpty();
            assertThat(String.valueOf(next.evaluate("() => JSON.stringify(localStorage)")))
                    .contains("1998")
                    .doesNotContain("Bình")
                    .doesNotContain("0905");
            next.uncheck("#giu");
            assertThat(next.evaluate("() => localStorage.length")).isEqualTo(0);
            next.check("#giu");
            assertThat(next.evaluate("() => localStorage.length")).isEqualTo(1);
            next.clock().setFixedTime(System.currentTimeMillis() + 25L * 3600 * 1000);
            next.navigate("/");
            assertThat(next.evaluate("() => localStorage.length")).as("anywhere").isEqualTo(0);
            next.navigate("/yeu-cau");
            assertThat(next.inputValue("#muc-dich")).isEmpty();
            next.check("#giu");
            next.check("#k1");
            next.fill("#can-tim", "Bản đồ");
            next.fill("#muc-dich", "Nghiên cứu");
            next.fill("#ho-ten", "Trần Thị Bình");
            next.fill("#lien-he", "0905 123 456");
            next.click("main form[method=post] > button");
            assertThat(next.locator("#ma-yeu-cau").textContent()).startsWith("YC-");
            next.waitForCondition(
                    () -> Integer.valueOf(0).equals(next.evaluate("() => localStorage.length")));
        }
    }

    private static final String SEND = "main form[method=post] > button";

    /** Its page comes back at another address than the form was opened at. */
    @Test
    void aRefusedFormKeepsItsOwnDraftAndShowsAndRemovesNoOther() {
        String about = PublicPagesTest.RECORD.replace("/ho-so/", "/yeu-cau?ho-so=");
        try (BrowserContext readingRoom = person(true)) {
            Page page = readingRoom.newPage();
            page.navigate("/yeu-cau");
            page.check("#giu");
            page.fill("#can-tim", "Án của bà Tư");
            page.fill("#muc-dich", "Xin lại quốc tịch");
            // Somebody else, about a hồ sơ, without a purpose.
            page.navigate(about);
            page.check("#k1");
            page.fill("#ho-ten", "Trần Thị Bình");
            page.fill("#lien-he", "0905 123 456");
            page.click(SEND);
            page.waitForSelector("#loi a[href='#muc-dich']");
            assertThat(page.isChecked("#giu")).isFalse();
            assertThat(page.inputValue("#muc-dich") + page.inputValue("#can-tim")).isEmpty();
            // Their own comes back ticked.
            page.check("#giu");
            page.fill("#muc-dich", "Làm giấy chứng nhận");
            page.fill("#ho-ten", "");
            page.click(SEND);
            page.waitForSelector("#loi a[href='#ho-ten']");
            assertThat(page.isChecked("#giu")).isTrue();
            page.navigate(about);
            assertThat(page.inputValue("#muc-dich")).isEqualTo("Làm giấy chứng nhận");
            // Sent, it is gone, and the other is not.
            page.check("#k1");
            page.fill("#ho-ten", "Trần Thị Bình");
            page.fill("#lien-he", "0905 123 456");
            page.click(SEND);
            page.waitForSelector("#ma-yeu-cau");
            page.navigate(about);
            assertThat(page.isChecked("#giu")).isFalse();
            assertThat(page.inputValue("#muc-dich")).isEmpty();
            page.navigate("/yeu-cau");
            assertThat(page.inputValue("#can-tim")).isEqualTo("Án của bà Tư");
        }
    }

    @Test
    void theFormsOfASearchAndOfTheBasketHaveDraftsOfTheirOwn() {
        try (BrowserContext person = person(true)) {
            Page page = person.newPage();
            page.navigate("/yeu-cau");
            page.check("#giu");
            page.fill("#muc-dich", "Xin lại quốc tịch");
            page.navigate(PublicPagesTest.RECORD);
            page.click("form[action='/gio/them'] button");
            for (String other : List.of("/yeu-cau?q=zzz", "/yeu-cau?gio=1")) {
                page.navigate(other);
                assertThat(page.isChecked("#giu")).as(other).isFalse();
                assertThat(page.inputValue("#muc-dich")).as(other).isEmpty();
                page.check("#giu");
                page.fill("#muc-dich", "Của " + other);
                page.click(SEND);
                page.waitForSelector("#loi");
                assertThat(page.isChecked("#giu")).as(other).isTrue();
                page.navigate(other);
                assertThat(page.inputValue("#muc-dich")).isEqualTo("Của " + other);
            }
            page.navigate("/yeu-cau");
            assertThat(page.inputValue("#muc-dich")).isEqualTo("Xin lại quốc tịch");
        }
    }

    /** Letters smaller than this are not read on paper, in points. */
    private static final float SMALLEST = 7.5f;

    /**
     * @param text all of it
     * @param pages of A4
     * @param smallest letters of it, in points
     */
    private record Paper(String text, int pages, float smallest) {}

    private static Paper printed(Page page) throws IOException {
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4"));
        float[] smallest = {Float.MAX_VALUE};
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper =
                    new PDFTextStripper() {
                        @Override
                        protected void writeString(String text, List<TextPosition> positions)
                                throws IOException {
                            for (TextPosition each : positions) {
                                smallest[0] = Math.min(smallest[0], each.getFontSizeInPt());
                            }
                            super.writeString(text, positions);
                        }
                    };
            String text = stripper.getText(document).replaceAll("\\s+", " ");
            return new Paper(text, document.getNumberOfPages(), smallest[0]);
        }
    }

    @Test
    void onPaperRecordAndCertificateCanBeReadAndSayTheirNumberAndAddress() throws IOException {
        String certificate = "/chung-nhan/" + FakeCertificates.OPEN;
        try (BrowserContext person = person(true)) {
            Page page = person.newPage();
            for (String path :
                    List.of(
                            PublicPagesTest.RECORD,
                            PublicPagesTest.RECORD + "/nguyen-ven",
                            PublicPagesTest.RECORD + "/tai-lieu/1?trang=13",
                            certificate)) {
                page.navigate(path);
                Paper paper = printed(page);
                String squeezed = paper.text().replace(" ", "");
                assertThat(squeezed).as(path).contains("http://localhost:" + port + path);
                assertThat(paper.smallest()).as(path).isGreaterThanOrEqualTo(SMALLEST);
                assertThat(paper.pages()).as(path).isLessThanOrEqualTo(4);
                assertThat(squeezed)
                        .as(path)
                        .contains(path.equals(certificate) ? "CN-" : FakeArchive.CODE);
            }
        }
    }
}

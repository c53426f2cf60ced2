package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ledger.TestAuthority;

/**
 * An archivist's and a citizen's day on the whole application in a real browser; nothing in it is
 * replaced. {@code -Dscreenshots.write=true} writes the pictures of the README.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String PASSWORD = "con cò bay lả bay la";

    @TempDir static Path work;

    private static Browsers browsers;
    private static RunningArchive archive;
    private static Path zip;
    private static String oneTime = "";
    private static String corrected = "";

    /** What the citizen asked for. */
    private static String reference = "";

    private static TestAuthority authority;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        authority = new TestAuthority("Thu nghiem");
        Path key = authority.pkcs12(work.resolve("ky.p12"), "Trung tam Luu tru", "bi mat", 365);
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.destruction.waiting=0s",
                        "--tangthu.signing.pkcs12=" + key,
                        "--tangthu.signing.password-file="
                                + Files.writeString(work.resolve("mat-khau"), "bi mat\n"),
                        "--tangthu.timestamp.url=" + authority.address(),
                        "--tangthu.timestamp.anchors=" + authority.anchor(work.resolve("neo.pem")),
                        "--tangthu.granted-copies.every=100ms");
        archive.createFonds(FONDS);
        Path delivery = work.resolve("delivery");
        archive.writeDelivery(delivery, FONDS, 1, 12, 0);
        zip = zip(delivery, work.resolve("GN-thu.zip"));
        oneTime =
                archive.port(Accounts.class)
                        .create(
                                new Accounts.NewAccount(
                                        "luutru", "Lưu trữ viên", Set.of(Role.ARCHIVIST), Set.of()),
                                Reader.OPERATOR);
    }

    @AfterAll
    static void stop() {
        if (archive != null) {
            archive.close();
        }
        if (browsers != null) {
            browsers.close();
        }
        if (authority != null) {
            authority.close();
        }
    }

    @Test
    @Order(1)
    void aLoginThatDoesNotComeFromOurFormIsNoLogin() throws Exception {
        try (HttpClient foreign = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer =
                    foreign.send(
                            HttpRequest.newBuilder(URI.create(archive.address() + "/app/login"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "username=luutru&password=" + oneTime))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .endsWith("/app/login?lai");
        }
    }

    @Test
    @Order(2)
    void anArchivistTakesInADeliveryFindsItAndCorrectsATitle() throws Exception {
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = person.newPage();
            page.navigate(archive.address() + "/app/");
            page.locator("vaadin-login-form input[name=username]").fill("luutru");
            page.locator("vaadin-login-form input[name=password]").fill(oneTime);
            page.locator("vaadin-login-form vaadin-button").first().click();
            headed(page, "Đổi mật khẩu");
            page.getByLabel("Mật khẩu hiện tại").fill(oneTime);
            page.getByLabel("Mật khẩu mới").first().fill(PASSWORD);
            page.getByLabel("Nhập lại mật khẩu mới").fill(PASSWORD);
            press(page, "Đổi mật khẩu");
            headed(page, "Bàn làm việc");

            page.navigate(archive.address() + "/app/giao-nop");
            page.setInputFiles("input[type=file]", zip);
            press(page, "Kiểm tra thử");
            assertThat(page.getByText("Gói đạt: 12 hồ sơ"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            press(page, "Nhận vào kho");
            assertThat(page.locator("vaadin-grid").getByText("Đã nhập kho").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(90_000));

            MinutesOnTheDesk.make(archive, page);

            page.navigate(archive.address() + "/app/ban-lam-viec");
            headed(page, "Bàn làm việc");
            picture(page, "desk");

            Page outside = person.newPage();
            find(outside, "giao dat", "giao đất");
            String record = address(outside.locator(".hits h2 a").first());
            String id = record.replaceAll(".*/ho-so/([^?]*).*", "$1");
            corrected = id;

            page.navigate(archive.address() + "/app/kho/ho-so/" + id);
            page.getByLabel("Tiêu đề").first().fill("Hồ sơ hiệu đính Bạch Mã về giao đất");
            page.getByLabel("Lý do").first().fill("Chữ trên bìa đọc sai");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Lưu thành phiên bản mới"))
                    .first()
                    .click();
            headed(page, "Hồ sơ hiệu đính Bạch Mã về giao đất");
            assertThat(page.getByText("Chữ trên bìa đọc sai").first()).isVisible();
            find(outside, "hieu dinh bach ma", "hiệu đính Bạch Mã");
        }
    }

    @Test
    @Order(3)
    void withoutJavaScriptACitizenFindsReadsAndAsks() {
        try (BrowserContext person = browsers.reader(360, 740)) {
            Page page = person.newPage();
            page.navigate(archive.address() + "/");
            page.fill("#q", "quyet dinh giao dat");
            page.click(".box button");
            page.click(".filters > summary");
            page.click(".facet a >> nth=0");
            assertThat(page.url()).contains("phong=");
            assertThat(page.locator(".snippet mark").first()).isVisible();
            String hit = address(page.locator(".places a:has(.pageno)").first());
            page.click(".hits h2 a >> nth=0");
            assertThat(page.locator("main h1")).isVisible();
            String record = page.url().replaceAll("\\?.*", "");

            page.navigate(archive.address() + hit);
            assertThat(page.locator(".marks rect").first()).isAttached();
            Locator image = page.locator("main img").first();
            APIResponse picture =
                    person.request().get(archive.address() + image.getAttribute("src"));
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.headers().get("content-type")).startsWith("image/");
            assertThat(picture.body().length).isBetween(5_000, 200_000);

            page.navigate(
                    archive.address() + "/yeu-cau?ho-so=" + record.replaceAll(".*/ho-so/", ""));
            page.click("form .radio label >> nth=1");
            page.fill("#can-tim", "Bản sao quyết định giao đất");
            page.fill("#muc-dich", "Làm giấy chứng nhận");
            page.fill("#ho-ten", "Trần Thị Bình");
            page.fill("#lien-he", "0905 123 456");
            page.fill("#so-dinh-danh", "056190001234");
            page.click("main form[method=post] > button");
            reference = page.locator("#ma-yeu-cau").textContent().strip();
            page.click("main a.button");
            page.fill("#bon-so", "3456");
            page.click("main form[method=post] > button");
            assertThat(page.locator("main h1")).containsText(reference);
            page.setInputFiles(
                    "#tep",
                    new FilePayload(
                            "../giay-uy-quyen.pdf",
                            "application/pdf",
                            "%PDF-1.7 giấy ủy quyền".getBytes(StandardCharsets.UTF_8)));
            page.click("form[enctype] button");
            assertThat(page.locator("ol.documents").first()).containsText("giay-uy-quyen.pdf");
            page.setInputFiles(
                    "#tep", new FilePayload("a.pdf", "application/pdf", new byte[] {'M', 'Z'}));
            page.click("form[enctype] button");
            assertThat(page.locator("#loi")).containsText("không phải là PDF");
            assertThat(page.locator("ol.documents li")).hasCount(1);
        }
    }

    @Test
    @Order(4)
    void theCertifiedCopyComesDownOnThePhoneAndIsKnownAgain() throws Exception {
        new CertifiedCopyByPhone(archive, browsers, authority).goTo(reference, "3456", work);
    }

    @Test
    @Order(5)
    void thePicturesOfTheReadmeFitTheirWindow() throws Exception {
        for (int width : new int[] {1280, 360}) {
            try (BrowserContext person = browsers.person(width, width == 360 ? 740 : 800)) {
                Page page = person.newPage();
                page.navigate(archive.address() + "/");
                picture(page, "home");
                page.navigate(archive.address() + "/tim?q=quyet+dinh+giao+dat");
                picture(page, "results");
                String hit = address(page.locator(".places a:has(.pageno)").first());
                page.navigate(archive.address() + address(page.locator(".hits h2 a").first()));
                picture(page, "record");
                page.navigate(archive.address() + hit);
                picture(page, "viewer");
            }
        }
    }

    @Test
    @Order(7)
    void aWrongDeliveryIsTakenBack() throws Exception {
        RecordView.Full retitled = DeliveredAgain.other(archive, FONDS, corrected);
        DeliveryId wrong =
                DeliveredAgain.deliverAgain(archive, FONDS, retitled, work.resolve("giao-lai"));
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = person.newPage();
            page.navigate(archive.address() + "/app/");
            page.locator("vaadin-login-form input[name=username]").fill("luutru");
            page.locator("vaadin-login-form input[name=password]").fill(PASSWORD);
            page.locator("vaadin-login-form vaadin-button").first().click();
            headed(page, "Bàn làm việc");

            page.navigate(archive.address() + "/app/giao-nop/" + wrong);
            press(page, "Rút cả gói giao nộp…");
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("1 hồ sơ mà gói này đưa đến một phiên bản mới");
            dialog.getByLabel("Lý do").fill("Giao nhầm danh mục");
            dialog.getByText("Rút", new Locator.GetByTextOptions().setExact(true)).click();
            Locator back = page.getByText("1 hồ sơ đã trở về như trước khi có gói này");
            for (int i = 0; i < 40 && back.count() == 0; i++) {
                page.waitForTimeout(250);
                page.reload();
                headed(page, "giao-lai");
            }
            assertThat(back).isVisible();
            page.navigate(archive.address() + "/app/kho/ho-so/" + retitled.id() + "/phien-ban");
            headed(page, "Lịch sử: " + retitled.description().title());
            assertThat(page.locator("main")).containsText("Giao nhầm danh mục");
        }
    }

    @Test
    @Order(8)
    void aCouncilsDecisionIsWrittenInByOneAndCarriedOutByAnother() throws Exception {
        new DestructionOnTheDesk(archive, browsers, PASSWORD).goTo(FONDS, work);
    }

    @Test
    @Order(6)
    void aBadScanIsReplacedAndComparedAndAWithdrawalIsUndone() throws Exception {
        Path other = work.resolve("better");
        archive.writeDelivery(other, FONDS, 40, 1, 0);
        Path scan;
        try (Stream<Path> files = Files.walk(other)) {
            scan =
                    files.filter(f -> f.toString().endsWith(".pdf"))
                            .sorted()
                            .findFirst()
                            .orElseThrow();
        }
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = person.newPage();
            page.navigate(archive.address() + "/app/");
            page.locator("vaadin-login-form input[name=username]").fill("luutru");
            page.locator("vaadin-login-form input[name=password]").fill(PASSWORD);
            page.locator("vaadin-login-form vaadin-button").first().click();
            headed(page, "Bàn làm việc");

            find(page, "giao dat", "giao đất");
            String id =
                    address(page.locator(".hits h2 a").first())
                            .replaceAll(".*/ho-so/([^?]*).*", "$1");
            page.navigate(archive.address() + "/app/kho/ho-so/" + id);
            Locator document = page.locator("vaadin-details").first();
            document.locator("vaadin-details-summary").first().click();
            Locator replace = document.locator("vaadin-details").first();
            replace.locator("vaadin-details-summary").click();
            replace.locator("input[type=file]").setInputFiles(scan);
            assertThat(replace.getByText("Đã nhận tệp")).isVisible();
            replace.getByLabel("Lý do").fill("Bản quét cũ mờ");
            Locator save = replace.getByText("Thay thành phiên bản mới").last();
            save.click();
            Locator versions = page.getByText("Bản quét cũ mờ");
            Locator again = replace.getByText("Nếu vẫn đúng");
            versions.or(again).first().waitFor();
            if (again.count() > 0) {
                save.click();
            }
            versions.first().waitFor();
            page.getByText("So sánh").first().click();
            assertThat(page.locator(".tt-difference").first()).containsText("SHA-256");
            assertThat(page.locator(".tt-side-by-side img")).hasCount(2);

            addPageImages(page, id);
            setTerms(page);

            page.navigate(archive.address() + "/app/kho/ho-so/" + id);
            String title = page.locator("h1").innerText();
            press(page, "Rút hồ sơ…");
            page.getByRole(AriaRole.DIALOG).getByLabel("Lý do").fill("Giao nhầm phông");
            inDialog(page, "Rút");
            page.getByText("Giao nhầm phông").first().waitFor();
            assertThat(status(id)).isEqualTo(404);
            press(page, "Phục hồi");
            page.getByRole(AriaRole.DIALOG).getByLabel("Lý do").fill("Đúng phông");
            inDialog(page, "Phục hồi");
            headed(page, title);
            assertThat(status(id)).isEqualTo(200);
            assertThat(page.getByText("Đúng phông").first()).isVisible();
        }
    }

    /** What falls short of the contract with a new contractor is to be decided. */
    private static void setTerms(Page page) {
        page.navigate(archive.address() + "/app/don-vi-giao-nop");
        Locator name = page.locator("vaadin-combo-box input");
        name.fill("Công ty Biển Đông");
        name.press("Enter");
        page.getByLabel("Văn bản, ảnh (dpi ít nhất)").fill("240");
        page.locator("vaadin-select")
                .filter(new Locator.FilterOptions().setHasText("cảnh báo"))
                .click();
        page.locator("vaadin-select-item").getByText("Chờ quyết định").last().click();
        press(page, "Lưu");
        assertThat(page.getByText("Đã lưu yêu cầu với bản quét").first()).isVisible();
        assertThat(archive.port(Contractors.class).scans("Công ty Biển Đông"))
                .isEqualTo(
                        new ScanRules(
                                240, 300, ScanRules.Colours.COLOUR, ScanRules.Breach.DECIDED));
    }

    /** A late document in three page images, chosen in any order. */
    private static void addPageImages(Page page, String id) throws Exception {
        List<Path> images = new ArrayList<>();
        for (int number : new int[] {10, 2, 1}) {
            images.add(LatePages.jpeg(work.resolve("Tờ " + number + ".jpg"), number));
        }
        page.navigate(archive.address() + "/app/kho/ho-so/" + id);
        Locator late = page.locator("#late-add");
        late.locator("vaadin-details-summary").first().click();
        late.locator("input[type=file]").setInputFiles(images.toArray(Path[]::new));
        assertThat(late.locator("#late-order li"))
                .hasText(new String[] {"Tờ 1.jpg", "Tờ 2.jpg", "Tờ 10.jpg"});
        late.getByLabel("Trích yếu").fill("Tờ trình sót");
        late.getByLabel("Lý do").fill("Sót khi quét ảnh");
        Locator save = late.getByText("Bổ sung thành phiên bản mới").last();
        save.click();
        Locator versions = page.getByText("Sót khi quét ảnh");
        Locator again = late.getByText("Nếu vẫn đúng");
        versions.or(again).first().waitFor();
        if (again.count() > 0) { // the pages 3 to 9 are missing
            save.click();
        }
        versions.first().waitFor();
        assertThat(page.getByText("Tờ trình sót").first()).isVisible();
    }

    private static void inDialog(Page page, String name) {
        page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static int status(String record) throws Exception {
        try (HttpClient anybody = HttpClient.newHttpClient()) {
            return anybody.send(
                            HttpRequest.newBuilder(
                                            URI.create(archive.address() + "/ho-so/" + record))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void headed(Page page, String heading) {
        assertThat(page.locator("h1"))
                .hasText(heading, new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
    }

    private static String address(Locator link) {
        String address = link.getAttribute("href");
        assertThat(address).isNotNull();
        return address == null ? "" : address;
    }

    /** Asks until the index has followed; five seconds are promised, a busy machine gets more. */
    private static void find(Page page, String typed, String expected) {
        for (int i = 0; i < 40; i++) {
            page.navigate(archive.address() + "/tim?q=" + typed.replace(' ', '+'));
            if (page.locator(".hits h2").count() > 0
                    && page.locator(".hits").innerText().contains(expected)) {
                return;
            }
            page.waitForTimeout(500);
        }
        assertThat(page.locator("main").innerText()).contains(expected);
    }

    private static void picture(Page page, String name) throws IOException {
        assertThat(Browsers.scrollsSideways(page)).as(page.url()).isFalse();
        if (!Boolean.getBoolean("screenshots.write")) {
            return;
        }
        page.waitForTimeout(800);
        int width = page.viewportSize().width;
        Path to =
                Files.createDirectories(Path.of("..", "docs", "images"))
                        .resolve(name + (width == 1280 ? "" : "-" + width) + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(to));
        if (name.equals("desk") && width == 1280) {
            page.setViewportSize(360, 740);
            picture(page, name);
            page.setViewportSize(1280, 800);
        }
    }

    private static Path zip(Path directory, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zipped = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : all) {
                zipped.putNextEntry(
                        new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zipped);
                zipped.closeEntry();
            }
        }
        return to;
    }
}

package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Alarms;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Said;

/**
 * The spaces behind the login in a real browser. {@code -Dtangthu.pictures=DIRECTORY} writes a
 * picture of each at each width.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskBrowserIT {
    private static final String REDACTION =
            "yeu-cau/YC-2026-ABCDEF/che/" + StandIns.RECORD + "/" + StandIns.DOCUMENT;

    /** Of a desk, a tablet and a telephone; the widest first. */
    private static final int[] WIDTHS = {1280, 768, 360};

    private Browsers browsers;
    private ConfigurableApplicationContext application;
    private String address = "";

    @BeforeAll
    void start(@TempDir Path home) {
        browsers = Browsers.open();
        System.setProperty("test.home", home.toString());
        application =
                new SpringApplicationBuilder(StandIns.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--server.port=0",
                                "--spring.main.allow-bean-definition-overriding=false");
        address =
                "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    void stop() {
        if (application != null) {
            application.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    private Page login(BrowserContext person, String name, String password) {
        Page page = person.newPage();
        page.navigate(address + "/app/");
        page.locator("vaadin-login-form input[name=username]").fill(name);
        page.locator("vaadin-login-form input[name=password]").fill(password);
        page.locator("vaadin-login-form vaadin-button").first().click();
        return page;
    }

    private static void headed(Page page, String heading) {
        assertThat(page.locator("h1"))
                .hasText(heading, new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    @Test
    void aOneTimePasswordOpensNothingButItsReplacement() {
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = login(person, "moi", "dùng một lần");
            headed(page, "Đổi mật khẩu");
            page.navigate(address + "/app/kho");
            headed(page, "Đổi mật khẩu");
            assertThat(
                            person.request()
                                    .get(address + "/app-tep/trang/" + StandIns.FILE + "/1/480")
                                    .status())
                    .isEqualTo(404);
            page.getByLabel("Mật khẩu hiện tại").fill("dùng một lần");
            page.getByLabel("Mật khẩu mới", new Page.GetByLabelOptions().setExact(false))
                    .first()
                    .fill("con cò bay lả bay la");
            page.getByLabel("Nhập lại mật khẩu mới").fill("con cò bay lả bay la");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Đổi mật khẩu"))
                    .click();
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/tim?q=quy%20ho%E1%BA%A1ch");
            headed(page, "Tìm: quy hoạch");
            assertThat(page.locator(".tt-hits mark")).hasText("quy hoạch");
            // Shown as typed, never as markup.
            assertThat(page.locator(".tt-hits h2")).containsText("<1998>");
            assertThat(page.locator(".tt-snippet")).containsText("<b>đất</b>");
        }
    }

    @Test
    void aHitLandsOnItsLineAndThePageCanBeZoomed() {
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/tim?q=quy");
            page.getByText("5023/KH-UBND · Kế hoạch rà soát quy hoạch, trang 2").click();
            assertThat(page.locator("#tim-1 mark")).hasText("quy hoạch");
            assertThat(page.locator("#tim-1")).isInViewport();
            assertThat(page.locator("#tim-1")).isFocused();
            page.getByText("Phóng to").click();
            page.waitForSelector("dialog.zoom[open] canvas");
            page.waitForSelector("dialog.zoom .tt-found");
            page.keyboard().press("Escape");
            page.waitForCondition(() -> page.locator("dialog.zoom").count() == 0);
            // Only the text is scrolled where pages are turned.
            page.getByText("Trang sau").click();
            page.waitForURL("**trang=3**");
            page.waitForFunction(
                    """
                    () => {
                      const line = document.getElementById('tim-1')?.getBoundingClientRect();
                      const text = document.querySelector('.tt-transcript').getBoundingClientRect();
                      return line && line.top >= text.top && line.bottom <= text.bottom;
                    }
                    """);
            assertThat(page.locator("#tim-1")).not().isFocused();
            List<Route> late = new ArrayList<>();
            page.route("**/app-tep/trang/**", late::add);
            page.getByText("Chỗ tìm thấy trước").click();
            page.waitForURL("**trang=2**");
            assertThat(page.locator("#tim-1")).isFocused();
            // A picture that comes late takes nobody out of what they are typing.
            Locator box = page.getByLabel("Tìm trong hồ sơ này").first();
            box.fill("quy");
            page.waitForCondition(() -> !late.isEmpty());
            late.forEach(Route::resume);
            page.waitForFunction("() => document.getElementById('anh-trang').complete");
            assertThat(box).isFocused();
            page.keyboard().press("Enter");
            page.waitForURL("**/tim?q=quy");
            assertThat(page.locator("h1")).containsText("Tìm trong hồ sơ: ");
        }
    }

    @Test
    void theLanguageCanBeChosenBeforeTheLogin() {
        try (BrowserContext person = browsers.person(360, 740)) {
            Page page = person.newPage();
            page.navigate(address + "/app/login");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
            headed(page, "Log in to Tàng Thư");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tiếng Việt"))
                    .click();
            headed(page, "Đăng nhập Tàng Thư");
        }
    }

    @Test
    void wrongNamesWrongPasswordsAndThrottlingAreToldWithoutHelpingAThief() {
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = login(person, "luutru", "sai");
            assertThat(page.locator("vaadin-login-form"))
                    .containsText("Tên đăng nhập hoặc mật khẩu không đúng.");
            page = login(person, "ai-do", "sai");
            assertThat(page.locator("vaadin-login-form"))
                    .containsText("Tên đăng nhập hoặc mật khẩu không đúng.");
            page = login(person, "dong", "sai");
            assertThat(page.locator("vaadin-login-form")).containsText("42 giây");
        }
    }

    @Test
    void whoIsClosedOutIsOutAtOnceAndRolesBoundTheWays() throws Exception {
        FakeAccounts accounts = application.getBean(FakeAccounts.class);
        accounts.put("tam", StandIns.PASSWORD, false, Set.of(Role.CITIZEN));
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = login(person, "tam", StandIns.PASSWORD);
            headed(page, "Tìm hồ sơ, tài liệu");
            page.navigate(address + "/app/kho");
            page.locator("h1").waitFor();
            assertThat(page.locator("h1").textContent())
                    .isIn("Không có trang này", "Không có quyền");
            APIResponse damaged =
                    person.request().get(address + "/app-tep/tai/" + StandIns.DAMAGED);
            assertThat(damaged.status()).isEqualTo(503);
            assertThat(damaged.text()).contains("Tệp này bị hư hỏng");
            accounts.close("tam");
            Thread.sleep(2_500);
            page.navigate(address + "/app/tim");
            page.locator("vaadin-login-form")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        }
    }

    @Test
    void aGuessedHeadingIsConfirmedForAContractorAndCheckedAgain() {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/giao-nop/" + StandIns.DELIVERY.value());
            headed(page, "dot-1-nam-2026.zip");
            assertThat(page.locator(".tt-column").first()).containsText("Hồ sơ giao đất");
            var field = page.getByLabel("Cột Tiêu đề HS là");
            var confirm =
                    page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Xác nhận và kiểm tra lại"));
            choose(page, field, "Mã hồ sơ");
            confirm.click();
            assertThat(page.locator("[role=alert]")).containsText("Hai cột cùng được chọn");
            choose(page, field, "Tiêu đề hồ sơ");
            confirm.click();
            verify(application.getBean(Contractors.class), timeout(10_000))
                    .confirm(
                            eq("Công ty số hóa Sông Trà"),
                            eq(
                                    List.of(
                                            new Choice(DeliveryList.RECORDS, "Tiêu đề HS", "title"),
                                            new Choice(DeliveryList.DOCUMENTS, "Kho", null))),
                            any());
            verify(application.getBean(Deliveries.class), timeout(10_000))
                    .resume(eq(StandIns.DELIVERY), any());
        }
    }

    @Test
    void theTableOfAbbreviationsIsTriedOutAddedToAndSwitchedOff() {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/cach-viet");
            headed(page, "Chữ viết tắt và cách viết");
            page.getByLabel("Câu tìm").fill("UBND Ninh");
            page.getByText("Xem sẽ tìm gì").click();
            assertThat(page.getByText("«UBND»: tìm UBND · Ủy ban nhân dân")).isVisible();
            assertThat(page.getByText("«Ninh»: tìm đúng chữ này")).isVisible();

            page.getByText("Thêm dòng").first().click();
            Locator dialog = page.locator("vaadin-dialog");
            page.getByLabel("Các cách viết").fill("P");
            dialog.locator("vaadin-button").last().click();
            assertThat(page.locator("[role=alert]")).containsText("ít nhất hai cách viết");
            assertThat(page.locator("[role=alert]")).containsText("«P» chỉ có một chữ cái");
            page.getByLabel("Các cách viết").fill("NTQD\nNông trường quốc doanh");
            dialog.locator("vaadin-button").last().click();
            assertThat(page.getByText("NTQD = Nông trường quốc doanh").first()).isVisible();
            SpellingTable table = application.getBean(SpellingTable.class);
            verify(table, timeout(10_000))
                    .add(eq(new Said(List.of("NTQD", "Nông trường quốc doanh"), false, "")), any());

            page.getByLabel("Tắt: TT → thông tư = thị trấn").click();
            verify(table, timeout(10_000)).count(eq("tt"), eq(false), any());
            page.getByLabel("Bật lại: TT → thông tư = thị trấn").click();
            verify(table, timeout(10_000)).count(eq("tt"), eq(true), any());
        }
    }

    @Test
    void twoPagesSideBySideGrowInStepAndAreDecidedWithAReason() {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/giao-nop/" + StandIns.DELIVERY.value() + "/trung-lap");
            headed(page, "Trùng lặp trong dot-1-nam-2026.zip");
            page.locator(".tt-pairs a").click();
            Locator images = page.locator(".tt-pair img");
            assertThat(images).hasCount(2);
            assertThat(images.first()).hasAttribute("alt", "Trong gói này, trang 1");
            assertThat(page.locator(".tt-difference")).containsText("<Nông trường>");
            page.getByText("Phóng to cả hai").click();
            assertThat(page.getByText("Tỷ lệ 150%")).isVisible();
            assertThat(images.last()).hasClass("tt-pair-150");
            page.waitForFunction(
                    "() => [...document.querySelectorAll('.tt-pair img')]"
                            + ".every(i => i.complete && i.naturalHeight > 0)");
            Locator frames = page.locator(".tt-pair-frame");
            frames.first().evaluate("f => { f.scrollTop = 40 }");
            page.waitForFunction(
                    "() => document.querySelectorAll('.tt-pair-frame')[1].scrollTop === 40");
            page.getByText("Trang sau").click();
            assertThat(images.last()).hasAttribute("alt", "Trong kho, trang 2");
            page.getByText("Không nhận hồ sơ trong gói…").first().click();
            assertThat(page.getByText("Cả hồ sơ H03.10.0000007 không được nhận")).isVisible();
            page.getByLabel("Lý do").fill("Nộp trùng đợt năm 2024");
            page.locator("vaadin-dialog vaadin-button").last().click();
            DeliveryPairs pairs = application.getBean(DeliveryPairs.class);
            verify(pairs, timeout(10_000))
                    .decide(
                            eq(StandIns.DELIVERY),
                            eq(StandInPairs.KEY),
                            eq(DeliveryPairs.Decision.LEAVE_OUT),
                            eq("Nộp trùng đợt năm 2024"),
                            any());
            assertThat(page.locator(".tt-box")).containsText("Nộp trùng đợt năm 2024");
            page.getByText("Rút lại quyết định").click();
            verify(pairs, timeout(10_000)).undo(eq(StandIns.DELIVERY), eq(StandInPairs.KEY), any());
            assertThat(page.getByText("Giữ cả hai…")).isVisible();
            String image = "/app-tep/trung-lap/" + StandIns.DELIVERY.value() + "/";
            image += StandInPairs.KEY + "/nay/1/480";
            assertThat(person.request().get(address + image).status()).isEqualTo(200);
            try (BrowserContext nobody = browsers.person(1280, 900)) {
                APIResponse refused =
                        nobody.request()
                                .get(address + image, RequestOptions.create().setMaxRedirects(0));
                assertThat(refused.status()).isEqualTo(302);
                assertThat(refused.headers().get("location")).endsWith("/app/login");
            }
            try (BrowserContext auditor = browsers.person(1280, 900)) {
                login(auditor, "kiemtoan", StandIns.PASSWORD)
                        .waitForURL(url -> !url.contains("login"));
                assertThat(auditor.request().get(address + image).status()).isEqualTo(404);
            }
        }
    }

    /** By the list: Enter may come before the list and leave it open over the page. */
    private static void choose(Page page, com.microsoft.playwright.Locator field, String item) {
        field.fill(item);
        var items = page.locator("vaadin-combo-box-item:visible");
        items.getByText(
                        item,
                        new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                .click();
        items.first()
                .waitFor(
                        new com.microsoft.playwright.Locator.WaitForOptions()
                                .setState(WaitForSelectorState.HIDDEN));
    }

    @Test
    void beforeClosedPagesItIsAskedOnceWhatForAndOneLandsWhereOneWanted() throws Exception {
        ActivityLog log = application.getBean(ActivityLog.class);
        ReadingPurpose check = new ReadingPurpose(ReadingPurpose.Kind.QUALITY, "");
        String file = StandIns.CLOSED_FILE.toString();
        String image = address + "/app-tep/trang/" + file + "/1/480";
        String viewer = address + "/app/ho-so/" + StandIns.CLOSED + "/xem/" + file;
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            APIResponse asked =
                    person.request().get(image, RequestOptions.create().setMaxRedirects(0));
            assertThat(asked.status()).isEqualTo(303);
            assertThat(asked.body()).isEmpty();
            assertThat(asked.headers().get("location"))
                    .endsWith("/muc-dich?ve=%2Fapp-tep%2Ftrang%2F" + file + "%2F1%2F480");

            page.navigate(viewer + "?trang=2");
            headed(page, "Mở hồ sơ H03.11 để làm gì?");
            assertThat(Browsers.violations(page)).isEmpty();
            page.getByLabel("Việc khác").check();
            page.getByText("Mở", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByText("Hãy ghi rõ việc gì.").first()).isVisible();
            page.getByLabel("Kiểm tra chất lượng, tính toàn vẹn").check();
            page.getByText("Mở", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByText("Mục đích: Kiểm tra chất lượng, tính toàn vẹn")).isVisible();
            page.waitForURL(viewer + "?trang=2");
            verify(log, timeout(10_000))
                    .record(any(), eq("VIEW"), eq(file), eq("trang 2"), eq(check));
            assertThat(page.locator("#anh-trang")).isVisible();

            page.navigate(viewer + "?trang=3");
            headed(page, StandIns.record().documents().getFirst().description().subject());
            assertThat(person.request().get(image).status()).isEqualTo(200);
            verify(log).record(any(), eq("VIEW"), eq(file), eq("trang 1"), eq(check));
        }
    }

    @Test
    void mainViewsAreCleanForAxeAtThreeWidthsAndFitASmallScreen() throws Exception {
        List<String> ways =
                List.of(
                        "ban-lam-viec",
                        "tim?q=quy",
                        "tim?q=quy&phong=" + StandIns.FONDS + "&tu=1990&den=1999&doc=1",
                        "tim-da-luu",
                        "tai-khoan/yeu-cau",
                        "ho-so/" + StandIns.RECORD,
                        "ho-so/" + StandIns.RECORD + "/tim?q=quy",
                        "ho-so/" + StandIns.RECORD + "/xem/" + StandIns.FILE + "?trang=2&q=quy",
                        "ho-so/" + StandIns.CLOSED + "/muc-dich?ve=/app/tim",
                        "giao-nop",
                        "giao-nop/" + StandIns.DELIVERY.value(),
                        "giao-nop/" + StandIns.DELIVERY.value() + "/trung-lap",
                        "giao-nop/"
                                + StandIns.DELIVERY.value()
                                + "/trung-lap?cap="
                                + StandInPairs.KEY,
                        "don-vi-giao-nop",
                        "kho",
                        "kho/phong/"
                                + StandIns.FONDS.value()
                                + "?muc-luc="
                                + StandIns.SERIES.value(),
                        "kho/ho-so/" + StandIns.RECORD,
                        "kho/ho-so/" + StandIns.RECORD + "/phien-ban",
                        "kho/co-quan",
                        "kho/co-quan/huyen-x",
                        "kho/da-rut",
                        "kho/den-han-mo",
                        "bi-mat",
                        "xoa-vinh-vien",
                        "xet-huy",
                        "xet-huy/" + StandInDestructions.DRAFT,
                        "xet-huy/" + StandInDestructions.DECIDED,
                        "kho/sua-bang-tinh",
                        "kho/sua-bang-tinh/" + StandInChanges.WAITING,
                        "kho/sua-bang-tinh/" + StandInChanges.RUNNING,
                        "so-lieu",
                        "so-lieu/dinh-dang?puid=fmt/477",
                        "su-dung",
                        "yeu-cau",
                        "yeu-cau/YC-2026-ABCDEF",
                        "bieu-phi",
                        "cach-viet",
                        "giay-to-het-han",
                        REDACTION,
                        "van-ban",
                        "nhan-dang-chu",
                        "kiem-tra",
                        "chung-nhan",
                        "tai-khoan",
                        "tai-khoan/giay-to/YC-2026-ABCDEF",
                        "doi-mat-khau");
        List<String> found = new ArrayList<>();
        String pictures = System.getProperty("tangthu.pictures", "");
        Path shots = pictures.isEmpty() ? null : Files.createDirectories(Path.of(pictures));
        try (BrowserContext person = browsers.person(WIDTHS[0], 900)) {
            Page page = person.newPage();
            page.navigate(address + "/app/login");
            page.locator("vaadin-login-form input[name=password]").waitFor();
            found.addAll(looked(page, "login", shots, "login", WIDTHS));
            page.close();
            page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            found.addAll(walk(page, ways, shots, WIDTHS));
        }
        try (BrowserContext person = browsers.person(WIDTHS[0], 900)) {
            Page page = login(person, "quantri", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            List<String> others = List.of("nguoi-dung", "nhat-ky", "doc-bat-thuong");
            found.addAll(walk(page, others, shots, WIDTHS));
        }
        try (BrowserContext person = browsers.person(360, 740)) { // never was wider
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            found.addAll(walk(page, ways.subList(0, 2), shots, 360));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theFixityPageSaysThatThePolicyCannotBeHeldAndSendsATestOfTheAlarms() {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/kiem-tra");
            headed(page, "Kiểm tra toàn vẹn");
            assertThat(page.locator(".tt-box-error").first()).isVisible();
            assertThat(page.locator("main, body").first())
                    .containsText("Không thể giữ chính sách 90 ngày");
            assertThat(page.locator(".tt-age-picture svg rect.tt-age-damaged")).hasCount(1);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Gửi thử")).click();
            verify(application.getBean(Alarms.class), timeout(10_000)).test(any());
        }
    }

    /** Each is loaded once; its window is made smaller then. */
    private List<String> walk(Page page, List<String> ways, @Nullable Path shots, int... widths) {
        List<String> found = new ArrayList<>();
        for (String way : ways) {
            resize(page, widths[0]);
            page.navigate(address + "/app/" + way);
            page.locator("h1").waitFor();
            Browsers.settled(page);
            assertThat(page.locator("h1"))
                    .not()
                    .hasText(Pattern.compile("Có lỗi ngoài dự kiến|Không có (trang này|quyền)"));
            String name = "desk-" + way.replaceAll("[^a-z-]+.*", "") + ways.indexOf(way);
            found.addAll(looked(page, way, shots, name, widths));
        }
        return found;
    }

    /**
     * @param shots for a picture at each width, null for none
     */
    private static List<String> looked(
            Page page, String where, @Nullable Path shots, String name, int... widths) {
        List<String> found = new ArrayList<>();
        for (int width : widths) {
            resize(page, width);
            Browsers.settled(page);
            if (shots != null) {
                Path picture = shots.resolve(name + "-" + width + ".png");
                page.screenshot(new Page.ScreenshotOptions().setPath(picture));
            }
            found.addAll(faults(page, where + " " + width));
        }
        return found;
    }

    private static void resize(Page page, int width) {
        page.setViewportSize(width, width == 360 ? 740 : 900);
    }

    @Test
    void boxesAreDrawnMovedAndDeletedByHandByKeyboardAndByNumbersAndAreKept() {
        try (BrowserContext person = browsers.person(1280, 1400)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/" + REDACTION);
            Locator pad = page.locator("tt-redact");
            pad.waitFor();
            Locator boxes = page.locator(".tt-redact-box");
            drag(page, pad, 0.2, 0.2, 0.5, 0.4);
            assertThat(page.getByText("Chọn căn cứ trước khi vẽ").first()).isVisible();
            assertThat(boxes).hasCount(0); // without a ground nothing is kept
            page.getByLabel("Căn cứ che").click();
            page.locator("vaadin-select-item")
                    .filter(new Locator.FilterOptions().setHasText("Dữ liệu cá nhân"))
                    .click();
            assertThat(page.locator("vaadin-select[opened]")).hasCount(0); // it lies over the page
            page.waitForTimeout(300);
            drag(page, pad, 0.2, 0.2, 0.5, 0.4);
            assertThat(boxes).hasCount(1);
            Locator line = page.locator("ol li").first();
            assertThat(line).containsText(Pattern.compile("Trái (19,9|20)[^%]* %.* rộng 30"));
            boxes.first().focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(line).containsText(Pattern.compile("Trái (20,9|21)"));
            assertThat(boxes.first()).isFocused();
            page.keyboard().press("Shift+ArrowLeft");
            assertThat(line).containsText("rộng 29,5");
            drag(page, pad, 0.3, 0.3, 0.4, 0.5);
            assertThat(line).containsText(Pattern.compile("Trái 3[01][^%]* %, trên (39,9|40)"));
            page.getByLabel("Cách trái (%)").fill("1");
            page.getByLabel("Cách trên (%)").fill("90");
            page.getByLabel("Rộng (%)").fill("50");
            page.getByLabel("Cao (%)").fill("5.5");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Thêm ô")).click();
            assertThat(boxes).hasCount(2);
            boxes.first().focus();
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Tab"); // before the first has been said
            page.keyboard().press("ArrowRight");
            boxes.first().focus();
            page.keyboard().press("ArrowUp"); // before the server has answered
            assertThat(line).containsText(Pattern.compile("trên (38,9|39)"));
            assertThat(page.locator("ol li").nth(1)).containsText("Trái 1,5");
            page.reload();
            assertThat(page.locator(".tt-redact-box")).hasCount(2);
            org.assertj.core.api.Assertions.assertThat(Browsers.violations(page)).isEmpty();
            page.setViewportSize(360, 740);
            org.assertj.core.api.Assertions.assertThat(Browsers.scrollsSideways(page)).isFalse();
            page.setViewportSize(1280, 1400);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bỏ ô 2")).click();
            assertThat(boxes).hasCount(1);
            boxes.first().focus();
            page.keyboard().press("Delete");
            assertThat(boxes).hasCount(0);
            page.getByLabel("Xem trước như trong bản sao").check();
            assertThat(page.locator("img.tt-page-image"))
                    .hasAttribute(
                            "src", Pattern.compile("/app-tep/che/YC-2026-ABCDEF/.*/1/1000.*"));
        }
    }

    /** In parts of the element. */
    private static void drag(Page page, Locator on, double x, double y, double toX, double toY) {
        on.scrollIntoViewIfNeeded();
        var frame = on.boundingBox();
        page.mouse().move(frame.x + x * frame.width, frame.y + y * frame.height);
        page.mouse().down();
        page.mouse().move(frame.x + toX * frame.width, frame.y + toY * frame.height);
        page.mouse().up();
    }

    @Test
    void theDifferenceOfTwoVersionsShowsFieldsWordsFilesAndPages() {
        try (BrowserContext person = browsers.person(1280, 900)) {
            Page page = login(person, "luutru", StandIns.PASSWORD);
            headed(page, "Bàn làm việc");
            page.navigate(address + "/app/kho/ho-so/" + StandIns.RECORD + "/phien-ban");
            page.locator(".tt-difference").first().waitFor();
            Locator fields = page.locator(".tt-difference").first();
            assertThat(fields.locator("tr").nth(1)).containsText("Tổng số tài liệu");
            assertThat(fields.locator("tr").nth(1).locator("del")).hasText("1");
            assertThat(fields.locator("tr").nth(1).locator("ins")).hasText("2");
            assertThat(fields).containsText("Đời tư");
            Locator file = page.locator(".tt-difference").nth(1);
            assertThat(file).containsText("H03.10.0000001.pdf");
            assertThat(file).containsText("quét lại <2>.pdf");
            Locator images = page.locator(".tt-side-by-side").first().locator("img");
            assertThat(images).hasCount(2);
            page.getByText("Trang sau").first().click();
            page.getByText("Trang sau").first().click();
            page.getByText("Trang sau").first().click();
            assertThat(images).hasCount(1); // three pages before, four now
            assertThat(page.locator(".tt-difference").last()).containsText("giấy đi kèm.pdf");
        }
    }

    private static List<String> faults(Page page, String where) {
        List<String> faults = new ArrayList<>();
        Browsers.violations(page).forEach(violation -> faults.add(where + ": " + violation));
        if (Browsers.scrollsSideways(page)) {
            faults.add(where + ": scrolls sideways");
        }
        if (!"vi".equals(page.evaluate("() => document.documentElement.lang"))) {
            faults.add(where + ": html lang");
        }
        if (page.locator("body").innerText().contains("?")
                && page.locator("body")
                        .innerText()
                        .matches("(?s).*\\?[a-zA-Z]+(\\.[a-zA-Z_]+)+\\?.*")) {
            faults.add(where + ": a text without words");
        }
        return faults;
    }
}

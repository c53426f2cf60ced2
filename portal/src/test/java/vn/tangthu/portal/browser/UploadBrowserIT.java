package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.tangthu.portal.upload.IncomingPackages;

/** Sending packages from a real browser over a bad line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadBrowserIT {
    private static final int BYTES = 24_000_000;
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private Browsers browsers;
    private ConfigurableApplicationContext application;
    private String address = "";
    private Path work = Path.of("");

    @BeforeAll
    void start(@TempDir Path tmp) {
        browsers = Browsers.open();
        work = tmp;
        System.setProperty("test.home", tmp.resolve("home").toString());
        application =
                new SpringApplicationBuilder(StandIns.class)
                        .web(WebApplicationType.SERVLET)
                        .run("--server.port=0");
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

    private Page deliveries(BrowserContext person) {
        Page page = person.newPage();
        page.navigate(address + "/app/giao-nop");
        assertThat(page.locator("tt-upload button").first()).isVisible(SOON);
        return page;
    }

    private void login(BrowserContext person) {
        Page page = person.newPage();
        page.navigate(address + "/app/");
        page.locator("vaadin-login-form input[name=username]").fill("luutru");
        page.locator("vaadin-login-form input[name=password]").fill(StandIns.PASSWORD);
        page.locator("vaadin-login-form vaadin-button").first().click();
        assertThat(page.locator("vaadin-app-layout")).isVisible(SOON);
        page.close();
    }

    private static CDPSession line(Page page, boolean offline, int bytesPerSecond) {
        CDPSession line = page.context().newCDPSession(page);
        line.send("Network.enable");
        network(line, offline, bytesPerSecond);
        return line;
    }

    private static void network(CDPSession line, boolean offline, int bytesPerSecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", offline);
        conditions.addProperty("latency", 5);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        line.send("Network.emulateNetworkConditions", conditions);
    }

    private static void await(Page page, String what, BooleanSupplier met) {
        for (int i = 0; i < 600; i++) {
            if (met.getAsBoolean()) {
                return;
            }
            page.waitForTimeout(100);
        }
        throw new AssertionError(what + ": " + page.locator("tt-upload").innerText());
    }

    private static double part(Page page) {
        Locator bar = page.locator("tt-upload progress");
        return bar.count() == 0 ? 0 : ((Number) bar.first().evaluate("e => e.value")).doubleValue();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** A package that has arrived, in the list below. */
    private static Locator waiting(Page page, String name) {
        return page.locator(".tt-box")
                .filter(new Locator.FilterOptions().setHas(page.locator("h3", byText(name))))
                .filter(
                        new Locator.FilterOptions()
                                .setHas(page.locator("vaadin-button", byText("Nhận vào kho"))));
    }

    private static Page.LocatorOptions byText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path arrived(String name) {
        IncomingPackages packages = application.getBean(IncomingPackages.class);
        return packages.waiting().stream()
                .filter(one -> one.name().equals(name))
                .map(one -> packages.whole(one.id()).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aZipGoesOnAfterACutLineAndAClosedBrowserAndArrivesIdentical() throws Exception {
        Path zip = work.resolve("Đợt 3 năm 2026.zip");
        byte[] bytes = new byte[BYTES];
        new Random(3).nextBytes(bytes);
        Files.write(zip, bytes);
        try (BrowserContext person = browsers.person(1280, 800)) {
            login(person);
            Page page = deliveries(person);
            CDPSession line = line(page, false, 3_000_000);
            page.locator("tt-upload input[type=file]").first().setInputFiles(zip);
            await(page, "a part is sent", () -> part(page) > 0.2);
            network(line, true, 3_000_000);
            assertThat(
                            page.locator("tt-upload .tt-box p")
                                    .filter(new Locator.FilterOptions().setHasText("mất mạng"))
                                    .first())
                    .isVisible(SOON);
            network(line, false, 3_000_000);
            double before = part(page);
            await(page, "it goes on by itself", () -> part(page) > Math.max(0.5, before));
            page.close();

            List<Long> offsets = new CopyOnWriteArrayList<>();
            Page again = person.newPage();
            again.onRequest(request -> note(request, offsets));
            again.navigate(address + "/app/giao-nop");
            assertThat(again.getByText("Chưa gửi xong.").first()).isVisible(SOON);
            assertThat(part(again)).isGreaterThan(0.3);
            assertThat(Browsers.violations(again)).isEmpty();
            again.setViewportSize(360, 740);
            assertThat(Browsers.scrollsSideways(again)).isFalse();
            again.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", "upload-360.png")));
            again.setViewportSize(1280, 800);

            // Another file is not taken for it.
            Path other = Files.write(work.resolve("khác.zip"), new byte[100]);
            again.waitForFileChooser(() -> button(again, "Chọn lại tệp để gửi tiếp…").click())
                    .setFiles(other);
            assertThat(again.getByText("không phải các tệp đang gửi dở").first()).isVisible();
            again.waitForFileChooser(() -> button(again, "Chọn lại tệp để gửi tiếp…").click())
                    .setFiles(zip);
            Locator box = waiting(again, "Đợt 3 năm 2026.zip");
            assertThat(box).isVisible(SOON);
            assertThat(offsets).isNotEmpty().allMatch(offset -> offset > BYTES / 4);
            assertThat(sha256(arrived("Đợt 3 năm 2026.zip"))).isEqualTo(sha256(zip));
            box.getByText("Kiểm tra thử").click();
            assertThat(again.getByText("Gói chưa đạt").first()).isVisible(SOON);
        }
    }

    private static void note(Request request, List<Long> offsets) {
        if (request.method().equals("PATCH")) {
            offsets.add(Long.parseLong(request.headers().get("upload-offset")));
        }
    }

    @Test
    void aFolderArrivesWithItsPathsPausedInBetween() throws Exception {
        Path folder = Files.createDirectories(work.resolve("Gói thư mục"));
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            Path file = folder.resolve("Hồ sơ " + i % 7 + "/tài liệu " + i + ".pdf");
            Files.createDirectories(file.getParent());
            byte[] bytes = new byte[i == 9 ? 0 : 100_000];
            random.nextBytes(bytes);
            Files.write(file, bytes);
        }
        try (BrowserContext person = browsers.person(1280, 800)) {
            login(person);
            Page page = deliveries(person);
            CDPSession line = line(page, false, 1_500_000);
            page.locator("tt-upload input[type=file]").nth(1).setInputFiles(folder);
            await(page, "a part is sent", () -> part(page) > 0.1);
            button(page, "Tạm dừng").first().focus();
            page.keyboard().press("Enter");
            assertThat(button(page, "Tiếp tục").first()).isFocused();
            double paused = part(page);
            page.waitForTimeout(1_500);
            assertThat(part(page)).isEqualTo(paused).isLessThan(1);
            network(line, false, -1);
            page.keyboard().press("Enter");
            assertThat(waiting(page, "Gói thư mục")).isVisible(SOON);
            Path whole = arrived("Gói thư mục");
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(whole.resolve(folder.relativize(file))).hasSameBinaryContentAs(file);
                }
            }
            try (var files = Files.walk(whole)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(60);
            }

            // Discarding asks, and erases.
            network(line, false, 200_000);
            Path zip = Files.write(work.resolve("bỏ.zip"), new byte[3_000_000]);
            page.locator("tt-upload input[type=file]").first().setInputFiles(zip);
            await(page, "a part is sent", () -> part(page) > 0.05);
            page.locator("tt-upload").getByText("Bỏ", exact()).click();
            button(page, "Bỏ và xóa").click();
            assertThat(page.locator("tt-upload .tt-box")).hasCount(0);
            try (var left = Files.list(work.resolve("home/staging/tai-len"))) {
                assertThat(left.filter(one -> Files.exists(one.resolve(".goi.json")))).isEmpty();
            }
        }
    }

    private static Locator.GetByTextOptions exact() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void aLoginThatEndedIsToldAndAnotherGoesOn() throws Exception {
        Path zip = Files.write(work.resolve("đăng nhập lại.zip"), new byte[6_000_000]);
        try (BrowserContext person = browsers.person(1280, 800)) {
            login(person);
            Page page = deliveries(person);
            // Once the session is gone the rest of the page wants to reload: the person stays.
            page.onDialog(dialog -> dialog.dismiss());
            line(page, false, 1_000_000);
            page.locator("tt-upload input[type=file]").first().setInputFiles(zip);
            await(page, "a part is sent", () -> part(page) > 0.1);
            button(page, "Tạm dừng").first().click();
            person.clearCookies();
            button(page, "Tiếp tục").first().click();
            assertThat(page.getByText("Phiên đăng nhập đã hết").first()).isVisible();
            login(person);
            button(page, "Tiếp tục").first().click();
            assertThat(waiting(page, "đăng nhập lại.zip")).isVisible(SOON);
            assertThat(sha256(arrived("đăng nhập lại.zip"))).isEqualTo(sha256(zip));
        }
    }
}

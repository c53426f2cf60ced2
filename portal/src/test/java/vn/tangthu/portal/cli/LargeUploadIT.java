package vn.tangthu.portal.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.browser.Browsers;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * A very large package from a real browser to the packaged application: the line is cut, the page
 * is closed, the server is killed with kill -9. {@code -Dtangthu.upload.bytes} has another size.
 */
@Tag("long")
@Breaks(Breakage.UPLOAD)
class LargeUploadIT {
    private static final String PASSWORD = "con cò bay lả bay la";
    private static final long BYTES = Long.getLong("tangthu.upload.bytes", 5_000_000_000L);
    private static final long PATIENCE_MS = 20 * 60_000;

    @TempDir Path work;

    @Test
    void fiveGigabytesResumedThreeTimesArriveIdentical() throws Exception {
        Path home = Files.createDirectories(work.resolve("home"));
        account(home);
        Path application = PackagedIT.application(work);
        Path zip = work.resolve("Gói rất lớn.zip");
        String sent = write(zip);
        int port = freePort();
        String address = "http://127.0.0.1:" + port;
        Process server = serve(application, home, port);
        try (Browsers browsers = Browsers.open();
                BrowserContext person = browsers.person(1280, 800)) {
            login(person, address);
            Page page = deliveries(person, address);
            long began = System.nanoTime();
            page.locator("tt-upload input[type=file]").first().setInputFiles(zip);

            awaitPart(page, 0.25);
            CDPSession line = person.newCDPSession(page);
            line.send("Network.enable");
            offline(line, true);
            assertThat(page.getByText("mất mạng").first()).isVisible(within(60_000));
            double first = part(page);
            offline(line, false);

            awaitPart(page, 0.5);
            page.close();
            page = deliveries(person, address);
            page.onDialog(dialog -> dialog.dismiss());
            Locator again = button(page, "Chọn lại tệp để gửi tiếp…");
            assertThat(again).isVisible(within(60_000));
            double second = part(page);
            assertThat(second).isGreaterThan(0.49);
            page.waitForFileChooser(again::click).setFiles(zip);

            awaitPart(page, 0.75);
            server.destroyForcibly().waitFor();
            server = serve(application, home, port);
            // The session died with the server: it says so, and goes on after another login.
            Locator goOn = button(page, "Tiếp tục");
            assertThat(goOn).isVisible(within(120_000));
            login(person, address);
            double third = part(page);
            goOn.click();

            assertThat(button(page, "Kiểm tra thử")).isVisible(within(PATIENCE_MS));
            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(sha256(arrived(home))).isEqualTo(sent);
            System.out.printf(
                    Locale.ROOT,
                    "upload: %,d bytes in %.0f s with interruptions (%.0f MB/s), resumed at %.0f %%,"
                            + " %.0f %%, %.0f %%, identical%n",
                    BYTES,
                    seconds,
                    BYTES / seconds / 1e6,
                    100 * first,
                    100 * second,
                    100 * third);
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void account(Path home) throws IOException {
        try (RunningArchive archive = new RunningArchive(home)) {
            Accounts accounts = archive.port(Accounts.class);
            String oneTime =
                    accounts.create(
                            new Accounts.NewAccount(
                                    "luutru", "Lưu trữ viên", Set.of(Role.ARCHIVIST), Set.of()),
                            Reader.OPERATOR);
            accounts.changePassword(
                    accounts.findByUsername("luutru").orElseThrow().id(), oneTime, PASSWORD);
        }
    }

    private Process serve(Path application, Path home, int port) throws Exception {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")),
                                "-Dtangthu.home=" + home,
                                "-jar",
                                application.resolve("tangthu.jar").toString(),
                                "serve",
                                "--port",
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        work.resolve("serve.log").toFile()))
                        .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 1_200; i++) {
                assertThat(server.isAlive()).as("the server starts").isTrue();
                try {
                    HttpResponse<Void> page =
                            client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + port + "/"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding());
                    if (page.statusCode() == 200) {
                        return server;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
                Thread.sleep(100);
            }
        }
        throw new AssertionError("no page");
    }

    private static String write(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[4 << 20];
        Random random = new Random(5);
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (long left = BYTES; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Path arrived(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("staging/tai-len"))) {
            List<Path> zips = all.filter(path -> path.toString().endsWith(".zip")).toList();
            assertThat(zips).hasSize(1);
            return zips.getFirst();
        }
    }

    private static void login(BrowserContext person, String address) {
        Page page = person.newPage();
        page.navigate(address + "/app/login");
        page.locator("vaadin-login-form input[name=username]").fill("luutru");
        page.locator("vaadin-login-form input[name=password]").fill(PASSWORD);
        page.locator("vaadin-login-form vaadin-button").first().click();
        assertThat(page.locator("vaadin-app-layout")).isVisible(within(60_000));
        page.close();
    }

    private static Page deliveries(BrowserContext person, String address) {
        Page page = person.newPage();
        page.navigate(address + "/app/giao-nop");
        assertThat(page.locator("tt-upload button").first()).isVisible(within(60_000));
        return page;
    }

    private static void offline(CDPSession line, boolean offline) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", offline);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", -1);
        line.send("Network.emulateNetworkConditions", conditions);
    }

    private static void awaitPart(Page page, double part) {
        long until = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (part(page) < part) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            page.waitForTimeout(200);
        }
    }

    private static double part(Page page) {
        Locator bar = page.locator("tt-upload progress");
        return bar.count() == 0 ? 0 : ((Number) bar.first().evaluate("e => e.value")).doubleValue();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static LocatorAssertions.IsVisibleOptions within(double ms) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(ms);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package vn.tangthu.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.cli.MovedClock;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * The whole application, which started while the provider was away, and people who come by the
 * provider: as it should be, and with every word that must not be believed.
 */
class ProviderLoginTest {
    /** What people type; the provider sends them there, and the tests go to the server instead. */
    private static final String PUBLIC = "https://luutru.example";

    private static final String DOOR = "/app/dang-nhap/tinh";

    @TempDir private static Path work;
    private static FakeProvider provider;
    private static RunningArchive archive;

    private HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path secret = Files.writeString(work.resolve("secret"), FakeProvider.SECRET + "\n");
        String its = "--tangthu.login.providers.tinh.";
        MovedClock clock = new MovedClock(Duration.ZERO);
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        clock,
                        "--tangthu.portal.public-url=" + PUBLIC + "/",
                        its + "title=Định danh tỉnh",
                        its + "issuer=http://127.0.0.1:" + port,
                        its + "client-id=" + FakeProvider.CLIENT,
                        its + "client-secret-file=" + secret,
                        its + "roles-claim=realm_access.roles",
                        its + "roles.luu-tru=CITIZEN",
                        its + "roles.thu-kho=ARCHIVIST,AUDITOR",
                        its + "roles.quan-tri=ADMINISTRATOR");
        assertThat(location(there())).isEqualTo("/app/login?vang");
        provider = new FakeProvider(port);
        assertThat(location(there())).as("not asked again at once").isEqualTo("/app/login?vang");
        clock.behind(ProviderRegistrations.AFTER_A_FAILURE.negated());
        assertThat(location(there())).startsWith(provider.issuer());
        clock.behind(Duration.ZERO);
    }

    private static HttpResponse<String> there() throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(DOOR), HttpResponse.BodyHandlers.ofString());
    }

    @AfterAll
    static void stop() {
        archive.close();
        provider.close();
    }

    @BeforeEach
    void asItShouldBe() {
        provider.reset();
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(archive.address() + path)).build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** Goes to the provider and comes back with what it gave. */
    private String wayBack() throws IOException, InterruptedException {
        HttpResponse<String> there = get(DOOR);
        assertThat(there.statusCode()).isEqualTo(302);
        Map<String, String> asked = FakeProvider.parsed(URI.create(location(there)).getRawQuery());
        assertThat(asked)
                .containsEntry("redirect_uri", PUBLIC + "/app/dang-nhap/ve/tinh")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid profile")
                .containsKeys("state", "nonce", "code_challenge");
        HttpResponse<String> back =
                browser.send(
                        HttpRequest.newBuilder(URI.create(location(there))).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(location(back)).startsWith(PUBLIC);
        return location(back).substring(PUBLIC.length());
    }

    private String comeIn() throws IOException, InterruptedException {
        return location(get(wayBack()));
    }

    /** A file that is not there: not found for whoever is in, the login page for others. */
    private boolean isIn() throws IOException, InterruptedException {
        return get("/app-tep/khong-co").statusCode() == 404;
    }

    private static Account account() {
        return archive.port(Accounts.class).list(0, 50).items().stream()
                .filter(each -> "tinh".equals(each.provider()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoComesByTheProviderIsInAsWhatItSays() throws Exception {
        assertThat(comeIn()).endsWith("/app/");
        assertThat(isIn()).isTrue();
        assertThat(account().displayName()).isEqualTo("Trần Thị Bình");
        assertThat(account().roles()).containsExactly(Role.CITIZEN);

        provider.claims.put("realm_access", Map.of("roles", List.of("thu-kho")));
        assertThat(comeIn()).as("waits for an administrator").isEqualTo("/app/login?khong");
        Account waiting = account();
        assertThat(waiting.roles()).containsExactlyInAnyOrder(Role.ARCHIVIST, Role.AUDITOR);
        archive.port(Accounts.class)
                .update(
                        waiting.id(),
                        new Accounts.NewAccount(
                                waiting.username(),
                                waiting.displayName(),
                                waiting.roles(),
                                waiting.fonds()),
                        true,
                        Reader.OPERATOR);
        assertThat(comeIn()).endsWith("/app/");
        assertThat(isIn()).isTrue();
    }

    @Test
    void whoLosesTheRolesIsOutEverywhereWithTheNextLogin() throws Exception {
        assertThat(comeIn()).endsWith("/app/");
        HttpClient phone = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpClient desk = browser;
        browser = phone;
        provider.claims.put("realm_access", Map.of("roles", List.of()));
        assertThat(comeIn()).isEqualTo("/app/login?khong");
        assertThat(isIn()).isFalse();
        browser = desk;
        Thread.sleep(OpenAccounts.FRESH.toMillis() + 500);
        assertThat(isIn()).isFalse();
    }

    @Test
    void aClosedAccountIsKeptOut() throws Exception {
        assertThat(comeIn()).endsWith("/app/");
        Account account = account();
        Accounts accounts = archive.port(Accounts.class);
        var same =
                new Accounts.NewAccount(
                        account.username(),
                        account.displayName(),
                        account.roles(),
                        account.fonds());
        accounts.update(account.id(), same, false, Reader.OPERATOR);
        try {
            browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            assertThat(comeIn()).isEqualTo("/app/login?khong");
            assertThat(isIn()).isFalse();
        } finally {
            accounts.update(account.id(), same, true, Reader.OPERATOR);
        }
    }

    @Test
    void aWordForSomebodyElsesDoorOrOfAnotherSignerOrOldIsNotBelieved() throws Exception {
        Instant past = Instant.now().minusSeconds(3_600);
        Map<String, Object> wrong =
                Map.of(
                        "aud", "another-client",
                        "iss", "https://evil.example",
                        "nonce", "of another login",
                        "exp", Date.from(past));
        for (Map.Entry<String, Object> each : wrong.entrySet()) {
            provider.reset();
            provider.claims.put(each.getKey(), each.getValue());
            assertThat(comeIn()).as(each.getKey()).isEqualTo("/app/login?khong");
            assertThat(isIn()).as(each.getKey()).isFalse();
        }
        provider.reset();
        provider.signer = FakeProvider.key();
        assertThat(comeIn()).isEqualTo("/app/login?khong");
        assertThat(isIn()).isFalse();
    }

    @Test
    void aWayBackThatThisBrowserDidNotBeginOrUsedBeforeLeadsNowhere() throws Exception {
        String way = wayBack();
        HttpClient owner = browser;
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThat(location(get(way))).as("login forced on another").isEqualTo("/app/login?khong");
        assertThat(isIn()).isFalse();
        browser = owner;
        assertThat(location(get(way))).endsWith("/app/");
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThat(location(get(way))).isEqualTo("/app/login?khong");
    }

    @Test
    void aProviderThatIsNotSetUpIsNotThere() throws Exception {
        assertThat(location(get("/app/dang-nhap/khac"))).startsWith("/app/login");
    }
}

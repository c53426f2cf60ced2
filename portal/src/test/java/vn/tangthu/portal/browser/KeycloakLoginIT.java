package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * People who log in by a real Keycloak in a real browser, with the settings that docs/operations.md
 * gives ({@code ./tangthu test --keycloak}).
 */
@Tag("keycloak")
class KeycloakLoginIT {
    private static final String PASSWORD = "con cò bay lả bay la";
    private static final String SECRET = "bi-mat-cua-kho";
    private static final Reader ARCHIVIST =
            new Reader(null, "luutru", Set.of(Role.ARCHIVIST), Set.of());

    @TempDir private static Path work;
    private static Browsers browsers;
    private static Keycloak keycloak;
    private static RunningArchive archive;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        int port = Keycloak.free();
        address = "http://localhost:" + port;
        keycloak =
                new Keycloak(
                        work, Map.of("ARCHIVE", address, "SECRET", SECRET, "PASSWORD", PASSWORD));
        Path secret = Files.writeString(work.resolve("secret"), SECRET + "\n");
        String its = "--tangthu.login.providers.tinh.";
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--server.port=" + port,
                        "--tangthu.portal.public-url=" + address,
                        its + "title=Định danh tỉnh",
                        its + "issuer=" + keycloak.issuer(),
                        its + "client-id=tang-thu",
                        its + "client-secret-file=" + secret,
                        its + "roles-claim=realm_access.roles",
                        its + "roles.cong-dan=CITIZEN",
                        its + "roles.van-thu=AGENCY",
                        its + "roles.luu-tru=ARCHIVIST",
                        its + "body-claim=ma_co_quan");
    }

    @AfterAll
    static void stop() {
        if (archive != null) {
            archive.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    /** From our login page to Keycloak's, and with the password wherever that leads. */
    private static Page comeAs(BrowserContext person, String name, String password) {
        Page page = person.newPage();
        page.navigate(address + "/app/login");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Định danh tỉnh"))
                .click();
        page.waitForURL(url -> url.startsWith(keycloak.issuer()));
        page.locator("#username").fill(name);
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
        return page;
    }

    private static void isIn(Page page, String displayName) {
        page.waitForURL(Pattern.compile(Pattern.quote(address) + "/app/(?!login).*"));
        assertThat(page.getByText(displayName).first()).isVisible();
    }

    private static Optional<Account> account(String username) {
        return archive.port(Accounts.class).list(0, 50).items().stream()
                .filter(each -> "tinh".equals(each.provider()))
                .filter(each -> each.username().contains(username))
                .findFirst();
    }

    @Test
    void aCitizenComesInAndLeavesAtBothEnds() {
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = comeAs(person, "tran.binh", PASSWORD);
            isIn(page, "Bình Trần Thị");
            assertThat(account("tran.binh").orElseThrow().roles()).containsExactly(Role.CITIZEN);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Đăng xuất"))
                    .click();
            page.waitForURL(url -> url.startsWith(address + "/app/login"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Định danh tỉnh"))
                    .click();
            assertThat(page.locator("#password")).isVisible(); // it asks again who this is
        }
    }

    @Test
    void whoTypesAWrongPasswordStaysOutside() {
        try (BrowserContext person = browsers.person(360, 740)) {
            Page page = comeAs(person, "tran.binh", "sai");
            assertThat(page.locator("[id^=input-error]").first()).isVisible();
            page.navigate(address + "/app/");
            page.waitForURL(url -> url.startsWith(address + "/app/login"));
        }
    }

    @Test
    void agencyStaffIsBoundToTheBodyOfItsCode() {
        BodyId body =
                archive.port(BodyRegister.class)
                        .save(
                                new BodyList.Entry(
                                        "thử",
                                        "PHUONG-MOI",
                                        BodyKind.OTHER,
                                        null,
                                        null,
                                        List.of(Body.Dated.always("UBND phường Mới")),
                                        List.of(Body.Dated.always("PHUONG-MOI")),
                                        List.of(),
                                        List.of(),
                                        null,
                                        List.of()),
                                0,
                                "thử",
                                ARCHIVIST);
        try (BrowserContext person = browsers.person(1280, 800)) {
            isIn(comeAs(person, "van.thu", PASSWORD), "Thư Lê Văn");
            Account account = account("van.thu").orElseThrow();
            assertThat(account.roles()).containsExactly(Role.AGENCY);
            assertThat(account.body()).isEqualTo(body);
        }
    }

    @Test
    void anArchivistWaitsUntilAnAdministratorOpensTheAccount() {
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page refused = comeAs(person, "luu.tru", PASSWORD);
            refused.waitForURL(address + "/app/login?khong");
        }
        Account waiting = account("luu.tru").orElseThrow();
        assertThat(waiting.enabled()).isFalse();
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
        try (BrowserContext person = browsers.person(1280, 800)) {
            isIn(comeAs(person, "luu.tru", PASSWORD), "Trữ Phạm Lưu");
        }
    }

    @Test
    void whoHasNoRoleGetsNoAccount() {
        try (BrowserContext person = browsers.person(1280, 800)) {
            comeAs(person, "khong.vai", PASSWORD).waitForURL(address + "/app/login?khong");
            assertThat(account("khong.vai")).isEmpty();
        }
    }
}

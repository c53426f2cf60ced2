package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.Login;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.ProviderLogins.Identity;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;

class ProviderLoginsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String ADDRESS = "203.0.113.7";
    private static final String ISSUER = "https://dinhdanh.example/realms/tinh";

    private final HandClock clock = new HandClock(Instant.parse("2026-11-22T02:00:00Z"));
    private final JdbcActivityLog log = new JdbcActivityLog(DATABASE.jdbc(), clock);
    private final Bodies bodies = mock(Bodies.class);
    private final AgencyReaders agencies =
            new AgencyReaders(DATABASE.jdbc(), mock(Inheritance.class), bodies, clock);
    private final JdbcAccounts accounts =
            new JdbcAccounts(
                    DATABASE.jdbc(),
                    DATABASE.transactions(),
                    log,
                    new LoginThrottle(DATABASE.jdbc(), clock),
                    agencies,
                    clock);
    private final JdbcProviderLogins logins =
            new JdbcProviderLogins(
                    DATABASE.jdbc(), DATABASE.transactions(), log, agencies, bodies, clock);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("delete from kept.account").update();
    }

    private static Identity somebody(String subject, String name, Set<Role> roles) {
        return new Identity("vneid", ISSUER, subject, name, "Trần Thị Bình", roles, null);
    }

    private Account letIn(Identity identity) {
        return ((Login.Ok) logins.admit(identity, ADDRESS)).account();
    }

    /** As an administrator does it. */
    private Account released(Identity staff) {
        assertThat(logins.admit(staff, ADDRESS)).isInstanceOf(Login.Refused.class);
        assertThat(lastRefusal()).endsWith("vneid: ACCOUNT_WAITS");
        Account waiting =
                accounts.list(0, 50).items().stream()
                        .filter(account -> account.provider() != null)
                        .findFirst()
                        .orElseThrow();
        assertThat(waiting.enabled()).isFalse();
        accounts.update(
                waiting.id(),
                new NewAccount(
                        waiting.username(),
                        waiting.displayName(),
                        waiting.roles(),
                        waiting.fonds()),
                true,
                Reader.OPERATOR);
        return letIn(staff);
    }

    private @Nullable String lastRefusal() {
        return DATABASE.jdbc()
                .sql(
                        "select detail from kept.activity where action = 'LOGIN_REFUSED' order by"
                                + " id desc limit 1")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @Test
    void theFirstLoginOpensAnAccountAndTheNextFindsItByItsSubjectAlone() {
        Account first = letIn(somebody("s-1", "tran.binh", Set.of(Role.CITIZEN)));
        assertThat(first.username()).startsWith("tran.binh-").endsWith("@vneid");
        assertThat(first.provider()).isEqualTo("vneid");
        assertThat(first.mustChangePassword()).isFalse();
        assertThat(first.lastLoginAt()).isEqualTo(clock.instant());

        Account renamed = letIn(somebody("s-1", "nguyen.binh", Set.of(Role.CITIZEN)));
        assertThat(renamed.id()).isEqualTo(first.id());
        assertThat(renamed.username()).isEqualTo(first.username());
    }

    @Test
    void aNameThatWasGivenToSomebodyElseOpensNothingOfTheFirst() {
        Account first = letIn(somebody("s-1", "tran.binh", Set.of(Role.CITIZEN)));
        Account second = letIn(somebody("s-2", "tran.binh", Set.of(Role.CITIZEN)));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.username()).isNotEqualTo(first.username());

        Identity elsewhere =
                new Identity(
                        "vneid",
                        "https://other.example",
                        "s-1",
                        "tran.binh",
                        "Trần Thị Bình",
                        Set.of(Role.CITIZEN),
                        null);
        assertThat(letIn(elsewhere).id()).isNotEqualTo(first.id());
    }

    @Test
    void nobodyComesAsAnAccountOfTheArchivesOwn() {
        String unused = accounts.createFirstAdministrator("quantri").orElseThrow();
        Account stranger = letIn(somebody("s-1", "quantri", Set.of(Role.CITIZEN)));
        assertThat(stranger.username()).isNotEqualTo("quantri");
        assertThat(stranger.roles()).containsExactly(Role.CITIZEN);
    }

    @Test
    void rolesFollowTheProviderAtEachLogin() {
        String unused = accounts.createFirstAdministrator("quantri").orElseThrow();
        released(somebody("s-1", "binh", Set.of(Role.ARCHIVIST, Role.ADMINISTRATOR)));
        assertThat(letIn(somebody("s-1", "binh", Set.of(Role.CITIZEN))).roles())
                .containsExactly(Role.CITIZEN);

        assertThat(logins.admit(somebody("s-1", "binh", Set.of()), ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThat(lastRefusal()).endsWith("vneid: ROLES_MISSING");
        assertThat(accounts.list(0, 10).items())
                .filteredOn(account -> account.provider() != null)
                .singleElement()
                .satisfies(account -> assertThat(account.roles()).isEmpty());
    }

    @Test
    void whomTheProviderGivesNoRoleGetsNoAccount() {
        assertThat(logins.admit(somebody("s-9", "la", Set.of()), ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThat(accounts.list(0, 10).total()).isZero();
    }

    @Test
    void aClosedAccountStaysClosedWhateverTheProviderSays() {
        String unused = accounts.createFirstAdministrator("quantri").orElseThrow();
        Account account = letIn(somebody("s-1", "binh", Set.of(Role.CITIZEN)));
        accounts.update(
                account.id(),
                new NewAccount(
                        account.username(), account.displayName(), account.roles(), Set.of()),
                false,
                Reader.OPERATOR);
        assertThat(logins.admit(somebody("s-1", "binh", Set.of(Role.ARCHIVIST)), ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThat(lastRefusal()).endsWith("vneid: ACCOUNT_CLOSED");
        assertThat(accounts.find(account.id()).orElseThrow().roles()).containsExactly(Role.CITIZEN);
    }

    @Test
    void theLastAdministratorIsNotTakenAwayByAProvider() {
        // of the archive's own there is none
        released(somebody("s-1", "binh", Set.of(Role.ADMINISTRATOR)));
        assertThat(logins.admit(somebody("s-1", "binh", Set.of(Role.CITIZEN)), ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThat(lastRefusal()).endsWith("vneid: LAST_ADMINISTRATOR");
    }

    @Test
    void suchAnAccountHasNoPasswordAndItsRolesAreNotChangedHere() {
        Account account = letIn(somebody("s-1", "binh", Set.of(Role.CITIZEN)));
        assertThat(accounts.authenticate(account.username(), "", ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThat(accounts.authenticate(account.username(), "null", ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThatThrownBy(() -> accounts.resetPassword(account.id(), Reader.OPERATOR))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.findings().getFirst().code())
                                        .isEqualTo("ACCOUNT_OF_PROVIDER"));
        assertThatThrownBy(
                        () -> accounts.changePassword(account.id(), "", "một mật khẩu đủ dài 1234"))
                .isInstanceOf(RefusedException.class);
        NewAccount more =
                new NewAccount(
                        account.username(),
                        account.displayName(),
                        Set.of(Role.ARCHIVIST),
                        Set.of());
        assertThatThrownBy(() -> accounts.update(account.id(), more, true, Reader.OPERATOR))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whoIsRaisedToStaffWaitsForAnAdministrator() {
        Account citizen = letIn(somebody("s-1", "binh", Set.of(Role.CITIZEN)));
        Identity archivist = somebody("s-1", "binh", Set.of(Role.CITIZEN, Role.ARCHIVIST));
        assertThat(logins.admit(archivist, ADDRESS)).isInstanceOf(Login.Refused.class);
        assertThat(accounts.find(citizen.id()).orElseThrow().enabled()).isFalse();
        assertThat(logins.admit(archivist, ADDRESS)).isInstanceOf(Login.Refused.class);
    }

    @Test
    void aRoleThatIsGoneIsGoneAlsoWhereTheLoginIsRefused() {
        String unused = accounts.createFirstAdministrator("quantri").orElseThrow();
        Account archivist = released(somebody("s-1", "binh", Set.of(Role.ARCHIVIST)));
        Identity moved =
                new Identity(
                        "vneid", ISSUER, "s-1", "binh", "Bình", Set.of(Role.AGENCY), "khong-co");
        assertThat(logins.admit(moved, ADDRESS)).isInstanceOf(Login.Refused.class);
        assertThat(lastRefusal()).endsWith("vneid: BODY_UNKNOWN");
        assertThat(accounts.find(archivist.id()).orElseThrow().roles()).isEmpty();
    }
}

package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.Login;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;

class AccessTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String ADDRESS = "203.0.113.7";
    private static final String GOOD = "con mèo trèo cây cau 7 lần";

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final JdbcActivityLog log = new JdbcActivityLog(DATABASE.jdbc(), clock);
    private final JdbcAccounts accounts =
            new JdbcAccounts(
                    DATABASE.jdbc(),
                    DATABASE.transactions(),
                    log,
                    new LoginThrottle(DATABASE.jdbc(), clock),
                    new AgencyReaders(
                            DATABASE.jdbc(), mock(Inheritance.class), mock(Bodies.class), clock),
                    clock);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("delete from kept.account").update();
        DATABASE.jdbc().sql("delete from kept.login_failure").update();
    }

    private String administrator() {
        return accounts.createFirstAdministrator("quantri").orElseThrow();
    }

    @Test
    void theFirstAdministratorIsMadeOnceAlsoByManyAtOnce() throws Exception {
        Callable<Boolean> make = () -> accounts.createFirstAdministrator("quantri").isPresent();
        try (var threads = Executors.newFixedThreadPool(4)) {
            long made = 0;
            for (var one : threads.invokeAll(List.of(make, make, make, make))) {
                made += one.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
        Account account = accounts.findByUsername("QuanTri").orElseThrow();
        assertThat(account.mustChangePassword()).isTrue();
        assertThat(account.roles()).contains(Role.ADMINISTRATOR);
    }

    @Test
    void oneLogsInWithTheOneTimePasswordAndThenWithOnesOwn() {
        String oneTime = administrator();
        assertThat(accounts.authenticate(" Quantri ", oneTime, ADDRESS))
                .isInstanceOfSatisfying(
                        Login.Ok.class,
                        ok -> {
                            assertThat(ok.account().mustChangePassword()).isTrue();
                            assertThat(ok.account().lastLoginAt()).isEqualTo(clock.instant());
                        });
        Account account = accounts.findByUsername("quantri").orElseThrow();
        accounts.changePassword(account.id(), oneTime, GOOD);
        assertThat(accounts.authenticate("quantri", oneTime, ADDRESS))
                .isInstanceOf(Login.Refused.class);
        String decomposed = Normalizer.normalize(GOOD, Normalizer.Form.NFD);
        assertThat(accounts.authenticate("quantri", decomposed, ADDRESS))
                .isInstanceOfSatisfying(
                        Login.Ok.class,
                        ok -> assertThat(ok.account().mustChangePassword()).isFalse());
    }

    @Test
    void passwordsAreKeptAsBcryptOnlyAndReadWhole() {
        String oneTime = administrator();
        Account account = accounts.findByUsername("quantri").orElseThrow();
        String longOne = "ườ".repeat(40) + " đuôi thật 42";
        accounts.changePassword(account.id(), oneTime, longOne);
        assertThat(
                        DATABASE.jdbc()
                                .sql("select password_hash from kept.account")
                                .query(String.class)
                                .single())
                .startsWith("{sha256-bcrypt}$2a$12$");
        assertThat(accounts.authenticate("quantri", longOne + "x", ADDRESS))
                .isInstanceOf(Login.Refused.class);
        assertThat(accounts.authenticate("quantri", longOne, ADDRESS)).isInstanceOf(Login.Ok.class);
    }

    @Test
    void unknownNameWrongPasswordAndDisabledAccountLookTheSame() {
        String oneTime = administrator();
        String other =
                accounts.create(
                        new NewAccount("lan", "Lan", Set.of(Role.CITIZEN), Set.of()),
                        Reader.OPERATOR);
        Account lan = accounts.findByUsername("lan").orElseThrow();
        accounts.update(
                lan.id(),
                new NewAccount("lan", "Lan", Set.of(Role.CITIZEN), Set.of()),
                false,
                Reader.OPERATOR);
        assertThat(accounts.authenticate("nobody", oneTime, ADDRESS))
                .isEqualTo(accounts.authenticate("quantri", "wrong", ADDRESS))
                .isEqualTo(accounts.authenticate("lan", other, ADDRESS))
                .isInstanceOf(Login.Refused.class);
    }

    @Test
    void guessingIsSlowedDownForThatNameFromThatAddressOnly() {
        String oneTime = administrator();
        for (int i = 0; i < LoginThrottle.FREE_PER_NAME; i++) {
            assertThat(accounts.authenticate("quantri", "guess" + i, ADDRESS))
                    .isInstanceOf(Login.Refused.class);
        }
        assertThat(accounts.authenticate("quantri", oneTime, ADDRESS))
                .isInstanceOfSatisfying(
                        Login.Throttled.class, t -> assertThat(t.seconds()).isBetween(1L, 3L));
        assertThat(accounts.authenticate("quantri", oneTime, "198.51.100.9"))
                .isInstanceOf(Login.Ok.class);
        clock.forward(3);
        assertThat(accounts.authenticate("quantri", "guess", ADDRESS))
                .isInstanceOf(Login.Refused.class);
        clock.forward(3);
        assertThat(accounts.authenticate("quantri", oneTime, ADDRESS))
                .isInstanceOf(Login.Throttled.class);
        clock.forward(3600);
        assertThat(accounts.authenticate("quantri", oneTime, ADDRESS)).isInstanceOf(Login.Ok.class);
        assertThat(accounts.authenticate("quantri", "typo", ADDRESS))
                .isInstanceOf(Login.Refused.class);
    }

    @Test
    void guessesMadeAtTheSameTimeDoNotSlipThroughTogether() throws Exception {
        LoginThrottle throttle = new LoginThrottle(DATABASE.jdbc(), clock);
        Callable<Long> guess = () -> throttle.begin("quantri", ADDRESS);
        try (var threads = Executors.newFixedThreadPool(6)) {
            long through = 0;
            for (var one : threads.invokeAll(Collections.nCopies(60, guess))) {
                through += one.get() == 0 ? 1 : 0;
            }
            assertThat(through).isEqualTo(LoginThrottle.FREE_PER_NAME);
        }
    }

    @Test
    void oneAddressThatTriesManyNamesIsSlowedDown() {
        LoginThrottle throttle = new LoginThrottle(DATABASE.jdbc(), clock);
        for (int i = 0; i < LoginThrottle.FREE_PER_ADDRESS; i++) {
            assertThat(throttle.begin("name" + i, ADDRESS)).isZero();
        }
        assertThat(throttle.begin("another", ADDRESS)).isPositive();
        assertThat(throttle.begin("another", "198.51.100.1")).isZero();
    }

    @Test
    void weakPasswordsAreRefusedWithEverythingThatIsWrong() {
        assertThat(codes("ngắn")).contains("PASSWORD_TOO_SHORT");
        assertThat(codes("matkhau123456789")).containsExactly("PASSWORD_COMMON");
        assertThat(codes("aaaaaaaaaaaaaaaaaaaa")).containsExactly("PASSWORD_COMMON");
        assertThat(codes("Nguyễn Thị Lan 2026")).containsExactly("PASSWORD_LIKE_NAME");
        assertThat(codes("nguyen.lan-nguyen.lan")).containsExactly("PASSWORD_LIKE_NAME");
        assertThat(codes("x".repeat(300))).contains("PASSWORD_TOO_LONG");
        assertThat(codes(GOOD)).isEmpty();
        assertThat(codes("Tàu hỏa chạy qua đèo")).isEmpty();
    }

    private static List<String> codes(String password) {
        return Passwords.findings(password, "nguyen.lan", "Nguyễn Thị Lan").stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void aLostPasswordIsResetAndTheOwnerGetsInAtOnce() {
        String lost = administrator();
        for (int i = 0; i < LoginThrottle.FREE_PER_NAME; i++) {
            accounts.authenticate("quantri", "guess" + i, ADDRESS);
        }
        Account account = accounts.findByUsername("quantri").orElseThrow();
        String fresh = accounts.resetPassword(account.id(), Reader.OPERATOR);
        assertThat(fresh).isNotEqualTo(lost);
        assertThat(accounts.authenticate("quantri", fresh, ADDRESS)).isInstanceOf(Login.Ok.class);
    }

    @Test
    void theLastAdministratorStays() {
        administrator();
        Account account = accounts.findByUsername("quantri").orElseThrow();
        NewAccount asBefore =
                new NewAccount("quantri", "Quản trị", Set.of(Role.ADMINISTRATOR), Set.of());
        assertThat(refusal(() -> accounts.update(account.id(), asBefore, false, Reader.OPERATOR)))
                .containsExactly("LAST_ADMINISTRATOR");
        assertThat(accounts.findByUsername("quantri").orElseThrow().enabled()).isTrue();
    }

    @Test
    void anAccountRemembersItsRolesAndFonds() {
        FondsId fonds = new FondsId(UUID.randomUUID());
        accounts.create(
                new NewAccount(
                        "so-noi-vu", "Sở Nội vụ", Set.of(Role.AGENCY, Role.CITIZEN), Set.of(fonds)),
                Reader.OPERATOR);
        Account account = accounts.findByUsername("so-noi-vu").orElseThrow();
        Reader reader = accounts.readerFor(account);
        assertThat(reader.roles()).containsExactlyInAnyOrder(Role.AGENCY, Role.CITIZEN);
        assertThat(reader.fonds()).containsExactly(fonds);
        assertThat(
                        refusal(
                                () ->
                                        accounts.create(
                                                new NewAccount("SO-NOI-VU", "", Set.of(), Set.of()),
                                                Reader.OPERATOR)))
                .containsExactlyInAnyOrder("DISPLAY_NAME_INVALID", "ROLES_MISSING");
        assertThat(
                        refusal(
                                () ->
                                        accounts.create(
                                                new NewAccount(
                                                        "SO-NOI-VU",
                                                        "Khác",
                                                        Set.of(Role.CITIZEN),
                                                        Set.of()),
                                                Reader.OPERATOR)))
                .containsExactly("USERNAME_TAKEN");
        assertThat(accounts.list(0, 10).total()).isEqualTo(1);
    }

    @Test
    void accountsPasswordsAndTokensAreRefusedByTheirCodes() {
        String oneTime = administrator();
        Account first = accounts.findByUsername("quantri").orElseThrow();
        assertThat(refusal(() -> accounts.changePassword(first.id(), "sai mật khẩu", GOOD)))
                .containsExactly("PASSWORD_WRONG");
        accounts.changePassword(first.id(), oneTime, GOOD);
        assertThat(refusal(() -> accounts.changePassword(first.id(), GOOD, GOOD)))
                .containsExactly("PASSWORD_SAME");
        NewAccount badly = new NewAccount("a b", "Trần Văn Bốn", Set.of(Role.CITIZEN), Set.of());
        assertThat(refusal(() -> accounts.create(badly, Reader.OPERATOR)))
                .containsExactly("USERNAME_INVALID");
        AccountId nobody = new AccountId(UUID.randomUUID());
        assertThat(refusal(() -> accounts.changePassword(nobody, GOOD, GOOD)))
                .containsExactly("ACCOUNT_UNKNOWN");

        JdbcDeliveryTokens tokens =
                new JdbcDeliveryTokens(
                        DATABASE.jdbc(),
                        accounts,
                        log,
                        new LoginThrottle(DATABASE.jdbc(), clock),
                        clock);
        Instant soon = clock.instant().plusSeconds(3600);
        Reader admin = accounts.readerFor(first);
        assertThat(refusal(() -> tokens.create(first.id(), "máy", soon, Reader.ANONYMOUS)))
                .containsExactly("ADMINISTRATOR_ONLY");
        assertThat(refusal(() -> tokens.create(nobody, "máy", soon, admin)))
                .containsExactly("ACCOUNT_UNKNOWN");
        accounts.create(
                new NewAccount("bon", "Trần Văn Bốn", Set.of(Role.CITIZEN), Set.of()),
                Reader.OPERATOR);
        AccountId citizen = accounts.findByUsername("bon").orElseThrow().id();
        assertThat(refusal(() -> tokens.create(citizen, "máy", soon, admin)))
                .containsExactly("TOKEN_ROLE");
        accounts.create(
                new NewAccount("luutru", "Lê Thị Tư", Set.of(Role.ARCHIVIST), Set.of()),
                Reader.OPERATOR);
        AccountId archivist = accounts.findByUsername("luutru").orElseThrow().id();
        assertThat(refusal(() -> tokens.create(archivist, " ", soon, admin)))
                .containsExactly("TOKEN_INVALID");
        assertThat(
                        refusal(
                                () ->
                                        tokens.create(
                                                archivist,
                                                "máy",
                                                clock.instant().minusSeconds(1),
                                                admin)))
                .containsExactly("TOKEN_INVALID");
    }

    private static List<String> refusal(ThrowableAssert.ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void theLogIsAppendedToAndNeverChanged() {
        log.record(Reader.OPERATOR, "DOWNLOAD", "a\0b", null);
        assertThat(log.list(0, 1).items().getFirst().subject()).isEqualTo("a b");
        for (String sql :
                List.of(
                        "update kept.activity set actor = 'x'",
                        "delete from kept.activity",
                        "truncate kept.activity")) {
            assertThatThrownBy(() -> DATABASE.jdbc().sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed");
        }
        long before = log.list(0, 1).total();
        log.record(Reader.OPERATOR, "SECOND", null, "chi tiết");
        assertThat(log.list(0, 1).total()).isEqualTo(before + 1);
        assertThat(log.list(0, 1).items().getFirst().action()).isEqualTo("SECOND");
    }
}

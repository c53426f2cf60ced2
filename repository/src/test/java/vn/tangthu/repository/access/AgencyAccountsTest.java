package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.Login;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inheritance.Ground;
import vn.tangthu.repository.Inheritance.Item;
import vn.tangthu.repository.ProviderLogins;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuccessionKind;
import vn.tangthu.repository.database.TestDatabase;

/** Accounts of bodies before, on and after the days on which these end and follow each other. */
class AgencyAccountsTest {
    private static final String GOOD = "con mèo trèo cây cau 7 lần";
    private static final String DECREE = "1667/NQ-UBTVQH15";
    private static final LocalDate FIRST = LocalDate.of(2024, 11, 1);
    private static final LocalDate SECOND = LocalDate.of(2025, 7, 1);
    private static final Reader ARCHIVIST =
            new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final Reader ADMINISTRATOR =
            new Reader(null, "quantri", Set.of(Role.ADMINISTRATOR), Set.of());

    private final TestDatabase database = TestDatabase.fresh(4);
    private final HandClock clock = new HandClock(Instant.parse("2025-06-20T02:00:00Z"));
    private final JdbcActivityLog log = new JdbcActivityLog(database.jdbc(), clock);
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private BodyRegister register;
    private Inheritance inheritance;
    private JdbcAccounts accounts;
    private AccountClosings closings;

    @BeforeEach
    void open() {
        context.registerBean(
                DataSource.class, database::dataSource, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(TransactionTemplate.class, database::transactions);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(ActivityLog.class, () -> log);
        context.scan("vn.tangthu.repository.bodies");
        context.refresh();
        register = context.getBean(BodyRegister.class);
        inheritance = context.getBean(Inheritance.class);
        accounts =
                new JdbcAccounts(
                        database.jdbc(),
                        database.transactions(),
                        log,
                        new LoginThrottle(database.jdbc(), clock),
                        new AgencyReaders(
                                database.jdbc(), inheritance, context.getBean(Bodies.class), clock),
                        clock);
        closings = new JdbcAccountClosings(database.jdbc(), database.transactions(), log, clock);
        body("xuong-huan", "Phường Xương Huân", null, FIRST);
        body("van-thanh", "Phường Vạn Thạnh", null, SECOND);
        body("nha-trang", "Phường Nha Trang", SECOND, null);
        body("suoi-tan", "Xã Suối Tân", null, SECOND);
        body("cam-lam", "Xã Cam Lâm", SECOND, null);
        body("suoi-dau", "Xã Suối Dầu", SECOND, null);
        body("so-xay-dung", "Sở Xây dựng", null, null);
        edge("xuong-huan", "van-thanh", SuccessionKind.MERGED, FIRST, false);
        edge("van-thanh", "nha-trang", SuccessionKind.MERGED, SECOND, false);
        edge("suoi-tan", "cam-lam", SuccessionKind.SPLIT, SECOND, true);
        edge("suoi-tan", "suoi-dau", SuccessionKind.SPLIT, SECOND, true);
        edge("so-xay-dung", "nha-trang", SuccessionKind.FUNCTION_TRANSFERRED, SECOND, false);
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    /** With a fonds that only it made. */
    private void body(
            String reference, String name, @Nullable LocalDate from, @Nullable LocalDate until) {
        BodyId id =
                register.save(
                        BodyList.Entry.of(
                                "thử", reference, BodyKind.OTHER, from, until, name, List.of()),
                        0,
                        "thử",
                        ARCHIVIST);
        database.jdbc()
                .sql("insert into kept.body_fonds (body, fonds) values (?, ?)")
                .params(id.value(), fonds(reference).value())
                .update();
    }

    private UUID edge(
            String before, String after, SuccessionKind kind, LocalDate day, boolean partly) {
        return register.add(
                new BodyList.Edge(
                        "thử", before, after, kind, null, day, DECREE, "một phần", partly),
                "thử",
                ARCHIVIST);
    }

    private static FondsId fonds(String reference) {
        return new FondsId(
                UUID.nameUUIDFromBytes(("fonds " + reference).getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<FondsId> all(String... references) {
        return Set.of(references).stream()
                .map(AgencyAccountsTest::fonds)
                .collect(Collectors.toSet());
    }

    private AccountId account(String body) {
        String once =
                accounts.create(
                        new NewAccount(
                                "tk-" + body,
                                "Văn thư",
                                Set.of(Role.AGENCY),
                                Set.of(),
                                BodyId.of(body)),
                        ADMINISTRATOR);
        AccountId id = accounts.findByUsername("tk-" + body).orElseThrow().id();
        accounts.changePassword(id, once, GOOD);
        return id;
    }

    private Reader reader(AccountId id) {
        return accounts.readerFor(accounts.find(id).orElseThrow());
    }

    private void itIs(String day) {
        clock.now = Instant.parse(day + "T02:00:00Z");
    }

    private List<String> logged(String action) {
        return log.list(0, 200).items().stream()
                .filter(entry -> entry.action().equals(action))
                .map(entry -> entry.subject() + " " + entry.detail())
                .toList();
    }

    private Map<FondsId, Ground> grounds(String body, LocalDate day) {
        return inheritance.of(BodyId.of(body), day).items().stream()
                .collect(Collectors.toMap(Item::fonds, Item::ground));
    }

    private static List<String> refusal(ThrowableAssert.ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void ofASplitOneSuccessorIsNeverCertainWhileTheOthersAreNotEntered() {
        body("an-cu", "Xã An Cư", null, SECOND);
        body("an-moi", "Xã An Mới", SECOND, null);
        edge("an-cu", "an-moi", SuccessionKind.SPLIT, SECOND, false);
        assertThat(grounds("an-moi", SECOND)).containsEntry(fonds("an-cu"), Ground.UNDECIDED);
        itIs("2025-07-02");
        assertThat(reader(account("an-moi")).fonds()).isEqualTo(all("an-moi"));
    }

    @Test
    void aSuccessorReadsWhatItsPredecessorsMadeFromItsDayAndNotBefore() {
        AccountId id = account("nha-trang");
        assertThat(reader(id).roles()).isEmpty();
        assertThat(reader(id).fonds()).isEmpty();
        assertThat(logged("REACH_WIDENED")).isEmpty();
        clock.now = Instant.parse("2025-06-30T17:00:00Z"); // midnight in Vietnam
        assertThat(reader(id).roles()).containsExactly(Role.AGENCY);
        assertThat(reader(id).fonds())
                .as("of two steps, and nothing of who still exists")
                .isEqualTo(all("nha-trang", "van-thanh", "xuong-huan"));
        assertThat(logged("REACH_WIDENED"))
                .hasSize(3)
                .contains(
                        "nha-trang "
                                + fonds("van-thanh")
                                + ": theo kế thừa, "
                                + DECREE
                                + ", từ 01/07/2025");
        Reader again = reader(id);
        assertThat(logged("REACH_WIDENED")).as("told once").hasSize(3);
        assertThat(again.mayRead(fonds("xuong-huan"), Access.LISTED)).isTrue();
        assertThat(again.mayRead(fonds("xuong-huan"), Access.HIDDEN)).isFalse();
        assertThat(again.mayRead(fonds("so-xay-dung"), Access.LISTED)).isFalse();
        assertThat(again.mayRead(fonds("suoi-tan"), Access.LISTED)).isFalse();
    }

    @Test
    void whatWasPartedIsReadOnceItIsDecidedAndNoLongerThanTheRegisterLeadsThere() {
        itIs("2025-08-01");
        AccountId one = account("cam-lam");
        AccountId other = account("suoi-dau");
        assertThat(reader(one).fonds()).isEqualTo(all("cam-lam"));
        assertThat(grounds("cam-lam", SECOND)).containsEntry(fonds("suoi-tan"), Ground.UNDECIDED);
        inheritance.decide(
                BodyId.of("cam-lam"), fonds("suoi-tan"), true, "biên bản 12/BB-BG", ARCHIVIST);
        assertThat(reader(one).fonds()).isEqualTo(all("cam-lam", "suoi-tan"));
        assertThat(reader(other).fonds()).isEqualTo(all("suoi-dau"));
        assertThat(logged("REACH_WIDENED"))
                .anySatisfy(
                        entry ->
                                assertThat(entry)
                                        .startsWith("cam-lam " + fonds("suoi-tan"))
                                        .contains(DECREE)
                                        .endsWith("đã quyết định: biên bản 12/BB-BG"));
        inheritance.decide(BodyId.of("cam-lam"), fonds("suoi-tan"), false, "nhầm", ARCHIVIST);
        assertThat(reader(one).fonds()).isEqualTo(all("cam-lam"));
        assertThat(grounds("cam-lam", SECOND)).containsEntry(fonds("suoi-tan"), Ground.ELSEWHERE);
        assertThat(logged("REACH_NARROWED")).containsExactly("cam-lam " + fonds("suoi-tan"));
        inheritance.decide(BodyId.of("cam-lam"), fonds("suoi-tan"), true, "đúng", ARCHIVIST);
        UUID edge =
                inheritance.of(BodyId.of("cam-lam"), SECOND).items().stream()
                        .filter(item -> item.ground() == Ground.DECIDED)
                        .map(item -> Objects.requireNonNull(item.by()).id())
                        .findFirst()
                        .orElseThrow();
        register.withdraw(edge, "nhập nhầm", ARCHIVIST);
        assertThat(reader(one).fonds()).isEqualTo(all("cam-lam"));
        // Nobody decides what is not open, and none but an archivist.
        assertThat(
                        refusal(
                                () ->
                                        inheritance.decide(
                                                BodyId.of("nha-trang"),
                                                fonds("suoi-tan"),
                                                true,
                                                "x",
                                                ARCHIVIST)))
                .containsExactly("FONDS_NOT_PARTED");
        assertThat(
                        refusal(
                                () ->
                                        inheritance.decide(
                                                BodyId.of("suoi-dau"),
                                                fonds("suoi-tan"),
                                                true,
                                                "x",
                                                ADMINISTRATOR)))
                .containsExactly("ARCHIVIST_ONLY");
    }

    @Test
    void whatWasDecidedGoesOnWithTheBodyItWasDecidedFor() {
        itIs("2027-02-01");
        LocalDate day = LocalDate.of(2027, 1, 1);
        inheritance.decide(BodyId.of("cam-lam"), fonds("suoi-tan"), true, "biên bản", ARCHIVIST);
        body("cam-ranh", "Phường Cam Ranh", day, null);
        edge("cam-lam", "cam-ranh", SuccessionKind.MERGED, day, false);
        assertThat(grounds("cam-ranh", day))
                .as("Cam Lâm still exists in the register")
                .containsExactly(Map.entry(fonds("cam-ranh"), Ground.OWN));
        database.jdbc()
                .sql("update kept.body set until_day = ? where id = ?")
                .params(day, BodyId.of("cam-lam").value())
                .update();
        body("khac", "Xã Khác", null, null); // a change of the register
        assertThat(grounds("cam-ranh", day))
                .containsEntry(fonds("cam-lam"), Ground.SUCCEEDED)
                .containsEntry(fonds("suoi-tan"), Ground.DECIDED);
        assertThat(grounds("suoi-dau", day)).containsEntry(fonds("suoi-tan"), Ground.UNDECIDED);
        // Two who each follow it whole: nobody knows who has it.
        edge("cam-lam", "suoi-dau", SuccessionKind.MERGED, day, false);
        assertThat(grounds("cam-ranh", day)).containsEntry(fonds("cam-lam"), Ground.UNDECIDED);
        assertThat(grounds("cam-ranh", day)).containsEntry(fonds("suoi-tan"), Ground.UNDECIDED);
    }

    @Test
    void accountsAreClosedWithTheirBodyOnceAndMayBeOpenedAgain() {
        AccountId id = account("van-thanh");
        assertThat(reader(id).fonds()).isEqualTo(all("van-thanh", "xuong-huan"));
        assertThat(closings.closeEnded()).isZero();
        clock.now = Instant.parse("2025-06-30T17:00:00Z");
        assertThat(reader(id).roles()).as("before anything was closed").isEmpty();
        assertThat(reader(id).fonds()).isEmpty();
        assertThat(closings.closeEnded()).isEqualTo(1);
        assertThat(closings.closeEnded()).isZero();
        assertThat(accounts.authenticate("tk-van-thanh", GOOD, "203.0.113.7"))
                .isInstanceOf(Login.Refused.class);
        assertThat(logged("ACCOUNT_CLOSED_WITH_BODY"))
                .containsExactly("tk-van-thanh Phường Vạn Thạnh, hết ngày 30/06/2025, " + DECREE);
        assertThat(closings.unnoted()).isEqualTo(1);
        assertThat(closings.list(10).getFirst().bodyName()).isEqualTo("Phường Vạn Thạnh");
        closings.note(ADMINISTRATOR);
        assertThat(closings.unnoted()).isZero();
        assertThat(refusal(() -> closings.reopen(id, "x", ARCHIVIST)))
                .containsExactly("ADMINISTRATOR_ONLY");
        closings.reopen(id, "bàn giao đến cuối tháng", ADMINISTRATOR);
        assertThat(closings.closeEnded()).as("opened on purpose").isZero();
        assertThat(accounts.authenticate("tk-van-thanh", GOOD, "203.0.113.7"))
                .isInstanceOf(Login.Ok.class);
        assertThat(reader(id).fonds())
                .as("what it read on its last day, and nothing of who followed")
                .isEqualTo(all("van-thanh", "xuong-huan"));
        assertThat(logged("ACCOUNT_REOPENED"))
                .containsExactly("tk-van-thanh bàn giao đến cuối tháng");
        assertThat(refusal(() -> closings.reopen(account("cam-lam"), "x", ADMINISTRATOR)))
                .containsExactly("ACCOUNT_NOT_CLOSED");
    }

    @Test
    void onlyAnAccountOfAnAgencyBelongsToABodyThatThereIs() {
        assertThat(refusal(() -> create(Set.of(Role.CITIZEN), BodyId.of("nha-trang"))))
                .containsExactly("ACCOUNT_BODY_ROLE");
        assertThat(
                        refusal(
                                () ->
                                        create(
                                                Set.of(Role.AGENCY, Role.ARCHIVIST),
                                                BodyId.of("nha-trang"))))
                .containsExactly("ACCOUNT_BODY_ROLE");
        assertThat(refusal(() -> create(Set.of(Role.AGENCY), BodyId.of("khong-co"))))
                .containsExactly("BODY_UNKNOWN");
        assertThat(refusal(() -> inheritance.reach(BodyId.of("khong-co"), SECOND)))
                .containsExactly("BODY_UNKNOWN");
        create(Set.of(Role.AGENCY, Role.CITIZEN), BodyId.of("so-xay-dung"));
        assertThat(logged("ACCOUNT_CREATED"))
                .containsExactly("thu AGENCY,CITIZEN: Sở Xây dựng [so-xay-dung]");
        assertThat(accounts.findByUsername("thu").orElseThrow().body())
                .isEqualTo(BodyId.of("so-xay-dung"));
    }

    private void create(Set<Role> roles, BodyId body) {
        String unused =
                accounts.create(new NewAccount("thu", "Thử", roles, Set.of(), body), ADMINISTRATOR);
    }

    @Test
    void aProviderNamesTheBodyByItsReferenceAndAnUnknownOneLetsNobodyIn() {
        ProviderLogins logins = logins();
        Account clerk = ((Login.Ok) logins.admit(clerkOf("van-thanh"), "203.0.113.7")).account();
        assertThat(clerk.body()).isNotNull();
        assertThat(accounts.readerFor(clerk).fonds())
                .containsExactlyInAnyOrder(fonds("van-thanh"), fonds("xuong-huan"));

        assertThat(logins.admit(clerkOf("khong-co"), "203.0.113.7"))
                .isInstanceOf(Login.Refused.class);
        clock.forward(30L * 86_400); // the body has ended
        assertThat(accounts.readerFor(clerk).fonds()).isEmpty();
        Account moved = ((Login.Ok) logins.admit(clerkOf("nha-trang"), "203.0.113.7")).account();
        assertThat(moved.id()).isEqualTo(clerk.id());
        assertThat(accounts.readerFor(moved).fonds())
                .contains(fonds("nha-trang"), fonds("van-thanh"), fonds("xuong-huan"));
    }

    private ProviderLogins logins() {
        Bodies bodies = context.getBean(Bodies.class);
        return new JdbcProviderLogins(
                database.jdbc(),
                database.transactions(),
                log,
                new AgencyReaders(database.jdbc(), inheritance, bodies, clock),
                bodies,
                clock);
    }

    private Account letIn(String body) {
        return ((Login.Ok) logins().admit(clerkOf(body), "203.0.113.7")).account();
    }

    private void refused(String body) {
        assertThat(logins().admit(clerkOf(body), "203.0.113.7")).isInstanceOf(Login.Refused.class);
        assertThat(logged("LOGIN_REFUSED").getFirst()).endsWith("tinh: ACCOUNT_CLOSED");
    }

    private void enable(Account account, boolean enabled) {
        accounts.update(
                account.id(),
                new NewAccount(
                        account.username(),
                        account.displayName(),
                        account.roles(),
                        account.fonds(),
                        account.body()),
                enabled,
                ADMINISTRATOR);
    }

    @Test
    void anAccountThatOnlyTheEndOfItsBodyClosedIsOpenedWhereItsProviderNamesTheNext() {
        Account clerk = letIn("van-thanh");
        itIs("2025-07-02");
        assertThat(closings.closeEnded()).isEqualTo(1);
        refused("van-thanh");
        refused("xuong-huan"); // has ended, too
        refused("khong-co");

        Account moved = letIn("nha-trang");
        assertThat(moved.id()).isEqualTo(clerk.id());
        assertThat(moved.enabled()).isTrue();
        assertThat(moved.body()).isEqualTo(BodyId.of("nha-trang"));
        assertThat(accounts.readerFor(moved).fonds())
                .as("what its predecessors made, over two steps")
                .isEqualTo(all("nha-trang", "van-thanh", "xuong-huan"));
        assertThat(logged("ACCOUNT_FOLLOWED"))
                .containsExactly(
                        clerk.username()
                                + " Phường Vạn Thạnh [van-thanh] → Phường Nha Trang [nha-trang]");
        AccountClosings.Closing closing = closings.list(10).getFirst();
        assertThat(closing.followedBy()).isEqualTo("Phường Nha Trang");
        assertThat(closing.reopened()).as("nobody opened the old body's access").isFalse();
        assertThat(closings.closeEnded()).isZero();

        Account back = letIn("van-thanh");
        assertThat(accounts.readerFor(back).fonds()).as("by a body that is no more").isEmpty();
    }

    @Test
    void whomAnAdministratorClosedNoProviderOpens() {
        String unused = accounts.createFirstAdministrator("quantri").orElseThrow();
        Account clerk = letIn("van-thanh");
        enable(clerk, false);
        itIs("2025-07-02");
        assertThat(closings.closeEnded()).isZero();
        refused("nha-trang");

        enable(clerk, true);
        assertThat(closings.closeEnded()).isEqualTo(1);
        enable(clerk, false); // says so once more, after its body had closed it
        refused("nha-trang");

        closings.reopen(clerk.id(), "bàn giao", ADMINISTRATOR);
        enable(clerk, false);
        refused("nha-trang");
        assertThat(logged("ACCOUNT_FOLLOWED")).isEmpty();
        assertThat(accounts.find(clerk.id()).orElseThrow().body())
                .isEqualTo(BodyId.of("van-thanh"));
    }

    /** Of homes that had closed accounts before this was told apart. */
    @Test
    void ofWhatWasClosedEarlierTheLogTellsWhetherSomebodyDid() throws IOException {
        String unused = accounts.createFirstAdministrator("quantri").orElseThrow();
        Account clerk = letIn("van-thanh");
        itIs("2025-07-02");
        assertThat(closings.closeEnded()).isEqualTo(1);
        migrateAnew();
        assertThat(letIn("nha-trang").id()).isEqualTo(clerk.id());

        Account back = letIn("van-thanh");
        database.jdbc().sql("update kept.account_closing set followed_by = null").update();
        enable(back, false);
        migrateAnew();
        refused("nha-trang");
    }

    private void migrateAnew() throws IOException {
        database.jdbc().sql("update kept.account set closed_by_end = false").update();
        try (InputStream in =
                Objects.requireNonNull(
                        getClass().getResourceAsStream("/db/kept/V145__account_follows.sql"))) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int start = sql.indexOf("update kept.account a");
            database.jdbc().sql(sql.substring(start, sql.indexOf(';', start))).update();
        }
    }

    @Test
    void whoMovedBeforeItsAccountWasClosedLeavesNoClosingBehind() {
        Account clerk = letIn("van-thanh");
        itIs("2025-07-02");
        assertThat(letIn("nha-trang").id()).isEqualTo(clerk.id());
        assertThat(closings.closeEnded()).isZero();
        assertThat(closings.list(10)).isEmpty();
    }

    private static ProviderLogins.Identity clerkOf(String body) {
        return new ProviderLogins.Identity(
                "tinh",
                "https://dinhdanh.example",
                "s-1",
                "van.thu",
                "Văn thư",
                Set.of(Role.AGENCY),
                body);
    }
}

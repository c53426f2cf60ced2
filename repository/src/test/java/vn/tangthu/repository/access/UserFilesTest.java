package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Correction;
import vn.tangthu.repository.UserFiles.Field;
import vn.tangthu.repository.UserFiles.Line;
import vn.tangthu.repository.UserFiles.NewCorrection;
import vn.tangthu.repository.UserFiles.Page;
import vn.tangthu.repository.UserFiles.Part;
import vn.tangthu.repository.UserFiles.State;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** The user file: nobody else's, a page at a time, and what is wrong in it corrected by another. */
class UserFilesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Decision GRANT =
            new Decision(
                    AccessRequests.Status.GRANTED, AccessRequests.Reason.CONDITIONS_MET, "Được");

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
    private final AccessRequests requests = mock(AccessRequests.class);
    private final UserFiles files =
            new JdbcUserFiles(
                    DATABASE.jdbc(), DATABASE.transactions(), requests, accounts, log, clock);
    private Account an;
    private Account chief;
    private String password = "";

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void register() {
        chief = account("chief", Role.ADMINISTRATOR);
        an = account("an", Role.CITIZEN);
    }

    private Account account(String name, Role role) {
        String username = name + UUID.randomUUID().toString().substring(0, 8);
        password =
                accounts.create(
                        new NewAccount(username, "Nguyen Van An", Set.of(role), Set.of()),
                        new Reader(null, "sếp", Set.of(Role.ADMINISTRATOR), Set.of()));
        clock.forward(60);
        return accounts.findByUsername(username).orElseThrow();
    }

    private Reader as(Account account) {
        return accounts.readerFor(account);
    }

    private List<Line> lines(Part part, Account of) {
        return files.lines(part, null, 100, as(of)).lines();
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private Applicant applicant(String status) {
        String reference = "YC-2026-" + UUID.randomUUID().toString().substring(0, 6);
        DATABASE.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values (?, 'READ', 'x',"
                                + " 'Thừa kế', 'An', '0912345678', ?, now(), now())")
                .params(reference, status)
                .update();
        Request request =
                new Request(
                        new Reference(reference),
                        new NewRequest(
                                AccessRequests.Kind.READ, null, "x", "y", "An", "0912345678", null),
                        AccessRequests.Status.GRANTED,
                        clock.instant(),
                        LocalDate.of(2026, 11, 24),
                        null,
                        0,
                        null,
                        List.of());
        Applicant applicant = new Applicant(reference, "5678");
        when(requests.track(applicant)).thenReturn(Optional.of(request));
        return applicant;
    }

    @Test
    void rightsAndLoginsAreThoseOfTheAccountAloneAndComePageByPage() {
        for (int i = 0; i < 5; i++) {
            var unused = accounts.authenticate(an.username(), password, "10.0.0." + i);
            clock.forward(60);
        }
        assertThat(lines(Part.RIGHTS, an))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.what()).isEqualTo("ACCOUNT_CREATED");
                            assertThat(line.subject()).isEqualTo("sếp");
                            assertThat(line.detail()).contains("CITIZEN");
                        });
        Page first = files.lines(Part.LOGINS, null, 3, as(an));
        assertThat(first.more()).isTrue();
        Page rest = files.lines(Part.LOGINS, first.lines().getLast().place(), 3, as(an));
        assertThat(rest.more()).isFalse();
        assertThat(first.lines())
                .extracting(Line::detail)
                .containsExactly("10.0.0.4", "10.0.0.3", "10.0.0.2");
        assertThat(rest.lines()).extracting(Line::detail).containsExactly("10.0.0.1", "10.0.0.0");
        assertThat(lines(Part.LOGINS, chief)).isEmpty();
        assertThat(files.lines(Part.LOGINS, null, 3, Reader.ANONYMOUS).lines()).isEmpty();
    }

    @Test
    void aRequestIsAddedByItsSecretsWithItsCopiesAndShowsNoProposal() {
        Applicant mine = applicant("PROPOSED");
        DATABASE.jdbc()
                .sql(
                        "insert into kept.granted_copy (id, number, code, request, record,"
                                + " record_code, documents, pages, kind, access, state, ordered_at,"
                                + " ordered_by, next_at) values (?, ?, ?, ?, ?, 'H1', '{}', '{3}',"
                                + " 'DIP', 'PUBLIC', 'PROPOSED', now(), 'lan', now())")
                .params(
                        UUID.randomUUID(),
                        "BS-" + mine.reference(),
                        UUID.randomUUID().toString().replaceAll("[^a-f2-7]", "a").substring(0, 26),
                        mine.reference(),
                        UUID.randomUUID())
                .update();
        files.claim(mine, as(an));
        files.claim(mine, as(an)); // once is enough
        assertThat(lines(Part.REQUESTS, an))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.subject()).isEqualTo(mine.reference());
                            assertThat(line.what()).isEqualTo("IN_PROGRESS");
                            assertThat(line.detail()).isEqualTo("Thừa kế");
                        });
        DATABASE.jdbc()
                .sql("update kept.access_request set paper_use = 'COPY' where reference = ?")
                .param(mine.reference())
                .update();
        assertThat(lines(Part.REQUESTS, an))
                .extracting(Line::detail, Line::paperUse)
                .containsExactly(tuple("Thừa kế", PaperUse.COPY));
        assertThat(lines(Part.COPIES, an))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.what()).isEqualTo("WAITING");
                            assertThat(line.detail()).isEqualTo("DIP");
                        });
        assertThat(lines(Part.READINGS, an)).isEmpty();
        assertThat(lines(Part.ATTACHMENTS, an)).isEmpty();
        assertThat(lines(Part.REQUESTS, chief)).isEmpty();
    }

    /** What somebody did, keeps and ordered: their own, and nobody else's. */
    @Test
    void theHistoryOfUseTheSearchesAndTheOrdersAreTheOwnersAlone() {
        String record = UUID.randomUUID().toString();
        log.record(
                as(an),
                "VIEW",
                record,
                "page 3",
                new ReadingPurpose(ReadingPurpose.Kind.AGENCY_WORK, "12/CV-UB"));
        log.record(as(an), "LOGIN", null, "10.0.0.1");
        log.record(as(chief), "VIEW", UUID.randomUUID().toString(), null);
        assertThat(lines(Part.USE, an))
                .extracting(Line::what, Line::subject, Line::detail)
                .containsExactly(tuple("VIEW", record, "AGENCY_WORK 12/CV-UB"));
        DATABASE.jdbc()
                .sql(
                        "insert into kept.saved_search (id, account, name, address, created_at)"
                                + " values (?, ?, 'Đất Diên Khánh', '/app/tim?q=dat', now())")
                .params(UUID.randomUUID(), an.id().value())
                .update();
        assertThat(lines(Part.SEARCHES, an))
                .extracting(Line::what, Line::subject, Line::detail)
                .containsExactly(tuple("WATCHED", "Đất Diên Khánh", "/app/tim?q=dat"));
        assertThat(lines(Part.SEARCHES, chief)).isEmpty();
        String number = "LH-2026-" + UUID.randomUUID().toString().substring(0, 11);
        DATABASE.jdbc()
                .sql(
                        "insert into kept.agency_order (id, number, body, body_name, account,"
                                + " account_name, contact, letter_number, letter_day, letter,"
                                + " letter_sha512, letter_checked, purpose, sent_at) values (?, ?,"
                                + " ?, 'UBND', ?, 'an', '', '12/CV-UB', now(), '', repeat('0', 128),"
                                + " '', 'Việc', now())")
                .params(UUID.randomUUID(), number, UUID.randomUUID(), an.id().value())
                .update();
        assertThat(lines(Part.ORDERS, an))
                .extracting(Line::what, Line::subject, Line::detail)
                .containsExactly(tuple("WAITING", number, "12/CV-UB"));
        assertThat(lines(Part.ORDERS, chief)).isEmpty();
        assertThat(files.lines(Part.USE, null, 5, Reader.ANONYMOUS).lines()).isEmpty();
    }

    @Test
    void aRequestIsTakenOutOfTheFileByItsOwnerAlone() {
        Applicant mine = applicant("GRANTED");
        files.claim(mine, as(an));
        files.release(mine.reference(), as(chief));
        assertThat(lines(Part.REQUESTS, an)).hasSize(1);
        files.release(mine.reference(), as(an));
        files.release(mine.reference(), as(an)); // once is enough
        assertThat(lines(Part.REQUESTS, an)).isEmpty();
        assertThat(log.list(0, 2).items())
                .extracting(ActivityLog.Entry::action)
                .containsExactly("USER_FILE_REQUEST_REMOVED", "USER_FILE_REQUEST_ADDED");
        assertThat(refused(() -> files.release(mine.reference(), Reader.ANONYMOUS)))
                .containsExactly("NOT_ALLOWED");
    }

    private AccessRequests real() {
        return new JdbcAccessRequests(
                DATABASE.jdbc(),
                DATABASE.transactions(),
                log,
                new RequestLetters(TestPost.letters(DATABASE, TestPost.to(null, clock), clock), ""),
                List.of(),
                HomeHolidays.none(clock),
                clock);
    }

    /** Archivists ask like everybody, and handle nothing of what they asked for. */
    @Test
    void nobodyHandlesTheirOwnRequestAlsoWhenTheyTookItOutOfTheirFile() {
        AccessRequests real = real();
        Account lan = account("lan", Role.ARCHIVIST);
        Account hoa = account("hoa", Role.ARCHIVIST);
        NewRequest asked =
                new NewRequest(
                        AccessRequests.Kind.CONDITIONAL, null, "x", "y", "Lan", "0912345678", null);
        String mine = real.submit(asked, as(lan)).value();
        List<ThrowingCallable> acts =
                List.of(
                        () -> real.reply(mine, GRANT, as(lan)),
                        () ->
                                real.reply(
                                        mine,
                                        new Decision(AccessRequests.Status.IN_PROGRESS, null, ""),
                                        as(lan)),
                        () -> real.give(mine, 1, new AipId(UUID.randomUUID()), as(lan)),
                        () -> real.correctKind(mine, AccessRequests.Kind.READ, "Nhầm", as(lan)),
                        () -> real.enterIdentity(mine, "001099012345", "CCCD", as(lan)),
                        () -> real.attached(mine, "", lan.username()));
        assertThat(acts).allSatisfy(act -> assertThat(refused(act)).containsExactly("REQUEST_OWN"));
        files.release(mine, as(lan));
        assertThat(acts).allSatisfy(act -> assertThat(refused(act)).containsExactly("REQUEST_OWN"));
        Request before = real.find(mine).orElseThrow();
        assertThat(before.steps()).hasSize(1);
        assertThat(before.isOwnOf(as(lan))).isTrue();
        assertThat(real.askedBy(Set.of(mine, "YC-2026-NOBODY")))
                .isEqualTo(Map.of(mine, Set.of(lan.username())));
        assertThat(real.track(new Applicant(mine, "5678")).orElseThrow().askedBy()).isEmpty();
        real.reply(mine, GRANT, as(hoa));
        assertThat(refused(() -> real.reply(mine, GRANT, as(lan))))
                .as("neither as the second person")
                .contains("REQUEST_OWN");
        Request proposed = real.find(mine).orElseThrow();
        assertThat(proposed.tookPart(proposed.items().getFirst()))
                .containsExactlyInAnyOrder(lan.username(), hoa.username());
    }

    @Test
    void whoHandledARequestCannotMakeItTheirOwn() {
        AccessRequests real = real();
        UserFiles own =
                new JdbcUserFiles(
                        DATABASE.jdbc(), DATABASE.transactions(), real, accounts, log, clock);
        Account lan = account("lan", Role.ARCHIVIST);
        Account hoa = account("hoa", Role.ARCHIVIST);
        NewRequest asked =
                new NewRequest(AccessRequests.Kind.READ, null, "x", "y", "An", "0912345678", null);
        String sent = real.submit(asked, Reader.ANONYMOUS).value();
        real.reply(sent, new Decision(AccessRequests.Status.IN_PROGRESS, null, ""), as(lan));
        Applicant secrets = new Applicant(sent, "5678");
        assertThat(refused(() -> own.claim(secrets, as(lan)))).containsExactly("USER_FILE_HANDLED");
        own.claim(secrets, as(hoa));
        assertThat(refused(() -> real.reply(sent, GRANT, as(hoa)))).containsExactly("REQUEST_OWN");
        real.reply(sent, GRANT, as(lan));
    }

    @Test
    void aRequestIsOfTheAccountThatSentItAndOfNoOther() {
        AccessRequests real = real();
        NewRequest asked =
                new NewRequest(
                        AccessRequests.Kind.READ, null, "x", "y", "An", "An.Thu@dan.example", null);
        String mine = real.submit(asked, as(an)).value();
        String nobodys = real.submit(asked, Reader.ANONYMOUS).value();
        assertThat(lines(Part.REQUESTS, an)).extracting(Line::subject).containsExactly(mine);
        assertThat(files.applicant(mine, as(an))).contains(new Applicant(mine, ".thu"));
        assertThat(real.track(files.applicant(mine, as(an)).orElseThrow())).isPresent();
        assertThat(files.applicant(mine, as(chief))).isEmpty();
        assertThat(files.applicant(mine, Reader.ANONYMOUS)).isEmpty();
        assertThat(files.applicant(nobodys, as(an))).isEmpty();
        assertThat(files.applicant("YC-2026-\0", as(an))).isEmpty();
        NewRequest byTelephone =
                new NewRequest(
                        AccessRequests.Kind.READ, null, "x", "y", "An", "0912 345 678", null);
        String second = real.submit(byTelephone, as(an)).value();
        assertThat(files.applicant(second, as(an))).contains(new Applicant(second, "5678"));

        Account archivist = account("lan", Role.ARCHIVIST);
        NewRequest onPaper =
                new NewRequest(
                        AccessRequests.Kind.READ,
                        List.of(),
                        "x",
                        "y",
                        "An",
                        "0912345678",
                        null,
                        null,
                        LocalDate.of(2026, 11, 19));
        String keyedIn = real.submit(onPaper, as(archivist)).value();
        assertThat(files.applicant(keyedIn, as(archivist))).as("only keyed in").isEmpty();

        Reader before = as(an);
        accounts.update(
                an.id(),
                new NewAccount(an.username(), an.displayName(), an.roles(), an.fonds()),
                false,
                Reader.OPERATOR);
        assertThat(files.applicant(mine, before)).as("closed").isEmpty();
        String late = real.submit(asked, before).value();
        assertThat(lines(Part.REQUESTS, an)).extracting(Line::subject).doesNotContain(late);
    }

    @Test
    void secretsThatAreTriedAtOnceAreCountedTogether() {
        Applicant wrong = new Applicant("YC-2026-AAAAAA", "0000");
        List<String> codes =
                IntStream.range(0, UserFiles.TRIES + 6)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> refused(() -> files.claim(wrong, as(an)))))
                        .toList()
                        .stream()
                        .flatMap(one -> one.join().stream())
                        .toList();
        assertThat(codes).filteredOn("USER_FILE_REQUEST"::equals).hasSize(UserFiles.TRIES);
    }

    @Test
    void secretsAreNotGuessedForLong() {
        Applicant wrong = new Applicant("YC-2026-AAAAAA", "0000");
        for (int i = 0; i < UserFiles.TRIES; i++) {
            assertThat(refused(() -> files.claim(wrong, as(an))))
                    .containsExactly("USER_FILE_REQUEST");
        }
        Applicant right = applicant("GRANTED");
        assertThat(refused(() -> files.claim(right, as(an)))).containsExactly("USER_FILE_TRIES");
        files.claim(right, as(chief)); // each account has tries of its own
        clock.forward(3_660);
        files.claim(right, as(an));
        assertThat(lines(Part.REQUESTS, an)).hasSize(1);
    }

    @Test
    void aCorrectionIsDecidedOnceBySomebodyElseAndChangesTheName() {
        files.ask(new NewCorrection(Field.NAME, " Nguyễn Văn Ân ", "Thiếu dấu"), an, as(an));
        Correction asked = files.corrections(as(an)).getFirst();
        assertThat(asked.present()).isEqualTo("Nguyen Van An");
        assertThat(asked.wanted()).isEqualTo("Nguyễn Văn Ân");
        assertThat(files.corrections(as(chief))).isEmpty();
        assertThat(refused(() -> files.waiting(0, as(an)))).containsExactly("NOT_ALLOWED");
        assertThat(refused(() -> files.decide(asked.id(), true, "x", as(an))))
                .containsExactly("NOT_ALLOWED");
        assertThat(refused(() -> files.decide(asked.id(), true, " ", as(chief))))
                .containsExactly("USER_FILE_INCOMPLETE");
        assertThat(files.waiting(0, as(chief))).contains(asked);
        files.decide(asked.id(), true, "Theo căn cước", as(chief));
        assertThat(accounts.find(an.id()).orElseThrow().displayName()).isEqualTo("Nguyễn Văn Ân");
        Correction done = files.corrections(as(an)).getFirst();
        assertThat(done.state()).isEqualTo(State.ACCEPTED);
        assertThat(done.answer()).isEqualTo("Theo căn cước");
        assertThat(refused(() -> files.decide(asked.id(), false, "y", as(chief))))
                .containsExactly("USER_FILE_DECIDED");
        assertThat(files.decided(Long.MAX_VALUE, as(chief))).contains(done);
        assertThat(files.waiting(0, as(chief))).doesNotContain(asked);
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql("update kept.account_correction set wanted = 'z'")
                                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aNameThatIsCorrectedWhileTheAccountIsClosedDoesNotOpenItAgain() {
        files.ask(new NewCorrection(Field.NAME, "Nguyễn Văn Ân", ""), an, as(an));
        UUID asked = files.corrections(as(an)).getFirst().id();
        List<CompletableFuture<Void>> deciding = new ArrayList<>();
        DATABASE.transactions()
                .executeWithoutResult(
                        status -> {
                            DATABASE.jdbc()
                                    .sql(
                                            "update kept.account set enabled = false, roles ="
                                                    + " '{AGENCY}' where id = ?")
                                    .param(an.id().value())
                                    .update();
                            deciding.add(
                                    CompletableFuture.runAsync(
                                            () -> files.decide(asked, true, "Được", as(chief))));
                            while (!deciding.getFirst().isDone() && !somebodyWaits()) {
                                Thread.onSpinWait();
                            }
                        });
        var unused = deciding.getFirst().join();
        Account after = accounts.find(an.id()).orElseThrow();
        assertThat(after.displayName()).isEqualTo("Nguyễn Văn Ân");
        assertThat(after.enabled()).isFalse();
        assertThat(after.roles()).containsExactly(Role.AGENCY);
    }

    /** For a lock that another transaction holds. */
    private static boolean somebodyWaits() {
        return DATABASE.jdbc()
                .sql(
                        "select exists (select from pg_stat_activity where datname ="
                                + " current_database() and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void nobodyDecidesOnTheirOwnAndNotTooManyWait() {
        files.ask(new NewCorrection(Field.OTHER, "Điều khác", ""), chief, as(chief));
        UUID own = files.corrections(as(chief)).getFirst().id();
        assertThat(refused(() -> files.decide(own, true, "được", as(chief))))
                .containsExactly("USER_FILE_OWN");
        for (int i = 0; i < UserFiles.MOST_WAITING; i++) {
            files.ask(new NewCorrection(Field.RIGHTS, "Quyền " + i, ""), an, as(an));
        }
        assertThat(refused(() -> files.ask(new NewCorrection(Field.NAME, "", ""), an, as(an))))
                .containsExactly("USER_FILE_INCOMPLETE", "USER_FILE_WAITING");
        assertThat(refused(() -> files.ask(new NewCorrection(Field.NAME, "A", ""), chief, as(an))))
                .containsExactly("NOT_ALLOWED");
        assertThat(lines(Part.RIGHTS, an)).hasSize(1);
    }
}

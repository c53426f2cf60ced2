package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions.Standing;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** Who gives the second decision, as approvers come, go, and propose themselves. */
class SecondDecisionsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ANNA = archivist("anna");
    private static final Reader BINH = archivist("bình");
    private static final Decision GRANT =
            new Decision(Status.GRANTED, Reason.CONDITIONS_MET, "Được");

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final JdbcSecondDecisions decisions = new JdbcSecondDecisions(DATABASE.jdbc());
    private final JdbcAccessRequests requests =
            new JdbcAccessRequests(
                    DATABASE.jdbc(),
                    DATABASE.transactions(),
                    new JdbcActivityLog(DATABASE.jdbc(), clock),
                    new RequestLetters(
                            TestPost.letters(DATABASE, TestPost.to(null, clock), clock), ""),
                    List.of(),
                    HomeHolidays.none(clock),
                    clock);
    private final String reference =
            requests.submit(
                            new NewRequest(
                                    Kind.CONDITIONAL, null, "Sổ", "Việc", "An", "0905123456", null),
                            Reader.ANONYMOUS)
                    .value();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    private static AppointedApprover approver(String name) {
        return new AppointedApprover(DATABASE.jdbc(), name);
    }

    private void grant(Reader actor) {
        requests.reply(reference, GRANT, actor);
    }

    private void refused(ThrowableAssert.ThrowingCallable call, String code) {
        RefusedException refusal = catchThrowableOfType(RefusedException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.findings()).extracting(Finding::code).containsExactly(code);
        assertThat(status()).isEqualTo(Status.PROPOSED);
    }

    private Status status() {
        return requests.find(reference).orElseThrow().status();
    }

    private Standing standing(Reader actor) {
        Request request = requests.find(reference).orElseThrow();
        return decisions.standing(actor, request.tookPart(request.items().getFirst()));
    }

    @Test
    void withoutApproversAnotherArchivistDecidesAndTheLogSaysSo() {
        grant(ANNA);
        assertThat(answers()).containsExactly("PROPOSED");
        assertThat(standing(ANNA)).isEqualTo(Standing.TOOK_PART);
        assertThat(standing(BINH)).isEqualTo(Standing.MAY);
        refused(() -> grant(ANNA), "REPLY_SECOND_PERSON");
        grant(BINH);
        assertThat(status()).isEqualTo(Status.GRANTED);
        assertThat(answers()).contains("GRANTED NO_APPROVER");
    }

    private List<String> answers() {
        return DATABASE.jdbc()
                .sql(
                        "select detail from kept.activity where action = 'REQUEST_ANSWERED' and"
                                + " subject = :reference")
                .param("reference", reference)
                .query(String.class)
                .list();
    }

    @Test
    void whatAnotherProposedWaitsForTheApprover() {
        try (AppointedApprover mai = approver("mai")) {
            grant(ANNA);
            assertThat(standing(BINH)).isEqualTo(Standing.APPROVERS);
            refused(() -> grant(BINH), "APPROVER_ONLY");
            assertThat(standing(mai.reader())).isEqualTo(Standing.MAY);
            grant(mai.reader());
        }
        assertThat(status()).isEqualTo(Status.GRANTED);
        assertThat(answers()).contains("GRANTED BY_APPROVER");
    }

    @Test
    void whatTheOnlyApproverProposesAnotherArchivistDecides() {
        try (AppointedApprover mai = approver("mai")) {
            grant(mai.reader());
            assertThat(standing(mai.reader())).isEqualTo(Standing.TOOK_PART);
            refused(() -> grant(mai.reader()), "REPLY_SECOND_PERSON");
            assertThat(standing(BINH)).isEqualTo(Standing.MAY);
            grant(BINH);
        }
        assertThat(status()).isEqualTo(Status.GRANTED);
        assertThat(answers()).contains("GRANTED NO_OTHER_APPROVER");
    }

    @Test
    void archivistsThatCanLogInAndTookNoPartAreCounted() {
        int before = decisions.archivistsBeside(Set.of());
        try (AppointedApprover mai = approver("mai");
                AppointedApprover nam = approver("nam")) {
            nam.takeRoleAway();
            assertThat(decisions.archivistsBeside(Set.of())).isEqualTo(before + 2);
            assertThat(decisions.archivistsBeside(Set.of("mai"))).isEqualTo(before + 1);
            mai.disable();
            assertThat(decisions.archivistsBeside(Set.of())).isEqualTo(before + 1);
        }
    }

    @Test
    void whatOneOfTwoApproversProposesTheOtherDecides() {
        try (AppointedApprover mai = approver("mai");
                AppointedApprover nam = approver("nam")) {
            grant(mai.reader());
            refused(() -> grant(BINH), "APPROVER_ONLY");
            grant(nam.reader());
        }
        assertThat(answers()).contains("GRANTED BY_APPROVER");
    }

    @Test
    void whenTheOnlyApproverIsDisabledMeanwhileAnyOtherArchivistDecides() {
        try (AppointedApprover mai = approver("mai")) {
            grant(ANNA);
            mai.disable();
            refused(() -> grant(ANNA), "REPLY_SECOND_PERSON");
            assertThat(standing(BINH)).isEqualTo(Standing.MAY);
            grant(BINH);
        }
        assertThat(answers()).contains("GRANTED NO_APPROVER");
    }

    @Test
    void aRoleThatWasTakenAwayGivesNothingWhateverTheSessionBeganWith() {
        try (AppointedApprover mai = approver("mai");
                AppointedApprover nam = approver("nam")) {
            grant(ANNA);
            mai.takeRoleAway();
            assertThat(standing(mai.reader())).isEqualTo(Standing.APPROVERS);
            refused(() -> grant(mai.reader()), "APPROVER_ONLY");
            grant(nam.reader());
        }
        assertThat(status()).isEqualTo(Status.GRANTED);
    }

    @Test
    void aRoleThatIsJustBeingTakenAwayIsWaitedForAndThenGivesNothing() throws Exception {
        try (AppointedApprover mai = approver("mai");
                AppointedApprover unused = approver("nam")) {
            grant(ANNA);
            CompletableFuture<Void> deciding =
                    DATABASE.transactions()
                            .execute(
                                    transaction -> {
                                        mai.takeRoleAway();
                                        CompletableFuture<Void> decision =
                                                CompletableFuture.runAsync(
                                                        () -> grant(mai.reader()));
                                        assertThat(decision)
                                                .as("waits for what is being changed")
                                                .isNotCompleted();
                                        sleep();
                                        assertThat(decision).isNotCompleted();
                                        return decision;
                                    });
            assertThat(deciding).isNotNull();
            assertThat(deciding)
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(status()).isEqualTo(Status.PROPOSED);
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theOnlyApproverWhoRefusedItBeforeTheAppealIsNotWaitedForEither() {
        try (AppointedApprover mai = approver("mai")) {
            requests.reply(
                    reference,
                    new Decision(Status.REFUSED, Reason.CONDITIONS_NOT_MET, "Thiếu"),
                    mai.reader());
            requests.act(new Applicant(reference, "3456"), Act.APPEAL, "Có giấy");
            grant(ANNA);
            assertThat(standing(mai.reader())).isEqualTo(Standing.TOOK_PART);
            refused(() -> grant(mai.reader()), "REPLY_APPEAL_SAME_PERSON");
            grant(BINH);
        }
        assertThat(status()).isEqualTo(Status.GRANTED);
        assertThat(answers()).contains("GRANTED NO_OTHER_APPROVER");
    }
}

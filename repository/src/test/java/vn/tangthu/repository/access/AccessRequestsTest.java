package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.MailServer;
import vn.tangthu.repository.post.TestPost;

/** Requests of citizens: what is asked, the lawful clock, and who decides. */
class AccessRequestsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final long DAY = 86_400;
    private static final Reader ANNA = archivist("anna");
    private static final Reader BINH = archivist("bình");
    private static final Decision AT_WORK = new Decision(Status.IN_PROGRESS, null, "");

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
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

    private int seen;

    @BeforeAll
    static void open() {
        for (int n = 1; n <= 21; n++) {
            TestRecords.record(DATABASE, record(n), Access.PUBLIC);
        }
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    @Test
    void whatIsTooLongForARequestIsRefused() {
        NewRequest asked = request(Kind.READ, "0905123456");
        NewRequest tooLong =
                new NewRequest(
                        asked.kind(),
                        null,
                        "x".repeat(RequestRules.MAX_LONG + 1),
                        asked.purpose(),
                        asked.name(),
                        asked.contact(),
                        "");
        assertThat(refusal(() -> requests.submit(tooLong, Reader.ANONYMOUS)))
                .containsExactly("REQUEST_FIELD_TOO_LONG");
    }

    @Test
    void whatIsOneLineHasNoBreakAndNoControlCharacter() {
        for (String odd : List.of("A\nB", "A\r\nB", "A\tB", "A\0B", "A\u001bB", "A\u2028B")) {
            assertThat(refusal(() -> requests.submit(person(odd, null, "an@dan.example"), ANNA)))
                    .as("name")
                    .containsExactly("REQUEST_FIELD_ONE_LINE");
            assertThat(refusal(() -> requests.submit(person("An", odd, "an@dan.example"), ANNA)))
                    .as("on behalf of")
                    .containsExactly("REQUEST_FIELD_ONE_LINE");
            assertThat(
                            refusal(
                                    () ->
                                            requests.submit(
                                                    person("An", null, odd + "@dan.example"),
                                                    ANNA)))
                    .as("contact")
                    .contains("REQUEST_FIELD_ONE_LINE");
        }
        assertThat(
                        requests.submit(
                                        person(" An\n", "Hội người\u00a0cao tuổi", "0905 123 456"),
                                        ANNA)
                                .value())
                .startsWith("YC-");
    }

    private static NewRequest person(String name, @Nullable String behalf, String contact) {
        return new NewRequest(
                Kind.READ,
                List.of(),
                "Sổ mục kê\nquyển 2",
                "Làm thủ tục",
                name,
                contact,
                null,
                behalf,
                null);
    }

    private static NewRequest request(Kind kind, String contact) {
        return new NewRequest(
                kind,
                null,
                "Sổ đăng ký ruộng đất 1968",
                "Làm thủ tục",
                "Trần Văn Bốn",
                contact,
                "");
    }

    @Test
    void aRequestIsTrackedByItsReferenceAndTheEndOfTheContact() {
        String reference =
                requests.submit(request(Kind.READ, "0905 123.456"), Reader.ANONYMOUS).value();
        assertThat(reference).matches("YC-2026-[2-9AC-FHJKMNP-RT-Y]{6}");
        Request found =
                requests.track(by(reference.toLowerCase(Locale.ROOT), "3456")).orElseThrow();
        assertThat(found.request().wanted()).isEqualTo("Sổ đăng ký ruộng đất 1968");
        assertThat(found.steps()).extracting(s -> s.status()).containsExactly(Status.RECEIVED);
        assertThat(requests.track(by(reference.replace("-", " "), "3456"))).isPresent();
        assertThat(requests.track(by(reference, "3457"))).isEmpty();
        assertThat(requests.track(by(reference, ""))).isEmpty();
        assertThat(requests.track(by("YC-2026-222222", "3456"))).isEmpty();
        String mail =
                requests.submit(request(Kind.READ, "Ngoc.Bon@Mail.VN"), Reader.ANONYMOUS).value();
        assertThat(requests.track(by(mail, ".bon"))).isPresent();
        assertThat(requests.track(by(mail, "l.vn"))).as("anybody can guess that").isEmpty();
    }

    @Test
    void aReliefOfTheTableOfTheDayIsClaimedWithTheRequestAndNoOther() {
        DATABASE.jdbc()
                .sql(
                        "insert into kept.fee_table (valid_from, basis, how_to_pay, holds, at,"
                                + " done_by) values ('2026-11-10', 'x', 'x', true,"
                                + " '2026-11-12T08:00:00+07', 'x')")
                .update();
        DATABASE.jdbc()
                .sql(
                        "insert into kept.fee_relief select max(n), 1, '01', 50, 'x', 'x' from"
                                + " kept.fee_table")
                .update();
        NewRequest asked = request(Kind.READ, "0905123456");
        assertThat(refusal(() -> requests.submit(asked, FeeGroup.PENSIONER, Reader.ANONYMOUS)))
                .contains("REQUEST_FEE_GROUP");
        String reference = requests.submit(asked, FeeGroup.STUDENT, Reader.ANONYMOUS).value();
        assertThat(
                        DATABASE.jdbc()
                                .sql("select fee_group from kept.fee_claim where reference = ?")
                                .param(reference)
                                .query(String.class)
                                .single())
                .isEqualTo(FeeGroup.STUDENT.code());
    }

    @Test
    void aReliefIsClaimedOnPaperByTheTableThatWasThereOnItsDay() {
        DATABASE.jdbc()
                .sql(
                        "insert into kept.fee_table (valid_from, basis, how_to_pay, holds, at,"
                                + " done_by) values ('2026-10-10', 'x', 'x', true,"
                                + " '2026-10-12T08:00:00+07', 'x')")
                .update();
        DATABASE.jdbc()
                .sql(
                        "insert into kept.fee_relief select max(n), 1, '07', 50, 'x', 'x' from"
                                + " kept.fee_table")
                .update();
        FeeGroup group = FeeGroup.PENSIONER;
        assertThat(group.code()).isEqualTo("07");
        for (int day : List.of(10, 11)) {
            assertThat(
                            refusal(
                                    () ->
                                            requests.submit(
                                                    onPaper(LocalDate.of(2026, 10, day)),
                                                    group,
                                                    ANNA)))
                    .as("the table was entered on the 12th")
                    .containsExactly("REQUEST_FEE_GROUP");
        }
        assertThat(refusal(() -> requests.submit(onPaper(LocalDate.MIN), group, ANNA)))
                .containsExactly("REQUEST_PAPER_DAY");
        assertThat(requests.submit(onPaper(LocalDate.of(2026, 10, 12)), group, ANNA).value())
                .startsWith("YC-");
    }

    private static NewRequest onPaper(LocalDate day) {
        return new NewRequest(
                Kind.READ, List.of(), "Sổ", "Việc", "An", "0905123456", null, null, day);
    }

    @Test
    void referencesDoNotRepeat() {
        Set<String> references = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            references.add(
                    requests.submit(request(Kind.READ, "0905123456"), Reader.ANONYMOUS).value());
        }
        assertThat(references).hasSize(50);
    }

    @Test
    void everythingWrongWithARequestIsToldAtOnce() {
        NewRequest empty = new NewRequest(Kind.READ, null, " ", "", "", "khong", "12");
        assertThat(refusal(() -> requests.submit(empty, Reader.ANONYMOUS)))
                .containsExactly(
                        "REQUEST_FIELD_MISSING",
                        "REQUEST_FIELD_MISSING",
                        "REQUEST_FIELD_MISSING",
                        "REQUEST_CONTACT_INVALID",
                        "REQUEST_IDENTITY_INVALID");
    }

    @Test
    void anAnswerIsAStepAndAClosedRequestStaysClosed() {
        String reference = submitted(Kind.CERTIFIED_COPY);
        assertThat(refusal(() -> requests.reply(reference, refused(" "), ANNA)))
                .containsExactly("REPLY_TEXT_MISSING");
        assertThat(
                        refusal(
                                () ->
                                        requests.reply(
                                                reference,
                                                new Decision(
                                                        Status.REFUSED, Reason.OPEN_TO_ALL, ""),
                                                ANNA)))
                .containsExactly("REPLY_REASON_MISSING", "REPLY_TEXT_MISSING");
        requests.reply(reference, AT_WORK, ANNA);
        requests.reply(reference, granted("Mời đến nhận"), ANNA);
        assertThat(refusal(() -> requests.reply(reference, refused("Không"), ANNA)))
                .containsExactly("REQUEST_CLOSED");
        Request found = requests.find(reference).orElseThrow();
        assertThat(found.status()).isEqualTo(Status.GRANTED);
        assertThat(found.handledBy()).isEqualTo("anna");
        assertThat(found.steps())
                .extracting(Step::text)
                .containsExactly(null, null, "Mời đến nhận");
        assertThat(found.steps().getLast().reason()).isEqualTo(Reason.OPEN_TO_ALL);
        assertThat(requests.inbox(Status.GRANTED, 0, 10).items())
                .extracting(r -> r.reference().value())
                .contains(reference);
        assertThat(refusal(() -> requests.reply("YC-1", granted(""), ANNA)))
                .containsExactly("REQUEST_UNKNOWN");
    }

    @Test
    void theClockStandsWhileTheApplicantIsWaitedFor() {
        String reference =
                submitted(Kind.CERTIFIED_COPY); // Friday 20/11; two days: Wednesday 25/11
        clock.forward(3 * DAY); // Monday
        requests.reply(
                reference,
                new Decision(Status.NEEDS_MORE, Reason.MANDATE_MISSING, "Gửi giấy ủy quyền"),
                ANNA);
        clock.forward(7 * DAY); // the Monday after
        Request waiting = requests.find(reference).orElseThrow();
        assertThat(waiting.pausedOn()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(waiting.daysLeft()).isEqualTo(1);
        Request going = requests.act(by(reference, "3456"), Act.SUPPLEMENT, "Đã gửi").orElseThrow();
        assertThat(going.status()).isEqualTo(Status.SUPPLEMENTED);
        assertThat(going.pausedOn()).isNull();
        assertThat(going.dueOn()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(going.daysLeft()).isEqualTo(1);
        clock.forward(3 * DAY);
        assertThat(requests.find(reference).orElseThrow().daysLeft()).isEqualTo(-2);
    }

    @Test
    void whatIsConditionalIsGrantedByTwoAndTheApplicantHearsOfItOnlyThen() {
        String reference = submitted(Kind.CONDITIONAL);
        requests.reply(reference, granted("đề xuất nội bộ"), ANNA);
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.PROPOSED);
        Request seen = requests.track(by(reference, "3456")).orElseThrow();
        assertThat(seen.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(seen.steps())
                .as("as where work has begun, and no word of the proposal")
                .extracting(Step::status, Step::reason, Step::text)
                .containsExactly(
                        tuple(Status.RECEIVED, null, null), tuple(Status.IN_PROGRESS, null, null));
        assertThat(refusal(() -> requests.reply(reference, granted(""), ANNA)))
                .containsExactly("REPLY_SECOND_PERSON");
        requests.reply(reference, granted("Mời đến đọc"), BINH);
        assertThat(requests.track(by(reference, "3456")).orElseThrow().status())
                .isEqualTo(Status.GRANTED);
    }

    @Test
    void onceAnApproverIsAppointedTheSecondDecisionIsTheirs() {
        String reference = submitted(Kind.CONDITIONAL);
        try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc())) {
            requests.reply(reference, granted(""), ANNA);
            assertThat(refusal(() -> requests.reply(reference, granted(""), BINH)))
                    .containsExactly("APPROVER_ONLY");
            assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.PROPOSED);
            requests.reply(reference, granted(""), AppointedApprover.APPROVER);
        }
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.GRANTED);
    }

    @Test
    void newWordsOfTheApplicantUndoAProposal() {
        String reference = submitted(Kind.CONDITIONAL);
        requests.reply(reference, granted(""), ANNA);
        requests.act(by(reference, "3456"), Act.SUPPLEMENT, "Tôi cần thêm trang 5");
        requests.reply(reference, granted(""), BINH);
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.PROPOSED);
    }

    @Test
    void theIdentityNumberThatWasSeenCountsAndWhatWasGivenStays() {
        String reference = submitted(Kind.READ);
        String given =
                DATABASE.jdbc()
                        .sql(
                                "select coalesce(identity_number, '-') from kept.access_request"
                                        + " where reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single();
        assertThat(
                        refusal(
                                () ->
                                        requests.enterIdentity(
                                                reference,
                                                "079085001234",
                                                "CCCD",
                                                Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        assertThat(refusal(() -> requests.enterIdentity(reference, " ", " ", ANNA)))
                .containsExactly("REQUEST_IDENTITY_INVALID", "REQUEST_FIELD_MISSING");
        requests.reply(reference, granted("Mời đến"), ANNA);
        requests.enterIdentity(reference, "B1234567", "Hộ chiếu", ANNA);
        requests.enterIdentity(reference, "079 085 001 234", " Thẻ căn cước ", BINH);
        assertThat(requests.find(reference).orElseThrow().request().identityNumber())
                .as("the newest, also once it was granted")
                .isEqualTo("079085001234");
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select coalesce(identity_number, '-') from"
                                                + " kept.access_request where reference = ?")
                                .param(reference)
                                .query(String.class)
                                .single())
                .isEqualTo(given);
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select detail from kept.activity where action ="
                                                + " 'REQUEST_IDENTITY_ENTERED' and subject = ?"
                                                + " order by id")
                                .param(reference)
                                .query(String.class)
                                .list())
                .as("without the number")
                .containsExactly("Hộ chiếu", "Thẻ căn cước");
        assertThatThrownBy(() -> DATABASE.jdbc().sql("delete from kept.request_identity").update())
                .hasMessageContaining("not changed");
    }

    @Test
    void anAppealIsDecidedByAnotherWithinThirtyDays() {
        String reference = submitted(Kind.READ);
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.APPEAL, "Sai")))
                .containsExactly("REQUEST_NO_APPEAL");
        requests.reply(reference, refused("Không giữ"), ANNA);
        clock.forward(90 * DAY);
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.APPEAL, " ")))
                .containsExactly("REQUEST_FIELD_MISSING");
        Request appealed = requests.act(by(reference, "3456"), Act.APPEAL, "Có").orElseThrow();
        assertThat(appealed.status()).isEqualTo(Status.APPEALED);
        assertThat(appealed.dueOn())
                .as("120 days end on a Saturday")
                .isEqualTo(LocalDate.of(2026, 11, 20).plusDays(122));
        requests.act(by(reference, "3456"), Act.SUPPLEMENT, "Kèm bản chụp");
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.APPEALED);
        assertThat(refusal(() -> requests.reply(reference, granted(""), ANNA)))
                .containsExactly("REPLY_APPEAL_SAME_PERSON");
        requests.reply(reference, refused("Đã tìm lại, không giữ"), BINH);
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.APPEAL, "Nữa")))
                .containsExactly("REQUEST_NO_APPEAL");
    }

    /** What the statistics of use count from: an appeal changes the term, so it stands there. */
    @Test
    void eachOutcomeStandsWithTheTermItHadOnItsDay() {
        String reference = submitted(Kind.READ, 2);
        requests.reply(reference, Set.of(1), granted(""), ANNA);
        requests.reply(
                reference,
                Set.of(2),
                new Decision(Status.NEEDS_MORE, Reason.PURPOSE_UNCLEAR, "?"),
                ANNA);
        clock.forward(5 * DAY); // Friday to Wednesday, the 24th off: its clock stood two days
        requests.reply(reference, Set.of(2), refused("Không giữ"), ANNA);
        requests.act(by(reference, "3456"), Act.APPEAL, 2, "Có");
        requests.reply(reference, AT_WORK, BINH);
        requests.reply(reference, Set.of(2), granted(""), BINH);
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select item || ' ' || outcome || ' ' || due_on from"
                                                + " kept.access_request_outcome where reference ="
                                                + " :reference order by id")
                                .param("reference", reference)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "1 GRANTED 2026-11-23",
                        "2 REFUSED 2026-11-26",
                        "2 APPEALED 2026-12-25",
                        "2 GRANTED 2026-12-25");
    }

    @Test
    void anAppealAfterNinetyDaysIsTooLate() {
        String reference = submitted(Kind.READ);
        requests.reply(reference, refused("Không giữ"), ANNA);
        clock.forward(91 * DAY);
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.APPEAL, "Có")))
                .containsExactly("REQUEST_APPEAL_LATE");
    }

    /** Bộ luật Dân sự 2015, Điều 148 khoản 5. */
    @Test
    void anAppealWhoseLastDayIsInTetIsInTimeOnTheFirstWorkingDayAfterIt() {
        clock.now = Instant.parse("2026-11-09T02:00:00Z");
        String reference = submitted(Kind.READ, 2);
        requests.reply(reference, refused("Không giữ"), ANNA);
        clock.now = Instant.parse("2027-02-12T02:00:00Z"); // 90 days were Sunday 07/02/2027
        Request appealed = requests.act(by(reference, "3456"), Act.APPEAL, 1, "Có").orElseThrow();
        assertThat(appealed.dueOn())
                .as("30 days end on Sunday 14/03")
                .isEqualTo(LocalDate.of(2027, 3, 15));
        clock.now = Instant.parse("2027-02-12T17:00:00Z"); // the 13th there
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.APPEAL, 2, "Có")))
                .containsExactly("REQUEST_APPEAL_LATE");
    }

    @Test
    void theClockOfAnAppealStandsByCalendarDaysAsItsTermRuns() {
        clock.now = Instant.parse("2026-12-01T02:00:00Z");
        String reference = submitted(Kind.READ);
        requests.reply(reference, refused("Không giữ"), ANNA);
        assertThat(requests.act(by(reference, "3456"), Act.APPEAL, "Có").orElseThrow().dueOn())
                .isEqualTo(LocalDate.of(2026, 12, 31));
        clock.forward(DAY); // Wednesday
        requests.reply(reference, more(), BINH);
        clock.forward(9 * DAY); // Friday of the week after
        requests.act(by(reference, "3456"), Act.SUPPLEMENT, "Đây");
        assertThat(requests.find(reference).orElseThrow().dueOn())
                .as("30 and 9 days end on Saturday 09/01")
                .isEqualTo(LocalDate.of(2027, 1, 11));
        requests.reply(reference, more(), BINH);
        requests.correctKind(reference, Kind.CERTIFIED_COPY, "Cần bản sao", BINH);
        clock.forward(2 * DAY);
        requests.act(by(reference, "3456"), Act.SUPPLEMENT, "Nữa");
        assertThat(requests.find(reference).orElseThrow().dueOn())
                .as("41 days; the day off at the end of 39 moves it no further")
                .isEqualTo(LocalDate.of(2027, 1, 11));
    }

    private static Decision more() {
        return new Decision(Status.NEEDS_MORE, Reason.MANDATE_MISSING, "Giấy ủy quyền");
    }

    @Test
    void whatTheOfficeAddsIsToldSinceTheClockGoesOn() throws Exception {
        try (MailServer server = new MailServer(0)) {
            Letters letters = TestPost.letters(DATABASE, TestPost.to(server.port(), clock), clock);
            JdbcAccessRequests withPost =
                    new JdbcAccessRequests(
                            DATABASE.jdbc(),
                            DATABASE.transactions(),
                            new JdbcActivityLog(DATABASE.jdbc(), clock),
                            new RequestLetters(letters, "https://luutru.example"),
                            List.of(),
                            HomeHolidays.none(clock),
                            clock);
            NewRequest asked = request(Kind.CERTIFIED_COPY, "bon.tran@dan.example");
            String reference = withPost.submit(asked, Reader.ANONYMOUS).value();
            withPost.reply(reference, more(), ANNA);
            assertThat(newMails(letters, server)).hasSize(2);
            clock.forward(7 * DAY);
            int theirs = withPost.attached(reference, "tôi gửi", null);
            assertThat(newMails(letters, server)).as("what they add themselves").isEmpty();
            withPost.reply(reference, more(), ANNA);
            assertThat(newMails(letters, server)).hasSize(1);
            clock.forward(3 * DAY); // Monday 30/11
            int scanned = withPost.attached(reference, "Giấy gửi qua bưu điện", "anna");
            assertThat(scanned).isGreaterThan(theirs);
            LocalDate due = withPost.find(reference).orElseThrow().dueOn();
            assertThat(due).isEqualTo(LocalDate.of(2026, 12, 2));
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains("đang xử lý", "Hạn trả lời: 02/12/2026", "due by: 02/12/2026")
                    .doesNotContain("bưu điện");
        }
    }

    @Test
    void whoGaveAnAddressIsToldOfEachChangeAndOfNothingElse() throws Exception {
        try (MailServer server = new MailServer(0)) {
            Letters letters = TestPost.letters(DATABASE, TestPost.to(server.port(), clock), clock);
            JdbcAccessRequests withPost =
                    new JdbcAccessRequests(
                            DATABASE.jdbc(),
                            DATABASE.transactions(),
                            new JdbcActivityLog(DATABASE.jdbc(), clock),
                            new RequestLetters(letters, "https://luutru.example"),
                            List.of(),
                            HomeHolidays.none(clock),
                            clock);
            NewRequest asked = request(Kind.CONDITIONAL, "bon.tran@dan.example");
            String reference = withPost.submit(asked, Reader.ANONYMOUS).value();
            withPost.reply(reference, granted("nội bộ"), ANNA);
            withPost.reply(reference, granted("Mời đến phòng đọc"), BINH);
            assertThatThrownBy(() -> withPost.reply(reference, granted(""), BINH))
                    .isInstanceOf(RefusedException.class);
            TestPost.sendDue(letters);
            List<String> mails = server.taken().stream().map(AccessRequestsTest::decoded).toList();
            assertThat(mails).hasSize(3);
            assertThat(mails.getFirst()).contains("received", "https://luutru.example/yeu-cau");
            assertThat(mails.get(1))
                    .as("of the proposal, as of work that has begun")
                    .contains("in progress")
                    .doesNotContain("nội bộ", "granted");
            assertThat(mails.getLast())
                    .contains("granted", reference, "đã đồng ý")
                    .doesNotContain("Sổ đăng ký", "Mời đến phòng đọc", "Trần Văn Bốn");
        }
    }

    @Test
    void whatIsSaidOfOneItemIsToldWhateverAnotherWaitsFor() throws Exception {
        try (MailServer server = new MailServer(0)) {
            Letters letters = TestPost.letters(DATABASE, TestPost.to(server.port(), clock), clock);
            JdbcAccessRequests withPost =
                    new JdbcAccessRequests(
                            DATABASE.jdbc(),
                            DATABASE.transactions(),
                            new JdbcActivityLog(DATABASE.jdbc(), clock),
                            new RequestLetters(letters, "https://luutru.example"),
                            List.of(),
                            HomeHolidays.none(clock),
                            clock);
            Applicant applicant =
                    by(
                            withPost.submit(
                                            about(Kind.CONDITIONAL, 3, "bon.tran@dan.example"),
                                            Reader.ANONYMOUS)
                                    .value(),
                            "tran");
            String reference = applicant.reference();
            assertThat(newMails(letters, server)).singleElement().asString().contains("received");

            withPost.reply(reference, Set.of(1), granted("nội bộ"), ANNA);
            assertThat(newMails(letters, server))
                    .as("a proposal is told as work that has begun is")
                    .singleElement()
                    .asString()
                    .contains("mục 1: đang xử lý.", "item 1: in progress.")
                    .doesNotContain("nội bộ");
            withPost.reply(reference, Set.of(2), refused("Không giữ"), ANNA);
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains("mục 2: không đồng ý.", "item 2: refused.")
                    .contains("Item 1: in progress; Item 2: refused; Item 3: received.");
            withPost.reply(
                    reference,
                    Set.of(3),
                    new Decision(Status.NEEDS_MORE, Reason.WANTED_UNCLEAR, "Rõ hơn"),
                    ANNA);
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains("item 3: more is needed from you.");

            withPost.act(applicant, Act.SUPPLEMENT, "Thửa 12");
            assertThat(newMails(letters, server)).as("their own words").isEmpty();
            withPost.reply(reference, Set.of(1), granted("nội bộ"), ANNA);
            assertThat(newMails(letters, server))
                    .as("a proposal while another item was added to")
                    .singleElement()
                    .asString()
                    .contains("item 1: in progress.");
            withPost.reply(reference, Set.of(1, 3), granted("Mời đến đọc"), BINH);
            assertThat(newMails(letters, server))
                    .as("one is granted, the other only proposed")
                    .singleElement()
                    .asString()
                    .contains("item 1: granted.", "Item 3: in progress.");
            withPost.act(applicant, Act.APPEAL, 2, "Có");
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains("item 2: your appeal was received.");
        }
    }

    @Test
    void whoWroteInWordsIsToldWhatWasFoundAndTheLongerTermAndOfNothingHidden() throws Exception {
        try (MailServer server = new MailServer(0)) {
            Letters letters = TestPost.letters(DATABASE, TestPost.to(server.port(), clock), clock);
            JdbcAccessRequests withPost =
                    new JdbcAccessRequests(
                            DATABASE.jdbc(),
                            DATABASE.transactions(),
                            new JdbcActivityLog(DATABASE.jdbc(), clock),
                            new RequestLetters(letters, "https://luutru.example"),
                            List.of(),
                            HomeHolidays.none(clock),
                            clock);
            AipId hidden = recordThatIs(Access.HIDDEN);
            AipId open = recordThatIs(Access.PUBLIC);
            AipId listed = recordThatIs(Access.LISTED);
            String reference =
                    withPost.submit(
                                    request(Kind.CERTIFIED_COPY, "bon.tran@dan.example"),
                                    Reader.ANONYMOUS)
                            .value();
            LocalDate before = withPost.find(reference).orElseThrow().dueOn();
            assertThat(newMails(letters, server)).hasSize(1);

            withPost.give(reference, 1, hidden, ANNA);
            assertThat(newMails(letters, server)).as("it would tell that it is there").isEmpty();
            AipId hides = new AipId(UUID.randomUUID());
            TestRecords.record(DATABASE, TestRecords.FONDS, hides, Access.PUBLIC, 0, 1);
            withPost.give(reference, 1, hides, ANNA);
            assertThat(newMails(letters, server))
                    .as("of an open one that hides a document, as of an open one")
                    .singleElement()
                    .asString()
                    .contains("a record was found")
                    .doesNotContain("thay cho");
            withPost.give(reference, 1, open, ANNA);
            DateTimeFormatter day = DateTimeFormatter.ofPattern("dd/MM/yyyy");
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains("đã tìm được hồ sơ", "a record was found")
                    .contains("Hạn trả lời: " + day.format(before), "https://luutru.example")
                    .doesNotContain("thay cho");
            withPost.give(reference, 1, listed, ANNA);
            LocalDate after = withPost.find(reference).orElseThrow().dueOn();
            assertThat(after).isAfter(before);
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains(day.format(after) + ", thay cho " + day.format(before))
                    .contains("due by " + day.format(after) + " instead of " + day.format(before))
                    .doesNotContain("Trần Văn Bốn", listed.toString());

            String waiting =
                    withPost.submit(
                                    request(Kind.CERTIFIED_COPY, "bon.tran@dan.example"),
                                    Reader.ANONYMOUS)
                            .value();
            withPost.reply(
                    waiting, new Decision(Status.NEEDS_MORE, Reason.WANTED_UNCLEAR, "?"), ANNA);
            assertThat(newMails(letters, server)).hasSize(2);
            withPost.give(waiting, 1, listed, ANNA);
            Request stands = withPost.find(waiting).orElseThrow();
            assertThat(stands.pausedOn()).isNotNull();
            assertThat(stands.dueOn()).as("longer while its clock stands").isAfter(before);
            assertThat(newMails(letters, server))
                    .singleElement()
                    .asString()
                    .contains("Thời hạn tạm dừng", "The term stands still")
                    .doesNotContain("thay cho", "instead of", day.format(stands.dueOn()));
        }
    }

    private static AipId recordThatIs(Access access) {
        AipId id = new AipId(UUID.randomUUID());
        TestRecords.record(DATABASE, id, access);
        return id;
    }

    /** What was taken since this was asked before. */
    private List<String> newMails(Letters letters, MailServer server) {
        TestPost.sendDue(letters);
        List<String> all = server.taken().stream().map(AccessRequestsTest::decoded).toList();
        List<String> fresh = all.subList(seen, all.size());
        seen = all.size();
        return fresh;
    }

    /** The text of a mail that is encoded as its letters need. */
    private static String decoded(String mail) {
        try {
            return (String)
                    new MimeMessage(
                                    null,
                                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)))
                            .getContent();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyWhoKnowsBothSecretsActsAndAFloodOfWordsEnds() {
        String reference = submitted(Kind.READ);
        assertThat(requests.act(by(reference, "0000"), Act.WITHDRAW, "")).isEmpty();
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.RECEIVED);
        for (int i = 0; i < 20; i++) {
            requests.act(by(reference, "3456"), Act.SUPPLEMENT, "lời " + i);
        }
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.SUPPLEMENT, "x")))
                .containsExactly("REQUEST_MANY_ADDITIONS");
        requests.act(by(reference, "3456"), Act.WITHDRAW, "");
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.WITHDRAW, "")))
                .containsExactly("REQUEST_CLOSED");
    }

    @Test
    void anAppealOfManyItemsUsesUpNoAdditions() {
        String reference = submitted(Kind.READ, 20);
        requests.reply(reference, Set.of(1), granted(""), ANNA);
        requests.reply(reference, refused("Không giữ"), ANNA);
        requests.act(by(reference, "3456"), Act.APPEAL, "Có");
        for (int i = 0; i < 20; i++) {
            requests.act(by(reference, "3456"), Act.SUPPLEMENT, "lời " + i);
        }
        assertThat(refusal(() -> requests.act(by(reference, "3456"), Act.SUPPLEMENT, "x")))
                .containsExactly("REQUEST_MANY_ADDITIONS");
    }

    @Test
    void theMostUrgentComesFirstAndWhatWaitsForTheApplicantLast() {
        String waits = submitted(Kind.READ);
        String slow = submitted(Kind.CONDITIONAL);
        String urgent = submitted(Kind.READ);
        String done = submitted(Kind.READ);
        requests.reply(
                waits, new Decision(Status.NEEDS_MORE, Reason.WANTED_UNCLEAR, "Rõ hơn"), ANNA);
        requests.reply(done, granted(""), ANNA);
        List<String> ours = List.of(waits, slow, urgent, done);
        assertThat(requests.queue(0, 10_000).items())
                .extracting(r -> r.reference().value())
                .filteredOn(ours::contains)
                .containsExactly(urgent, slow, waits);
    }

    @Test
    void eachItemIsDecidedByItselfAndTheWholeIsWhatTheyComeTo() {
        String reference = submitted(Kind.CERTIFIED_COPY, 3); // Friday 20/11; Wednesday 25/11
        requests.reply(reference, Set.of(1), granted("Mời đến nhận"), ANNA);
        Request begun = requests.find(reference).orElseThrow();
        assertThat(begun.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(begun.granted(record(1))).hasSize(1);
        assertThat(begun.granted(record(2))).isEmpty();
        assertThat(refusal(() -> requests.reply(reference, Set.of(1, 2), refused("Không"), ANNA)))
                .containsExactly("REQUEST_CLOSED");
        assertThat(requests.find(reference).orElseThrow().items().get(1).status())
                .as("nothing changes where one is refused")
                .isEqualTo(Status.RECEIVED);
        requests.reply(reference, Set.of(3), refused("Không giữ"), ANNA);
        requests.reply(reference, granted("Còn lại"), ANNA);
        Request done = requests.find(reference).orElseThrow();
        assertThat(done.status()).isEqualTo(Status.GRANTED);
        assertThat(done.items())
                .extracting(Item::status)
                .containsExactly(Status.GRANTED, Status.GRANTED, Status.REFUSED);
        assertThat(done.steps()).extracting(Step::item).containsExactly(null, 1, 3, 2);
        Request appealed =
                requests.act(by(reference, "3456"), Act.APPEAL, null, "Có").orElseThrow();
        assertThat(appealed.status()).isEqualTo(Status.APPEALED);
        assertThat(appealed.dueOn()).isEqualTo(LocalDate.of(2026, 12, 21)); // Monday
        assertThat(appealed.granted(record(1))).as("what was granted stays so").hasSize(1);
        assertThat(refusal(() -> requests.reply(reference, Set.of(3), granted(""), ANNA)))
                .containsExactly("REPLY_APPEAL_SAME_PERSON");
        requests.reply(reference, granted("Đã tìm thấy"), BINH);
        assertThat(requests.find(reference).orElseThrow().granted(record(3))).hasSize(1);
    }

    @Test
    void theClockOfOneItemStandsWhileThatOfAnotherRuns() {
        String reference = submitted(Kind.CERTIFIED_COPY, 2);
        requests.reply(
                reference,
                Set.of(1),
                new Decision(Status.NEEDS_MORE, Reason.MANDATE_MISSING, "Gửi giấy ủy quyền"),
                ANNA);
        Request one = requests.find(reference).orElseThrow();
        assertThat(one.pausedOn()).as("the archive still owes an answer to the other").isNull();
        assertThat(one.dueOn()).isEqualTo(LocalDate.of(2026, 11, 25));
        clock.forward(3 * DAY); // Monday
        requests.reply(reference, Set.of(2), refused("Không giữ"), ANNA);
        Request waits = requests.find(reference).orElseThrow();
        assertThat(waits.status()).isEqualTo(Status.NEEDS_MORE);
        assertThat(waits.pausedOn()).isEqualTo(LocalDate.of(2026, 11, 20));
        clock.forward(DAY); // Tuesday, a day off: one working day after the pause began
        Request going = requests.act(by(reference, "3456"), Act.SUPPLEMENT, "Đã gửi").orElseThrow();
        assertThat(going.dueOn()).isEqualTo(LocalDate.of(2026, 11, 26));
        assertThat(going.items().get(1).status()).isEqualTo(Status.REFUSED);
    }

    @Test
    void aProposalForOneItemIsNotToldAndWhatIsLeftOfARequestCanBeWithdrawn() {
        String reference = submitted(Kind.CONDITIONAL, 2);
        requests.reply(reference, Set.of(1), granted("nội bộ"), ANNA);
        Request told = requests.track(by(reference, "3456")).orElseThrow();
        assertThat(told.items())
                .extracting(Item::status)
                .containsExactly(Status.IN_PROGRESS, Status.RECEIVED);
        assertThat(told.steps())
                .extracting(Step::status, Step::item)
                .containsExactly(tuple(Status.RECEIVED, null), tuple(Status.IN_PROGRESS, 1));
        requests.act(by(reference, "3456"), Act.WITHDRAW, 2, "");
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.PROPOSED);
        requests.reply(reference, granted("Mời đến đọc"), BINH);
        assertThat(requests.find(reference).orElseThrow().items())
                .extracting(Item::status)
                .containsExactly(Status.GRANTED, Status.WITHDRAWN);
    }

    @Test
    void wordsAreGivenARecordWhileTheyAreOpenAndAProposalIsUndoneByIt() {
        String reference = submitted(Kind.CONDITIONAL);
        requests.reply(reference, granted(""), ANNA);
        requests.give(reference, 1, record(7), BINH);
        Request given = requests.find(reference).orElseThrow();
        assertThat(given.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(given.items().getFirst().record()).isEqualTo(record(7));
        assertThat(given.request().about()).isEqualTo(record(7));
        assertThat(refusal(() -> requests.give(reference, 1, record(8), Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        requests.reply(reference, refused("Không"), ANNA);
        assertThat(refusal(() -> requests.give(reference, 1, record(8), ANNA)))
                .containsExactly("REQUEST_CLOSED");
        String named = submitted(Kind.READ, 1);
        assertThat(refusal(() -> requests.give(named, 1, record(8), ANNA)))
                .containsExactly("REQUEST_NAMES_RECORD");
    }

    @Test
    void aPaperThatIsKeyedInCountsFromTheDayItCameIn() {
        LocalDate thursday = LocalDate.of(2026, 11, 19);
        String reference = requests.submit(paper(thursday), ANNA).value();
        Request found = requests.find(reference).orElseThrow();
        assertThat(found.dueOn()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(found.request().paperOn()).isEqualTo(thursday);
        assertThat(found.request().onBehalfOf()).isEqualTo("Hợp tác xã Vĩnh Hải");
        assertThat(found.steps().getFirst().actor()).isEqualTo("anna");
        assertThat(refusal(() -> requests.submit(paper(thursday), Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        assertThat(refusal(() -> requests.submit(paper(thursday.plusDays(2)), ANNA)))
                .containsExactly("REQUEST_PAPER_DAY");
        assertThat(refusal(() -> requests.submit(paper(thursday.minusYears(1)), ANNA)))
                .containsExactly("REQUEST_PAPER_DAY");
    }

    @Test
    void howPaperThatIsNotDigitisedIsWantedIsKept() {
        for (PaperUse use : PaperUse.values()) {
            String reference = requests.submit(wants(Kind.READ, use), Reader.ANONYMOUS).value();
            assertThat(requests.find(reference).orElseThrow().request().paperUse()).isEqualTo(use);
            assertThat(requests.track(by(reference, "3456")).orElseThrow().request().paperUse())
                    .isEqualTo(use);
        }
        assertThat(
                        refusal(
                                () ->
                                        requests.submit(
                                                wants(Kind.CERTIFIED_COPY, PaperUse.READING_ROOM),
                                                Reader.ANONYMOUS)))
                .containsExactly("REQUEST_PAPER_USE");
        assertThat(requests.submit(wants(Kind.CERTIFIED_COPY, PaperUse.COPY), ANNA).value())
                .startsWith("YC-");
    }

    private static NewRequest wants(Kind kind, PaperUse use) {
        return new NewRequest(
                kind, List.of(), "Sổ", "Việc", "An", "0905123456", null, null, null, use);
    }

    @Test
    void aRequestHasTwentyItemsAtMost() {
        assertThat(submitted(Kind.READ, 20)).startsWith("YC-");
        assertThat(refusal(() -> submitted(Kind.READ, 21))).containsExactly("REQUEST_MANY_ITEMS");
    }

    private static NewRequest paper(LocalDate day) {
        return new NewRequest(
                Kind.READ,
                List.of(),
                "Sổ mục kê",
                "Làm thủ tục",
                "Trần Văn Bốn",
                "0905123456",
                null,
                "Hợp tác xã Vĩnh Hải",
                day);
    }

    private static AipId record(int n) {
        return new AipId(new UUID(7, n));
    }

    /** About so many records, without words. */
    private String submitted(Kind kind, int records) {
        return requests.submit(about(kind, records, "0905123456"), Reader.ANONYMOUS).value();
    }

    private static NewRequest about(Kind kind, int records, String contact) {
        return new NewRequest(
                kind,
                IntStream.rangeClosed(1, records)
                        .mapToObj(n -> new Asked(record(n), null))
                        .toList(),
                "",
                "Làm thủ tục",
                "Trần Văn Bốn",
                contact,
                null,
                null,
                null);
    }

    private String submitted(Kind kind) {
        return requests.submit(request(kind, "0905123456"), Reader.ANONYMOUS).value();
    }

    private static Decision granted(String text) {
        return new Decision(Status.GRANTED, Reason.OPEN_TO_ALL, text);
    }

    private static Decision refused(String text) {
        return new Decision(Status.REFUSED, Reason.NOT_HELD, text);
    }

    private static Applicant by(String reference, String lastFour) {
        return new Applicant(reference, lastFour);
    }

    private static List<String> refusal(ThrowableAssert.ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void dueDatesSkipWeekendsAndHolidays() {
        WorkingDays days = WorkingDays.ofVietnam();
        LocalDate friday = LocalDate.of(2026, 11, 20);
        assertThat(days.after(friday, 1)).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(days.after(friday, 7)).isEqualTo(LocalDate.of(2026, 12, 2));
        assertThat(days.after(LocalDate.of(2026, 2, 13), 1)).isEqualTo(LocalDate.of(2026, 2, 23));
        assertThat(days.after(LocalDate.of(2026, 4, 29), 2)).isEqualTo(LocalDate.of(2026, 5, 5));
        assertThat(days.after(LocalDate.of(2040, 4, 29), 1)).isEqualTo(LocalDate.of(2040, 5, 2));
        assertThat(days.knownUntil()).isGreaterThanOrEqualTo(2030);
        for (int year = 2026; year <= days.knownUntil(); year++) {
            LocalDate first = LocalDate.of(year, 1, 1);
            long working = first.datesUntil(first.plusYears(1)).filter(days::isWorking).count();
            assertThat(working).as("working days of " + year).isBetween(248L, 252L);
        }
    }

    @Test
    void theDueDateIsCountedFromTheDayInVietnam() {
        clock.now = Instant.parse("2026-11-19T18:30:00Z"); // Friday 01:30 there
        String reference =
                requests.submit(request(Kind.READ, "0905123456"), Reader.ANONYMOUS).value();
        assertThat(requests.find(reference).orElseThrow().dueOn())
                .isEqualTo(LocalDate.of(2026, 11, 23));
    }
}

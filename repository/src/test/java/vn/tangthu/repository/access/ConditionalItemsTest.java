package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
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
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** The record decides the term of a request and whether two persons grant it, not its form. */
class ConditionalItemsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final long DAY = 86_400;
    private static final Reader ANNA = archivist("anna");
    private static final Reader BINH = archivist("bình");
    private static final Decision GRANT = new Decision(Status.GRANTED, Reason.OWN_RECORD, "");
    private static final Decision REFUSE =
            new Decision(Status.REFUSED, Reason.CONDITIONS_NOT_MET, "Thiếu");

    /** Of Friday 20/11/2026: one, two and seven working days later. */
    private static final LocalDate ONE = LocalDate.of(2026, 11, 23);

    private static final LocalDate TWO = LocalDate.of(2026, 11, 25); // the 24th is a day off
    private static final LocalDate SEVEN = LocalDate.of(2026, 12, 2);

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

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    private static AipId record(Access access) {
        AipId id = new AipId(UUID.randomUUID());
        TestRecords.record(DATABASE, id, access);
        return id;
    }

    private String asked(Kind kind, AipId... records) {
        return asked(kind, Stream.of(records).map(id -> new Asked(id, null)).toList(), null);
    }

    private String asked(Kind kind, List<Asked> asked, @Nullable PaperUse use) {
        return requests.submit(
                        new NewRequest(
                                kind,
                                asked,
                                asked.isEmpty() ? "Sổ mục kê" : "",
                                "Làm thủ tục",
                                "Trần Văn Bốn",
                                "0905123456",
                                null,
                                null,
                                null,
                                use),
                        Reader.ANONYMOUS)
                .value();
    }

    private Request found(String reference) {
        return requests.find(reference).orElseThrow();
    }

    private static List<String> refusal(ThrowableAssert.ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void whatIsRestrictedHasSevenDaysAndTwoPersonsWhateverWasTicked() {
        for (Kind kind : Kind.values()) {
            String reference = asked(kind, record(Access.LISTED));
            assertThat(found(reference).dueOn()).as(kind.name()).isEqualTo(SEVEN);
            assertThat(found(reference).request().kind()).isEqualTo(kind);
            requests.reply(reference, GRANT, ANNA);
            assertThat(found(reference).status()).isEqualTo(Status.PROPOSED);
            assertThat(refusal(() -> requests.reply(reference, GRANT, ANNA)))
                    .containsExactly("REPLY_SECOND_PERSON");
            requests.reply(reference, GRANT, BINH);
            Request granted = found(reference);
            assertThat(granted.status()).isEqualTo(Status.GRANTED);
            assertThat(granted.isGrantedByTwo(granted.items().getFirst())).isTrue();
        }
    }

    @Test
    void whatIsOpenHasTheTermOfItsKindAndOnePerson() {
        String read = asked(Kind.READ, record(Access.PUBLIC));
        assertThat(found(read).dueOn()).isEqualTo(ONE);
        assertThat(found(asked(Kind.CERTIFIED_COPY, record(Access.PUBLIC))).dueOn()).isEqualTo(TWO);
        assertThat(requests.byTwo(found(read))).isEmpty();
        requests.reply(read, GRANT, ANNA);
        Request granted = found(read);
        assertThat(granted.status()).isEqualTo(Status.GRANTED);
        assertThat(granted.isGrantedByTwo(granted.items().getFirst())).isFalse();
    }

    @Test
    void inOneBasketEachItemHasItsOwnTermAndWhatIsOpenDoesNotWaitForWhatIsNot() {
        String reference = asked(Kind.READ, record(Access.PUBLIC), record(Access.LISTED));
        assertThat(found(reference).items()).extracting(Item::dueOn).containsExactly(ONE, SEVEN);
        assertThat(found(reference).items()).extracting(Item::workingDays).containsExactly(1, 7);
        assertThat(found(reference).dueOn()).isEqualTo(ONE);
        assertThat(requests.byTwo(found(reference))).containsExactly(2);
        requests.reply(reference, GRANT, ANNA);
        assertThat(found(reference).items())
                .extracting(Item::status)
                .containsExactly(Status.GRANTED, Status.PROPOSED);
        assertThat(found(reference).dueOn()).isEqualTo(SEVEN);
    }

    @Test
    void theTermOfWhatIsHiddenIsThatOfWhatIsMissingAndOfWordsAndTwoGrantIt() {
        AipId missing = new AipId(UUID.randomUUID());
        AipId hidden = record(Access.HIDDEN);
        for (AipId unknown : List.of(missing, hidden)) {
            String reference = asked(Kind.READ, unknown);
            Request told = requests.track(new Applicant(reference, "3456")).orElseThrow();
            assertThat(told.dueOn()).isEqualTo(ONE);
            assertThat(told.items().getFirst().workingDays()).isEqualTo(1);
            requests.reply(reference, GRANT, ANNA);
            assertThat(found(reference).status()).isEqualTo(Status.PROPOSED);
            assertThat(requests.track(new Applicant(reference, "3456")).orElseThrow().dueOn())
                    .as("no other answer than for what is open tells it either")
                    .isEqualTo(ONE);
        }
        String words = asked(Kind.READ);
        assertThat(found(words).dueOn()).isEqualTo(ONE);
        requests.give(words, 1, hidden, ANNA);
        assertThat(found(words).dueOn()).as("once it was found").isEqualTo(ONE);
        assertThat(requests.byTwo(found(words))).containsExactly(1);
        AipId inHiddenFonds = new AipId(UUID.randomUUID());
        UUID fonds = UUID.randomUUID();
        TestRecords.fonds(DATABASE, fonds, Access.HIDDEN);
        TestRecords.record(DATABASE, fonds, inHiddenFonds, Access.LISTED, 0, 0);
        assertThat(found(asked(Kind.READ, inHiddenFonds)).dueOn()).isEqualTo(ONE);
    }

    @Test
    void wordsGetTheTermOfTheRecordThatIsGivenToThemAndKeepIt() {
        String reference = asked(Kind.CERTIFIED_COPY);
        assertThat(found(reference).dueOn()).isEqualTo(TWO);
        requests.give(reference, 1, record(Access.LISTED), ANNA);
        assertThat(found(reference).dueOn()).isEqualTo(SEVEN);
        requests.give(reference, 1, record(Access.PUBLIC), ANNA);
        assertThat(found(reference).dueOn()).as("what was told stays").isEqualTo(SEVEN);
        requests.reply(reference, GRANT, ANNA);
        assertThat(found(reference).status())
                .as("and so do two persons")
                .isEqualTo(Status.PROPOSED);
    }

    @Test
    void whoOpensWhatIsAskedForDoesNotDecideAlone() {
        for (Access closed : List.of(Access.LISTED, Access.HIDDEN)) {
            AipId record = record(closed);
            String reference = asked(Kind.CERTIFIED_COPY, record);
            TestRecords.record(DATABASE, record, Access.PUBLIC);
            assertThat(requests.byTwo(found(reference))).as(closed.name()).containsExactly(1);
            requests.reply(reference, GRANT, ANNA);
            assertThat(found(reference).status()).as(closed.name()).isEqualTo(Status.PROPOSED);
            requests.reply(reference, GRANT, BINH);
            Request granted = found(reference);
            assertThat(granted.isGrantedByTwo(granted.items().getFirst())).isTrue();
        }
    }

    @Test
    void whatWasClosedAtOneAnswerTakesTwoAtTheNextAlsoAfterAnAppeal() {
        AipId record = record(Access.PUBLIC);
        String reference = asked(Kind.READ, record);
        requests.reply(reference, REFUSE, ANNA);
        var unused =
                requests.act(new Applicant(reference, "3456"), Act.APPEAL, "Xem lại").orElseThrow();
        TestRecords.record(DATABASE, record, Access.LISTED);
        requests.reply(reference, new Decision(Status.IN_PROGRESS, null, ""), BINH);
        TestRecords.record(DATABASE, record, Access.PUBLIC);
        requests.reply(reference, GRANT, BINH);
        assertThat(found(reference).status()).isEqualTo(Status.PROPOSED);
        assertThat(found(reference).items().getFirst().wasClosed()).isTrue();
    }

    @Test
    void redactionsThatWereProposedBindOnlyWhereTheProposalWasTakenUp() {
        AipId record = record(Access.LISTED);
        Decision covered = new Decision(Status.GRANTED, Reason.REDACTED, "");

        String added = asked(Kind.READ, record);
        requests.reply(added, covered, ANNA);
        Applicant consents = new Applicant(added, "3456");
        var unused = requests.act(consents, Act.SUPPLEMENT, "Có giấy đồng ý");
        requests.reply(added, GRANT, ANNA);
        requests.reply(added, GRANT, BINH);
        assertThat(found(added).granted(record)).hasSize(1);
        assertThat(found(added).mustBeRedacted(record)).as("undone by what was added").isFalse();

        String appealed = asked(Kind.READ, record);
        requests.reply(appealed, covered, ANNA);
        requests.reply(appealed, REFUSE, BINH);
        var alsoUnused = requests.act(new Applicant(appealed, "3456"), Act.APPEAL, "Đủ điều kiện");
        requests.reply(appealed, GRANT, archivist("chi"));
        requests.reply(appealed, GRANT, archivist("dung"));
        assertThat(found(appealed).granted(record)).hasSize(1);
        assertThat(found(appealed).mustBeRedacted(record)).as("of before the refusal").isFalse();

        String taken = asked(Kind.READ, record);
        requests.reply(taken, covered, ANNA);
        assertThat(found(taken).mustBeRedacted(record)).as("not granted yet").isFalse();
        requests.reply(taken, GRANT, BINH);
        assertThat(found(taken).mustBeRedacted(record)).as("whoever of the two said it").isTrue();

        String second = asked(Kind.READ, record(Access.LISTED), record);
        requests.reply(second, GRANT, ANNA);
        requests.reply(second, Set.of(2), covered, BINH);
        assertThat(found(second).mustBeRedacted(record)).isTrue();
        String open = asked(Kind.READ, record(Access.PUBLIC));
        requests.reply(open, covered, ANNA);
        assertThat(found(open).items())
                .allMatch(
                        item -> found(open).mustBeRedacted(Objects.requireNonNull(item.record())));
    }

    @Test
    void theStrictestOfFondsFileAndDocumentsDecides() {
        UUID fonds = UUID.randomUUID();
        TestRecords.fonds(DATABASE, fonds, Access.LISTED);
        AipId inClosedFonds = new AipId(UUID.randomUUID());
        TestRecords.record(DATABASE, fonds, inClosedFonds, Access.PUBLIC, 0, 0);
        assertThat(found(asked(Kind.READ, inClosedFonds)).dueOn()).isEqualTo(SEVEN);

        TestRecords.fonds(DATABASE, TestRecords.FONDS, Access.PUBLIC);
        AipId partly = new AipId(UUID.randomUUID());
        TestRecords.record(DATABASE, TestRecords.FONDS, partly, Access.PUBLIC, 1, 1);
        List<Asked> documents = new ArrayList<>();
        for (Access access : Access.values()) {
            UUID document = UUID.randomUUID();
            TestRecords.document(DATABASE, partly, document, access);
            documents.add(new Asked(partly, new DocumentId(document)));
        }
        documents.add(new Asked(partly, null));
        Request request = found(asked(Kind.READ, documents, null));
        assertThat(request.items())
                .extracting(Item::dueOn)
                .as("open, listed, hidden, and all of it")
                .containsExactly(ONE, SEVEN, ONE, SEVEN);
        assertThat(requests.byTwo(request)).containsExactlyInAnyOrder(2, 3, 4);

        AipId withHidden = new AipId(UUID.randomUUID());
        TestRecords.record(DATABASE, TestRecords.FONDS, withHidden, Access.PUBLIC, 0, 1);
        Request whole = found(asked(Kind.READ, withHidden));
        assertThat(whole.dueOn()).as("nobody may know of its hidden document").isEqualTo(ONE);
        assertThat(requests.byTwo(whole)).containsExactly(1);
    }

    @Test
    void whatWasRestrictedAfterItWasAskedForIsGrantedByTwoToo() {
        AipId record = record(Access.PUBLIC);
        String reference = asked(Kind.READ, record);
        TestRecords.record(DATABASE, record, Access.LISTED);
        requests.reply(reference, GRANT, ANNA);
        assertThat(found(reference).status()).isEqualTo(Status.PROPOSED);
        assertThat(found(reference).dueOn()).as("as it was told").isEqualTo(ONE);
        requests.reply(reference, REFUSE, BINH);
        Request appealed =
                requests.act(new Applicant(reference, "3456"), Act.APPEAL, "Xem lại").orElseThrow();
        LocalDate monday = LocalDate.of(2026, 12, 21);
        assertThat(appealed.dueOn()).as("30 days end on a Sunday").isEqualTo(monday);
        requests.reply(reference, new Decision(Status.IN_PROGRESS, null, ""), ANNA);
        assertThat(found(reference).dueOn()).isEqualTo(monday);
        requests.correctKind(reference, Kind.CERTIFIED_COPY, "Cần bản sao", ANNA);
        assertThat(found(reference).dueOn()).isEqualTo(monday);
    }

    /** The day that an answer is measured by is the one that the applicant was told. */
    @Test
    void anAnswerThatIsLateStaysLateAlthoughItsRecordWasRestrictedSince() {
        clock.now = Instant.parse("2026-11-02T02:00:00Z"); // a Monday
        LocalDate tuesday = LocalDate.of(2026, 11, 3);
        AipId record = record(Access.PUBLIC);
        String reference = asked(Kind.READ, record);
        assertThat(found(reference).dueOn()).isEqualTo(tuesday);
        clock.forward(4 * DAY);
        TestRecords.record(DATABASE, record, Access.LISTED);
        requests.correctKind(reference, Kind.CERTIFIED_COPY, "Cần bản sao", ANNA);
        assertThat(found(reference).dueOn()).as("corrected when it was late").isEqualTo(tuesday);
        requests.reply(reference, REFUSE, ANNA);
        assertThat(outcome(reference)).isEqualTo("REFUSED 2026-11-03");

        String words = asked(Kind.READ); // Friday: due on Monday
        clock.forward(4 * DAY);
        requests.give(words, 1, record, ANNA);
        assertThat(found(words).dueOn()).isEqualTo(LocalDate.of(2026, 11, 9));
        requests.reply(words, REFUSE, ANNA);
        assertThat(outcome(words)).isEqualTo("REFUSED 2026-11-09");
    }

    private static String outcome(String reference) {
        return DATABASE.jdbc()
                .sql(
                        "select outcome || ' ' || due_on from kept.access_request_outcome where"
                                + " reference = ?")
                .param(reference)
                .query(String.class)
                .single();
    }

    @Test
    void theLongerTermCountsThePausesThatWere() {
        String reference = asked(Kind.READ);
        requests.reply(
                reference,
                new Decision(Status.NEEDS_MORE, Reason.PURPOSE_UNCLEAR, "Vì sao?"),
                ANNA);
        clock.forward(7 * DAY);
        var unused =
                requests.act(new Applicant(reference, "3456"), Act.SUPPLEMENT, "Vì").orElseThrow();
        requests.give(reference, 1, record(Access.LISTED), ANNA);
        assertThat(found(reference).dueOn()).isEqualTo(LocalDate.of(2026, 12, 8));
    }

    @Test
    void aTermThatStandsIsNotLateHoweverLongItStands() {
        String reference = asked(Kind.READ);
        requests.reply(
                reference,
                new Decision(Status.NEEDS_MORE, Reason.PURPOSE_UNCLEAR, "Vì sao?"),
                ANNA);
        clock.forward(14 * DAY);
        requests.give(reference, 1, record(Access.LISTED), ANNA);
        assertThat(found(reference).dueOn()).isEqualTo(SEVEN);
    }

    @Test
    void paperThatIsNotOpenIsConditional() {
        TestRecords.fonds(DATABASE, TestRecords.FONDS, Access.PUBLIC);
        UUID entry = UUID.randomUUID();
        int unused =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.paper_entry (id, fonds, file_code, title, access,"
                                        + " title_public, opened, changed_by, changed_at) values (?,"
                                        + " ?, 'P1', 'Hồ sơ đắp đê', 0, true, false, 'an', now())")
                        .params(entry, TestRecords.FONDS)
                        .update();
        String reference = asked(Kind.READ, new AipId(entry));
        assertThat(found(reference).dueOn()).as("while it is closed").isEqualTo(SEVEN);
        int opened =
                DATABASE.jdbc()
                        .sql("update kept.paper_entry set opened = true where id = ?")
                        .param(entry)
                        .update();
        assertThat(opened).isOne();
        assertThat(found(asked(Kind.READ, new AipId(entry))).dueOn()).isEqualTo(ONE);
    }

    @Test
    void whatTheFormSaysWronglyIsCorrectedAndToldAndAProposalIsUndone() {
        String reference = asked(Kind.CONDITIONAL, record(Access.PUBLIC));
        requests.reply(reference, GRANT, ANNA);
        requests.correctKind(reference, Kind.CERTIFIED_COPY, " Ông Bốn cần bản sao ", BINH);
        Request corrected = found(reference);
        assertThat(corrected.request().kind()).isEqualTo(Kind.CERTIFIED_COPY);
        assertThat(corrected.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(corrected.handledBy()).isEqualTo("bình");
        assertThat(corrected.dueOn()).as("what was told is not shortened").isEqualTo(SEVEN);
        assertThat(requests.queue(0, 1_000).items())
                .filteredOn(one -> one.reference().value().equals(reference))
                .extracting(one -> one.request().kind())
                .containsExactly(Kind.CERTIFIED_COPY);
        Step told =
                requests.track(new Applicant(reference, "3456")).orElseThrow().steps().getLast();
        assertThat(told.kind()).isEqualTo(Kind.CERTIFIED_COPY);
        assertThat(told.text()).isEqualTo("Ông Bốn cần bản sao");
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select actor || ' ' || detail from kept.activity where"
                                                + " action = 'REQUEST_KIND_CORRECTED' and subject = ?")
                                .param(reference)
                                .query(String.class)
                                .list())
                .containsExactly("bình CONDITIONAL CERTIFIED_COPY");
        requests.reply(reference, GRANT, ANNA);
        assertThat(found(reference).status()).as("it is public").isEqualTo(Status.GRANTED);

        String read = asked(Kind.READ);
        requests.correctKind(read, Kind.CERTIFIED_COPY, "Cần bản sao", ANNA);
        assertThat(found(read).dueOn()).isEqualTo(TWO);
    }

    @Test
    void aCorrectionNeedsAnArchivistAReasonAndAnotherKindThatSomebodyCanWant() {
        String reference = asked(Kind.READ, List.of(), PaperUse.READING_ROOM);
        assertThat(refusal(() -> requests.correctKind(reference, Kind.READ, "x", Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        assertThat(refusal(() -> requests.correctKind(reference, Kind.READ, " ", ANNA)))
                .containsExactly("REQUEST_KIND_SAME", "REPLY_TEXT_MISSING");
        assertThat(refusal(() -> requests.correctKind(reference, Kind.CONDITIONAL, "x", ANNA)))
                .containsExactly("REQUEST_KIND_SAME");
        assertThat(refusal(() -> requests.correctKind(reference, Kind.CERTIFIED_COPY, "x", ANNA)))
                .containsExactly("REQUEST_PAPER_USE");
        requests.reply(reference, REFUSE, ANNA);
        assertThat(refusal(() -> requests.correctKind(reference, Kind.CERTIFIED_COPY, "x", ANNA)))
                .contains("REQUEST_CLOSED");
    }
}

package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnswerLetterPaper.Facts;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.AnswerLetters.Letter;
import vn.tangthu.repository.AnsweredRequests;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Letters that answer requests: which answers have one, how they are numbered, who reads them. */
class AnswerLettersTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ANNA = archivist("anna");
    private static final Reader BINH = archivist("bình");
    private static final Decision REFUSE =
            new Decision(Status.REFUSED, Reason.NOT_HELD, "Không có");
    private static final Decision GRANT = new Decision(Status.GRANTED, Reason.OWN_RECORD, "");

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final List<Facts> written = new ArrayList<>();
    private final List<AnsweredRequests> answered = new ArrayList<>();
    private final JdbcActivityLog log = new JdbcActivityLog(DATABASE.jdbc(), clock);
    private final JdbcAccessRequests requests =
            new JdbcAccessRequests(
                    DATABASE.jdbc(),
                    DATABASE.transactions(),
                    log,
                    new RequestLetters(
                            TestPost.letters(DATABASE, TestPost.to(null, clock), clock), ""),
                    answered,
                    HomeHolidays.none(clock),
                    clock);
    private final Fees fees = mock(Fees.class);
    private final Catalogue catalogue = mock(Catalogue.class);
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final StoredAnswerLetters letters = letters(store);

    private StoredAnswerLetters letters(ObjectStore in) {
        return new StoredAnswerLetters(
                DATABASE.jdbc(),
                requests,
                facts -> {
                    written.add(facts);
                    return ("%PDF " + facts.number()).getBytes(StandardCharsets.UTF_8);
                },
                new AnswerLetterNumbers("{n}/TB-LTLS-{year}"),
                new AnswerLetterSeries(DATABASE.jdbc(), new AnswerLetterStore(in), log),
                fees,
                catalogue,
                log,
                clock);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        answered.add(letters);
        DATABASE.jdbc().sql("truncate kept.answer_letter, kept.answer_letter_series").update();
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    private String asked(Kind kind, int records) {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            AipId record = new AipId(UUID.randomUUID());
            TestRecords.record(DATABASE, record, Access.PUBLIC);
            asked.add(new Asked(record, null));
        }
        return requests.submit(
                        new NewRequest(
                                kind,
                                asked,
                                "Sổ mục kê",
                                "Làm thủ tục",
                                "Trần Văn Bốn",
                                "0905123456",
                                null,
                                "Hội nông dân",
                                null),
                        Reader.ANONYMOUS)
                .value();
    }

    private List<String> numbers(String reference) {
        return letters.of(reference).stream().map(Letter::number).toList();
    }

    @Test
    void anAnswerThatDecidesHasALetterWithTheNextNumberOfTheYear() {
        String first = asked(Kind.READ, 1);
        requests.reply(first, new Decision(Status.IN_PROGRESS, null, ""), ANNA);
        assertThat(numbers(first)).as("work that has begun").isEmpty();
        requests.reply(
                first, new Decision(Status.NEEDS_MORE, Reason.WANTED_UNCLEAR, "Thửa nào?"), ANNA);
        String second = asked(Kind.READ, 1);
        requests.reply(second, REFUSE, ANNA);
        requests.reply(first, GRANT, ANNA);
        assertThat(numbers(first)).containsExactly("01/TB-LTLS-2026", "03/TB-LTLS-2026");
        assertThat(numbers(second)).containsExactly("02/TB-LTLS-2026");
        assertThat(letters.of(second).getFirst().decision()).isEqualTo(Status.REFUSED);

        clock.forward(60L * 86_400);
        String next = asked(Kind.READ, 1);
        requests.reply(next, GRANT, ANNA);
        assertThat(numbers(next)).as("each year from 1").containsExactly("01/TB-LTLS-2027");
        Facts refused = written.get(1);
        assertThat(refused.text()).isEqualTo("Không có");
        assertThat(refused.reason()).isEqualTo(Reason.NOT_HELD);
        assertThat(refused.onBehalfOf()).isEqualTo("Hội nông dân");
        assertThat(refused.items()).isEmpty();
        assertThat(log.list(0, 1).items().getFirst().detail())
                .startsWith("01/TB-LTLS-2027 sha512 ");
    }

    @Test
    void aNumberIsGivenWithItsAnswerOrNotAtAll() throws Exception {
        String reference = asked(Kind.READ, 1);
        answered.add(
                (request, steps, actor) -> {
                    throw new IllegalStateException("The disk is full");
                });
        assertThatThrownBy(() -> requests.reply(reference, GRANT, ANNA))
                .hasMessage("The disk is full");
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.RECEIVED);
        answered.removeLast();
        assertThat(stored()).isEmpty();
        requests.reply(reference, GRANT, ANNA);
        assertThat(numbers(reference)).as("no gap").containsExactly("01/TB-LTLS-2026");
    }

    private List<String> stored() throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            return all.map(info -> info.key().value()).sorted().toList();
        }
    }

    @Test
    void aDatabaseThatIsPutBackGivesNoNumberAgainAndTheStoreHasTheLetters() throws Exception {
        requests.reply(asked(Kind.READ, 1), GRANT, ANNA);
        requests.reply(asked(Kind.READ, 1), REFUSE, ANNA);
        assertThat(stored()).hasSize(2).first().asString().startsWith("log/answers/2026/000001-");

        DATABASE.jdbc().sql("truncate kept.answer_letter, kept.answer_letter_series").update();
        answered.clear();
        answered.add(letters(store)); // as after a start
        String reference = asked(Kind.READ, 1);
        requests.reply(reference, GRANT, ANNA);
        assertThat(numbers(reference)).containsExactly("03/TB-LTLS-2026");
        String next = asked(Kind.READ, 1);
        requests.reply(next, GRANT, ANNA);
        assertThat(numbers(next)).containsExactly("04/TB-LTLS-2026");
    }

    @Test
    void aNumberThatAKillLeftInTheStoreAloneIsNotGivenAgainAndTheLogNamesIt() throws Exception {
        requests.reply(asked(Kind.READ, 1), GRANT, ANNA);
        for (int n : new int[] {2, 3}) { // kept, and killed before the commit
            byte[] pdf = ("%PDF " + n).getBytes(StandardCharsets.UTF_8);
            new AnswerLetterStore(store).keep(2026, n, pdf, Digest.of(DigestAlgorithm.SHA512, pdf));
        }
        answered.clear();
        answered.add(letters(store)); // after the start
        String next = asked(Kind.READ, 1);
        requests.reply(next, GRANT, ANNA);
        String after = asked(Kind.READ, 1);
        requests.reply(after, GRANT, ANNA);
        assertThat(letters.of(next).getFirst().number()).isEqualTo("04/TB-LTLS-2026");
        assertThat(letters.of(after).getFirst().number()).isEqualTo("05/TB-LTLS-2026");
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select subject || ' ' || detail from kept.activity where"
                                                + " action = 'ANSWER_LETTER_SKIPPED' order by id desc"
                                                + " limit 1")
                                .query(String.class)
                                .single())
                .isEqualTo("2026 2-3");
        assertThat(letters.skipped())
                .first()
                .isEqualTo(new AnswerLetters.Skipped(clock.instant(), "2026", "2-3"));
        clock.forward(AnswerLetters.SKIPPED_DAYS * 86_400L);
        assertThat(letters.skipped()).as("told long enough").isEmpty();
    }

    @Test
    void withoutTheStoreNothingIsAnswered() throws Exception {
        ObjectStore full = mock(ObjectStore.class);
        when(full.list(ArgumentMatchers.any())).thenReturn(Stream.of());
        when(full.putNew(ArgumentMatchers.any(), ArgumentMatchers.any(), ArgumentMatchers.any()))
                .thenThrow(new IOException("The disk is full"));
        answered.clear();
        answered.add(letters(full));
        String reference = asked(Kind.READ, 1);
        assertThatThrownBy(() -> requests.reply(reference, GRANT, ANNA))
                .hasMessageContaining("The disk is full");
        assertThat(requests.find(reference).orElseThrow().status()).isEqualTo(Status.RECEIVED);
        answered.clear();
        answered.add(letters);
        requests.reply(reference, GRANT, ANNA);
        assertThat(numbers(reference)).as("no gap").containsExactly("01/TB-LTLS-2026");
    }

    @Test
    void aProposalHasNoLetterAndTheSecondPersonsAnswerHas() {
        String reference = asked(Kind.CONDITIONAL, 2);
        assertThat(letters.preview(reference, Set.of(), GRANT, ANNA)).isEmpty();
        requests.reply(reference, GRANT, ANNA);
        assertThat(numbers(reference)).isEmpty();
        assertThat(letters.preview(reference, Set.of(1), GRANT, BINH)).isPresent();
        try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc())) {
            assertThatThrownBy(() -> letters.preview(reference, Set.of(1), GRANT, BINH))
                    .as("as the answer would be")
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e ->
                                    assertThat(e.findings())
                                            .extracting(Finding::code)
                                            .containsExactly("APPROVER_ONLY"));
        }
        requests.reply(reference, Set.of(1), GRANT, BINH);
        assertThat(letters.of(reference))
                .singleElement()
                .satisfies(letter -> assertThat(letter.by()).isEqualTo("bình"));
        assertThat(written.getLast().items()).containsExactly("Mục 1");
    }

    @Test
    void aPreviewIsTheLetterWithoutItsNumberAndTakesNone() {
        String reference = asked(Kind.READ, 1);
        byte[] preview = letters.preview(reference, Set.of(), REFUSE, ANNA).orElseThrow();
        assertThat(new String(preview, StandardCharsets.UTF_8)).isEqualTo("%PDF null");
        requests.reply(reference, REFUSE, ANNA);
        assertThat(written.getFirst())
                .usingRecursiveComparison()
                .ignoringFields("number")
                .isEqualTo(written.getLast());
        assertThat(numbers(reference)).containsExactly("01/TB-LTLS-2026");
        String other = asked(Kind.READ, 1);
        assertThatThrownBy(
                        () ->
                                letters.preview(
                                        other,
                                        Set.of(),
                                        new Decision(Status.REFUSED, null, ""),
                                        ANNA))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void theFeeThatWasToldStandsInTheLetterThatGrants() {
        Fees.Fee fee = mock(Fees.Fee.class);
        Fees.Table table = mock(Fees.Table.class);
        when(fee.total()).thenReturn(12_000L);
        when(fee.owed()).thenReturn(12_000L);
        when(fee.estimate()).thenReturn(new Fees.Estimate(table, List.of(), Set.of(1)));
        when(table.of())
                .thenReturn(
                        new Fees.NewTable(
                                LocalDate.EPOCH, "x", "Nộp tại quầy", true, List.of(), List.of()));
        when(fees.of(ArgumentMatchers.any())).thenReturn(Optional.of(fee));
        requests.reply(asked(Kind.READ, 1), GRANT, ANNA);
        assertThat(written.getLast().fee()).isEqualTo(12_000);
        assertThat(written.getLast().howToPay()).isEqualTo("Nộp tại quầy");
        requests.reply(asked(Kind.READ, 1), REFUSE, ANNA);
        assertThat(written.getLast().fee()).isNull();
    }

    @Test
    void aFeeThatNobodyHasCountedIsSaidToCome() {
        Fees.Fee fee = mock(Fees.Fee.class);
        when(fees.of(ArgumentMatchers.any())).thenReturn(Optional.of(fee));
        when(fee.total()).thenReturn(null);
        requests.reply(asked(Kind.READ, 1), GRANT, ANNA);
        assertThat(written.getLast().fee()).isNull();
        assertThat(written.getLast().feeToCome()).isTrue();
        when(fees.of(ArgumentMatchers.any())).thenReturn(Optional.empty());
        Fees.Line uncounted = new Fees.Line(1, "Trang", Fees.Unit.PAGE, 3_000, null);
        when(fees.estimate(ArgumentMatchers.any()))
                .thenReturn(
                        Optional.of(
                                new Fees.Estimate(
                                        mock(Fees.Table.class), List.of(uncounted), Set.of(1))));
        var unused = letters.preview(asked(Kind.READ, 1), Set.of(), GRANT, ANNA);
        assertThat(written.getLast().feeToCome()).as("the preview too").isTrue();
        Fees.Line counted = new Fees.Line(1, "Trang", Fees.Unit.PAGE, 3_000, 4);
        when(fees.estimate(ArgumentMatchers.any()))
                .thenReturn(
                        Optional.of(
                                new Fees.Estimate(
                                        mock(Fees.Table.class), List.of(counted), Set.of(1))));
        when(fees.claim(ArgumentMatchers.any()))
                .thenReturn(
                        Optional.of(new Fees.Claim(FeeGroup.STUDENT, Instant.EPOCH, null, null)));
        unused = letters.preview(asked(Kind.READ, 1), Set.of(), GRANT, ANNA);
        assertThat(written.getLast().feeToCome()).as("while a claim waits").isTrue();
        assertThat(written.getLast().fee()).isNull();
    }

    @Test
    void aPreviewSaysNoAmountWhereTheLetterWillTellItLater() {
        Fees.Line counted = new Fees.Line(1, "Trang", Fees.Unit.PAGE, 3_000, 4);
        when(fees.estimate(ArgumentMatchers.any()))
                .thenReturn(
                        Optional.of(
                                new Fees.Estimate(
                                        mock(Fees.Table.class), List.of(counted), Set.of(1, 2))));
        when(fees.claim(ArgumentMatchers.any()))
                .thenReturn(
                        Optional.of(
                                new Fees.Claim(
                                        FeeGroup.STUDENT,
                                        Instant.EPOCH,
                                        null,
                                        Fees.Settled.NOTHING_TO_PAY)));
        var unused = letters.preview(asked(Kind.READ, 1), Set.of(), GRANT, ANNA);
        assertThat(written.getLast().feeToCome())
                .as("what was granted first cost nothing, and this makes the claim wait again")
                .isTrue();
        assertThat(written.getLast().fee()).isNull();
    }

    @Test
    void theLetterAboutOneRecordSaysWhichAsFarAsEverybodyMayKnow() {
        AipId open = new AipId(UUID.randomUUID());
        AipId hidden = new AipId(UUID.randomUUID());
        RecordView view =
                new RecordView.Listed(
                        open,
                        "H49.1.1",
                        new RecordView.FondsSummary(
                                new FondsId(TestRecords.FONDS), "1", "Phông thử"),
                        1978,
                        1981,
                        null);
        when(catalogue.found(List.of(open), Reader.ANONYMOUS)).thenReturn(Map.of(open, view));
        for (AipId record : List.of(open, hidden)) {
            TestRecords.record(
                    DATABASE, record, record.equals(open) ? Access.PUBLIC : Access.HIDDEN);
            String reference =
                    requests.submit(
                                    new NewRequest(
                                            Kind.READ, record, "", "Việc", "An", "0905123456", ""),
                                    Reader.ANONYMOUS)
                            .value();
            requests.reply(reference, REFUSE, ANNA);
            assertThat(written.getLast().items())
                    .isEqualTo(record.equals(open) ? List.of("Hồ sơ H49.1.1") : List.of());
        }
    }

    @Test
    void theLetterThatDecidesOnAnAppealKnowsThatItDoes() {
        String reference = asked(Kind.READ, 2);
        requests.reply(reference, Set.of(1), REFUSE, ANNA);
        assertThat(written.getLast().appealed()).isFalse();
        assertThat(written.getLast().appealWithinDays()).isEqualTo(90);
        var unused = requests.act(new Applicant(reference, "3456"), Act.APPEAL, 1, "Xem lại");
        requests.reply(reference, Set.of(1, 2), REFUSE, BINH);
        assertThat(written.getLast().appealed()).isTrue();
        assertThat(written.getLast().appealWithinDays()).as("of the other item").isEqualTo(90);

        var unusedAppeal = requests.act(new Applicant(reference, "3456"), Act.APPEAL, 2, "Xem lại");
        requests.reply(reference, Set.of(2), REFUSE, ANNA);
        assertThat(written.getLast().appealed()).isTrue();
        assertThat(written.getLast().appealWithinDays()).isZero();
    }

    @Test
    void itIsReadAsItWasSentByItsApplicantAndByArchivistsAlone() {
        String reference = asked(Kind.READ, 1);
        requests.reply(reference, GRANT, ANNA);
        byte[] sent = "%PDF 01/TB-LTLS-2026".getBytes(StandardCharsets.UTF_8);
        assertThat(letters.pdf(new Applicant(reference, "3456"), 1)).contains(sent);
        assertThat(letters.pdf(new Applicant(reference, "3457"), 1)).isEmpty();
        assertThat(letters.pdf(new Applicant(reference, "3456"), 2)).isEmpty();
        assertThat(letters.pdf(new Applicant(asked(Kind.READ, 1), "3456"), 1)).isEmpty();
        assertThat(letters.pdf(reference, 1, BINH)).contains(sent);
        assertThat(letters.pdf(reference, 1, Reader.ANONYMOUS)).isEmpty();
        assertThat(
                        letters.pdf(
                                reference,
                                1,
                                new Reader(null, "ai", Set.of(Role.AUDITOR), Set.of())))
                .isEmpty();
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql("update kept.answer_letter set number = 'x'")
                                        .update())
                .hasMessageContaining("not changed");
    }

    @Test
    void aPatternWithoutAPlaceForTheNumberIsRefused() {
        assertThatThrownBy(() -> new AnswerLetterNumbers("TB-LTLS"))
                .hasMessageContaining("tangthu.answer-letters.number");
        assertThat(new AnswerLetterNumbers("{n}/TB-LTLS").of(2026, 123)).isEqualTo("123/TB-LTLS");
    }
}

package vn.tangthu.repository.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.Counted;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.Method;
import vn.tangthu.repository.Fees.NewPayment;
import vn.tangthu.repository.Fees.NewTable;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.Fees.Row;
import vn.tangthu.repository.Fees.State;
import vn.tangthu.repository.Fees.Unit;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** What requests cost: by which table, what was told, paid and waived. */
class FeesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = reader("lan", Role.ARCHIVIST);
    private static final Reader ADMIN = reader("quản trị", Role.ADMINISTRATOR);
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final AipId OTHER = new AipId(new UUID(1, 2));
    private static final DocumentId FIRST = new DocumentId(new UUID(5, 1));
    private static final DocumentId SECOND = new DocumentId(new UUID(5, 2));
    private static final DocumentId THIRD = new DocumentId(new UUID(5, 4));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Row A_PAGE =
            new Row(Kind.CERTIFIED_COPY, "Sao một trang", Unit.PAGE, 3_000);
    private static final Row A_RECORD =
            new Row(Kind.CERTIFIED_COPY, "Lấy một hồ sơ", Unit.RECORD, 4_000);
    private static final Row READING = new Row(Kind.READ, "Đọc", Unit.REQUEST, 0);
    private static final Relief STUDENT =
            new Relief(FeeGroup.STUDENT, 50, "Điều 4", "Thẻ sinh viên");

    private static final List<Step> GRANTED =
            List.of(new Step(Instant.EPOCH, Status.GRANTED, "lan", null, null));

    private static int count;

    private final Catalogue catalogue = mock(Catalogue.class);
    private final AccessRequests requests = mock(AccessRequests.class);
    private final List<String> log = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final FeeRows rows = new FeeRows(DATABASE.jdbc());
    private Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private JdbcFees fees;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Reader reader(String name, Role role) {
        return new Reader(null, name, Set.of(role), Set.of());
    }

    @BeforeEach
    void open() {
        DATABASE.jdbc()
                .sql(
                        "truncate kept.fee_table, kept.fee_row, kept.fee_relief, kept.fee,"
                                + " kept.fee_line")
                .update();
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now);
        ActivityLog activity = mock(ActivityLog.class);
        Mockito.doAnswer(
                        call ->
                                log.add(
                                        call.getArgument(0, Reader.class).name()
                                                + " "
                                                + call.getArgument(1)
                                                + " "
                                                + call.getArgument(3)))
                .when(activity)
                .record(any(), any(), any(), any());
        Letters post = mock(Letters.class);
        Mockito.doAnswer(call -> letters.add(call.getArgument(2) + "\n" + call.getArgument(3)))
                .when(post)
                .write(any(), any(), any(), any());
        fees =
                new JdbcFees(
                        rows,
                        new FeeCounting(catalogue),
                        new FeeLetters(post, "https://kho.example"),
                        requests,
                        activity,
                        DATABASE.transactions(),
                        clock);
        holds(RECORD, document(FIRST, 1), document(SECOND, 3));
        holds(OTHER, document(new DocumentId(new UUID(5, 3)), 10));
    }

    private void holds(AipId id, ArchivalDocument... documents) {
        RecordView.Full record =
                new RecordView.Full(
                        id,
                        new RecordView.FondsSummary(new FondsId(new UUID(2, 2)), "H41", "Phông"),
                        null,
                        mock(FileDescription.class),
                        Rights.OPEN,
                        List.of(documents),
                        0,
                        new RecordView.Provenance(null, "A", Instant.EPOCH),
                        new FixityState.Sound(Instant.EPOCH),
                        List.of(new RecordVersion(1, Instant.EPOCH, "lan", "Nhận vào kho")));
        when(catalogue.record(eq(id), any())).thenReturn(Optional.of(record));
    }

    private static ArchivalDocument document(DocumentId id, int pages) {
        byte[] bytes = {(byte) id.value().getLeastSignificantBits()};
        ContentFile file =
                new ContentFile(
                        new ContentFileId(new UUID(9, bytes[0])),
                        "representations/rep1/data/" + bytes[0],
                        "a",
                        "application/pdf",
                        1,
                        pages,
                        Digest.of(DigestAlgorithm.SHA512, bytes),
                        Digest.of(DigestAlgorithm.SHA256, bytes));
        return new ArchivalDocument(
                id,
                mock(DocumentDescription.class),
                new Rights(Access.PUBLIC, false, null),
                List.of(file));
    }

    private static Item item(
            int number, @Nullable AipId record, @Nullable DocumentId document, Status status) {
        return new Item(number, record, document, record == null, status, TODAY, null, "lan", 1);
    }

    private Request request(Kind kind, Item... items) {
        String reference = "YC-2026-F" + count++;
        DATABASE.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values (?, ?, 'x', 'y',"
                                + " 'An', 'an@dan.example', 'GRANTED', now(), now())")
                .params(reference, kind.name())
                .update();
        return known(reference, kind, items);
    }

    private Request known(String reference, Kind kind, Item... items) {
        Request request =
                new Request(
                        new Reference(reference),
                        new NewRequest(kind, null, "x", "y", "An", "an@dan.example", null),
                        items[0].status(),
                        now,
                        TODAY,
                        null,
                        0,
                        "lan",
                        List.of(),
                        List.of(items));
        when(requests.find(reference)).thenReturn(Optional.of(request));
        return request;
    }

    private NewTable table(LocalDate from, boolean holds, Row... of) {
        return new NewTable(
                from, "Nghị quyết 12", "Nộp tại quầy", holds, List.of(of), List.of(STUDENT));
    }

    private Request granted(Item... items) {
        Request request = request(Kind.CERTIFIED_COPY, items);
        fees.answered(request, request.hasGranted() ? GRANTED : List.of(), LAN);
        return request;
    }

    private Request grantedWhole() {
        return granted(item(1, RECORD, null, Status.GRANTED));
    }

    private Fee fee(Request request) {
        return fees.of(request.reference().value()).orElseThrow();
    }

    /** As the exits ask it. */
    private static boolean held(Request request) {
        return DATABASE.jdbc()
                .sql("select kept.fee_holds(?)")
                .param(request.reference().value())
                .query(Boolean.class)
                .single();
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void withoutATableNothingCostsAnything() {
        Request request = grantedWhole();
        assertThat(fees.of(request.reference().value())).isEmpty();
        assertThat(fees.estimate(request)).isEmpty();
        assertThat(fees.now()).isEmpty();
        assertThat(held(request)).isFalse();
        assertThat(letters).isEmpty();
        assertThat(refused(() -> fees.waive(request.reference().value(), 1, "vì", LAN)))
                .containsExactly("FEE_NONE");
    }

    @Test
    void theFeeIsCountedFromWhatWasGrantedAndToldWithTheAnswer() {
        fees.enter(table(TODAY, true, READING, A_RECORD, A_PAGE), ADMIN);
        Request request =
                granted(
                        item(1, RECORD, SECOND, Status.GRANTED),
                        item(2, RECORD, null, Status.GRANTED),
                        item(3, OTHER, null, Status.REFUSED));
        Fee fee = fee(request);
        assertThat(fee.estimate().lines())
                .as("rows of another kind do not fire, and nothing is counted twice")
                .containsExactly(
                        new Line(2, "Lấy một hồ sơ", Unit.RECORD, 4_000, 1),
                        new Line(3, "Sao một trang", Unit.PAGE, 3_000, 4));
        assertThat(fee.total()).isEqualTo(16_000);
        assertThat(fee.state()).isEqualTo(State.DUE);
        assertThat(held(request)).isTrue();
        assertThat(letters)
                .singleElement()
                .asString()
                .contains("16.000 đồng", "Nộp tại quầy", "4 x 3.000 đồng", "to pay", "handed out")
                .doesNotContain("H41");
        assertThat(log)
                .containsExactly(
                        "quản trị FEE_TABLE_ENTERED 2026-11-23: Nghị quyết 12",
                        "lan FEE_TOLD 16000 đ");
    }

    @Test
    void whatIsStillOpenIsOnlyEstimatedAndNotTold() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request = granted(item(1, RECORD, null, Status.PROPOSED));
        assertThat(fees.of(request.reference().value())).isEmpty();
        assertThat(fees.estimate(request).orElseThrow().sum()).isEqualTo(12_000);
        assertThat(letters).isEmpty();
        assertThat(refused(() -> correct(request, Map.of(1, 1), null))).containsExactly("FEE_NONE");
    }

    @Test
    void aTableHoldsFromItsDayOnAndChangesNothingThatWasTold() {
        Request before = request(Kind.CERTIFIED_COPY, item(1, RECORD, null, Status.GRANTED));
        now = now.plusSeconds(86_400);
        fees.enter(table(TODAY.plusDays(1), true, A_PAGE), ADMIN);
        fees.answered(before, GRANTED, LAN);
        assertThat(fees.of(before.reference().value())).as("it came in before").isEmpty();

        Request told = grantedWhole();
        Row dearer = new Row(Kind.CERTIFIED_COPY, "Sao một trang", Unit.PAGE, 9_000);
        fees.enter(table(TODAY.plusDays(1), true, dearer), ADMIN);
        assertThat(fee(told).total()).isEqualTo(12_000);
        assertThat(correct(told, Map.of(1, 2), null).total())
                .as("counted again by the table it was told by")
                .isEqualTo(6_000);
        assertThat(fee(grantedWhole()).total()).isEqualTo(36_000);

        fees.enter(table(TODAY.plusDays(1), true), ADMIN);
        assertThat(fees.now()).as("nothing costs anything any more").isEmpty();
        assertThat(fees.of(grantedWhole().reference().value())).isEmpty();
        assertThatThrownBy(() -> DATABASE.jdbc().sql("update kept.fee_row set amount = 0").update())
                .hasMessageContaining("not changed");
        assertThatThrownBy(() -> DATABASE.jdbc().sql("delete from kept.fee").update())
                .hasMessageContaining("not changed");
    }

    private Request claims(FeeGroup group) {
        Request request = request(Kind.CERTIFIED_COPY, item(1, RECORD, null, Status.GRANTED));
        claimed(request, group);
        fees.answered(request, GRANTED, LAN);
        return request;
    }

    private static void claimed(Request request, FeeGroup group) {
        DATABASE.jdbc()
                .sql("insert into kept.fee_claim (reference, fee_group, at) values (?, ?, now())")
                .params(request.reference().value(), group.code())
                .update();
    }

    private Fees.ClaimDecision decided(Request request) {
        return Objects.requireNonNull(
                fees.claim(request.reference().value()).orElseThrow().decided());
    }

    @Test
    void aClaimedReliefIsDecidedBeforeTheFeeIsToldAndARefusalHasAnAnswer() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request = claims(FeeGroup.STUDENT);
        String reference = request.reference().value();
        assertThat(fee(request).state()).isEqualTo(State.TO_BE_COUNTED);
        assertThat(held(request)).isTrue();
        assertThat(refused(() -> correct(request, Map.of(1, 4), null)))
                .containsExactly("FEE_CLAIM_ANSWER");
        assertThat(fees.claim(reference).orElseThrow().waits()).isTrue();

        Fee whole =
                fees.correct(
                        reference,
                        new Counted(version(request), granted(request), Map.of(1, 4), null),
                        "Thẻ cũ",
                        "Thẻ đã hết hạn.",
                        LAN);
        assertThat(whole.total()).isEqualTo(12_000);
        assertThat(decided(request).accepted()).isFalse();
        assertThat(decided(request).answer()).isEqualTo("Thẻ đã hết hạn.");
        assertThat(decided(request).by()).isEqualTo("lan");
        assertThat(log).anySatisfy(line -> assertThat(line).contains("FEE_CLAIM_DECIDED -STUDENT"));

        assertThat(correct(request, Map.of(1, 4), FeeGroup.STUDENT).total()).isEqualTo(6_000);
        assertThat(decided(request).accepted()).as("a new card was sent").isTrue();
        assertThatThrownBy(() -> DATABASE.jdbc().sql("delete from kept.fee_claim").update())
                .hasMessageContaining("not changed");
    }

    @Test
    void aWaivedFeeSettlesAClaimUntilTheFeeIsToldAnew() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request = claims(FeeGroup.STUDENT);
        String reference = request.reference().value();
        assertThat(claim(request).settled()).isNull();
        assertThat(claim(request).waits()).isTrue();
        fees.waive(reference, version(request), "Lỗi của kho", LAN);
        assertThat(claim(request).settled()).isEqualTo(Fees.Settled.WAIVED);
        assertThat(claim(request).waits()).isFalse();
        assertThat(claim(request).decided()).as("nobody weighed it").isNull();
        correct(request, Map.of(1, 4), FeeGroup.STUDENT);
        assertThat(claim(request).settled()).isNull();
        assertThat(decided(request).accepted()).isTrue();
    }

    private Fees.Claim claim(Request request) {
        return fees.claim(request.reference().value()).orElseThrow();
    }

    @Test
    void aRequestThatIsOverWithoutAFeeSettlesAClaimAndAnAppealMakesItWaitAgain() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        for (Status over : List.of(Status.REFUSED, Status.WITHDRAWN)) {
            Request request = request(Kind.CERTIFIED_COPY, item(1, RECORD, null, over));
            claimed(request, FeeGroup.STUDENT);
            assertThat(claim(request).settled()).isEqualTo(Fees.Settled.NOT_GRANTED);
            Item appealed = item(1, RECORD, null, Status.APPEALED);
            known(request.reference().value(), Kind.CERTIFIED_COPY, appealed);
            assertThat(claim(request).waits()).isTrue();
        }
        Request granted = request(Kind.READ, item(1, RECORD, null, Status.GRANTED));
        claimed(granted, FeeGroup.STUDENT);
        fees.answered(granted, GRANTED, LAN);
        assertThat(fees.of(granted.reference().value())).as("reading costs nothing").isEmpty();
        assertThat(claim(granted).settled()).isEqualTo(Fees.Settled.NOTHING_TO_PAY);
    }

    @Test
    void aClaimHoldsUpNoFeeThatIsZero() {
        fees.enter(table(TODAY, true, new Row(Kind.CERTIFIED_COPY, "Sao", Unit.PAGE, 0)), ADMIN);
        Request free = claims(FeeGroup.STUDENT);
        assertThat(fee(free).state()).isEqualTo(State.FREE);
        assertThat(claim(free).settled()).isEqualTo(Fees.Settled.NOTHING_TO_PAY);
        assertThat(fees.claim(grantedWhole().reference().value())).isEmpty();
    }

    private Fee correct(Request request, Map<Integer, Integer> quantities, @Nullable FeeGroup who) {
        return fees.correct(
                request.reference().value(),
                new Counted(version(request), granted(request), quantities, who),
                "Chỉ sao hai trang",
                LAN);
    }

    private int version(Request request) {
        return fees.of(request.reference().value()).map(Fee::version).orElse(0);
    }

    private static Set<Integer> granted(Request request) {
        return request.items().stream()
                .filter(item -> item.status() == Status.GRANTED)
                .map(Item::number)
                .collect(Collectors.toSet());
    }

    @Test
    void whatNobodyCanCountIsCountedByAnArchivistAndHoldsUntilThen() {
        fees.enter(table(TODAY, true, A_RECORD, A_PAGE), ADMIN);
        AipId onPaper = new AipId(new UUID(7, 7));
        when(catalogue.record(eq(onPaper), any())).thenReturn(Optional.empty());
        Request request = granted(item(1, onPaper, null, Status.GRANTED));
        assertThat(fee(request).state()).isEqualTo(State.TO_BE_COUNTED);
        assertThat(fee(request).estimate().lines())
                .extracting(Line::quantity)
                .containsExactly(1, null);
        assertThat(held(request)).isTrue();
        assertThat(letters)
                .singleElement()
                .asString()
                .contains("sẽ thông báo sau", "to be told", "Bản sao được giao sau khi nộp phí")
                .doesNotContain("còn phải nộp");
        letters.clear();
        assertThat(refused(() -> pay(request, 1_000))).containsExactly("FEE_NOT_COUNTED");
        assertThat(refused(() -> correct(request, Map.of(1, 1), null)))
                .containsExactly("FEE_QUANTITY");

        Fee counted = correct(request, Map.of(1, 1, 2, 21), FeeGroup.STUDENT);
        assertThat(counted.total()).as("half of 67.000").isEqualTo(33_500);
        assertThat(counted.percent()).isEqualTo(50);
        assertThat(letters).singleElement().asString().contains("33.500", "50 %");
        assertThat(letters.getFirst()).as("whose affair it is").doesNotContain("sinh viên");
        assertThat(refused(() -> correct(request, Map.of(1, 1, 2, 1), FeeGroup.PENSIONER)))
                .containsExactly("FEE_NO_RELIEF");
        assertThat(fees.history(request.reference().value()))
                .extracting(Fee::version)
                .containsExactly(2, 1);
    }

    private Fee pay(Request request, long amount) {
        return pay(request, amount, "BL " + amount);
    }

    private Fee pay(Request request, long amount, String receipt) {
        return fees.pay(
                request.reference().value(),
                version(request),
                new NewPayment(amount, TODAY, receipt, Method.CASH),
                LAN);
    }

    @Test
    void aFeeIsPaidInPartsNeverMoreThanIsOwedAndAWrongPaymentIsCancelled() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request = grantedWhole();
        assertThat(refused(() -> pay(request, 12_001))).containsExactly("FEE_PAYMENT");
        assertThat(
                        refused(
                                () ->
                                        fees.pay(
                                                request.reference().value(),
                                                1,
                                                new NewPayment(
                                                        0, TODAY.plusDays(1), " ", Method.CASH),
                                                LAN)))
                .containsExactly("FEE_PAYMENT", "FEE_PAID_DAY", "FEE_RECEIPT");
        assertThat(pay(request, 5_000).owed()).isEqualTo(7_000);
        assertThat(held(request)).isTrue();
        assertThat(pay(request, 7_000).state()).isEqualTo(State.PAID);
        assertThat(held(request)).isFalse();
        assertThat(letters.getLast()).contains("đã nộp đủ 12.000 đồng");

        String reference = request.reference().value();
        Fee again = fees.cancelPayment(reference, 2, "Ghi nhầm", LAN);
        assertThat(again.owed()).isEqualTo(7_000);
        assertThat(again.payments()).hasSize(2);
        assertThat(held(request)).isTrue();
        assertThat(refused(() -> fees.cancelPayment(reference, 2, "Ghi nhầm", LAN)))
                .containsExactly("FEE_NO_PAYMENT");
        assertThat(log).contains("lan FEE_PAYMENT_CANCELLED 2: Ghi nhầm");
    }

    @Test
    void anArchivistWaivesItWithAReason() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request = grantedWhole();
        String reference = request.reference().value();
        assertThat(refused(() -> fees.waive(reference, 1, " ", LAN))).containsExactly("FEE_REASON");
        assertThat(refused(() -> fees.waive(reference, 1, "vì", ADMIN)))
                .containsExactly("ARCHIVIST_ONLY");
        Fee waived = fees.waive(reference, 1, "Hộ nghèo", LAN);
        assertThat(waived.state()).isEqualTo(State.WAIVED);
        assertThat(waived.owed()).isZero();
        assertThat(held(request)).isFalse();
        assertThat(log).last().isEqualTo("lan FEE_WAIVED Hộ nghèo");
        assertThat(letters.getLast()).contains("waived").doesNotContain("Hộ nghèo");
        assertThat(refused(() -> fees.waive(reference, 2, "vì", LAN)))
                .containsExactly("FEE_SETTLED");
    }

    @Test
    void moreThatIsGrantedIsCountedAnewAsLongAsNobodyHasPaid() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request first =
                granted(
                        item(1, RECORD, null, Status.GRANTED),
                        item(2, OTHER, null, Status.IN_PROGRESS));
        assertThat(fee(first).total()).isEqualTo(12_000);
        Request both =
                known(
                        first.reference().value(),
                        Kind.CERTIFIED_COPY,
                        item(1, RECORD, null, Status.GRANTED),
                        item(2, OTHER, null, Status.GRANTED));
        fees.answered(both, GRANTED, LAN);
        assertThat(fee(both).total()).isEqualTo(42_000);
        fees.answered(both, GRANTED, LAN);
        assertThat(fee(both).version()).as("told once").isEqualTo(2);

        Request paid = grantedWhole();
        Fee unused = pay(paid, 12_000);
        Request more =
                known(
                        paid.reference().value(),
                        Kind.CERTIFIED_COPY,
                        item(1, RECORD, null, Status.GRANTED),
                        item(2, OTHER, null, Status.GRANTED));
        fees.answered(more, GRANTED, LAN);
        assertThat(fee(more).version()).as("an archivist looks at it").isEqualTo(1);
        assertThat(fee(more).estimate().items())
                .isNotEqualTo(fees.estimate(more).orElseThrow().items());
    }

    @Test
    void whereTheTableSaysSoNothingWaitsForTheFee() {
        fees.enter(table(TODAY, false, A_PAGE), ADMIN);
        Request request = grantedWhole();
        assertThat(fee(request).state()).isEqualTo(State.DUE);
        assertThat(held(request)).isFalse();
        assertThat(fee(request).holds()).isFalse();
    }

    @Test
    void whatIsFreeIsNotWrittenAbout() {
        fees.enter(table(TODAY, true, READING), ADMIN);
        Request request = request(Kind.READ, item(1, RECORD, null, Status.GRANTED));
        fees.answered(request, GRANTED, LAN);
        assertThat(fee(request).state()).isEqualTo(State.FREE);
        assertThat(held(request)).isFalse();
        assertThat(letters).isEmpty();
    }

    @Test
    void aTableIsEnteredByAnAdministratorAndToldAllThatIsWrongAtOnce() {
        assertThat(refused(() -> fees.enter(table(TODAY, true, A_PAGE), LAN)))
                .containsExactly("ADMINISTRATOR_ONLY");
        NewTable wrong =
                new NewTable(
                        TODAY.plusYears(3),
                        "",
                        " ",
                        true,
                        List.of(new Row(Kind.READ, " ", Unit.PAGE, -1)),
                        List.of(STUDENT, new Relief(FeeGroup.STUDENT, 101, "x", "")));
        assertThat(refused(() -> fees.enter(wrong, ADMIN)))
                .containsExactly(
                        "FEE_TABLE_DAY",
                        "FEE_TEXT",
                        "FEE_TEXT",
                        "FEE_TEXT",
                        "FEE_AMOUNT",
                        "FEE_GROUP_TWICE",
                        "FEE_PERCENT",
                        "FEE_TEXT");
        Row[] many = Collections.nCopies(Fees.MOST_ROWS + 1, A_PAGE).toArray(Row[]::new);
        assertThat(refused(() -> fees.enter(table(TODAY, true, many), ADMIN)))
                .containsExactly("FEE_MANY_ROWS");
        assertThat(fees.tables(10)).isEmpty();
        assertThat(Fees.reduced(5, 50)).as("half a đồng is rounded up").isEqualTo(3);
    }

    private static ArchivalDocument hidden(DocumentId id, int pages) {
        ArchivalDocument open = document(id, pages);
        return new ArchivalDocument(
                id, open.description(), new Rights(Access.HIDDEN, false, null), open.files());
    }

    @Test
    void whatAHoSoHidesChangesNothingOfTheFeeThatIsTold() {
        Row aDocument = new Row(Kind.CERTIFIED_COPY, "Một văn bản", Unit.DOCUMENT, 1_000);
        Row aFile = new Row(Kind.CERTIFIED_COPY, "Một tệp", Unit.FILE, 100);
        fees.enter(table(TODAY, true, aDocument, A_PAGE, aFile), ADMIN);
        holds(RECORD, document(FIRST, 1));
        Request open = grantedWhole();
        assertThat(fee(open).total()).isEqualTo(4_100);
        assertThat(fees.leavesOut(open)).isFalse();
        String letter = letters.getFirst();

        // Sound, which nobody could count, does not tell itself either.
        holds(RECORD, document(FIRST, 1), hidden(SECOND, 3), hidden(THIRD, 0));
        Request hides = grantedWhole();
        assertThat(fee(hides).estimate().lines()).isEqualTo(fee(open).estimate().lines());
        assertThat(fee(hides).total()).isEqualTo(4_100);
        assertThat(fee(hides).state()).isEqualTo(State.DUE);
        assertThat(letters.getLast().replace(hides.reference().value(), "YC"))
                .isEqualTo(letter.replace(open.reference().value(), "YC"));
        assertThat(fees.leavesOut(hides)).as("the desk is told").isTrue();
        assertThat(correct(hides, Map.of(1, 2, 2, 4, 3, 2), null).total())
                .as("an archivist who hands it out counts it")
                .isEqualTo(14_200);
        assertThat(fee(granted(item(1, RECORD, SECOND, Status.GRANTED))).total())
                .as("what was granted by itself is handed out")
                .isEqualTo(10_100);
    }

    @Test
    void whereNothingOfAHoSoMayBeKnownAnArchivistCountsAsOfWords() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        holds(RECORD, hidden(SECOND, 3));
        assertThat(fee(grantedWhole()).state()).isEqualTo(State.TO_BE_COUNTED);
        holds(RECORD);
        assertThat(fee(grantedWhole()).state()).isEqualTo(State.TO_BE_COUNTED);
    }

    @Test
    void whatHasNoPagesIsNotFreeForThat() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        holds(RECORD, document(FIRST, 0), document(SECOND, 3));
        assertThat(fee(grantedWhole()).state()).isEqualTo(State.TO_BE_COUNTED);
    }

    @Test
    void aReceiptIsRecordedOnceUnlessItWasCancelled() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request = grantedWhole();
        Fee unused = pay(request, 5_000, "BL 01");
        assertThat(refused(() -> pay(request, 5_000, " bl 01")))
                .containsExactly("FEE_RECEIPT_TWICE");
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql(
                                                "insert into kept.fee_payment (reference, n, amount,"
                                                        + " paid_on, receipt, method, at, done_by) values"
                                                        + " (?, 9, 1, now(), 'BL 01', 'CASH', now(), 'x')")
                                        .param(request.reference().value())
                                        .update())
                .hasMessageContaining("fee_payment_receipt");
        Fee cancelled = fees.cancelPayment(request.reference().value(), 1, "Ghi nhầm", LAN);
        assertThat(cancelled.owed()).isEqualTo(12_000);
        assertThat(pay(request, 6_000, "BL 01").owed()).isEqualTo(6_000);
    }

    @Test
    void whatWasToldAnewIsNeitherCountedNorWaivedNorPaidAsItStoodBefore() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request first = grantedWhole();
        String reference = first.reference().value();
        Request both =
                known(
                        reference,
                        Kind.CERTIFIED_COPY,
                        item(1, RECORD, null, Status.GRANTED),
                        item(2, OTHER, null, Status.GRANTED));
        Counted ofTheFirst = new Counted(1, Set.of(1), Map.of(1, 4), null);
        assertThat(refused(() -> fees.correct(reference, ofTheFirst, "vì", LAN)))
                .as("more was granted, though nothing was told yet")
                .containsExactly("FEE_CHANGED");
        fees.answered(both, GRANTED, LAN);
        Counted older = new Counted(1, Set.of(1, 2), Map.of(1, 4), null);
        assertThat(refused(() -> fees.correct(reference, older, "vì", LAN)))
                .containsExactly("FEE_CHANGED");
        assertThat(refused(() -> fees.waive(reference, 1, "vì", LAN)))
                .containsExactly("FEE_CHANGED");
        assertThat(
                        refused(
                                () ->
                                        fees.pay(
                                                reference,
                                                1,
                                                new NewPayment(1, TODAY, "BL", Method.CASH),
                                                LAN)))
                .containsExactly("FEE_CHANGED");
        assertThat(fee(both).total()).isEqualTo(42_000);
    }

    @Test
    void aTableThatIsEnteredLaterIsNotForWhatCameInBeforeWhateverItsFirstDayIs() {
        Request before = request(Kind.CERTIFIED_COPY, item(1, RECORD, null, Status.GRANTED));
        now = now.plusSeconds(60);
        fees.enter(table(TODAY.minusDays(30), true, A_PAGE), ADMIN);
        fees.answered(before, GRANTED, LAN);
        assertThat(fees.of(before.reference().value())).isEmpty();
        assertThat(fee(grantedWhole()).total()).isEqualTo(12_000);
    }

    @Test
    void anAnswerThatGrantsNothingTellsNoFee() {
        fees.enter(table(TODAY, true, A_PAGE), ADMIN);
        Request request =
                request(
                        Kind.CERTIFIED_COPY,
                        item(1, RECORD, null, Status.GRANTED),
                        item(2, OTHER, null, Status.REFUSED));
        fees.answered(
                request, List.of(new Step(now, Status.REFUSED, "lan", null, "Không có", 2)), LAN);
        assertThat(fees.of(request.reference().value())).isEmpty();
    }
}

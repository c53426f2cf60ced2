package vn.tangthu.repository.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.AgencyOrders.Holder;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.NewOrder;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReferenceMatching.Found;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.access.AppointedApprover;
import vn.tangthu.repository.catalogue.CatalogueRoom;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;

/** Orders of agencies: what is sent, who decides, and who gets it until when. */
class AgencyOrdersTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = archivist("lan");
    private static final Reader MAI = archivist("mai");
    private static final BodyId OURS = new BodyId(new UUID(1, 1));
    private static final BodyId HEIR = new BodyId(new UUID(1, 2));
    private static final FondsId OWN = new FondsId(new UUID(2, 1));
    private static final FondsId PARTED = new FondsId(new UUID(2, 2));
    private static final NewOrder ORDER =
            new NewOrder("15/CV-UBND", LocalDate.of(2026, 11, 20), "Giải quyết đất", "vt@xa.vn");

    @TempDir Path directory;
    private final Letters letters = mock(Letters.class);
    private final Bodies bodies = mock(Bodies.class);
    private final Inheritance inheritance = mock(Inheritance.class);
    private final VirusScanner scanner = mock(VirusScanner.class);
    private final List<String> log = new ArrayList<>();
    private final Account account = account(OURS);
    private final Reader clerk =
            new Reader(account.id(), "vanthu", Set.of(Role.AGENCY), Set.of(OWN));
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");
    private StoredAgencyOrders orders;
    private Path letter;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    private static Account account(@Nullable BodyId body) {
        return new Account(
                new AccountId(UUID.randomUUID()),
                "vanthu",
                "Trần Văn Thư",
                Set.of(Role.AGENCY),
                Set.of(),
                true,
                false,
                Instant.EPOCH,
                null,
                body,
                null);
    }

    @BeforeEach
    void wire() throws IOException {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        ActivityLog activity = mock(ActivityLog.class);
        Mockito.doAnswer(call -> log.add(call.getArgument(1) + " " + call.getArgument(3)))
                .when(activity)
                .record(any(), any(), any(), any());
        when(bodies.lines(any())).thenReturn(List.of());
        followed(HEIR, Set.of());
        followed(OURS, Set.of());
        when(scanner.scan(any(), any()))
                .thenReturn(new VirusCheck(VirusCheck.Outcome.CLEAN, "", "ClamAV", Instant.EPOCH));
        orders =
                new StoredAgencyOrders(
                        DATABASE.jdbc(),
                        DATABASE.transactions(),
                        new LetterCheck(scanner),
                        new OrderLetters(letters, ""),
                        activity,
                        bodies,
                        new OrderHolders(DATABASE.jdbc(), bodies, inheritance, clock),
                        clock,
                        new OrderProperties(30));
        letter = Files.writeString(directory.resolve("cv.pdf"), "%PDF-1.7\nCông văn");
    }

    /** Whose orders the body has beside its own. */
    private void followed(BodyId body, Set<BodyId> whole) {
        when(inheritance.of(eq(body), any()))
                .thenReturn(new Inheritance.Estate(body, List.of(), List.of(), whole, false));
    }

    private static Body.Line line(BodyId id, String name, @Nullable LocalDate until) {
        return new Body.Line(id, name, BodyKind.values()[0], name, "", null, until);
    }

    private static Match match(String code, FondsId fonds, Outcome outcome) {
        Found found = new Found(new AipId(UUID.randomUUID()), null, fonds, code, "Tên", 1998, 1998);
        return new Match(AskedReference.of("dòng 2", code), outcome, found, List.of(), false);
    }

    private String send() throws IOException {
        return orders.send(
                ORDER,
                List.of(
                        match("H49.1", OWN, Outcome.MATCHED),
                        match("H49.2", PARTED, Outcome.RESTRICTED),
                        match("H49.3", PARTED, Outcome.ELSEWHERE),
                        new Match(
                                AskedReference.of("dòng 5", "?"),
                                Outcome.NOT_FOUND,
                                null,
                                List.of(),
                                false)),
                letter,
                account,
                clerk);
    }

    private Order order(String number) {
        return orders.find(number).orElseThrow();
    }

    private List<Line> lines(String number) {
        return orders.lines(number, 0, 100).items();
    }

    private List<LineState> states(String number) {
        return lines(number).stream().map(Line::state).toList();
    }

    @Test
    void onlyWhatCanBeOrderedIsSentAndTheLetterIsKeptAsItCame() throws IOException {
        String number = send();
        assertThat(lines(number)).extracting(Line::code).containsExactly("H49.1", "H49.2");
        assertThat(orders.letter(order(number))).isEqualTo(Files.readAllBytes(letter));
        assertThat(order(number).checked()).contains("CLEAN");
        assertThat(order(number).state()).isEqualTo(State.WAITING);
        assertThat(orders.waiting(0)).extracting(Order::number).contains(number);
        assertThat(orders.ofBody(OURS, Long.MAX_VALUE)).extracting(Order::number).contains(number);
        assertThat(orders.ofBody(HEIR, Long.MAX_VALUE)).isEmpty();
        assertThat(log).containsExactly("AGENCY_ORDER_SENT 15/CV-UBND: 2");
    }

    @Test
    void aRestrictedLineTakesTwoPersonsAndTheDaysBeginWithTheLastDecision() throws IOException {
        String number = send();
        orders.decide(number, Set.of(), true, "Đúng thẩm quyền", LAN);
        assertThat(states(number)).containsExactly(LineState.GRANTED, LineState.PROPOSED);
        assertThat(order(number).state()).isEqualTo(State.WAITING);
        assertThat(orders.entitled(order(number), lines(number).getFirst(), account, clerk))
                .isEmpty();
        assertThatThrownBy(() -> orders.decide(number, Set.of(), true, "Lại", LAN))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.findings())
                                        .extracting(Finding::code)
                                        .containsExactly("ORDER_SECOND_PERSON"));
        try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc())) {
            assertThatThrownBy(() -> orders.decide(number, Set.of(), true, "x", MAI))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e ->
                                    assertThat(e.findings())
                                            .extracting(Finding::code)
                                            .containsExactly("APPROVER_ONLY"));
            assertThat(orders.counts(number).approver()).isEqualTo(1);
            orders.decide(number, Set.of(), true, "Đồng ý", AppointedApprover.APPROVER);
        }
        assertThat(log).contains("AGENCY_ORDER_DECIDED +1 BY_APPROVER: Đồng ý");
        assertThat(orders.counts(number)).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0));
        assertThat(order(number).expiresAt()).isEqualTo(now.plus(Duration.ofDays(30)));
        assertThatThrownBy(() -> orders.decide(number, Set.of(), true, "x", clerk))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aLineThatTheOnlyApproverProposedIsGrantedByAnotherArchivist() throws IOException {
        String number = send();
        try (AppointedApprover lan = new AppointedApprover(DATABASE.jdbc(), "lan")) {
            orders.decide(number, Set.of(), true, "Đúng", lan.reader());
            assertThat(states(number)).containsExactly(LineState.GRANTED, LineState.PROPOSED);
            assertThat(orders.counts(number).approver()).isZero();
            try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc(), "nam")) {
                assertThat(orders.counts(number).approver()).isEqualTo(1);
                assertThatThrownBy(() -> orders.decide(number, Set.of(2), true, "x", MAI))
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e ->
                                        assertThat(e.findings())
                                                .extracting(Finding::code)
                                                .containsExactly("APPROVER_ONLY"));
            }
            orders.decide(number, Set.of(2), true, "Được", MAI);
        }
        assertThat(states(number)).containsExactly(LineState.GRANTED, LineState.GRANTED);
        assertThat(log).contains("AGENCY_ORDER_DECIDED +1 NO_OTHER_APPROVER: Được");
    }

    @Test
    void whatWasGrantedIsTheBodysUntilItExpiresIsWithdrawnOrTheBodyActsNoMore() throws IOException {
        String number = send();
        orders.decide(number, Set.of(), true, "Được", LAN);
        orders.decide(number, Set.of(), true, "Được", MAI);
        Line own = lines(number).getFirst();
        Line restricted = lines(number).getLast();
        // what it may read anyway, as itself; the fonds of a restricted line for that line only
        assertThat(orders.entitled(order(number), own, account, clerk)).contains(clerk);
        assertThat(orders.entitled(order(number), restricted, account, clerk).orElseThrow().fonds())
                .containsExactlyInAnyOrder(OWN, PARTED);
        Account other = account(new BodyId(new UUID(1, 2)));
        assertThat(orders.entitled(order(number), own, other, clerk)).isEmpty();
        Reader closed = new Reader(account.id(), "vanthu", Set.of(), Set.of());
        assertThat(orders.entitled(order(number), own, account, closed)).isEmpty();
        assertThat(orders.entitled(order(number), own, account, LAN)).isEmpty();

        orders.decide(number, Set.of(2), false, "Có khiếu nại", LAN);
        Line refused = lines(number).getLast();
        // who granted it and why stays
        assertThat(refused)
                .extracting(Line::proposedBy, Line::decidedBy, Line::reason)
                .containsExactly("lan", "mai", "Được");
        assertThat(refused)
                .extracting(Line::proposedWhy, Line::refusedBy, Line::refusedWhy)
                .containsExactly("Được", "lan", "Có khiếu nại");
        assertThat(orders.entitled(order(number), refused, account, clerk)).isEmpty();

        now = now.plus(Duration.ofDays(30));
        assertThat(order(number).state()).isEqualTo(State.EXPIRED);
        assertThat(orders.entitled(order(number), own, account, clerk)).isEmpty();

        String withdrawn = send();
        orders.decide(withdrawn, Set.of(1), true, "Được", LAN);
        orders.decide(withdrawn, Set.of(2), false, "Không", LAN);
        Reader stranger = new Reader(other.id(), "khac", Set.of(Role.AGENCY), Set.of());
        assertThatThrownBy(() -> orders.withdraw(withdrawn, "Thử", stranger))
                .isInstanceOf(RefusedException.class);
        orders.withdraw(withdrawn, "Gửi nhầm", clerk);
        assertThat(orders.entitled(order(withdrawn), lines(withdrawn).getFirst(), account, clerk))
                .isEmpty();
    }

    @Test
    void whenTheBodyEndsItsOrderIsThatOfTheOneWhoAloneFollowedIt() throws IOException {
        String number = send();
        String waits = send();
        orders.decide(number, Set.of(), true, "Được", LAN);
        orders.decide(number, Set.of(), true, "Được", MAI);
        assertThat(orders.holder(order(number)).endedOn()).isNull();
        Account heir = account(HEIR);
        Reader theirs = new Reader(heir.id(), "nhatrang", Set.of(Role.AGENCY), Set.of(OWN));
        Line own = lines(number).getFirst();
        Line restricted = lines(number).getLast();

        // ended, and parted: nobody has it
        Body.Line ours = line(OURS, "Phường Vạn Thạnh", LocalDate.of(2026, 11, 23));
        Body.Line one = line(HEIR, "Phường Nha Trang", null);
        when(bodies.lines(any())).thenReturn(List.of(ours));
        assertThat(orders.holder(order(number)).endedOn()).as("the day before").isNull();
        now = Instant.parse("2026-11-22T17:00:00Z"); // the 23rd in Viet Nam
        when(bodies.responsible(eq(OURS), any()))
                .thenReturn(new Bodies.Responsible(List.of(one), false));
        Holder nobody = orders.holder(order(number));
        assertThat(nobody.endedOn()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(nobody.whole()).isFalse();
        assertThat(orders.ofBody(HEIR, Long.MAX_VALUE)).isEmpty();
        assertThat(orders.theirs(order(number), heir, theirs)).isFalse();
        assertThat(orders.entitled(order(number), own, heir, theirs)).isEmpty();
        assertThat(refusal(() -> orders.decide(waits, Set.of(), true, "Được", LAN)))
                .containsExactly("ORDER_BODY_ENDED");
        assertThat(states(waits)).containsOnly(LineState.OPEN);

        // followed whole
        followed(HEIR, Set.of(OURS));
        assertThat(orders.holder(order(number)).whole()).isTrue();
        assertThat(orders.ofBody(HEIR, Long.MAX_VALUE))
                .extracting(Order::number)
                .contains(number, waits);
        assertThat(orders.theirs(order(number), heir, theirs)).isTrue();
        assertThat(orders.theirs(order(number), heir, LAN)).isFalse();
        assertThat(orders.entitled(order(number), own, heir, theirs))
                .as("as itself, with its own rights")
                .contains(theirs);
        assertThat(orders.entitled(order(number), restricted, heir, theirs).orElseThrow().fonds())
                .containsExactlyInAnyOrder(OWN, PARTED);
        orders.fetched(order(number), own, theirs);
        orders.received(number, heir, theirs);
        assertThat(order(number).receivedAt()).isEqualTo(now);
        orders.decide(waits, Set.of(1), true, "Được", LAN);
        assertThat(states(waits)).startsWith(LineState.GRANTED);

        assertThat(refusal(() -> orders.withdraw(waits, "Thôi", theirs)))
                .as("an account that the database does not know")
                .containsExactly("ORDER_OVER");
        int body =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.body (id, reference, kind, history, revision,"
                                        + " changed_by, changed_at) values (?, 'nha-trang', ?, '{}',"
                                        + " 1, 'an', now())")
                        .params(HEIR.value(), BodyKind.values()[0].name())
                        .update();
        int known =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.account (id, username, display_name, roles, fonds,"
                                        + " password_hash, must_change, created_at, body) values (?,"
                                        + " 'nhatrang', 'Văn thư', array['AGENCY'], '{}', 'x',"
                                        + " false, now(), ?)")
                        .params(heir.id().value(), HEIR.value())
                        .update();
        assertThat(body + known).isEqualTo(2);
        assertThat(orders.mayWithdraw(order(waits), theirs)).isTrue();
        followed(HEIR, Set.of());
        assertThat(orders.mayWithdraw(order(waits), theirs)).as("followed it not").isFalse();
        followed(HEIR, Set.of(OURS));
        assertThat(orders.mayWithdraw(order(waits), clerk)).as("sent it").isTrue();
        orders.withdraw(waits, "Thôi", theirs);
        assertThat(order(waits).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void aReceiptIsGivenOnceAfterSomethingWasFetched() throws IOException {
        String number = send();
        orders.decide(number, Set.of(), false, "Không thuộc thẩm quyền", LAN);
        assertThat(order(number).state()).isEqualTo(State.REFUSED);
        String granted = send();
        orders.decide(granted, Set.of(1), true, "Được", LAN);
        orders.decide(granted, Set.of(2), false, "Không", LAN);
        assertThatThrownBy(() -> orders.received(granted, account, clerk))
                .isInstanceOf(RefusedException.class);
        orders.fetched(order(granted), lines(granted).getFirst(), clerk);
        orders.received(granted, account, clerk);
        assertThat(order(granted).receivedBy()).isEqualTo("Trần Văn Thư");
        assertThat(orders.counts(granted).fetched()).isEqualTo(1);
        assertThatThrownBy(() -> orders.received(granted, account, clerk))
                .isInstanceOf(RefusedException.class);
        assertThat(log)
                .contains(
                        "AGENCY_ORDER_FETCHED " + granted + ": H49.1: Giải quyết đất",
                        "AGENCY_ORDER_RECEIVED null");
    }

    @Test
    void howSomebodyWroteWhatIsErasedIsForgotten() throws IOException {
        String number = send();
        Line line = lines(number).getFirst();
        new ErasedOrders(DATABASE.jdbc())
                .erase(
                        List.of(
                                new ErasureStep.Erased(
                                        line.record().value(),
                                        "H49.1",
                                        Tombstones.Cause.values()[0],
                                        Set.of(),
                                        Set.of())));
        assertThat(lines(number)).extracting(Line::asked).containsExactly("", "H49.2");
        assertThat(lines(number).getFirst().code()).isEqualTo("H49.1");
    }

    @Test
    void aLetterThatIsNoneIsRefusedWithAllElseThatIsWrong() throws IOException {
        Path word = Files.writeString(directory.resolve("cv.docx.pdf"), "PK");
        assertThatThrownBy(
                        () ->
                                orders.send(
                                        new NewOrder("", LocalDate.of(2027, 1, 1), "", ""),
                                        List.of(),
                                        word,
                                        account(null),
                                        clerk))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.findings())
                                        .extracting(Finding::code)
                                        .containsExactly(
                                                "ORDER_NO_BODY",
                                                "ORDER_EMPTY",
                                                "ORDER_INCOMPLETE",
                                                "ORDER_LETTER_NO_PDF"));
        when(scanner.scan(any(), any()))
                .thenReturn(
                        new VirusCheck(
                                VirusCheck.Outcome.INFECTED, "Eicar", "ClamAV", Instant.EPOCH));
        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.findings())
                                        .extracting(Finding::code)
                                        .containsExactly("ORDER_LETTER_INFECTED"));
    }

    private static List<String> refusal(ThrowingCallable act) {
        RefusedException refused =
                Objects.requireNonNull(catchThrowableOfType(RefusedException.class, act));
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void aLetterThatIsTooLargeOrCannotBeScannedIsNotTaken() throws IOException {
        when(scanner.scan(any(), any())).thenThrow(new VirusScanner.Unavailable("away"));
        assertThat(refusal(this::send)).containsExactly("ORDER_LETTER_NOT_SCANNED");
        byte[] large = new byte[(int) AgencyOrders.LARGEST_LETTER + 1];
        byte[] header = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, large, 0, header.length);
        letter = Files.write(directory.resolve("large.pdf"), large);
        assertThat(refusal(this::send)).containsExactly("ORDER_LETTER_TOO_LARGE");
    }

    @Test
    void whatIsOverIsNotDecidedOrReceived() throws IOException {
        String number = send();
        assertThat(refusal(() -> orders.received(number, account, clerk)))
                .containsExactly("ORDER_NOT_FETCHED");
        orders.withdraw(number, "Gửi nhầm", clerk);
        assertThat(refusal(() -> orders.decide(number, Set.of(), true, "Được", LAN)))
                .containsExactly("ORDER_OVER");
        assertThat(refusal(() -> orders.decide("LH-0", Set.of(), true, "Được", LAN)))
                .containsExactly("ORDER_UNKNOWN");
    }

    private static AipId kept(String code) {
        CatalogueRoom room = new CatalogueRoom(DATABASE.dataSource());
        FondsObject fonds = room.put(Samples.fonds(code, Rights.OPEN));
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        return room.keep(
                        delivery,
                        Samples.aip(fonds, null, code + ".1", delivery, Rights.OPEN, Rights.LISTED))
                .getFirst();
    }

    private static void execute(String sql, AipId id) {
        assertThat(DATABASE.jdbc().sql(sql).param(id.value()).update()).isEqualTo(1);
    }

    private static final String LATER =
            "update projection.record set version = version + 1 where id = ?";

    /** An order of one restricted line, of a hồ sơ that is there. */
    private String restricted(AipId id) throws IOException {
        return orders.send(
                ORDER,
                List.of(
                        new Match(
                                AskedReference.of("dòng 2", "77.1"),
                                Outcome.RESTRICTED,
                                new Found(id, null, PARTED, "H49.77.1", "Tên", 1998, 1998),
                                List.of(),
                                false)),
                letter,
                account,
                clerk);
    }

    private List<String> waiting() {
        List<String> waiting = orders.waiting(0).stream().map(Order::number).toList();
        assertThat(orders.waits()).isEqualTo(waiting.size());
        return waiting;
    }

    private List<String> done() {
        return orders.done(Long.MAX_VALUE).stream().map(Order::number).toList();
    }

    @Test
    void aDecidedOrderWaitsAgainWithALineToBeDecidedAgainAndItsDaysBeginAnew() throws IOException {
        int unused = DATABASE.jdbc().sql("truncate kept.agency_order cascade").update();
        AipId id = kept("78");
        String number = restricted(id);
        String other = send();
        assertThat(waiting()).containsExactly(number, other);
        orders.withdraw(other, "Gửi nhầm", clerk);
        orders.decide(number, Set.of(), true, "Được", LAN);
        assertThat(waiting()).containsExactly(number);
        orders.decide(number, Set.of(), true, "Được", MAI);
        assertThat(waiting()).isEmpty();
        assertThat(done()).containsExactly(other, number);
        Instant first = Objects.requireNonNull(order(number).expiresAt());

        now = first.minus(Duration.ofDays(1));
        execute(LATER, id);
        assertThat(waiting()).as("to be decided again").containsExactly(number);
        assertThat(done()).containsExactly(other);
        assertThat(orders.counts(number).again()).isEqualTo(1);
        orders.decide(number, Set.of(), true, "Được", LAN);
        assertThat(waiting()).as("for a second person").containsExactly(number);
        assertThat(orders.counts(number).again()).isZero();
        assertThat(order(number).expiresAt()).isEqualTo(first);

        now = first.plus(Duration.ofDays(2));
        assertThat(order(number).state()).isEqualTo(State.WAITING);
        assertThat(waiting()).as("its days ended meanwhile").containsExactly(number);
        assertThat(orders.entitled(order(number), lines(number).getFirst(), account, clerk))
                .isEmpty();
        Mockito.clearInvocations(letters);
        orders.decide(number, Set.of(1), true, "Được", MAI);
        Mockito.verify(letters).write(any(), any(), any(), any());
        assertThat(order(number).expiresAt()).isEqualTo(now.plus(Duration.ofDays(30)));
        assertThat(order(number).state()).isEqualTo(State.OPEN);
        assertThat(waiting()).isEmpty();

        now = now.plus(Duration.ofDays(30));
        execute(LATER, id);
        assertThat(order(number).state()).isEqualTo(State.EXPIRED);
        assertThat(waiting()).as("what is over is over").isEmpty();
    }

    @Test
    void aLineThatIsRefusedWhenItIsDecidedAgainGivesTheOthersNoMoreDays() throws IOException {
        AipId id = kept("79");
        String number = restricted(id);
        orders.decide(number, Set.of(), true, "Được", LAN);
        orders.decide(number, Set.of(), true, "Được", MAI);
        Instant first = Objects.requireNonNull(order(number).expiresAt());
        now = now.plus(Duration.ofDays(3));
        execute(LATER, id);
        orders.decide(number, Set.of(1), true, "Được", LAN);
        orders.decide(number, Set.of(1), false, "Không", MAI);
        assertThat(order(number).expiresAt()).isEqualTo(first);
        assertThat(waiting()).doesNotContain(number);
    }

    @Test
    void whatChangedSinceItWasProposedOrGrantedIsDecidedAgainByTwo() throws IOException {
        AipId id = kept("77");
        String number = restricted(id);
        orders.decide(number, Set.of(), true, "Được", LAN);
        execute(LATER, id);
        orders.decide(number, Set.of(), true, "Được", MAI); // another thing than Lan saw
        assertThat(states(number)).containsExactly(LineState.PROPOSED);
        assertThat(lines(number).getFirst().proposedBy()).isEqualTo("mai");
        orders.decide(number, Set.of(), true, "Được", LAN);
        assertThat(states(number)).containsExactly(LineState.GRANTED);
        Line granted = lines(number).getFirst();
        assertThat(granted.again()).isFalse();
        Reader read = orders.entitled(order(number), granted, account, clerk).orElseThrow();
        // its listed document goes with a restricted line, and stays behind for whoever may not
        assertThat(orders.withheld(granted, read)).isZero();
        assertThat(orders.withheld(granted, clerk)).isEqualTo(1);

        execute(LATER, id);
        Line changed = lines(number).getFirst();
        assertThat(changed.again()).isTrue();
        assertThat(orders.entitled(order(number), changed, account, clerk)).isEmpty();
        orders.decide(number, Set.of(1), true, "Được", LAN);
        orders.decide(number, Set.of(1), true, "Được", MAI);
        assertThat(orders.entitled(order(number), lines(number).getFirst(), account, clerk))
                .isPresent();

        execute("insert into kept.unread (aip_id) values (?)", id);
        assertThat(orders.entitled(order(number), lines(number).getFirst(), account, clerk))
                .isEmpty();
    }

    @Test
    void aBodyHasOnlySoManyOrdersWaiting() throws IOException {
        Account busy = account(new BodyId(new UUID(1, 20)));
        List<Match> one = List.of(match("H49.9", OWN, Outcome.MATCHED));
        for (int n = 0; n < AgencyOrders.MOST_WAITING; n++) {
            assertThat(orders.send(ORDER, one, letter, busy, clerk)).startsWith("LH-2026-");
        }
        assertThat(refusal(() -> orders.send(ORDER, one, letter, busy, clerk)))
                .containsExactly("ORDER_TOO_MANY_WAITING");
    }
}

package vn.tangthu.repository.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Delivery;
import vn.tangthu.repository.AgencyDeliveries.Handed;
import vn.tangthu.repository.AgencyDeliveries.Job;
import vn.tangthu.repository.AgencyDeliveries.Part;
import vn.tangthu.repository.AgencyDeliveries.State;
import vn.tangthu.repository.AgencyDeliveries.Wanted;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.NewOrder;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.ReferenceMatching.Found;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.catalogue.CatalogueRoom;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Deliveries as jobs: what a kill leaves, what a closure keeps back, and when bytes are gone. */
class AgencyDeliveriesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final BodyId OURS = new BodyId(new UUID(1, 1));
    private static final FondsId OWN = new FondsId(new UUID(2, 1));
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    @TempDir Path home;
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Catalogue catalogue = mock(Catalogue.class);
    private final List<String> log = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final List<AipId> records = new ArrayList<>();
    private final Set<AipId> gone = new HashSet<>();
    private final Account account =
            new Account(
                    new AccountId(UUID.randomUUID()),
                    "vanthu",
                    "Trần Văn Thư",
                    Set.of(Role.AGENCY),
                    Set.of(),
                    true,
                    false,
                    Instant.EPOCH,
                    null,
                    OURS,
                    null);
    private final Reader clerk =
            new Reader(account.id(), "vanthu", Set.of(Role.AGENCY), Set.of(OWN));
    private int version = 1;
    private Instant now = START;
    private StoredAgencyOrders orders;
    private StoredAgencyDeliveries deliveries;
    private ErasedDeliveries erased;
    private Order order;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void grant() throws IOException {
        DATABASE.jdbc().sql("update kept.agency_delivery set next_at = 'infinity'").update();
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        ActivityLog activity = mock(ActivityLog.class);
        Mockito.doAnswer(call -> log.add(call.getArgument(1)))
                .when(activity)
                .record(any(), any(), any(), any());
        Bodies bodies = mock(Bodies.class);
        when(bodies.lines(any())).thenReturn(List.of());
        Inheritance inheritance = mock(Inheritance.class);
        when(inheritance.of(any(), any()))
                .thenAnswer(
                        call ->
                                new Inheritance.Estate(
                                        call.getArgument(0),
                                        List.of(),
                                        List.of(),
                                        Set.of(),
                                        false));
        VirusScanner scanner = mock(VirusScanner.class);
        when(scanner.scan(any(), any()))
                .thenReturn(new VirusCheck(VirusCheck.Outcome.CLEAN, "", "ClamAV", Instant.EPOCH));
        Letters post = mock(Letters.class);
        Mockito.doAnswer(call -> letters.add(call.getArgument(2)))
                .when(post)
                .write(any(), any(), any(), any());
        OrderLetters words = new OrderLetters(post, "");
        orders =
                new StoredAgencyOrders(
                        DATABASE.jdbc(),
                        DATABASE.transactions(),
                        new LetterCheck(scanner),
                        words,
                        activity,
                        bodies,
                        new OrderHolders(DATABASE.jdbc(), bodies, inheritance, clock),
                        clock,
                        new OrderProperties(30));
        DeliveryRows rows = new DeliveryRows(DATABASE.jdbc());
        DeliveryBytes bytes = new DeliveryBytes(store, new TangThuHome(home));
        DeliveryLeftovers leftovers = new DeliveryLeftovers(DATABASE.jdbc(), bytes);
        erased = new ErasedDeliveries(rows, bytes, leftovers);
        deliveries =
                new StoredAgencyDeliveries(
                        rows,
                        bytes,
                        leftovers,
                        new DeliverySizes(DATABASE.jdbc()),
                        orders,
                        catalogue,
                        words,
                        activity,
                        DATABASE.transactions(),
                        clock,
                        new DeliveryProperties(DataSize.ofBytes(30)));
        when(catalogue.record(any(), any())).thenAnswer(call -> view(call.getArgument(0)));
        records.add(new AipId(UUID.randomUUID()));
        records.add(new AipId(UUID.randomUUID()));
        order = granted(records);
        log.clear();
        letters.clear();
    }

    private Order granted(List<AipId> wanted) throws IOException {
        Path letter = Files.writeString(home.resolve("cv.pdf"), "%PDF-1.7\nCông văn");
        List<Match> matches = new ArrayList<>();
        for (int n = 1; n <= wanted.size(); n++) {
            matches.add(
                    new Match(
                            AskedReference.of("dòng " + n, "H49." + n),
                            Outcome.MATCHED,
                            new Found(wanted.get(n - 1), null, OWN, "H49." + n, "Tên", 1998, 1998),
                            List.of(),
                            false));
        }
        String number =
                orders.send(
                        new NewOrder("15/CV", LocalDate.of(2026, 11, 20), "Đất", "vt@xa.vn"),
                        matches,
                        letter,
                        account,
                        clerk);
        orders.decide(number, Set.of(), true, "Đúng thẩm quyền", LAN);
        Files.delete(letter);
        return orders.find(number).orElseThrow();
    }

    private Optional<RecordView> view(AipId id) {
        if (gone.contains(id)) {
            return Optional.empty();
        }
        DocumentDescription description = mock(DocumentDescription.class);
        ContentFile file =
                new ContentFile(
                        new ContentFileId(id.value()),
                        "data/1",
                        "1.pdf",
                        "application/pdf",
                        1,
                        1,
                        Digest.of(DigestAlgorithm.SHA512, new byte[] {1}),
                        Digest.of(DigestAlgorithm.SHA256, new byte[] {1}));
        Rights rights = new Rights(Access.PUBLIC, false, null);
        return Optional.of(
                new RecordView.Full(
                        id,
                        new RecordView.FondsSummary(OWN, "H49", "Phông"),
                        null,
                        mock(FileDescription.class),
                        rights,
                        List.of(
                                new ArchivalDocument(
                                        new DocumentId(id.value()),
                                        description,
                                        rights,
                                        List.of(file))),
                        0,
                        new RecordView.Provenance(null, "A", START),
                        new FixityState.Sound(START),
                        List.of(new RecordVersion(version, START, "lan", "Nhận"))));
    }

    private List<Line> lines() {
        return orders.lines(order.number(), 0, 10).items();
    }

    private void start() {
        deliveries.start(order, account, clerk, "https://kho.example");
    }

    private boolean put(Job job, int n, String content) throws IOException {
        Line line = lines().get(n - 1);
        Path file = Files.writeString(home.resolve("goi"), content);
        return deliveries.put(job, line, deliveries.seen(line, clerk).orElseThrow(), clerk, file);
    }

    private Optional<Part> part(int n) {
        return deliveries.part(order, lines().get(n - 1), clerk);
    }

    private Delivery delivery() {
        return deliveries.find(order).orElseThrow();
    }

    private List<String> stored() throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            return all.map(one -> one.key().value()).toList();
        }
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void whatAKillCutOffGoesOnWithTheLineThatIsMissing() throws Exception {
        start();
        start(); // pressed twice
        assertThat(log).containsExactly("AGENCY_DELIVERY_ORDERED");
        Job first = deliveries.take().orElseThrow();
        assertThat(first.done()).isEmpty();
        assertThat(deliveries.take()).as("it is being made").isEmpty();
        assertThat(put(first, 1, "gói một")).isTrue();
        now = now.plus(Duration.ofHours(1)); // killed, started again
        Job second = deliveries.take().orElseThrow();
        assertThat(second.order()).isEqualTo(order.number());
        assertThat(second.done()).containsExactly(1);
        assertThat(second.attempts()).as("a line was done between").isEqualTo(1);
        assertThat(delivery().linesDone()).isEqualTo(1);
        assertThat(put(second, 2, "gói hai")).isTrue();
        deliveries.ready(second);
        assertThat(delivery().state()).isEqualTo(State.READY);
        assertThat(delivery().bytes())
                .isEqualTo("gói mộtgói hai".getBytes(StandardCharsets.UTF_8).length);
        assertThat(letters).singleElement().asString().contains("sẵn sàng");
        try (Handed handed = deliveries.open(part(2).orElseThrow()).orElseThrow()) {
            assertThat(handed.path()).hasContent("gói hai");
        }
    }

    @Test
    void aPartLeavesOnlyWhileItIsWhatWouldBeGivenNow() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        assertThat(put(job, 1, "cũ") && put(job, 2, "hai")).isTrue();
        deliveries.ready(job);
        version = 2;
        assertThat(part(1)).as("another version").isEmpty();
        deliveries.again(order, clerk);
        Job again = deliveries.take().orElseThrow();
        assertThat(put(again, 1, "mới")).isTrue();
        deliveries.ready(again);
        try (Handed handed = deliveries.open(part(1).orElseThrow()).orElseThrow()) {
            assertThat(handed.path()).hasContent("mới");
        }
        assertThat(stored()).as("the older part is gone").hasSize(2);
        gone.add(records.getFirst());
        assertThat(part(1)).as("closed").isEmpty();
    }

    @Test
    void whatIsCancelledWhileItIsMadeLeavesNothingAndCanBeOrderedAgain() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        assertThat(put(job, 1, "một")).isTrue();
        deliveries.cancel(order, account, clerk);
        assertThat(put(job, 2, "hai")).as("not wanted any more").isFalse();
        deliveries.ready(job);
        assertThat(delivery().state()).isEqualTo(State.CANCELLED);
        deliveries.sweep();
        assertThat(stored()).isEmpty();
        start();
        assertThat(deliveries.take().orElseThrow().done()).isEmpty();
        deliveries.cancel(order, null, LAN); // an archivist may, too
        assertThat(log).filteredOn("AGENCY_DELIVERY_CANCELLED"::equals).hasSize(2);
    }

    @Test
    void bytesGoWhenTheOrderIsOverAndWithTheirRecord() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        assertThat(put(job, 1, "một") && put(job, 2, "hai")).isTrue();
        deliveries.ready(job);
        eraseFirst();
        assertThat(part(1)).isEmpty();
        assertThat(stored()).hasSize(1);
        now = now.plus(Duration.ofDays(31));
        deliveries.sweep();
        assertThat(stored()).isEmpty();
        assertThat(delivery().state()).isEqualTo(State.OVER);
        assertThat(refused(this::start)).containsExactly("ORDER_OVER");
    }

    private void eraseFirst() throws IOException {
        erased.erase(
                List.of(
                        new ErasureStep.Erased(
                                records.getFirst().value(),
                                "H49.1",
                                Tombstones.Cause.values()[0],
                                Set.of(),
                                Set.of())));
    }

    /** As a kill between the store and the database leaves it. */
    private void storedOnly(int n) throws IOException {
        UUID id =
                DATABASE.jdbc()
                        .sql("select id from kept.agency_order where number = ?")
                        .param(order.number())
                        .query(UUID.class)
                        .single();
        new DeliveryBytes(store, new TangThuHome(home))
                .put(id, n, Files.writeString(home.resolve("goi"), "gói"));
    }

    @Test
    void anErasureFindsPackagesThatNoPartHas() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        assertThat(put(job, 1, "một") && put(job, 2, "hai")).isTrue();
        deliveries.ready(job);
        deliveries.lost(order, lines().getFirst()); // the row is gone, the bytes may lie there
        storedOnly(1);
        assertThat(stored()).hasSize(3);
        eraseFirst();
        assertThat(stored()).singleElement().asString().contains("/2-");
        assertThat(part(2)).isPresent();
    }

    @Test
    void whatIsErasedOrChangesWhileItIsPackedIsNotEntered() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        Line line = lines().getFirst();
        String seen = deliveries.seen(line, clerk).orElseThrow();
        Path file = Files.writeString(home.resolve("goi"), "gói");
        gone.add(records.getFirst());
        assertThat(deliveries.put(job, line, seen, clerk, file)).as("it goes on").isTrue();
        assertThat(stored()).isEmpty();
        assertThat(delivery().linesDone()).isZero();
        gone.clear();
        version = 2;
        assertThatIOException()
                .isThrownBy(() -> deliveries.put(job, line, seen, clerk, file))
                .withMessageContaining("changed");
        assertThat(stored()).isEmpty();
        assertThat(delivery().linesDone()).isZero();
    }

    @Test
    void whatWasThereBeforeGoesBeforeTheFirstLineIsPacked() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        assertThat(put(job, 1, "một")).isTrue();
        deliveries.cancel(order, account, clerk);
        start(); // no sweep between
        Job second = deliveries.take().orElseThrow();
        assertThat(stored()).as("of what was cancelled").isEmpty();
        assertThat(put(second, 1, "một")).isTrue();
        storedOnly(2);
        now = now.plus(Duration.ofHours(1)); // killed, started again
        Job third = deliveries.take().orElseThrow();
        assertThat(stored()).singleElement().asString().contains("/1-");
        deliveries.failed(third, "DELIVERY_NOT_MADE", true);
        deliveries.sweep();
        assertThat(stored()).as("what was made of one that failed stays").hasSize(1);
        deliveries.cancel(order, account, clerk);
        deliveries.sweep();
        assertThat(stored()).isEmpty();
    }

    @Test
    void whoFetchesWhatIsNotTheirsAnyMoreHasItMadeAsThemselves() throws Exception {
        start();
        for (int round = 0; round < AgencyDeliveries.ATTEMPTS; round++) {
            Job job = deliveries.take().orElseThrow();
            assertThat(job.attempts()).as("a round of its own").isEqualTo(1);
            deliveries.ready(job);
            Reader fetching =
                    new Reader(new AccountId(UUID.randomUUID()), "b", Set.of(), Set.of(OWN));
            deliveries.again(order, fetching);
            Job again = deliveries.take().orElseThrow();
            assertThat(again.account()).isEqualTo(fetching.account());
            assertThat(again.attempts()).isEqualTo(1);
            deliveries.ready(again);
            deliveries.again(order, clerk);
        }
    }

    @Test
    void whatWouldBeTooLargeIsRefusedBeforeAnythingIsMade() throws IOException {
        CatalogueRoom room = new CatalogueRoom(DATABASE.dataSource());
        FondsObject fonds = room.put(Samples.fonds("78", Rights.OPEN));
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        AipId large =
                room.keep(
                                delivery,
                                Samples.aip(
                                        fonds,
                                        null,
                                        "78.1",
                                        delivery,
                                        Rights.OPEN,
                                        Rights.OPEN,
                                        Rights.LISTED))
                        .getFirst();
        int files =
                DATABASE.jdbc()
                        .sql("update projection.content_file set size = 100 where aip_id = ?")
                        .param(large.value())
                        .update();
        assertThat(files).as("one document is open and one is not").isEqualTo(2);
        assertThat(deliveries.bytes(List.of(new Wanted(large, null)), clerk))
                .as("what the clerk may not read is not told by its size")
                .isEqualTo(100);
        assertThat(deliveries.bytes(List.of(new Wanted(large, null)), LAN)).isEqualTo(200);
        Reader theirs = new Reader(null, "x", Set.of(Role.AGENCY), Set.of(fonds.id()));
        assertThat(deliveries.bytes(List.of(new Wanted(large, null)), theirs)).isEqualTo(200);
        share(large);
        assertThat(deliveries.bytes(List.of(new Wanted(large, null)), clerk))
                .as("a document in one file with another that is closed does not leave")
                .isZero();
        assertThat(deliveries.bytes(List.of(new Wanted(large, null)), LAN)).isEqualTo(100);
        DATABASE.jdbc()
                .sql("update projection.document set access = 0 where aip_id = ?")
                .param(large.value())
                .update();
        order = granted(List.of(large));
        assertThat(refused(this::start)).containsExactly("DELIVERY_TOO_LARGE");
        assertThat(deliveries.find(order)).isEmpty();
        assertThat(deliveries.take()).isEmpty();
    }

    /** The files of the hồ sơ are pages of one. */
    private static void share(AipId record) {
        DATABASE.jdbc()
                .sql(
                        "update projection.content_file set path = 'chung.pdf', whole_id = aip_id,"
                                + " first_page = ordinal + 1, whole_pages = 9 where aip_id = ?")
                .param(record.value())
                .update();
    }

    @Test
    void onlyTheBodyItIsForHasItMadeAndNotMoreThanOneDeliveryMayHave() throws Exception {
        Reader other =
                new Reader(new AccountId(UUID.randomUUID()), "x", Set.of(Role.AGENCY), Set.of());
        assertThat(refused(() -> deliveries.start(order, account, other, "")))
                .containsExactly("ORDER_OVER");
        assertThat(refused(() -> deliveries.cancel(order, account, other)))
                .containsExactly("ORDER_OVER");
        start();
        Job job = deliveries.take().orElseThrow();
        assertThat(put(job, 1, "hơn ba mươi byte, và còn hơn nữa")).isFalse();
        assertThat(delivery().state()).isEqualTo(State.FAILED);
        assertThat(Objects.requireNonNull(delivery().problem()).code()).isEqualTo("DELIVERY_GREW");
        assertThat(log).contains("AGENCY_DELIVERY_FAILED");
        start(); // pressed again, and again
        Job next = deliveries.take().orElseThrow();
        assertThat(put(next, 1, "một") && put(next, 2, "hai mươi tư byte, còn hơn")).isFalse();
        start();
        assertThat(put(deliveries.take().orElseThrow(), 2, "hai mươi tư byte, còn hơn")).isFalse();
        assertThat(delivery().bytes()).as("within the bound").isBetween(1L, 30L);
        assertThat(stored()).hasSize(1);
        assertThat(delivery().state().canBeCancelled()).isTrue();
    }

    @Test
    void aDamagedLineIsToldAndOtherBytesAreNeverHandedOut() throws Exception {
        start();
        Job job = deliveries.take().orElseThrow();
        Line line = lines().getFirst();
        String seen = deliveries.seen(line, clerk).orElseThrow();
        assertThat(deliveries.put(job, line, seen, clerk, null)).isTrue();
        assertThat(part(1).orElseThrow().key()).isNull();
        assertThat(put(job, 2, "hai")).isTrue();
        Part part = part(2).orElseThrow();
        Part wrong =
                new Part(
                        2,
                        part.key(),
                        part.size(),
                        part.sha256(),
                        Digest.of(DigestAlgorithm.SHA512, new byte[] {9}));
        assertThat(deliveries.open(wrong)).isEmpty();
        deliveries.ready(job);
        deliveries.lost(order, lines().get(1));
        deliveries.again(order, clerk);
        assertThat(deliveries.take().orElseThrow().done()).containsExactly(1);
    }
}

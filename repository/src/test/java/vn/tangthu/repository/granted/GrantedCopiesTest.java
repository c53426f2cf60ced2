package vn.tangthu.repository.granted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.AdditionalAnswers;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
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
import vn.tangthu.repository.CopyPapers;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Handed;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Level;
import vn.tangthu.repository.GrantedCopies.Order;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.access.AppointedApprover;
import vn.tangthu.repository.access.TestRequests;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Copies for granted requests: who gets what, and what a kill, a fault or a closure leaves. */
class GrantedCopiesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = archivist("lan");
    private static final Reader MAI = archivist("mai");
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    @TempDir Path home;
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Catalogue catalogue = mock(Catalogue.class);
    private final AccessRequests requests = mock(AccessRequests.class);
    private final PageImages images = mock(PageImages.class);
    private final PackageExports packages = mock(PackageExports.class);
    private final Fees fees = mock(Fees.class);
    private final List<CopyPapers.Certified> certified = new ArrayList<>();
    private final List<CopyPapers.Facts> marked = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final ObjectStore erasing = erasing();
    private boolean held;
    private long free = 1L << 40;
    private @Nullable UUID broken;
    private boolean key = true;
    private @Nullable Exception fault;
    private Runnable meanwhile = () -> {};
    private Instant now = START;
    private String reference = "";
    private StoredGrantedCopies copies;
    private GrantedMaking making;
    private GrantedRows rows;
    private GrantedBytes bytes;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** The store, which erases, holds older versions back, or fails as a test has it. */
    private ObjectStore erasing() {
        ObjectStore erasing =
                mock(
                        ObjectStore.class,
                        Mockito.withSettings()
                                .extraInterfaces(ErasingStore.class)
                                .defaultAnswer(AdditionalAnswers.delegatesTo(store)));
        try {
            Mockito.doAnswer(
                            call -> {
                                StoreKey folder = call.getArgument(0);
                                if (folder.value().equals("granted/" + broken)) {
                                    throw new IOException("Another owner");
                                }
                                var gone = ErasingStore.eraseListed(store, folder, "");
                                return held ? Optional.of(new ErasingStore.Held(null)) : gone;
                            })
                    .when((ErasingStore) erasing)
                    .eraseBelow(any(), any());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return erasing;
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    @BeforeEach
    void open() throws Exception {
        DATABASE.jdbc().sql("delete from kept.unread").update();
        DATABASE.jdbc().sql("update kept.granted_copy set held = false").update();
        DATABASE.jdbc().sql("update kept.granted_copy set next_at = 'infinity'").update();
        DATABASE.jdbc()
                .sql(
                        "update kept.granted_copy set expires_at = 'infinity' where made_at is not null")
                .update();
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now);
        when(clock.getZone()).thenReturn((ZoneId) ZoneOffset.UTC);
        when(images.image(any(), anyInt(), anyInt(), any()))
                .thenReturn(new PageRenderer.Rendered(new byte[] {7}, 1, 1));
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
        Mockito.doAnswer(call -> letters.add(call.getArgument(0) + " " + call.getArgument(3)))
                .when(post)
                .write(any(), any(), any(), any());
        rows = new GrantedRows(DATABASE.jdbc());
        CopyPapers papers = new Papers();
        GrantedRules rules =
                new GrantedRules(
                        catalogue,
                        rows,
                        new RedactionDrafts(new RedactionRows(DATABASE.jdbc())),
                        papers);
        bytes =
                new GrantedBytes(erasing, new TangThuHome(home), rows) {
                    @Override
                    long free() {
                        return free;
                    }
                };
        copies =
                new StoredGrantedCopies(
                        rows,
                        rules,
                        bytes,
                        new GrantedLetters(requests, post, "https://kho.example"),
                        requests,
                        activity,
                        DATABASE.transactions(),
                        clock);
        making =
                new GrantedMaking(
                        rows,
                        rules,
                        bytes,
                        new GrantedLetters(requests, post, "https://kho.example"),
                        papers,
                        new GrantedPackages(packages, requests, fees, papers),
                        mock(Retrieval.class),
                        images,
                        (out, title, about) -> new Pages(out),
                        new InkTurns(mock(PageInk.class)), // whole pages here
                        activity,
                        DATABASE.transactions(),
                        clock);
        holds(Access.PUBLIC, 2);
        granted(AccessRequests.Kind.CERTIFIED_COPY, RECORD, Status.GRANTED);
    }

    /** What is bound is one byte a page. */
    private record Pages(OutputStream out) implements PageBinding.Bound {
        @Override
        public void add(Path file, int page) {
            throw new AssertionError("No images here");
        }

        @Override
        public void add(PageRenderer.Rendered page) throws IOException {
            out.write(page.jpeg());
        }

        @Override
        public void addWithText(ContentFile file, Path copy, int page) {
            throw new AssertionError("what is certified is the image");
        }

        @Override
        public void addWithText(ContentFile file, PageRenderer.Rendered image, int page) {
            throw new AssertionError("what is certified is the image");
        }

        @Override
        public void addMissing(int page) {
            throw new AssertionError("A copy lacks no page");
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private final class Papers implements CopyPapers {
        @Override
        public Finished certify(Certified facts, Path to) throws IOException {
            certified.add(facts);
            Files.writeString(to, "giấy " + facts.number());
            return new Finished(Level.B_B, "CN=Kho");
        }

        @Override
        public boolean certifies() {
            return key;
        }

        @Override
        public Finished finish(Path bound, Path to, Facts facts, boolean waits)
                throws IOException, NotSigned, NoStamp {
            meanwhile.run();
            marked.add(facts);
            if (fault instanceof SocketTimeoutException && waits) {
                throw new NoStamp(fault);
            }
            if (fault instanceof SocketTimeoutException) {
                Files.writeString(to, "không dấu thời gian");
                return new Finished(Level.B_B, "CN=Kho");
            }
            if (fault instanceof IOException e) {
                throw e;
            }
            if (fault != null) {
                throw new NotSigned(fault);
            }
            Files.writeString(to, facts.number() + " " + Files.size(bound));
            return new Finished(Level.B_B, "CN=Kho");
        }
    }

    /** The hồ sơ as archivists see it: documents of so many pages, one in each file. */
    private void holds(Access access, int... pages) {
        List<ArchivalDocument> documents = new ArrayList<>();
        for (int i = 0; i < pages.length; i++) {
            documents.add(document(i + 1, access, pages[i], "application/pdf"));
        }
        shows(access, documents);
    }

    private void shows(Access access, List<ArchivalDocument> documents) {
        FileDescription description = mock(FileDescription.class);
        when(description.arcFileCode()).thenReturn("H41.02.0145");
        RecordView.Full record =
                new RecordView.Full(
                        RECORD,
                        new RecordView.FondsSummary(new FondsId(new UUID(2, 2)), "H41", "Phông"),
                        null,
                        description,
                        new Rights(access, false, null),
                        documents,
                        0,
                        new RecordView.Provenance(null, "A", START),
                        new FixityState.Sound(START),
                        List.of(new RecordVersion(3, START, "lan", "Nhận vào kho")));
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.of(record));
    }

    private static ArchivalDocument document(int n, Access access, int pages, String type) {
        return document(n, access, pages, type, 1);
    }

    private static ArchivalDocument document(
            int n, Access access, int pages, String type, long size) {
        DocumentDescription description = mock(DocumentDescription.class);
        when(description.docCode()).thenReturn("H41.02.0145.000000" + n);
        ContentFile file =
                new ContentFile(
                        new ContentFileId(new UUID(9, n)),
                        "representations/rep1/data/" + n,
                        n + ".pdf",
                        type,
                        size,
                        pages,
                        Digest.of(DigestAlgorithm.SHA512, new byte[] {(byte) n}),
                        Digest.of(DigestAlgorithm.SHA256, new byte[] {(byte) n}));
        return new ArchivalDocument(
                id(n), description, new Rights(access, false, null), List.of(file));
    }

    private static DocumentId id(int n) {
        return new DocumentId(new UUID(5, n));
    }

    private void granted(AccessRequests.Kind kind, @Nullable AipId about, Status status) {
        granted(kind, about, status, "079085001234");
    }

    private void granted(
            AccessRequests.Kind kind,
            @Nullable AipId about,
            Status status,
            @Nullable String identity) {
        reference =
                "YC-2026-" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        DATABASE.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values (?, ?, 'x', 'y',"
                                + " 'An', 'an@dan.example', 'GRANTED', now(), now())")
                .params(reference, kind.name())
                .update();
        Request request =
                new Request(
                        new Reference(reference),
                        new NewRequest(
                                kind, about, "x", "Thừa kế\nđất", "An", "an@dan.example", identity),
                        status,
                        START,
                        LocalDate.of(2026, 11, 24),
                        null,
                        0,
                        "lan",
                        kind == AccessRequests.Kind.CONDITIONAL
                                ? List.of(step(Status.PROPOSED, "lan"), step(Status.GRANTED, "mai"))
                                : List.of(step(Status.GRANTED, "lan")));
        String asked = reference;
        when(requests.find(asked)).thenReturn(Optional.of(request));
        when(requests.track(new Applicant(asked, "n@da"))).thenReturn(Optional.of(request));
    }

    private static Step step(Status status, String actor) {
        return new Step(START, status, actor, AccessRequests.Reason.OWN_RECORD, null);
    }

    private Applicant applicant() {
        return new Applicant(reference, "n@da");
    }

    private Order order(Kind kind, int... documents) {
        List<DocumentId> ids = new ArrayList<>();
        for (int n : documents) {
            ids.add(id(n));
        }
        return new Order(reference, RECORD, ids, kind);
    }

    private Copy ordered() {
        return copies.order(order(Kind.CERTIFIED, 1), LAN);
    }

    private Copy made() throws IOException {
        Copy copy = ordered();
        making.makeDue();
        return state(copy);
    }

    private Copy state(Copy copy) {
        return copies.find(copy.id()).orElseThrow();
    }

    private Finding problem(Copy copy) {
        return Objects.requireNonNull(state(copy).problem());
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private List<String> stored() throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            return all.map(one -> one.key().value()).toList();
        }
    }

    private String fetched(Copy copy) throws Exception {
        try (Handed handed = copies.fetch(applicant(), copy.number())) {
            return Files.readString(handed.path());
        }
    }

    private void nothingLeaves(Copy copy) {
        assertThatThrownBy(() -> fetched(copy)).isInstanceOf(NotAvailable.class);
        assertThat(copies.offered(applicant())).isEmpty();
    }

    @Test
    void aCopyIsMadeAndFetchedOnlyOnceTheFeeIsPaid() throws Exception {
        int table =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.fee_table (valid_from, basis, how_to_pay, holds,"
                                        + " at, done_by) values (now(), 'x', 'x', true, now(), 'x')"
                                        + " returning n")
                        .query(Integer.class)
                        .single();
        DATABASE.jdbc()
                .sql(
                        "insert into kept.fee values (?, 1, ?, '{1}', null, 0, 6000, false, false,"
                                + " now(), 'lan', '')")
                .params(reference, table)
                .update();
        Copy copy = made();
        assertThat(copy.state()).as("its days have not begun").isEqualTo(State.WAITING);
        assertThat(state(copy).attempts()).isZero();
        assertThat(letters).isEmpty();
        assertThat(dueIn(copy)).as("not asked about at each tick").isEqualTo(Duration.ofHours(1));

        DATABASE.jdbc()
                .sql(
                        "insert into kept.fee_payment (reference, n, amount, paid_on, receipt,"
                                + " method, at, done_by) values (?, 1, 6000, now(), 'BL 1', 'CASH',"
                                + " ?, 'lan')")
                .params(reference, now.atOffset(ZoneOffset.UTC))
                .update();
        assertThat(dueIn(copy)).as("at once when it is paid").isZero();
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        assertThat(copies.offered(applicant())).hasSize(1);
        String unused = fetched(copy);

        DATABASE.jdbc()
                .sql("update kept.fee_payment set cancelled_at = now() where reference = ?")
                .param(reference)
                .update();
        nothingLeaves(copy);
        copies.preview(copy.id(), LAN).close();
    }

    private Duration dueIn(Copy copy) {
        return Duration.between(
                now,
                DATABASE.jdbc()
                        .sql("select next_at from kept.granted_copy where id = ?")
                        .param(copy.id())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant());
    }

    @Test
    void aCopyIsMadeOnceToldOfAndFetchedByItsApplicantAlone() throws Exception {
        holds(Access.PUBLIC, 2, 3);
        Copy copy = copies.order(order(Kind.CERTIFIED, 2, 1), LAN);
        assertThat(copy.state()).isEqualTo(State.WAITING);
        assertThat(copies.byCode(copy.code())).as("nothing was made yet").isEmpty();
        making.makeDue();
        Copy made = state(copy);
        assertThat(made.state()).isEqualTo(State.READY);
        assertThat(made.version()).isEqualTo(3);
        assertThat(made.parts()).extracting(part -> part.firstPage()).containsExactly(1, 4);
        GrantedCopies.Made facts = Objects.requireNonNull(made.made());
        assertThat(facts.expiresAt()).isEqualTo(START.plus(Duration.ofDays(15)));
        assertThat(made.number()).matches("BS-2026-[0-9]{6}-[A-Z2-7]{4}");
        assertThat(fetched(made)).isEqualTo(made.number() + " 5");
        assertThat(copies.byCode(copy.code())).contains(made);
        assertThat(copies.byBytes(facts.sha512())).contains(made);
        assertThat(letters)
                .singleElement()
                .asString()
                .startsWith("an@dan.example")
                .contains(made.number(), "07/12/2026", "https://kho.example/yeu-cau/tra-cuu")
                .doesNotContain(copy.code());
        assertThat(copies.fetches(copy.id(), 5))
                .singleElement()
                .satisfies(one -> assertThat(one.purpose()).isEqualTo("Thừa kế đất"));
        assertThat(log).contains("anonymous COPY_FETCHED " + reference + ": Thừa kế đất");
        String own = reference;
        granted(AccessRequests.Kind.READ, RECORD, Status.GRANTED);
        assertThatThrownBy(() -> fetched(made)).as("of another").isInstanceOf(NotAvailable.class);
        reference = own;
        assertThatThrownBy(() -> copies.fetch(new Applicant(own, "zzzz"), made.number()))
                .isInstanceOf(NotAvailable.class);
        try (Handed handed = copies.preview(copy.id(), MAI)) {
            assertThat(handed.path()).exists();
        }
        assertThatThrownBy(() -> copies.preview(copy.id(), Reader.ANONYMOUS))
                .isInstanceOf(NotAvailable.class);
        assertThat(new TangThuHome(home).tmp()).as("nothing is left behind").isEmptyDirectory();
    }

    @Test
    void everythingThatForbidsACopyIsToldAtOnce() {
        granted(AccessRequests.Kind.READ, new AipId(new UUID(1, 2)), Status.RECEIVED);
        key = false;
        assertThat(refused(() -> copies.order(order(Kind.CERTIFIED, 7), LAN)))
                .containsExactly(
                        "COPY_NOT_GRANTED", "COPY_OTHER_RECORD", "COPY_NO_KEY", "COPY_WITHHELD");
        granted(AccessRequests.Kind.READ, null, Status.GRANTED);
        assertThat(refused(() -> copies.order(order(Kind.PLAIN), LAN)))
                .containsExactly("COPY_NO_DOCUMENT");
        assertThat(refused(() -> copies.order(order(Kind.PLAIN, 1), Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        holds(Access.PUBLIC, 5_000, 1);
        assertThat(refused(() -> copies.order(order(Kind.PLAIN, 1, 2), LAN)))
                .containsExactly("COPY_TOO_LONG");
        shows(
                Access.PUBLIC,
                List.of(
                        document(1, Access.PUBLIC, 3, "application/pdf"),
                        document(2, Access.PUBLIC, 0, "audio/mpeg")));
        assertThat(refused(() -> copies.order(order(Kind.PLAIN, 1, 2), LAN)))
                .containsExactly("COPY_FORMAT");
        for (int i = 0; i < 20; i++) {
            copies.order(order(Kind.PLAIN, 1), LAN);
        }
        assertThat(refused(() -> copies.order(order(Kind.PLAIN, 1), LAN)))
                .containsExactly("COPY_TOO_MANY");
    }

    @Test
    void whatIsNotOpenTakesASecondPersonUnlessTwoHaveGrantedIt() throws Exception {
        holds(Access.LISTED, 2);
        Copy copy = ordered();
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.PROPOSED);
        assertThat(refused(() -> copies.approve(copy.id(), LAN)))
                .containsExactly("COPY_SECOND_PERSON");
        try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc())) {
            assertThat(refused(() -> copies.approve(copy.id(), MAI)))
                    .containsExactly("APPROVER_ONLY");
        }
        assertThat(copies.proposed()).extracting(Copy::id).contains(copy.id());
        try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc(), "lan")) {
            copies.approve(copy.id(), MAI); // the only approver has ordered it
        }
        assertThat(log).contains("mai COPY_APPROVED " + copy.request() + " NO_OTHER_APPROVER");
        assertThat(copies.proposed()).extracting(Copy::id).doesNotContain(copy.id());
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        assertThat(state(copy).approvedBy()).isEqualTo("mai");
        granted(AccessRequests.Kind.CONDITIONAL, RECORD, Status.GRANTED);
        assertThat(ordered().state()).isEqualTo(State.WAITING);
        granted(AccessRequests.Kind.CONDITIONAL, null, Status.GRANTED);
        assertThat(ordered().state()).as("of a hồ sơ nobody named").isEqualTo(State.PROPOSED);
    }

    @Test
    void theOnlyApproverCannotApproveTheirOwnSoAnotherArchivistDoes() throws Exception {
        holds(Access.LISTED, 2);
        Copy one = ordered();
        try (AppointedApprover hoa = new AppointedApprover(DATABASE.jdbc(), "hoa")) {
            assertThat(refused(() -> copies.approve(one.id(), MAI)))
                    .containsExactly("APPROVER_ONLY");
            Request asked = requests.find(reference).orElseThrow();
            when(requests.find(reference))
                    .thenReturn(Optional.of(TestRequests.askedBy(asked, "hoa")));
            assertThat(refused(() -> copies.approve(one.id(), hoa.reader())))
                    .containsExactly("REQUEST_OWN");
            copies.approve(one.id(), MAI);
        }
        assertThat(log).contains("mai COPY_APPROVED " + one.request() + " NO_OTHER_APPROVER");
    }

    @Test
    void twoHaveGrantedOnlyTheDocumentsThatTheyAnsweredAbout() {
        holds(Access.LISTED, 2, 1);
        granted(AccessRequests.Kind.READ, RECORD, Status.GRANTED);
        Request request = requests.find(reference).orElseThrow();
        AccessRequests.Item all = request.items().getFirst();
        List<AccessRequests.Item> items = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            items.add(
                    new AccessRequests.Item(
                            n,
                            RECORD,
                            id(n),
                            false,
                            Status.GRANTED,
                            all.dueOn(),
                            null,
                            "lan",
                            all.workingDays()));
        }
        Step proposed =
                new Step(START, Status.PROPOSED, "lan", AccessRequests.Reason.OWN_RECORD, null, 1);
        Step first =
                new Step(START, Status.GRANTED, "mai", AccessRequests.Reason.OWN_RECORD, null, 1);
        Step second =
                new Step(START, Status.GRANTED, "lan", AccessRequests.Reason.OPEN_TO_ALL, null, 2);
        when(requests.find(reference))
                .thenReturn(
                        Optional.of(
                                new Request(
                                        request.reference(),
                                        request.request(),
                                        Status.GRANTED,
                                        START,
                                        request.dueOn(),
                                        null,
                                        0,
                                        "lan",
                                        List.of(proposed, first, second),
                                        items)));
        assertThat(copies.order(order(Kind.PLAIN, 1), LAN).state()).isEqualTo(State.WAITING);
        assertThat(copies.order(order(Kind.PLAIN, 1, 2), LAN).state())
                .as("the other was open when one person granted it")
                .isEqualTo(State.PROPOSED);
    }

    @Test
    void whatWasClosedWhenItWasAskedForTakesASecondPersonAlthoughOneHasOpenedIt() {
        holds(Access.PUBLIC, 2, 1);
        granted(AccessRequests.Kind.READ, RECORD, Status.GRANTED);
        Request request = requests.find(reference).orElseThrow();
        AccessRequests.Item all = request.items().getFirst();
        assertThat(ordered().state()).isEqualTo(State.WAITING);
        List<AccessRequests.Item> items = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            items.add(
                    new AccessRequests.Item(
                            n,
                            RECORD,
                            id(n),
                            false,
                            Status.GRANTED,
                            all.dueOn(),
                            null,
                            "lan",
                            all.workingDays(),
                            n == 1));
        }
        when(requests.find(reference))
                .thenReturn(
                        Optional.of(
                                new Request(
                                        request.reference(),
                                        request.request(),
                                        Status.GRANTED,
                                        START,
                                        request.dueOn(),
                                        null,
                                        0,
                                        "lan",
                                        request.steps(),
                                        items)));
        assertThat(copies.order(order(Kind.PLAIN, 1), LAN).state()).isEqualTo(State.PROPOSED);
        assertThat(copies.order(order(Kind.PLAIN, 2), LAN).state())
                .as("this one was open all the time")
                .isEqualTo(State.WAITING);
    }

    @Test
    void nothingLeavesOfWhatWasClosedAfterItWasApproved() throws Exception {
        Copy copy = made();
        assertThat(copy.state()).isEqualTo(State.READY);
        holds(Access.LISTED, 2);
        nothingLeaves(copy);
        holds(Access.PUBLIC, 2);
        assertThat(fetched(copy)).isNotEmpty();
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.empty());
        nothingLeaves(copy);
        assertThatThrownBy(() -> copies.preview(copy.id(), MAI)).isInstanceOf(NotAvailable.class);
        holds(Access.PUBLIC, 2);
        Copy second = ordered();
        meanwhile = () -> when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.empty());
        making.makeDue();
        assertThat(state(second).state()).isEqualTo(State.FAILED);
        assertThat(problem(second).code()).isEqualTo("COPY_WITHHELD");
        assertThat(stored()).as("of the one blocked while it was made").hasSize(1);
    }

    /** Another file of as many pages in its place. */
    private void replaced(Access access) {
        ArchivalDocument first = document(1, access, 2, "application/pdf");
        shows(
                access,
                List.of(
                        new ArchivalDocument(
                                first.id(),
                                first.description(),
                                first.rights(),
                                document(2, access, 2, "application/pdf").files())));
    }

    @Test
    void ofOtherFilesNothingIsApprovedMadeOrHandedOut() throws Exception {
        Copy copy = made();
        replaced(Access.PUBLIC);
        nothingLeaves(copy);
        holds(Access.PUBLIC, 2);
        assertThat(fetched(copy)).as("as it was").isNotEmpty();

        Copy waits = ordered();
        replaced(Access.PUBLIC);
        making.makeDue();
        assertThat(problem(waits).code()).isEqualTo("COPY_FILES_CHANGED");

        holds(Access.PUBLIC, 2);
        Copy second = ordered();
        meanwhile = () -> replaced(Access.PUBLIC);
        making.makeDue();
        assertThat(problem(second).code()).as("while made").isEqualTo("COPY_FILES_CHANGED");

        holds(Access.LISTED, 2);
        Copy proposed = ordered();
        replaced(Access.LISTED);
        assertThat(refused(() -> copies.approve(proposed.id(), MAI)))
                .containsExactly("COPY_FILES_CHANGED");
    }

    @Test
    void whatAKillLeftIsMadeAgainAndWhatKillsIsGivenUp() throws Exception {
        Copy copy = ordered();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(rows.take(now, Duration.ofSeconds(30))).as("attempt " + attempt).isPresent();
            assertThat(rows.take(now, Duration.ofSeconds(30))).as("not at once").isEmpty();
            Path half = Files.write(home.resolve("half"), new byte[] {1});
            bytes.put(copy.id(), attempt, half, GrantedBytes.digest(half));
            now = now.plus(Duration.ofHours(1));
            if (attempt == 3) {
                // The process that was killed twice comes back: it works this time.
                Copy other = ordered();
                making.makeDue();
                assertThat(state(other).state()).isEqualTo(State.READY);
                assertThat(state(copy).state()).isEqualTo(State.READY);
                assertThat(stored()).hasSize(2);
                break;
            }
        }
        Copy deadly = ordered();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(rows.take(now, Duration.ofSeconds(30))).isPresent();
            now = now.plus(Duration.ofHours(1));
        }
        making.makeDue();
        assertThat(state(deadly).state()).isEqualTo(State.FAILED);
        assertThat(problem(deadly).code()).isEqualTo("COPY_NOT_MADE");
    }

    /** An authority that is away for an hour costs no copy its time stamp for good. */
    @Test
    void aCertifiedCopyWaitsForItsTimeStampFourTimes() throws Exception {
        Copy copy = ordered();
        fault = new SocketTimeoutException("no answer");
        for (int wait = 1; wait <= 4; wait++) {
            making.makeDue();
            assertThat(state(copy).state()).isEqualTo(State.WAITING);
            assertThat(state(copy).attempts()).as("no attempt").isZero();
            assertThat(problem(copy).code()).isEqualTo("COPY_NO_STAMP");
            assertThat(problem(copy).place()).isEqualTo("SocketTimeoutException");
            assertThat(dueIn(copy)).isEqualTo(Duration.ofMinutes(15L * wait));
            now = now.plus(dueIn(copy));
        }
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        assertThat(Objects.requireNonNull(state(copy).made()).level()).isEqualTo(Level.B_B);
        assertThat(state(copy).problem()).isNull();

        Copy stamped = ordered();
        making.makeDue();
        assertThat(problem(stamped).code()).isEqualTo("COPY_NO_STAMP");
        fault = null; // it is back within the quarter of an hour
        now = now.plus(Duration.ofMinutes(15));
        making.makeDue();
        assertThat(state(stamped).state()).isEqualTo(State.READY);
        assertThat(Objects.requireNonNull(state(stamped).made()).at()).isEqualTo(now);
    }

    @Test
    void otherFaultsTakeNothingFromTheTimeACopyWaitsForItsStamp() throws Exception {
        Copy copy = ordered();
        fault = new IOException("No space left on device");
        for (int attempt = 1; attempt < GrantedCopies.ATTEMPTS; attempt++) {
            making.makeDue();
            assertThat(problem(copy).code()).isEqualTo("COPY_NOT_MADE");
            now = now.plus(dueIn(copy));
        }
        fault = new SocketTimeoutException("no answer");
        Instant first = now;
        for (int wait = 1; wait <= 4; wait++) {
            making.makeDue();
            assertThat(state(copy).state()).as("wait " + wait).isEqualTo(State.WAITING);
            assertThat(problem(copy).code()).isEqualTo("COPY_NO_STAMP");
            assertThat(dueIn(copy)).isEqualTo(Duration.ofMinutes(15L * wait));
            now = now.plus(dueIn(copy));
        }
        assertThat(Duration.between(first, now)).isEqualTo(Duration.ofMinutes(150));
        making.makeDue();
        assertThat(Objects.requireNonNull(state(copy).made()).level()).isEqualTo(Level.B_B);

        Copy failed = ordered();
        making.makeDue();
        fault = new IOException("No space left on device");
        for (int attempt = 1; attempt <= GrantedCopies.ATTEMPTS; attempt++) {
            now = now.plus(dueIn(failed));
            making.makeDue();
            assertThat(state(failed).attempts()).isEqualTo(attempt);
        }
        assertThat(state(failed).state()).isEqualTo(State.FAILED);
        fault = new SocketTimeoutException("no answer");
        copies.again(failed.id(), MAI);
        making.makeDue();
        assertThat(dueIn(failed)).as("begins anew").isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aFaultIsTriedAgainAndToldAndATryCanBeAskedFor() throws Exception {
        Copy copy = ordered();
        fault = new IllegalStateException("wrong PIN");
        for (int attempt = 1; attempt <= 5; attempt++) {
            making.makeDue();
            assertThat(problem(copy).code()).isEqualTo("COPY_NOT_SIGNED");
            assertThat(state(copy).attempts()).isEqualTo(attempt);
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(state(copy).state()).isEqualTo(State.FAILED);
        assertThat(problem(copy).place()).isEqualTo("IllegalStateException");
        fault = new IOException("No space left on device");
        copies.again(copy.id(), MAI);
        making.makeDue();
        assertThat(problem(copy).code()).isEqualTo("COPY_NOT_MADE");
        fault = null;
        now = now.plus(Duration.ofHours(1));
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        assertThat(state(copy).problem()).isNull();
        when(images.image(any(), eq(2), anyInt(), any()))
                .thenThrow(new PageRenderer.NotRenderable("broken"));
        Copy broken = made();
        assertThat(broken.state()).isEqualTo(State.FAILED);
        assertThat(problem(broken).code()).isEqualTo("COPY_PAGE_UNREADABLE");
        assertThat(problem(broken).place()).isEqualTo("văn bản 1, tệp 1, trang 2");
        Mockito.doThrow(new Retrieval.Damaged(new ContentFileId(new UUID(9, 1))))
                .when(images)
                .image(any(), anyInt(), anyInt(), any());
        assertThat(problem(made()).code()).isEqualTo("COPY_FILE_DAMAGED");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void anExpiredOneIsGoneAndItsPageStays() throws Exception {
        Copy copy = made();
        now = START.plus(Duration.ofDays(15));
        nothingLeaves(copy);
        making.sweep();
        assertThat(stored()).isEmpty();
        assertThat(state(copy).state()).isEqualTo(State.EXPIRED);
        assertThat(copies.byCode(copy.code())).isPresent();
        assertThat(log).contains("operator COPY_EXPIRED " + reference);
        making.sweep();
        assertThat(log.stream().filter(line -> line.contains("EXPIRED"))).hasSize(1);
        copies.withdraw(copy.id(), "sai hồ sơ", MAI);
        assertThat(state(copy).state())
                .as("what it certified is taken back")
                .isEqualTo(State.WITHDRAWN);
    }

    @Test
    void theApplicantIsToldOnceThatACopyTheyHeardOfWasWithdrawnAndNotWhy() throws Exception {
        Copy never = ordered();
        copies.withdraw(never.id(), "nhầm", LAN);
        assertThat(letters).as("they never heard of it").isEmpty();
        assertThat(copies.takenBack(applicant())).isEmpty();
        Copy copy = made();
        letters.clear();
        copies.withdraw(copy.id(), "Hồ sơ vừa bị đóng", LAN);
        copies.withdraw(copy.id(), "lần nữa", MAI);
        assertThat(letters)
                .singleElement()
                .asString()
                .startsWith("an@dan.example ")
                .contains("đã thu hồi bản sao " + copy.number(), "has withdrawn the copy")
                .contains("https://kho.example/yeu-cau/tra-cuu")
                .doesNotContain("vừa bị đóng", copy.recordCode(), copy.code());
        assertThat(copies.takenBack(applicant()))
                .extracting(Copy::number)
                .containsExactly(copy.number());
        assertThat(copies.takenBack(new Applicant(reference, "sai!"))).isEmpty();
    }

    @Test
    void aWithdrawnOneNeverComesBackAndSaysWhy() throws Exception {
        Copy copy = made();
        assertThat(refused(() -> copies.withdraw(copy.id(), " ", LAN)))
                .containsExactly("COPY_REASON_MISSING");
        copies.withdraw(copy.id(), "sai hồ sơ", LAN);
        copies.withdraw(copy.id(), "lần nữa", MAI);
        assertThat(Objects.requireNonNull(state(copy).withdrawal()).reason())
                .isEqualTo("sai hồ sơ");
        nothingLeaves(copy);
        assertThat(stored()).isEmpty();
        copies.again(copy.id(), LAN);
        assertThat(state(copy).state()).isEqualTo(State.WITHDRAWN);
        Copy running = ordered();
        meanwhile = () -> copies.withdraw(running.id(), "thôi", LAN);
        making.makeDue();
        assertThat(state(running).state()).isEqualTo(State.WITHDRAWN);
        assertThat(stored()).isEmpty();
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql(
                                                "update kept.granted_copy set state = 'READY' where id = ?")
                                        .param(copy.id())
                                        .update())
                .hasMessageContaining("not changed");
    }

    @Test
    void bytesThatChangedInTheStoreNeverLeave() throws Exception {
        Copy copy = made();
        var place = new vn.tangthu.storage.StoreKey(stored().getFirst());
        store.delete(place);
        nothingFetched(copy);
        byte[] others = "other".getBytes(StandardCharsets.UTF_8);
        var unused =
                store.putNew(
                        place,
                        vn.tangthu.storage.ByteSource.of(others),
                        Digest.of(DigestAlgorithm.SHA512, others));
        nothingFetched(copy);
        assertThat(new TangThuHome(home).tmp()).isEmptyDirectory();
    }

    private void nothingFetched(Copy copy) {
        assertThatThrownBy(() -> fetched(copy)).isInstanceOf(NotAvailable.class);
        assertThat(copies.fetches(copy.id(), 5)).isEmpty();
    }

    @Test
    void anErasureTakesTheBytesAlong() throws Exception {
        Copy copy = made();
        erase();
        assertThat(stored()).isEmpty();
        nothingLeaves(copy);
    }

    private void erase() throws IOException {
        new ErasedGrantedCopies(
                        rows,
                        new RedactionRows(DATABASE.jdbc()),
                        new ReadingRows(DATABASE.jdbc()),
                        bytes,
                        Clock.systemUTC())
                .erase(
                        List.of(
                                new ErasureStep.Erased(
                                        RECORD.value(),
                                        "H41.02.0145",
                                        Tombstones.Cause.values()[0],
                                        Set.of(),
                                        Set.of())));
    }

    @Test
    void whatIsHiddenTakesASecondPersonAlsoWhereTwoHaveGrantedIt() {
        granted(AccessRequests.Kind.CONDITIONAL, RECORD, Status.GRANTED);
        holds(Access.HIDDEN, 2);
        assertThat(ordered().state()).isEqualTo(State.PROPOSED);
    }

    @Test
    void nothingLeavesOfWhatWasReleasedAndIsNotReadYet() throws Exception {
        Copy copy = made();
        Copy waiting = ordered();
        DATABASE.jdbc()
                .sql("insert into kept.unread (aip_id) values (?)")
                .param(RECORD.value())
                .update();
        nothingLeaves(copy);
        assertThat(refused(this::ordered)).containsExactly("COPY_WITHHELD");
        making.makeDue();
        assertThat(state(waiting).state()).isEqualTo(State.FAILED);
        DATABASE.jdbc().sql("delete from kept.unread").update();
        assertThat(fetched(copy)).isNotEmpty();
    }

    @Test
    void theRegisterHasNoNameOfAFileAndForgetsWhereItFailed() throws Exception {
        when(images.image(any(), eq(2), anyInt(), any()))
                .thenThrow(new PageRenderer.NotRenderable("broken"));
        Copy broken = made();
        assertThat(problem(broken).place()).isEqualTo("văn bản 1, tệp 1, trang 2");
        copies.withdraw(broken.id(), "sai hồ sơ", LAN);
        assertThat(state(broken).problem()).isNull();
        Copy erased = made();
        assertThat(state(erased).problem()).isNotNull();
        erase();
        assertThat(state(erased).problem()).isNull();
    }

    @Test
    void oneThatCannotBeDeletedHoldsUpNoOther() throws Exception {
        Copy stuck = made();
        now = START.plus(Duration.ofHours(1));
        Copy other = made();
        broken = stuck.id();
        now = START.plus(Duration.ofDays(20));
        making.sweep();
        assertThat(state(stuck).state()).isEqualTo(State.READY);
        assertThat(state(other).state()).isEqualTo(State.EXPIRED);
        assertThat(made().state()).isEqualTo(State.READY);
        broken = null;
        making.sweep();
        assertThat(state(stuck).state()).as("not at once").isEqualTo(State.READY);
        now = now.plus(Duration.ofHours(1));
        making.sweep();
        assertThat(state(stuck).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void whatExpiresWhileOthersAreMadeGoesBetweenThem() throws Exception {
        Copy copy = made();
        now = START.plus(Duration.ofDays(1));
        Copy second = ordered();
        meanwhile = () -> now = START.plus(Duration.ofDays(15));
        making.makeDue();
        assertThat(state(second).state()).isEqualTo(State.READY);
        assertThat(state(copy).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void whatTheStoreHoldsBackIsTriedAgainUntilItIsGone() throws Exception {
        held = true;
        Copy copy = made();
        copies.withdraw(copy.id(), "sai hồ sơ", LAN);
        assertThat(heldBack(copy)).isTrue();
        now = now.plus(Duration.ofHours(1));
        making.sweep();
        assertThat(heldBack(copy)).isTrue();
        held = false;
        making.sweep();
        assertThat(heldBack(copy)).as("not at once").isTrue();
        now = now.plus(Duration.ofHours(1));
        making.sweep();
        assertThat(heldBack(copy)).isFalse();
    }

    private static boolean heldBack(Copy copy) {
        return DATABASE.jdbc()
                .sql("select held from kept.granted_copy where id = ?")
                .param(copy.id())
                .query(Boolean.class)
                .single();
    }

    @Test
    void bytesWithoutARowOrStoredAfterAWithdrawalGo() throws Exception {
        Copy copy = made();
        Copy withdrawn = made();
        broken = withdrawn.id();
        assertThatThrownBy(() -> copies.withdraw(withdrawn.id(), "sai hồ sơ", LAN))
                .isInstanceOf(UncheckedIOException.class);
        broken = null;
        Copy killed = made();
        copies.withdraw(killed.id(), "sai hồ sơ", LAN);
        Path late = Files.write(home.resolve("late"), new byte[] {1});
        var unused = bytes.put(killed.id(), 1, late, GrantedBytes.digest(late));
        var unknown = bytes.put(new UUID(7, 7), 1, late, GrantedBytes.digest(late));
        assertThat(stored()).hasSize(4);
        now = now.plus(Duration.ofHours(1));
        making.sweep();
        assertThat(stored()).singleElement().asString().contains(copy.id().toString());
        assertThat(fetched(copy)).isNotEmpty();
    }

    @Test
    void anErasureAsksForTheBytesOfWhatWasWithdrawn() throws Exception {
        Copy copy = made();
        copies.withdraw(copy.id(), "sai hồ sơ", LAN);
        Path late = Files.write(home.resolve("late"), new byte[] {1});
        var unused = bytes.put(copy.id(), 1, late, GrantedBytes.digest(late));
        erase();
        assertThat(stored()).isEmpty();
    }

    @Test
    void nothingLeavesWhereOneDocumentWasClosedBelowTheStrictest() throws Exception {
        shows(
                Access.PUBLIC,
                List.of(
                        document(1, Access.LISTED, 2, "application/pdf"),
                        document(2, Access.PUBLIC, 2, "application/pdf")));
        Copy copy = copies.order(order(Kind.PLAIN, 1, 2), LAN);
        copies.approve(copy.id(), MAI);
        making.makeDue();
        assertThat(fetched(copy)).isNotEmpty();
        shows(
                Access.PUBLIC,
                List.of(
                        document(1, Access.LISTED, 2, "application/pdf"),
                        document(2, Access.LISTED, 2, "application/pdf")));
        nothingLeaves(copy);
    }

    /** The package is what the port gives; the test's has one entry. */
    private void packs(String content) throws Exception {
        when(packages.dip(any(), any(), any(), any()))
                .thenReturn(
                        new PackageExports.Packed() {
                            @Override
                            public String fileName() {
                                return "uuid-1.zip";
                            }

                            @Override
                            public void writeTo(OutputStream out, Progress progress)
                                    throws IOException {
                                meanwhile.run();
                                progress.at(Progress.Phase.EXPORT, 1, 2);
                                if (progress.cancelled()) {
                                    throw new InterruptedIOException("cancelled");
                                }
                                out.write(content.getBytes(StandardCharsets.UTF_8));
                            }
                        });
    }

    @Test
    void aDipSaysTheDayOfThePaperAndTheReliefOfTheFee() throws Exception {
        packs("gói trên giấy");
        LocalDate paper = LocalDate.of(2026, 11, 9);
        Request online = requests.find(reference).orElseThrow();
        AccessRequests.NewRequest asked = online.request();
        Request onPaper =
                new Request(
                        online.reference(),
                        new AccessRequests.NewRequest(
                                asked.kind(),
                                asked.asked(),
                                "x",
                                "Thừa kế",
                                "An",
                                "an@dan.example",
                                asked.identityNumber(),
                                null,
                                paper),
                        online.status(),
                        START,
                        online.dueOn(),
                        null,
                        0,
                        "lan",
                        List.of());
        when(requests.find(reference)).thenReturn(Optional.of(onPaper));
        Fees.Fee fee = mock(Fees.Fee.class);
        when(fee.group()).thenReturn(FeeGroup.STUDENT);
        when(fees.of(reference)).thenReturn(Optional.of(fee));
        Copy copy = copies.order(order(Kind.DIP, 1), LAN);
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        ArgumentCaptor<UseOfRecords> use = ArgumentCaptor.forClass(UseOfRecords.class);
        verify(packages).dip(any(), any(), use.capture(), any());
        assertThat(use.getValue().requestDate()).isEqualTo(paper);
        assertThat(use.getValue().feeObjectType()).isEqualTo(FeeGroup.STUDENT);
    }

    @Test
    void aDipLeavesWithItsCertificateAndEachOfThemIsKnownAgain() throws Exception {
        packs("gói");
        Copy copy = copies.order(order(Kind.DIP, 1), LAN);
        making.makeDue();
        Copy made = state(copy);
        assertThat(made.state()).as(String.valueOf(made.problem())).isEqualTo(State.READY);
        Map<String, String> inside = new TreeMap<>();
        try (Handed handed = copies.fetch(applicant(), copy.number());
                ZipFile zip = new ZipFile(handed.path().toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    inside.put(
                            entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(inside)
                .containsExactly(
                        Map.entry("giay-xac-thuc.pdf", "giấy " + copy.number()),
                        Map.entry("uuid-1.zip", "gói"));
        assertThat(certified)
                .singleElement()
                .satisfies(
                        facts -> {
                            assertThat(facts.code()).isEqualTo(copy.code());
                            assertThat(facts.receiver()).isEqualTo("An");
                            assertThat(facts.identityNumber()).isEqualTo("079085001234");
                            assertThat(facts.documents().getFirst().arcDocCode())
                                    .isEqualTo("H41.02.0145.0000001");
                            assertThat(facts.until()).isEqualTo(START.plus(Duration.ofDays(15)));
                        });
        for (String part : List.of("giấy " + copy.number(), "gói")) {
            assertThat(
                            copies.byBytes(
                                    Digest.of(
                                            DigestAlgorithm.SHA512,
                                            part.getBytes(StandardCharsets.UTF_8))))
                    .as(part)
                    .contains(made);
        }
        holds(Access.LISTED, 2);
        nothingLeaves(copy);
    }

    @Test
    void aDipIsRefusedWhileNobodyKnowsTheIdentityNumberThatItsCertificateHas() throws Exception {
        packs("gói");
        for (String none : new String[] {null, " "}) {
            granted(AccessRequests.Kind.CERTIFIED_COPY, RECORD, Status.GRANTED, none);
            assertThat(refused(() -> copies.order(order(Kind.DIP, 1), LAN)))
                    .containsExactly("COPY_NO_IDENTITY");
            assertThat(copies.order(order(Kind.PLAIN, 1), LAN).state()).isEqualTo(State.WAITING);
        }
    }

    @Test
    void aPackageThatIsWithdrawnWhileItIsMadeStops() throws Exception {
        packs("gói");
        Copy copy = copies.order(order(Kind.DIP, 1), LAN);
        meanwhile = () -> copies.withdraw(copy.id(), "nhầm", MAI);
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.WITHDRAWN);
        assertThat(certified).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void aDipIsRefusedWithRedactionsAndOfAFileThatIsAnothersToo() {
        ContentFile file = document(1, Access.PUBLIC, 4, "application/pdf").files().getFirst();
        ArchivalDocument one = part(1, file, 1, 2);
        ArchivalDocument two = part(2, file, 3, 4);
        shows(Access.PUBLIC, List.of(one, two));
        assertThat(refused(() -> copies.order(order(Kind.DIP, 1), LAN)))
                .containsExactly("COPY_DIP_SHARED");
        assertThat(copies.order(order(Kind.DIP, 1, 2), LAN).state()).isEqualTo(State.WAITING);
        Order covered = new Order(reference, RECORD, List.of(id(1), id(2)), Kind.DIP, true);
        assertThat(refused(() -> copies.order(covered, LAN))).containsExactly("COPY_DIP_REDACTED");
    }

    private static ArchivalDocument part(int n, ContentFile file, int from, int to) {
        ArchivalDocument whole = document(n, Access.PUBLIC, 1, "application/pdf");
        return new ArchivalDocument(
                whole.id(),
                whole.description(),
                whole.rights(),
                List.of(file.part(whole.id(), from, to, null)));
    }

    @Test
    void whatIsConvertedToPaperIsToldOfAndNeverDownloaded() throws Exception {
        holds(Access.PUBLIC, 2, 3);
        Copy copy = copies.order(order(Kind.PAPER, 1, 2), LAN);
        making.makeDue();
        assertThat(marked.getLast().originals())
                .containsExactly(
                        new CopyPapers.Original("H41.02.0145.0000001", 2),
                        new CopyPapers.Original("H41.02.0145.0000002", 5));
        assertThat(copies.offered(applicant())).extracting(Copy::id).containsExactly(copy.id());
        assertThatThrownBy(() -> fetched(copy)).isInstanceOf(NotAvailable.class);
        try (Handed printed = copies.preview(copy.id(), MAI)) {
            assertThat(printed.path()).isNotEmptyFile();
        }
        assertThat(letters)
                .singleElement()
                .asString()
                .contains(copy.number(), "chuyển đổi ra giấy")
                .doesNotContain("Tải về");
    }

    @Test
    void aCopyThatIsTooLargeIsRefused() {
        shows(Access.PUBLIC, List.of(document(1, Access.PUBLIC, 1, "image/jpeg", 5L << 30)));
        assertThat(refused(this::ordered)).containsExactly("COPY_TOO_LARGE");
    }

    @Test
    void withoutSpaceNothingIsMadeOrHandedOutUntilThereIsSome() throws Exception {
        free = 1L << 30;
        Copy copy = made();
        assertThat(copy.state()).isEqualTo(State.WAITING);
        assertThat(problem(copy).place()).isEqualTo("NoRoom");
        now = now.plus(Duration.ofHours(1));
        free = 2L << 30;
        making.makeDue();
        assertThat(fetched(state(copy))).isNotEmpty();
        free = 1L << 30;
        assertThatThrownBy(() -> fetched(copy)).isInstanceOf(IOException.class);
        assertThat(copies.fetches(copy.id(), 5)).hasSize(1);
        assertThat(new TangThuHome(home).tmp()).isEmptyDirectory();
    }
}

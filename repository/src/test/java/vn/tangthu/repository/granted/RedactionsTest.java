package vn.tangthu.repository.granted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
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
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.GrantedCopies.Copy;
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
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;
import vn.tangthu.repository.Redactions.Draft;
import vn.tangthu.repository.Redactions.Place;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Boxes on pages: kept at once, bound to bytes, and what a copy with them needs. */
class RedactionsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final Reader MAI = new Reader(null, "mai", Set.of(Role.ARCHIVIST), Set.of());
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final DocumentId FIRST = new DocumentId(new UUID(5, 1));
    private static final DocumentId SECOND = new DocumentId(new UUID(5, 2));
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
    private static final Area AREA = new Area(1_000, 2_000, 3_000, 400);
    private static final String GROUND = "PERSONAL_DATA";

    @TempDir Path home;
    private final Catalogue catalogue = mock(Catalogue.class);
    private final AccessRequests requests = mock(AccessRequests.class);
    private final PageImages images = mock(PageImages.class);
    private final List<String> log = new ArrayList<>();
    private final List<String> burnt = new ArrayList<>();
    private List<String> printed = List.of();
    private String reference = "";
    private StoredRedactions redactions;
    private StoredGrantedCopies copies;
    private GrantedMaking making;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws Exception {
        DATABASE.jdbc().sql("update kept.granted_copy set next_at = 'infinity'").update();
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenReturn(START);
        when(clock.getZone()).thenReturn((ZoneId) ZoneOffset.UTC);
        when(images.image(any(), anyInt(), anyInt(), any()))
                .thenAnswer(
                        call ->
                                new PageRenderer.Rendered(
                                        (call.getArgument(0) + ":" + call.getArgument(1))
                                                .getBytes(StandardCharsets.UTF_8),
                                        1,
                                        1));
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
        RedactionRows boxes = new RedactionRows(DATABASE.jdbc());
        RedactionDrafts drafts = new RedactionDrafts(boxes);
        GrantedRows rows = new GrantedRows(DATABASE.jdbc());
        CopyPapers papers = new Papers();
        GrantedRules rules = new GrantedRules(catalogue, rows, drafts, papers);
        GrantedBytes bytes = new GrantedBytes(new MemoryObjectStore(), new TangThuHome(home), rows);
        redactions =
                new StoredRedactions(
                        boxes,
                        drafts,
                        rules,
                        requests,
                        images,
                        ink(),
                        activity,
                        DATABASE.transactions(),
                        clock);
        copies =
                new StoredGrantedCopies(
                        rows,
                        rules,
                        bytes,
                        new GrantedLetters(requests, mock(Letters.class), ""),
                        requests,
                        activity,
                        DATABASE.transactions(),
                        clock);
        making =
                new GrantedMaking(
                        rows,
                        rules,
                        bytes,
                        new GrantedLetters(requests, mock(Letters.class), ""),
                        papers,
                        new GrantedPackages(
                                mock(PackageExports.class), requests, mock(Fees.class), papers),
                        mock(Retrieval.class),
                        images,
                        (out, title, about) -> new Pages(out),
                        ink(),
                        activity,
                        DATABASE.transactions(),
                        clock);
        holds(Access.PUBLIC, (byte) 1);
        asked(AccessRequests.Kind.CERTIFIED_COPY, Status.GRANTED);
    }

    private InkTurns ink() {
        return new InkTurns(new Ink());
    }

    private final class Ink implements PageInk {
        @Override
        public PageRenderer.Rendered cover(PageRenderer.Rendered page, List<Area> areas) {
            return burnt(page, areas);
        }

        @Override
        public PageRenderer.Rendered foot(
                PageRenderer.Rendered page, List<Area> areas, String line) {
            throw new AssertionError("Nothing is read here");
        }
    }

    private PageRenderer.Rendered burnt(PageRenderer.Rendered page, List<Area> areas) {
        burnt.add(new String(page.jpeg(), StandardCharsets.UTF_8) + " " + areas.size());
        return page;
    }

    private record Pages(OutputStream out) implements PageBinding.Bound {
        @Override
        public void add(Path file, int page) {
            throw new AssertionError("No bytes of the original go into a copy with redactions");
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
            throw new AssertionError("No DIP here");
        }

        @Override
        public boolean certifies() {
            return true;
        }

        @Override
        public Finished finish(Path bound, Path to, Facts facts, boolean waits) throws IOException {
            printed = facts.covered();
            Files.copy(bound, to);
            return new Finished(Level.B_B, "CN=Kho");
        }
    }

    /** Two documents: an image of one page, and a PDF of three. */
    private void holds(Access access, byte bytes) {
        holds(
                access,
                document(FIRST, access, file("image/jpeg", 1, (byte) 7)),
                document(SECOND, access, file("application/pdf", 3, bytes)));
    }

    private void holds(Access access, ArchivalDocument... documents) {
        FileDescription description = mock(FileDescription.class);
        when(description.arcFileCode()).thenReturn("H41.02.0145");
        RecordView.Full record =
                new RecordView.Full(
                        RECORD,
                        new RecordView.FondsSummary(new FondsId(new UUID(2, 2)), "H41", "Phông"),
                        null,
                        description,
                        new Rights(access, false, null),
                        List.of(documents),
                        0,
                        new RecordView.Provenance(null, "A", START),
                        new FixityState.Sound(START),
                        List.of(new RecordVersion(3, START, "lan", "Nhận vào kho")));
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.of(record));
    }

    private static ArchivalDocument document(DocumentId id, Access access, ContentFile file) {
        DocumentDescription description = mock(DocumentDescription.class);
        when(description.docCode()).thenReturn("VB" + id.value().getLeastSignificantBits());
        return new ArchivalDocument(
                id, description, new Rights(access, false, null), List.of(file));
    }

    private static ContentFile file(String type, int pages, byte bytes) {
        return new ContentFile(
                new ContentFileId(new UUID(9, bytes)),
                "representations/rep1/data/" + bytes,
                "a",
                type,
                1,
                pages,
                Digest.of(DigestAlgorithm.SHA512, new byte[] {bytes}),
                Digest.of(DigestAlgorithm.SHA256, new byte[] {bytes}));
    }

    /** Two documents in one PDF of five pages: 1 to 3, and 3 to 5. */
    private void holdsTwoOnOnePage() {
        ContentFile whole = file("application/pdf", 5, (byte) 1);
        holds(
                Access.PUBLIC,
                document(FIRST, Access.PUBLIC, part(whole, FIRST, 1)),
                document(SECOND, Access.PUBLIC, part(whole, SECOND, 3)));
    }

    private static ContentFile part(ContentFile whole, DocumentId document, int from) {
        return new ContentFile(
                ContentFileId.derivePart(whole.id(), document),
                whole.path(),
                whole.originalName(),
                whole.mimeType(),
                whole.size(),
                3,
                whole.sha512(),
                whole.sha256(),
                new ContentFile.Part(whole.id(), from, whole.pages()),
                null,
                null,
                null,
                List.of());
    }

    private void asked(AccessRequests.Kind kind, Status status, Reason... reasons) {
        reference =
                "YC-2026-" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        DATABASE.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values (?, ?, 'x', 'y',"
                                + " 'An', '0900000000', 'GRANTED', now(), now())")
                .params(reference, kind.name())
                .update();
        List<Step> steps = new ArrayList<>();
        for (Reason reason : reasons) {
            // Of two the first proposed it.
            boolean proposed = reasons.length == 2 && steps.isEmpty();
            steps.add(new Step(START, proposed ? Status.PROPOSED : status, "lan", reason, null));
        }
        Request request =
                new Request(
                        new Reference(reference),
                        new NewRequest(kind, RECORD, "x", "Thừa kế", "An", "0900000000", null),
                        status,
                        START,
                        LocalDate.of(2026, 11, 24),
                        null,
                        0,
                        "lan",
                        steps);
        when(requests.find(reference)).thenReturn(Optional.of(request));
        when(requests.track(new Applicant(reference, "0000"))).thenReturn(Optional.of(request));
    }

    private Place place(DocumentId document, int page) {
        return new Place(reference, RECORD, document, page);
    }

    private Draft draft(DocumentId... documents) throws NotAvailable {
        return redactions.draft(reference, RECORD, List.of(documents), LAN);
    }

    private Copy ordered() {
        return copies.order(
                new Order(reference, RECORD, List.of(SECOND, FIRST), Kind.CERTIFIED, true), LAN);
    }

    private Copy state(Copy copy) {
        return copies.find(copy.id()).orElseThrow();
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void aBoxIsKeptAtOnceMovedAndTakenAwayAndTheLogSaysWhoDidIt() throws Exception {
        UUID box = redactions.draw(place(SECOND, 2), AREA, GROUND, LAN);
        UUID moved = redactions.move(box, new Area(0, 0, 10_000, 20), "PRIVATE_LIFE", MAI);
        assertThat(redactions.move(moved, new Area(0, 0, 10_000, 20), "PRIVATE_LIFE", LAN))
                .as("as it was")
                .isEqualTo(moved);
        assertThat(draft(SECOND, FIRST).boxes())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.page()).isEqualTo(2);
                            assertThat(one.area().width()).isEqualTo(10_000);
                            assertThat(one.by()).isEqualTo("mai");
                        });
        assertThat(draft(FIRST).boxes()).isEmpty();
        redactions.remove(moved, LAN);
        redactions.remove(moved, LAN);
        assertThat(draft(SECOND).boxes()).isEmpty();
        assertThat(log)
                .containsExactly(
                        "lan REDACTION_DRAWN VB2 trang 2: PERSONAL_DATA",
                        "mai REDACTION_MOVED VB2 trang 2: PRIVATE_LIFE",
                        "lan REDACTION_REMOVED VB2 trang 2: PRIVATE_LIFE");
        assertThat(refused(() -> redactions.move(moved, AREA, GROUND, LAN)))
                .containsExactly("REDACTION_GONE");
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql("update kept.redaction_box set x = 1 where id = ?")
                                        .param(box)
                                        .update())
                .as("what was drawn is not changed in the database either")
                .hasMessageContaining("A box is not changed");
    }

    @Test
    void everythingThatForbidsABoxIsToldAtOnce() {
        asked(AccessRequests.Kind.READ, Status.REFUSED);
        assertThat(
                        refused(
                                () ->
                                        redactions.draw(
                                                place(SECOND, 4),
                                                new Area(9_000, 0, 1_001, 50),
                                                "NO",
                                                LAN)))
                .containsExactly(
                        "REDACTION_REQUEST_OVER",
                        "REDACTION_GROUND",
                        "REDACTION_AREA",
                        "REDACTION_NO_PAGE");
        asked(AccessRequests.Kind.READ, Status.RECEIVED);
        for (Area area :
                List.of(
                        new Area(-1, 0, 50, 50),
                        new Area(0, 0, 19, 50),
                        new Area(0, 0, 50, 0),
                        new Area(1, Integer.MAX_VALUE, 50, Integer.MAX_VALUE))) {
            assertThat(refused(() -> redactions.draw(place(FIRST, 1), area, GROUND, LAN)))
                    .containsExactly("REDACTION_AREA");
        }
        assertThat(refused(() -> redactions.draw(place(FIRST, 1), AREA, GROUND, Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        assertThatThrownBy(
                        () -> redactions.draft(reference, RECORD, List.of(FIRST), Reader.ANONYMOUS))
                .isInstanceOf(NotAvailable.class);
        for (int i = 0; i < 200; i++) {
            redactions.draw(place(FIRST, 1), new Area(i, i, 50, 50), GROUND, LAN);
        }
        assertThat(refused(() -> redactions.draw(place(FIRST, 1), AREA, GROUND, LAN)))
                .containsExactly("REDACTION_TOO_MANY");
    }

    @Test
    void nothingIsShownOfAHoSoThatTheRequestIsNotAbout() throws Exception {
        redactions.preview(place(SECOND, 2), 1000, LAN);
        AccessRequests.Request own = requests.find(reference).orElseThrow();
        AipId other = new AipId(UUID.randomUUID());
        when(requests.find(reference))
                .thenReturn(
                        Optional.of(
                                new AccessRequests.Request(
                                        own.reference(),
                                        new AccessRequests.NewRequest(
                                                AccessRequests.Kind.READ,
                                                other,
                                                "x",
                                                "y",
                                                "An",
                                                "an@dan.example",
                                                null),
                                        own.status(),
                                        own.receivedAt(),
                                        own.dueOn(),
                                        null,
                                        0,
                                        "lan",
                                        List.of())));
        burnt.clear();
        assertThatThrownBy(() -> redactions.preview(place(SECOND, 2), 1000, LAN))
                .isInstanceOf(NotAvailable.class);
        assertThatThrownBy(() -> draft(SECOND)).isInstanceOf(NotAvailable.class);
        assertThat(burnt).isEmpty();
    }

    @Test
    void boxesAreNeverLaidOverOtherBytes() throws Exception {
        redactions.draw(place(SECOND, 2), AREA, GROUND, LAN);
        holds(Access.PUBLIC, (byte) 2);
        Draft draft = draft(SECOND);
        assertThat(draft.boxes()).isEmpty();
        assertThat(draft.stale()).singleElement().extracting(Box::page).isEqualTo(2);
        assertThat(refused(this::ordered)).containsExactly("REDACTION_STALE");
        redactions.preview(place(SECOND, 2), 1000, LAN);
        assertThat(burnt).as("not covered").singleElement().asString().endsWith(":2 0");
        redactions.remove(draft.stale().getFirst().id(), LAN);
        assertThat(refused(this::ordered)).containsExactly("REDACTION_NONE");
        holds(Access.PUBLIC, (byte) 1);
        assertThat(draft(SECOND).boxes()).as("gone for good").isEmpty();
    }

    @Test
    void aBoxOnAPageOfTwoDocumentsCoversItInBoth() throws Exception {
        holdsTwoOnOnePage();
        String before = draft(SECOND).digest();
        UUID box = redactions.draw(place(FIRST, 3), AREA, GROUND, LAN);
        assertThat(draft(SECOND).digest()).isNotEqualTo(before);
        assertThat(draft(SECOND, FIRST).boxes())
                .extracting(one -> one.document() + " " + one.page() + " " + one.id())
                .containsExactly(SECOND + " 1 " + box, FIRST + " 3 " + box);
        redactions.preview(place(SECOND, 1), 1000, LAN);
        redactions.preview(place(SECOND, 2), 1000, LAN);
        assertThat(burnt)
                .extracting(one -> one.substring(one.indexOf(':')))
                .containsExactly(":1 1", ":2 0");
        burnt.clear();
        Copy copy = ordered();
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        assertThat(burnt)
                .as("covered as the first page of one and as the last of the other")
                .extracting(one -> one.substring(one.indexOf(':')))
                .containsExactly(":1 1", ":2 0", ":3 0", ":1 0", ":2 0", ":3 1");

        UUID moved = redactions.move(box, new Area(0, 0, 50, 50), GROUND, MAI);
        assertThat(draft(SECOND).boxes()).extracting(Box::id).containsExactly(moved);
        for (int i = 1; i < 200; i++) {
            redactions.draw(place(FIRST, 3), new Area(i, i, 50, 50), GROUND, LAN);
        }
        assertThat(refused(() -> redactions.draw(place(SECOND, 1), AREA, GROUND, LAN)))
                .as("it is one page")
                .containsExactly("REDACTION_TOO_MANY");
    }

    @Test
    void whereOneOfTwoEqualFilesWasReplacedTheOtherStaysCovered() throws Exception {
        ContentFile same = file("application/pdf", 3, (byte) 1);
        ArchivalDocument second = document(SECOND, Access.PUBLIC, same);
        holds(Access.PUBLIC, document(FIRST, Access.PUBLIC, same), second);
        UUID box = redactions.draw(place(FIRST, 2), AREA, GROUND, LAN);
        ContentFile other = file("application/pdf", 3, (byte) 2);
        holds(Access.PUBLIC, document(FIRST, Access.PUBLIC, other), second);
        Draft draft = draft(FIRST, SECOND);
        assertThat(draft.stale()).extracting(Box::document).containsExactly(FIRST);
        assertThat(draft.boxes()).extracting(Box::document).containsExactly(SECOND);
        assertThat(refused(this::ordered)).containsExactly("REDACTION_STALE");
        redactions.removeStale(reference, RECORD, FIRST, Set.of(), LAN);
        assertThat(draft(FIRST).stale()).as("nobody has seen it").hasSize(1);
        redactions.removeStale(reference, RECORD, FIRST, Set.of(box), LAN);
        assertThat(draft(FIRST).stale()).isEmpty();
        assertThat(draft(FIRST, SECOND).boxes())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.document()).isEqualTo(SECOND);
                            assertThat(one.page()).isEqualTo(2);
                            assertThat(one.area()).isEqualTo(AREA);
                        });
    }

    @Test
    void aCopyWithRedactionsIsMadeOfImagesOnlyAndSaysOnWhichGrounds() throws Exception {
        redactions.draw(place(SECOND, 3), AREA, GROUND, LAN);
        redactions.draw(place(SECOND, 3), new Area(0, 0, 50, 50), "STATE_SECRET", LAN);
        Copy copy = ordered();
        making.makeDue();
        Copy made = state(copy);
        assertThat(made.state()).as("" + made.problem()).isEqualTo(State.READY);
        assertThat(burnt)
                .as("every page is coded anew, those of the image as well")
                .extracting(one -> one.substring(one.indexOf(':')))
                .containsExactly(":1 0", ":2 0", ":3 2", ":1 0");
        assertThat(Objects.requireNonNull(made.redaction()).grounds())
                .containsExactly(GROUND, "STATE_SECRET");
        assertThat(printed)
                .first()
                .asString()
                .isEqualTo(
                        "Dữ liệu cá nhân của người khác (Luật Bảo vệ dữ liệu cá nhân số"
                                + " 91/2025/QH15)");
        assertThat(copies.leaves(copy.id())).isTrue();
        assertThat(log).contains("lan COPY_ORDERED " + reference + " CERTIFIED REDACTED");
    }

    @Test
    void aChangeOfBoxesUndoesWhatWasOrderedApprovedAndMade() throws Exception {
        holds(Access.LISTED, (byte) 1);
        UUID box = redactions.draw(place(SECOND, 3), AREA, GROUND, LAN);
        Copy copy = ordered();
        redactions.remove(box, MAI);
        assertThat(refused(() -> copies.approve(copy.id(), MAI)))
                .containsExactly("COPY_REDACTION_CHANGED");
        redactions.draw(place(SECOND, 3), AREA, GROUND, LAN);
        copies.approve(copy.id(), MAI); // as it was ordered
        UUID more = redactions.draw(place(SECOND, 1), AREA, GROUND, LAN);
        making.makeDue();
        assertThat(Objects.requireNonNull(state(copy).problem()).code())
                .isEqualTo("COPY_REDACTION_CHANGED");
        redactions.remove(more, LAN);
        copies.again(copy.id(), LAN);
        making.makeDue();
        assertThat(state(copy).state()).isEqualTo(State.READY);
        assertThat(copies.offered(new Applicant(reference, "0000"))).hasSize(1);
        redactions.draw(place(FIRST, 1), AREA, GROUND, LAN);
        assertThat(copies.offered(new Applicant(reference, "0000"))).isEmpty();
        assertThatThrownBy(() -> copies.fetch(new Applicant(reference, "0000"), copy.number()))
                .isInstanceOf(NotAvailable.class);
    }

    @Test
    void anotherFileWithoutABoxUndoesItAsWell() throws Exception {
        redactions.draw(place(FIRST, 1), AREA, GROUND, LAN);
        Copy copy = ordered();
        making.makeDue();
        assertThat(copies.leaves(copy.id())).isTrue();
        holds(Access.PUBLIC, (byte) 3);
        assertThat(copies.leaves(copy.id())).as("nobody looked at these pages").isFalse();
    }

    @Test
    void whatWasGrantedWithRedactionsIsNotCopiedWholeAndTakesTwoPersons() {
        asked(AccessRequests.Kind.CONDITIONAL, Status.GRANTED, Reason.REDACTED, Reason.OWN_RECORD);
        assertThat(
                        refused(
                                () ->
                                        copies.order(
                                                new Order(
                                                        reference,
                                                        RECORD,
                                                        List.of(FIRST),
                                                        Kind.PLAIN),
                                                LAN)))
                .containsExactly("COPY_MUST_REDACT");
        holds(Access.LISTED, (byte) 1);
        redactions.draw(place(FIRST, 1), AREA, GROUND, LAN);
        assertThat(ordered().state())
                .as("the two who granted it may not have seen the boxes")
                .isEqualTo(State.PROPOSED);
    }
}

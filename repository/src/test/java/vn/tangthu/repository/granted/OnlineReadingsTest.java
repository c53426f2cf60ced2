package vn.tangthu.repository.granted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.OnlineReadings.Look;
import vn.tangthu.repository.OnlineReadings.Order;
import vn.tangthu.repository.OnlineReadings.Reading;
import vn.tangthu.repository.OnlineReadings.State;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Place;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.access.AppointedApprover;
import vn.tangthu.repository.access.TestRequests;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Reading online: who reads what until when, and what stops it. */
class OnlineReadingsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final Reader MAI = new Reader(null, "mai", Set.of(Role.ARCHIVIST), Set.of());
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final DocumentId FIRST = new DocumentId(new UUID(5, 1));
    private static final DocumentId SECOND = new DocumentId(new UUID(5, 2));
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
    private static final Area AREA = new Area(1_000, 2_000, 3_000, 400);
    private static final String GROUND = "PERSONAL_DATA";

    private final Catalogue catalogue = mock(Catalogue.class);
    private final AccessRequests requests = mock(AccessRequests.class);
    private final PageImages images = mock(PageImages.class);
    private final List<String> log = new ArrayList<>();
    private final List<String> burnt = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final ReadingRows readingRows = new ReadingRows(DATABASE.jdbc());
    private Runnable meanwhile = () -> {};
    private Instant now = START;
    private String reference = "";
    private StoredRedactions redactions;
    private StoredReadings readings;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws Exception {
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now);
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
        GrantedRules rules = new GrantedRules(catalogue, rows, drafts, mock(CopyPapers.class));
        Letters post = mock(Letters.class);
        Mockito.doAnswer(call -> letters.add(call.getArgument(0) + " " + call.getArgument(3)))
                .when(post)
                .write(any(), any(), any(), any());
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
        readings =
                new StoredReadings(
                        readingRows,
                        rules,
                        new GrantedLetters(requests, post, "https://kho.example"),
                        requests,
                        images,
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
            throw new AssertionError("A page is decoded and coded once");
        }

        @Override
        public PageRenderer.Rendered foot(
                PageRenderer.Rendered page, List<Area> areas, String line) {
            PageRenderer.Rendered drawn = burnt(page, areas);
            meanwhile.run();
            burnt.add("foot " + line);
            return drawn;
        }
    }

    private PageRenderer.Rendered burnt(PageRenderer.Rendered page, List<Area> areas) {
        burnt.add(new String(page.jpeg(), StandardCharsets.UTF_8) + " " + areas.size());
        return page;
    }

    /** Two documents: an image of one page, and a PDF of three. */
    private void holds(Access access, byte bytes) {
        FileDescription description = mock(FileDescription.class);
        when(description.arcFileCode()).thenReturn("H41.02.0145");
        RecordView.Full record =
                new RecordView.Full(
                        RECORD,
                        new RecordView.FondsSummary(new FondsId(new UUID(2, 2)), "H41", "Phông"),
                        null,
                        description,
                        new Rights(access, false, null),
                        List.of(
                                document(FIRST, access, "image/jpeg", 1, (byte) 7),
                                document(SECOND, access, "application/pdf", 3, bytes)),
                        0,
                        new RecordView.Provenance(null, "A", START),
                        new FixityState.Sound(START),
                        List.of(new RecordVersion(3, START, "lan", "Nhận vào kho")));
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.of(record));
    }

    private static ArchivalDocument document(
            DocumentId id, Access access, String type, int pages, byte bytes) {
        DocumentDescription description = mock(DocumentDescription.class);
        when(description.docCode()).thenReturn("VB" + id.value().getLeastSignificantBits());
        ContentFile file =
                new ContentFile(
                        new ContentFileId(new UUID(9, bytes)),
                        "representations/rep1/data/" + bytes,
                        "a",
                        type,
                        1,
                        pages,
                        Digest.of(DigestAlgorithm.SHA512, new byte[] {bytes}),
                        Digest.of(DigestAlgorithm.SHA256, new byte[] {bytes}));
        return new ArchivalDocument(
                id, description, new Rights(access, false, null), List.of(file));
    }

    private void asked(AccessRequests.Kind kind, Status status, Reason... reasons) {
        reference =
                "YC-2026-" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        DATABASE.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values (?, ?, 'x', 'y',"
                                + " 'An', 'an@dan.example', 'GRANTED', now(), now())")
                .params(reference, kind.name())
                .update();
        List<Step> steps = new ArrayList<>();
        for (Reason reason : reasons) {
            steps.add(new Step(START, status, "lan", reason, null));
        }
        Request request =
                new Request(
                        new Reference(reference),
                        new NewRequest(kind, RECORD, "x", "Thừa kế", "An", "an@dan.example", null),
                        status,
                        START,
                        LocalDate.of(2026, 11, 24),
                        null,
                        0,
                        "lan",
                        steps);
        when(requests.find(reference)).thenReturn(Optional.of(request));
        when(requests.track(new Applicant(reference, "n@da"))).thenReturn(Optional.of(request));
    }

    private Place place(DocumentId document, int page) {
        return new Place(reference, RECORD, document, page);
    }

    private Reading ordered(boolean redacted, int days) {
        return readings.order(
                new Order(reference, RECORD, List.of(SECOND, FIRST), days, redacted), LAN);
    }

    private Applicant applicant() {
        return new Applicant(reference, "n@da");
    }

    private void nothingIsRead(Reading one) {
        assertThat(readings.opened(one.number())).isEmpty();
        assertThat(readings.opens(one.id())).isFalse();
        assertThatThrownBy(() -> readings.open(applicant(), one.number()))
                .isInstanceOf(NotAvailable.class);
        assertThatThrownBy(() -> readings.page(one.number(), 1, 1000))
                .isInstanceOf(NotAvailable.class);
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void nothingIsOpenedOrReadBeforeTheFeeIsPaid() {
        Reading one = ordered(false, 3);
        assertThat(readings.opens(one.id())).isTrue();
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
        nothingIsRead(one);
        assertThat(refused(() -> ordered(false, 3))).containsExactly("FEE_UNPAID");
    }

    @Test
    void pagesAreReadByTheirApplicantUntilTheLastDayAndEachLookIsNoted() throws Exception {
        Reading one = ordered(false, 3);
        assertThat(one.state()).isEqualTo(State.OPEN);
        assertThat(one.number()).matches("BD-2026-[0-9]{6}-[A-Z2-7]{4}");
        assertThat(one.until()).isEqualTo(START.plus(Duration.ofDays(3)));
        assertThat(letters)
                .singleElement()
                .asString()
                .startsWith("an@dan.example")
                .contains("25/11/2026", "https://kho.example/yeu-cau/tra-cuu");
        assertThat(readings.offered(applicant())).containsExactly(one);
        assertThat(readings.open(applicant(), one.number())).isEqualTo(one);
        var unused = readings.page(one.number(), 4, 1000);
        assertThat(burnt)
                .as("the image after the three pages of the PDF; covered by nothing, footed")
                .satisfiesExactly(
                        covered -> assertThat(covered).endsWith(":1 0"),
                        foot -> assertThat(foot).startsWith("foot Bản đọc " + one.number()));
        assertThat(readings.looks(one.id(), 5))
                .containsExactly(new Look(START, 4, "applicant", "Thừa kế"));
        assertThat(log).contains("anonymous READING_LOOKED " + reference + " trang 4: Thừa kế");
        for (int page : new int[] {0, 5, -1}) {
            assertThatThrownBy(() -> readings.page(one.number(), page, 1000))
                    .isInstanceOf(NotAvailable.class);
        }
        assertThatThrownBy(() -> readings.page(one.number(), 1, 480))
                .isInstanceOf(NotAvailable.class);
        assertThatThrownBy(() -> readings.open(new Applicant(reference, "zzzz"), one.number()))
                .isInstanceOf(NotAvailable.class);
        String own = reference;
        asked(AccessRequests.Kind.READ, Status.GRANTED);
        assertThatThrownBy(() -> readings.open(applicant(), one.number()))
                .as("of another")
                .isInstanceOf(NotAvailable.class);
        reference = own;

        now = START.plus(Duration.ofDays(3));
        nothingIsRead(one);
        assertThat(readings.offered(applicant()))
                .as("its applicant is told that it is over")
                .extracting(Reading::state)
                .containsExactly(State.OVER);
        readings.forget();
        assertThat(readings.of(reference).getFirst().pages()).isEqualTo(4);
        now = START.plus(Duration.ofDays(8));
        assertThat(readings.offered(applicant())).isEmpty();
        readings.forget();
        Reading gone = readings.of(reference).getFirst();
        assertThat(gone.pages()).isZero();
        assertThat(gone.documents()).isEmpty();
        assertThat(readings.looks(one.id(), 5)).as("who looked is kept").hasSize(1);
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql("update kept.reading set forgotten = false")
                                        .update())
                .hasMessageContaining("A reading is not changed");
    }

    @Test
    void everythingThatForbidsAReadingIsToldAtOnce() {
        asked(AccessRequests.Kind.READ, Status.RECEIVED, Reason.REDACTED);
        assertThat(refused(() -> ordered(false, 16)))
                .containsExactly("COPY_NOT_GRANTED", "READING_DAYS");
        asked(AccessRequests.Kind.READ, Status.GRANTED, Reason.REDACTED);
        assertThat(refused(() -> ordered(false, 16)))
                .containsExactly("COPY_MUST_REDACT", "READING_DAYS");
        asked(AccessRequests.Kind.READ, Status.GRANTED);
        assertThat(refused(() -> ordered(true, 0)))
                .containsExactly("REDACTION_NONE", "READING_DAYS");
        for (int i = 0; i < 20; i++) {
            Reading unused = ordered(false, 1);
        }
        assertThat(refused(() -> ordered(false, 1))).containsExactly("READING_TOO_MANY");
        now = START.plus(Duration.ofDays(1));
        assertThat(ordered(false, 1).state()).as("those are over").isEqualTo(State.OPEN);
    }

    @Test
    void whatIsNotOpenIsReadOnceASecondPersonHasApprovedIt() throws Exception {
        holds(Access.LISTED, (byte) 1);
        Reading one = ordered(false, 15);
        assertThat(one.state()).isEqualTo(State.PROPOSED);
        nothingIsRead(one);
        assertThat(letters).isEmpty();
        assertThat(refused(() -> readings.approve(one.id(), LAN)))
                .containsExactly("COPY_SECOND_PERSON");
        try (AppointedApprover unused = new AppointedApprover(DATABASE.jdbc())) {
            assertThat(refused(() -> readings.approve(one.id(), MAI)))
                    .containsExactly("APPROVER_ONLY");
        }
        now = START.plus(Duration.ofDays(1));
        readings.approve(one.id(), MAI);
        assertThat(readings.opened(one.number()).orElseThrow().until())
                .as("the days count from here")
                .isEqualTo(START.plus(Duration.ofDays(16)));
        holds(Access.HIDDEN, (byte) 1);
        nothingIsRead(one);
        holds(Access.PUBLIC, (byte) 1);
        assertThat(readings.opens(one.id())).isTrue();
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.empty());
        nothingIsRead(one);
    }

    @Test
    void theOnlyApproverCannotApproveTheirOwnSoAnotherArchivistDoes() throws Exception {
        holds(Access.LISTED, (byte) 1);
        Reading one = ordered(false, 15);
        try (AppointedApprover hoa = new AppointedApprover(DATABASE.jdbc(), "hoa")) {
            assertThat(refused(() -> readings.approve(one.id(), MAI)))
                    .containsExactly("APPROVER_ONLY");
            Request asked = requests.find(reference).orElseThrow();
            when(requests.find(reference))
                    .thenReturn(Optional.of(TestRequests.askedBy(asked, "hoa")));
            assertThat(refused(() -> readings.approve(one.id(), hoa.reader())))
                    .containsExactly("REQUEST_OWN");
            readings.approve(one.id(), MAI);
        }
        assertThat(readings.opens(one.id())).isTrue();
    }

    @Test
    void anybodyIsToldOfOneByItsWholeNumberWhateverBecameOfItsRecord() {
        Reading one = ordered(false, 3);
        OnlineReadings.Told open =
                new OnlineReadings.Told(
                        one.number(), START, START.plus(Duration.ofDays(3)), State.OPEN, null);
        assertThat(readings.told(one.number())).contains(open);
        String letters = one.number().substring(one.number().length() - 4);
        String others = letters.equals("AAAA") ? "BBBB" : "AAAA";
        assertThat(readings.told(one.number().replace(letters, others))).isEmpty();
        assertThat(readings.told(one.number().substring(0, one.number().length() - 5))).isEmpty();

        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.empty());
        assertThat(readings.told(one.number())).as("its record is hidden").contains(open);
        now = START.plus(Duration.ofDays(9));
        readings.forget();
        assertThat(readings.told(one.number()).orElseThrow().state()).isEqualTo(State.OVER);
    }

    @Test
    void ofOneThatWasNeverOpenedNobodyIsToldAndOfOneThatEndedEarlyWhen() {
        holds(Access.LISTED, (byte) 1);
        Reading proposed = ordered(false, 3);
        assertThat(readings.told(proposed.number())).isEmpty();
        readings.end(proposed.id(), "Nhầm", MAI);
        assertThat(letters).as("they never heard of it").isEmpty();
        assertThat(readings.offered(applicant())).isEmpty();
        assertThat(readings.told(proposed.number())).as("ended before").isEmpty();
        holds(Access.PUBLIC, (byte) 1);
        Reading one = ordered(false, 3);
        now = START.plus(Duration.ofDays(1));
        readings.end(one.id(), "Nhầm người", MAI);
        OnlineReadings.Told told = readings.told(one.number()).orElseThrow();
        assertThat(told.state()).isEqualTo(State.ENDED);
        assertThat(told.endedAt()).isEqualTo(now);
    }

    @Test
    void whatIsClosedWhileAPageIsDrawnDoesNotLeaveAndIsNotNoted() {
        Reading one = ordered(false, 1);
        meanwhile = () -> holds(Access.HIDDEN, (byte) 1);
        assertThatThrownBy(() -> readings.page(one.number(), 1, 1000))
                .isInstanceOf(NotAvailable.class);
        assertThat(readings.looks(one.id(), 5)).isEmpty();
    }

    @Test
    void anEarlyEndIsAtOnceAndForEver() throws Exception {
        Reading one = ordered(false, 10);
        assertThat(refused(() -> readings.end(one.id(), " ", MAI)))
                .containsExactly("COPY_REASON_MISSING");
        letters.clear();
        readings.end(one.id(), "Mở nhầm", MAI);
        nothingIsRead(one);
        assertThat(readings.offered(applicant()))
                .as("the status page says when it was ended")
                .extracting(Reading::state)
                .containsExactly(State.ENDED);
        readings.end(one.id(), "Nữa", LAN);
        assertThat(letters)
                .singleElement()
                .asString()
                .contains(
                        "dừng việc đọc trực tuyến " + one.number(), "has ended the online reading")
                .doesNotContain("Mở nhầm", one.recordCode());
        assertThat(readings.of(reference).getFirst().ending())
                .isEqualTo(new OnlineReadings.Ending(START, "mai", "Mở nhầm"));
        readings.approve(one.id(), MAI);
        nothingIsRead(one);
        now = START.plus(Duration.ofDays(5));
        readings.forget();
        assertThat(readings.of(reference).getFirst().pages()).isZero();
    }

    @Test
    void redactionsAreBurntInAndAChangeOfThemStopsTheReading() throws Exception {
        redactions.draw(place(SECOND, 2), AREA, GROUND, LAN);
        Reading one = ordered(true, 10);
        var unused = readings.page(one.number(), 2, 2000);
        assertThat(burnt).first().asString().endsWith(":2 1");
        redactions.draw(place(SECOND, 3), AREA, GROUND, MAI);
        nothingIsRead(one);
    }

    @Test
    void otherFilesOfAsManyPagesAreNotReadAndNotApproved() throws Exception {
        Reading one = ordered(false, 10);
        assertThat(readings.opens(one.id())).isTrue();
        redactions.draw(place(SECOND, 3), AREA, GROUND, MAI);
        assertThat(readings.opens(one.id())).as("boxes are not of whole pages").isTrue();
        holds(Access.PUBLIC, (byte) 2);
        nothingIsRead(one);
        holds(Access.PUBLIC, (byte) 1);
        assertThat(readings.opens(one.id())).as("as it was").isTrue();

        holds(Access.LISTED, (byte) 1);
        Reading waits = ordered(false, 10);
        holds(Access.LISTED, (byte) 2);
        assertThat(refused(() -> readings.approve(waits.id(), MAI)))
                .containsExactly("COPY_FILES_CHANGED");
        nothingIsRead(waits);
    }

    @Test
    void whatWasOrderedBeforeFilesWereKeptIsReadWhileItHasAsManyPages() throws Exception {
        Reading one = ordered(false, 10);
        DATABASE.jdbc().sql("alter table kept.reading disable trigger reading_stays").update();
        int unused =
                DATABASE.jdbc()
                        .sql("update kept.reading set files = null where id = ?")
                        .param(one.id())
                        .update();
        DATABASE.jdbc().sql("alter table kept.reading enable trigger reading_stays").update();
        holds(Access.PUBLIC, (byte) 2);
        assertThat(readings.opens(one.id())).isTrue();
    }

    @Test
    void anErasureEndsItAndForgetsWhatItWasOf() throws Exception {
        Reading one = ordered(false, 10);
        new ErasedGrantedCopies(
                        new GrantedRows(DATABASE.jdbc()),
                        new RedactionRows(DATABASE.jdbc()),
                        readingRows,
                        mock(GrantedBytes.class),
                        Clock.fixed(now, ZoneOffset.UTC))
                .erase(
                        List.of(
                                new ErasureStep.Erased(
                                        RECORD.value(),
                                        "H41.02.0145",
                                        Tombstones.Cause.values()[0],
                                        Set.of(),
                                        Set.of())));
        nothingIsRead(one);
        Reading gone = readings.of(reference).getFirst();
        assertThat(gone.state()).isEqualTo(State.ENDED);
        assertThat(gone.documents()).isEmpty();
    }
}

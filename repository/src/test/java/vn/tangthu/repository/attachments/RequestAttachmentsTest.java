package vn.tangthu.repository.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.repository.RequestAttachments.Sent;
import vn.tangthu.repository.RequestAttachments.Type;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.access.AppointedApprover;
import vn.tangthu.repository.access.TestRequests;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.scanning.TestClamd;

/** What applicants attach: what is taken, what becomes of the request, and who gets it. */
class RequestAttachmentsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final byte[] PDF = "%PDF-1.7 giấy ủy quyền".getBytes(StandardCharsets.UTF_8);
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1};

    @TempDir Path directory;
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final ActivityLog log = mock(ActivityLog.class);
    private final VirusScanner scanner = mock(VirusScanner.class);
    private final AccessRequests requests = TestRequests.of(DATABASE, log, clock);
    private StoredRequestAttachments attachments;
    private int files;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        DATABASE.jdbc().sql("truncate kept.request_attachment").update();
        when(scanner.look(any(), any()))
                .thenReturn(new VirusCheck(VirusCheck.Outcome.CLEAN, "", "ClamAV 1.4.6", NOW));
        attachments = room(3, "4KB", "1MB");
    }

    private StoredRequestAttachments room(int mostFiles, String mostBytes, String aDay) {
        return new StoredRequestAttachments(
                new AttachmentRows(DATABASE.jdbc()),
                DATABASE.transactions(),
                requests,
                new AttachmentCheck(scanner),
                log,
                clock,
                new AttachmentProperties(
                        DataSize.parse("2KB"),
                        mostFiles,
                        DataSize.parse(mostBytes),
                        DataSize.parse(aDay),
                        5));
    }

    private StoredRequestAttachments room(VirusScanner other) {
        return new StoredRequestAttachments(
                new AttachmentRows(DATABASE.jdbc()),
                DATABASE.transactions(),
                requests,
                new AttachmentCheck(other),
                log,
                clock,
                new AttachmentProperties(
                        DataSize.parse("2KB"), 3, DataSize.parse("4KB"), DataSize.parse("1MB"), 5));
    }

    private Applicant applicant(String phone) {
        String reference =
                requests.submit(
                                new NewRequest(Kind.READ, null, "x", "Thừa kế", "An", phone, null),
                                Reader.ANONYMOUS)
                        .value();
        return new Applicant(reference, phone.substring(phone.length() - 4));
    }

    private Applicant applicant() {
        return applicant("0905123456");
    }

    private Sent sent(String name, byte[] bytes) throws IOException {
        return new Sent(name, Files.write(directory.resolve("f" + ++files), bytes));
    }

    private static byte[] large(int size) {
        byte[] bytes = Arrays.copyOf(PDF, size);
        Arrays.fill(bytes, PDF.length, size, (byte) size);
        return bytes;
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private List<String> names(Applicant of) {
        return attachments.of(of.reference()).stream().map(Attachment::name).toList();
    }

    private void needsMore(Applicant applicant) {
        requests.reply(
                applicant.reference(),
                new Decision(Status.NEEDS_MORE, Reason.MANDATE_MISSING, "Giấy ủy quyền?"),
                LAN);
    }

    @Test
    void whatIsAttachedIsAStepAfterWhichTheClockGoesOn() throws Exception {
        Applicant an = applicant();
        needsMore(an);
        Request after =
                attachments
                        .add(an, List.of(sent("uy-quyen.pdf", PDF), sent("cccd.jpg", JPEG)), "")
                        .orElseThrow();
        assertThat(after.status()).isEqualTo(Status.SUPPLEMENTED);
        assertThat(after.pausedOn()).isNull();
        Step last = after.steps().getLast();
        assertThat(last.files()).isEqualTo(2);
        assertThat(last.actor()).isEqualTo("applicant");
        assertThat(last.text()).isNull();
        assertThat(after.steps().getFirst().files()).isZero();
        Attachment first = attachments.of(an.reference()).getFirst();
        assertThat(first.type()).isEqualTo(Type.PDF);
        assertThat(first.size()).isEqualTo(PDF.length);
        assertThat(first.clean()).isTrue();
        assertThat(first.scanner()).isEqualTo("ClamAV 1.4.6");
        assertThat(first.sentBy()).isNull();
        assertThat(attachments.open(an.reference(), 2, LAN).orElseThrow().bytes()).isEqualTo(JPEG);
        verify(log).record(eq(LAN), eq("REQUEST_FILE_OPENED"), eq(an.reference()), eq("2"));
    }

    @Test
    void whatNobodyHasBegunWithStaysReceivedAndAProposalIsUndone() throws Exception {
        Applicant an = applicant();
        assertThat(attachments.add(an, List.of(sent("a.pdf", PDF)), "của tôi").orElseThrow())
                .returns(Status.RECEIVED, Request::status);
        Applicant binh = applicant();
        DATABASE.jdbc()
                .sql("update kept.access_request_item set status = 'PROPOSED' where reference = ?")
                .param(binh.reference())
                .update();
        var unused = attachments.add(binh, List.of(sent("a.pdf", PDF)), "");
        assertThat(requests.find(binh.reference()).orElseThrow().items().getFirst().status())
                .isEqualTo(Status.SUPPLEMENTED);
    }

    @Test
    void filesAreWhatTheirFirstBytesSayAndAllThatIsWrongIsToldAtOnce() throws Exception {
        Applicant an = applicant();
        byte[] heic = "....ftypheic....".getBytes(StandardCharsets.US_ASCII);
        attachments = room(9, "4KB", "1MB");
        List<Sent> bad =
                List.of(
                        sent("anh.pdf", "MZ program".getBytes(StandardCharsets.US_ASCII)),
                        sent("rong.pdf", new byte[0]),
                        sent("IMG_1.HEIC", heic),
                        sent("to.pdf", large(2049)),
                        sent("tot.pdf", PDF),
                        sent("trang.html", "<html>".getBytes(StandardCharsets.US_ASCII)));
        assertThat(refused(() -> attachments.add(an, bad, "")))
                .containsExactly(
                        "ATTACHMENT_TYPE",
                        "ATTACHMENT_EMPTY",
                        "ATTACHMENT_HEIC",
                        "ATTACHMENT_TOO_LARGE",
                        "ATTACHMENT_TYPE");
        assertThat(attachments.of(an.reference())).isEmpty();
        assertThat(requests.find(an.reference()).orElseThrow().steps()).hasSize(1);
        assertThat(refused(() -> attachments.add(an, List.of(), "x")))
                .containsExactly("ATTACHMENT_NONE");
        assertThat(RequestAttachments.notWhole("YC").code()).isEqualTo("ATTACHMENT_BROKEN");
    }

    @Test
    void nobodyErasesPapersOfTheirOwnRequest() throws Exception {
        Applicant an = applicant();
        var unused = attachments.add(an, List.of(sent("a.pdf", PDF)), "");
        try (AppointedApprover hoa = new AppointedApprover(DATABASE.jdbc(), "hoa")) {
            DATABASE.jdbc()
                    .sql("insert into kept.request_asker (reference, account) values (?, ?)")
                    .params(an.reference(), Objects.requireNonNull(hoa.reader().account()).value())
                    .update();
            assertThat(refused(() -> attachments.erase(an.reference(), 1, "Nhầm", hoa.reader())))
                    .containsExactly("REQUEST_OWN");
            assertThat(attachments.open(an.reference(), 1, LAN)).isPresent();
            DATABASE.jdbc().sql("delete from kept.request_asker").update();
        }
    }

    @Test
    void whatAScannerFindsIsRefusedAndNothingOfTheSendingIsKept() throws Exception {
        Applicant an = applicant();
        Sent evil = sent("eicar.pdf", Arrays.copyOf(PDF, 99));
        when(scanner.look(eq(evil.file()), any()))
                .thenReturn(new VirusCheck(VirusCheck.Outcome.INFECTED, "Eicar", "ClamAV", NOW));
        assertThat(refused(() -> attachments.add(an, List.of(sent("a.pdf", PDF), evil), "")))
                .containsExactly("ATTACHMENT_INFECTED");
        assertThat(attachments.of(an.reference())).isEmpty();
        verify(log).record(any(), eq("REQUEST_FILE_INFECTED"), eq(an.reference()), eq("Eicar"));

        when(scanner.look(any(), any())).thenThrow(new VirusScanner.Unavailable("gone"));
        assertThat(refused(() -> attachments.add(an, List.of(sent("a.pdf", PDF)), "")))
                .containsExactly("ATTACHMENT_NOT_SCANNED");
    }

    @Test
    void aRealScannerFindsEicarBehindTheHeadOfAPdf() throws Exception {
        assumeTrue(TestClamd.isInstalled() || "true".equals(System.getenv("CI")), "no clamd");
        try (TestClamd clamd = TestClamd.start(directory, DATABASE, clock)) {
            attachments = room(clamd.scanner());
            Applicant an = applicant();
            byte[] evil = ("%PDF-1.7\n" + TestClamd.EICAR).getBytes(StandardCharsets.US_ASCII);
            List<Sent> both = List.of(sent("sạch.pdf", PDF), sent("eicar.pdf", evil));
            assertThat(refused(() -> attachments.add(an, both, "")))
                    .containsExactly("ATTACHMENT_INFECTED");
            assertThat(directory.resolve("quarantine"))
                    .as("a stranger fills no disk with what is found")
                    .doesNotExist();
            assertThat(attachments.add(an, both.subList(0, 1), "")).isPresent();
            assertThat(attachments.of(an.reference()).getFirst().scanner()).startsWith("ClamAV");
        }
    }

    @Test
    void withoutAScannerItIsKeptAndNeverCalledClean() throws Exception {
        attachments = room(VirusScanner.NONE);
        Applicant an = applicant();
        var unused = attachments.add(an, List.of(sent("a.pdf", PDF)), "");
        assertThat(attachments.of(an.reference()).getFirst().clean()).isFalse();
        assertThat(attachments.of(an.reference()).getFirst().scanner()).isEqualTo("NOT_CONFIGURED");
    }

    @Test
    void namesHaveNoPathNoHiddenSignsAndEndAsTheirContentDoes() throws Exception {
        Applicant an = applicant();
        attachments = room(9, "4KB", "1MB");
        byte[] other = Arrays.copyOf(PDF, 60);
        byte[] third = Arrays.copyOf(PDF, 61);
        byte[] fourth = Arrays.copyOf(PDF, 62);
        var unused =
                attachments.add(
                        an,
                        List.of(
                                sent("../../etc/passwd", PDF),
                                sent("C:\\Users\\an\\Giấy tờ.exe", other),
                                sent("\u202Efdp.\r\nexe<b>", JPEG),
                                sent("....", third),
                                sent("é".repeat(300), fourth)),
                        "");
        assertThat(names(an).subList(0, 4))
                .containsExactly("passwd.pdf", "Giấy tờ.exe.pdf", "fdp.exe_b_.jpg", "tep.pdf");
        assertThat(names(an).getLast()).hasSize(120).endsWith(".pdf");
    }

    @Test
    void howManyAndHowMuchARequestHasIsBoundedAndSoIsADayOfAllApplicants() throws Exception {
        Applicant an = applicant();
        var unusedFirst = attachments.add(an, List.of(sent("1.pdf", large(1900))), "");
        var unusedSecond = attachments.add(an, List.of(sent("2.pdf", large(1901))), "");
        assertThat(refused(() -> attachments.add(an, List.of(sent("3.pdf", large(1902))), "")))
                .containsExactly("ATTACHMENT_TOO_MUCH");
        List<Sent> two = List.of(sent("4.pdf", PDF), sent("5.jpg", JPEG));
        assertThat(refused(() -> attachments.add(an, two, "")))
                .containsExactly("ATTACHMENT_TOO_MANY");
        assertThat(attachments.of(an.reference())).hasSize(2);

        StoredRequestAttachments full = room(3, "4KB", "4KB");
        Applicant binh = applicant();
        assertThat(refused(() -> full.add(binh, List.of(sent("1.pdf", large(1000))), "")))
                .containsExactly("ATTACHMENT_TODAY_FULL");
        assertThat(full.add(binh.reference(), List.of(sent("1.pdf", large(1000))), "", LAN))
                .as("an archivist scans a paper all the same")
                .isTrue();
    }

    @Test
    void whatIsSentAgainAfterABrokenLineIsKeptOnce() throws Exception {
        Applicant an = applicant();
        Sent file = sent("a.pdf", PDF);
        for (int i = 0; i < 3; i++) {
            assertThat(attachments.add(an, List.of(file, sent("b.pdf", PDF)), "")).isPresent();
        }
        assertThat(names(an)).containsExactly("a.pdf");
        assertThat(requests.find(an.reference()).orElseThrow().steps()).hasSize(2);
    }

    @Test
    void aBreakBeforeTheEndLeavesNothingHalfDone() throws Exception {
        Applicant an = applicant();
        doThrow(new IllegalStateException("killed"))
                .when(log)
                .record(any(), eq("REQUEST_FILE_ADDED"), anyString(), anyString());
        List<Sent> sent = List.of(sent("a.pdf", PDF), sent("b.jpg", JPEG));
        assertThatThrownBy(() -> attachments.add(an, sent, "x"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attachments.of(an.reference())).isEmpty();
        assertThat(requests.find(an.reference()).orElseThrow().steps()).hasSize(1);
    }

    @Test
    void onlyTheApplicantAndArchivistsAddAndOpenAndTheOthersLearnNothing() throws Exception {
        Applicant an = applicant();
        Reader own = account(an.reference());
        Reader other = account(applicant("0905999999").reference());
        List<Sent> files = List.of(sent("a.pdf", PDF));
        assertThat(attachments.add(new Applicant(an.reference(), "9999"), files, "")).isEmpty();
        assertThat(attachments.add(new Applicant("YC-2026-XXXXXX", "3456"), files, "")).isEmpty();
        assertThat(attachments.add(an.reference(), files, "", other)).isFalse();
        assertThat(attachments.add("YC-2026-XXXXXX", files, "", other)).isFalse();
        assertThat(attachments.add(an.reference(), files, "", own)).isTrue();
        assertThat(attachments.of(an.reference(), own).orElseThrow()).hasSize(1);
        assertThat(attachments.of(an.reference(), other)).isEmpty();
        assertThat(attachments.of("YC-2026-XXXXXX", other)).isEmpty();
        Reader auditor = new Reader(null, "kt", Set.of(Role.AUDITOR), Set.of());
        for (Reader none : List.of(other, Reader.ANONYMOUS, auditor)) {
            assertThat(attachments.open(an.reference(), 1, none)).isEmpty();
        }
        assertThat(attachments.open(an.reference(), 1, own)).isPresent();
        assertThat(attachments.open(an.reference(), 2, own)).isEmpty();
        verify(log, times(1)).record(any(), eq("REQUEST_FILE_OPENED"), any(), any());
        assertThat(attachments.of(an.reference()).getFirst().sentBy()).isNull();
    }

    private Reader account(String reference) {
        UUID id = UUID.randomUUID();
        DATABASE.jdbc()
                .sql(
                        "insert into kept.account (id, username, display_name, password_hash,"
                                + " roles, must_change, created_at) values (?, ?, 'An', 'x',"
                                + " '{CITIZEN}', false, now())")
                .params(id, "an" + id)
                .update();
        DATABASE.jdbc()
                .sql("insert into kept.account_request values (?, ?, now())")
                .params(id, reference)
                .update();
        return new Reader(new AccountId(id), "an", Set.of(Role.CITIZEN), Set.of());
    }

    @Test
    void whatIsClosedTakesNothingAndSaysSoBesideWhatIsWrongWithTheFile() throws Exception {
        Applicant an = applicant();
        requests.reply(
                an.reference(), new Decision(Status.REFUSED, Reason.NOT_HELD, "Không có"), LAN);
        assertThat(refused(() -> attachments.add(an, List.of(sent("a.pdf", PDF)), "")))
                .containsExactly("REQUEST_CLOSED");
        List<Sent> bad = List.of(sent("a.exe", new byte[] {'M', 'Z'}));
        assertThat(refused(() -> attachments.add(an, bad, "")))
                .containsExactly("ATTACHMENT_TYPE", "REQUEST_CLOSED");
    }

    @Test
    void anArchivistErasesOneForAReasonAndNothingElseIsEverChanged() throws Exception {
        Applicant an = applicant();
        var unused = attachments.add(an, List.of(sent("a.pdf", PDF), sent("b.jpg", JPEG)), "");
        String reference = an.reference();
        assertThat(refused(() -> attachments.erase(reference, 1, " ", LAN)))
                .containsExactly("ATTACHMENT_WHY");
        assertThat(refused(() -> attachments.erase(reference, 1, "x", Reader.ANONYMOUS)))
                .containsExactly("ARCHIVIST_ONLY");
        attachments.erase(reference, 1, "Của người khác", LAN);
        assertThat(attachments.open(reference, 1, LAN)).isEmpty();
        Attachment erased = attachments.of(reference).getFirst();
        assertThat(erased.name()).isEmpty();
        assertThat(erased.erased()).isNotNull();
        assertThat(refused(() -> attachments.erase(reference, 1, "x", LAN)))
                .containsExactly("ATTACHMENT_GONE");
        assertThat(attachments.open(reference, 2, LAN)).isPresent();
        for (String change :
                List.of(
                        "delete from kept.request_attachment",
                        "update kept.request_attachment set name = 'x' where n = 2",
                        "update kept.request_attachment set content = null where n = 2")) {
            assertThatThrownBy(() -> DATABASE.jdbc().sql(change).update())
                    .as(change)
                    .isInstanceOf(Exception.class);
        }
        var unusedAgain = attachments.add(an, List.of(sent("a.pdf", PDF)), "");
        assertThat(names(an)).containsExactly("", "b.jpg", "a.pdf");
        verify(log, never()).record(any(), eq("REQUEST_FILE_OPENED"), any(), eq("1"));
    }

    @Test
    void theSettingsAreTheDocumentedOnesAndAscend() {
        assertThatThrownBy(
                        () ->
                                new AttachmentProperties(
                                        DataSize.ofMegabytes(51),
                                        20,
                                        DataSize.ofMegabytes(60),
                                        DataSize.ofGigabytes(2),
                                        5))
                .hasMessageContaining("50MB");
        assertThatThrownBy(
                        () ->
                                new AttachmentProperties(
                                        DataSize.ofMegabytes(10),
                                        20,
                                        DataSize.ofMegabytes(40),
                                        DataSize.ofGigabytes(2),
                                        -1))
                .hasMessageContaining("keep-years");
        List<String> names = new ArrayList<>();
        for (Type type : Type.values()) {
            names.add(FileNames.of("a." + type.endings().getLast().toUpperCase(Locale.ROOT), type));
        }
        assertThat(names).containsExactly("a.PDF", "a.JPEG", "a.PNG", "a.TIFF");
    }
}

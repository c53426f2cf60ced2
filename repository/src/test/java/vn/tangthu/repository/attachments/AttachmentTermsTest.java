package vn.tangthu.repository.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AttachmentTerms;
import vn.tangthu.repository.AttachmentTerms.Over;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.repository.RequestAttachments.Sent;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.access.TestRequests;
import vn.tangthu.repository.database.TestDatabase;

/** When the term of papers is over, and who erases them. */
class AttachmentTermsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant SENT = Instant.parse("2021-11-23T02:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-23T02:00:01Z");
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final Decision REFUSED =
            new Decision(Status.REFUSED, Reason.NOT_HELD, "Không giữ");

    @TempDir Path directory;
    private final List<String> logged = new ArrayList<>();
    private final ActivityLog log = mock(ActivityLog.class);
    private final Clock clock = mock(Clock.class);
    private Instant now = SENT;
    private AccessRequests requests;
    private StoredRequestAttachments attachments;
    private int files;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        DATABASE.jdbc().sql("truncate kept.request_attachment").update();
        when(clock.instant()).thenAnswer(call -> now);
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        Mockito.doAnswer(
                        call ->
                                logged.add(
                                        call.getArgument(1)
                                                + " "
                                                + call.getArgument(2)
                                                + " "
                                                + call.getArgument(3)))
                .when(log)
                .record(
                        ArgumentMatchers.any(),
                        ArgumentMatchers.any(),
                        ArgumentMatchers.any(),
                        ArgumentMatchers.any());
        requests = TestRequests.of(DATABASE, log, clock);
        attachments =
                new StoredRequestAttachments(
                        new AttachmentRows(DATABASE.jdbc()),
                        DATABASE.transactions(),
                        requests,
                        new AttachmentCheck(VirusScanner.NONE),
                        log,
                        clock,
                        properties(5));
    }

    private static AttachmentProperties properties(int years) {
        return new AttachmentProperties(
                DataSize.parse("2KB"), 3, DataSize.parse("4KB"), DataSize.parse("1MB"), years);
    }

    private AttachmentTerms terms(int years) {
        return new StoredAttachmentTerms(
                DATABASE.jdbc(),
                DATABASE.transactions(),
                new AttachmentRows(DATABASE.jdbc()),
                log,
                clock,
                properties(years));
    }

    /** With two papers, received. */
    private Applicant applicant() throws Exception {
        String reference =
                requests.submit(
                                new NewRequest(
                                        Kind.READ, null, "x", "Thừa kế", "An", "0905123456", null),
                                Reader.ANONYMOUS)
                        .value();
        Applicant applicant = new Applicant(reference, "3456");
        List<Sent> sent = new ArrayList<>();
        for (String name : List.of("cccd.pdf", "uy-quyen.pdf")) {
            byte[] bytes = ("%PDF-1.7 " + name + ++files).getBytes(StandardCharsets.UTF_8);
            sent.add(new Sent(name, Files.write(directory.resolve("f" + files), bytes)));
        }
        assertThat(attachments.add(applicant, sent, "")).isPresent();
        return applicant;
    }

    private List<String> over(int years) {
        return terms(years).over(0, 50).items().stream().map(Over::reference).toList();
    }

    @Test
    void papersAreProposedWhenTheirRequestEndedSoManyYearsAgoAndNotBefore() throws Exception {
        Applicant an = applicant();
        Applicant open = applicant();
        requests.reply(an.reference(), REFUSED, LAN);
        now = LATER.minusSeconds(1);
        assertThat(over(5)).as("to the second").isEmpty();
        now = LATER;
        assertThat(over(5)).containsExactly(an.reference());
        assertThat(over(6)).isEmpty();
        assertThat(over(0)).as("no term").isEmpty();
        Over one = terms(5).over(0, 50).items().getFirst();
        assertThat(one.endedAt()).isEqualTo(SENT);
        assertThat(one.files()).isEqualTo(2);
        assertThat(one.bytes()).isPositive();
        assertThat(terms(5).over(0, 50).total()).isEqualTo(1);
        assertThat(attachments.of(an.reference())).as("only proposed").noneMatch(this::isErased);
        assertThat(requests.find(open.reference()).orElseThrow().status().open()).isTrue();
    }

    private boolean isErased(Attachment one) {
        return one.erased() != null;
    }

    @Test
    void anArchivistHasThemErasedAndTheLogSaysItWithoutTheirNames() throws Exception {
        Applicant an = applicant();
        Applicant binh = applicant();
        Applicant open = applicant();
        requests.reply(an.reference(), REFUSED, LAN);
        requests.reply(binh.reference(), REFUSED, LAN);
        now = LATER;
        Set<String> all = Set.of(an.reference(), open.reference(), "YC-2021-UNKNOW");
        assertThat(
                        catchThrowableOfType(
                                        RefusedException.class,
                                        () -> terms(5).erase(all, Reader.ANONYMOUS))
                                .findings())
                .extracting(Finding::code)
                .containsExactly("ARCHIVIST_ONLY");
        assertThat(terms(0).erase(all, LAN)).as("no term").isZero();
        assertThat(terms(6).erase(all, LAN)).isZero();
        logged.clear();
        assertThat(terms(5).erase(all, LAN)).isEqualTo(2);
        assertThat(logged)
                .containsExactly(
                        "REQUEST_FILES_TERM_OVER "
                                + an.reference()
                                + " 2: Hết thời hạn lưu: 5 năm");
        assertThat(attachments.of(an.reference()))
                .hasSize(2)
                .allMatch(one -> isErased(one) && one.name().isEmpty());
        assertThat(attachments.open(an.reference(), 1, LAN)).isEmpty();
        assertThat(attachments.of(open.reference())).noneMatch(this::isErased);
        assertThat(over(5)).containsExactly(binh.reference());
        assertThat(terms(5).erase(all, LAN)).as("once").isZero();
        Set<String> many =
                IntStream.rangeClosed(0, AttachmentTerms.MOST)
                        .mapToObj(i -> "YC-2021-" + i)
                        .collect(Collectors.toSet());
        assertThatThrownBy(() -> terms(5).erase(many, LAN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAppealTakesARequestOutOfTheProposalAndItsTermBeginsAnew() throws Exception {
        Applicant an = applicant();
        requests.reply(an.reference(), REFUSED, LAN);
        now = SENT.plusSeconds(80L * 86_400);
        assertThat(requests.act(an, Act.APPEAL, "Tôi có giấy")).isPresent();
        now = LATER;
        assertThat(over(5)).isEmpty();
        assertThat(terms(5).erase(Set.of(an.reference()), LAN)).isZero();
        requests.reply(
                an.reference(), REFUSED, new Reader(null, "mai", Set.of(Role.ARCHIVIST), Set.of()));
        assertThat(over(5)).as("ended again today").isEmpty();
        assertThat(over(1)).isEmpty();
        now = LATER.plusSeconds(6L * 366 * 86_400);
        assertThat(over(5)).containsExactly(an.reference());
    }
}

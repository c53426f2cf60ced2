package vn.tangthu.portal.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Figure;
import vn.tangthu.repository.Certificates.Name;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class CertificateIssuingTest {
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final FondsId FONDS = new FondsId(new UUID(2, 2));
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final String NOTE = "tangthu/x\n9\nAAAA\n\n— tangthu/x BBBB\n";

    private final Catalogue catalogue = mock(Catalogue.class);
    private final Ledger ledger = mock(Ledger.class);
    private final AuditBudget budget = mock(AuditBudget.class);
    private final Certificates certificates = mock(Certificates.class);
    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> papers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        when(certificates.issue(any(), any(), any()))
                .thenAnswer(
                        call -> {
                            Draft draft = call.getArgument(0);
                            drafts.add(draft);
                            Certificates.Pdf pdf =
                                    call.<Certificates.Writing>getArgument(1)
                                            .write(new Name("CN-2026-000001", "a".repeat(26), AT));
                            try (PDDocument read = Loader.loadPDF(pdf.bytes())) {
                                papers.add(new PDFTextStripper().getText(read));
                            }
                            return new Certificates.Certificate(
                                    new UUID(3, 3),
                                    1,
                                    "CN-2026-000001",
                                    "a".repeat(26),
                                    draft,
                                    AT,
                                    "lan",
                                    pdf.signed(),
                                    pdf.bytes().length,
                                    digest(0),
                                    Certificates.State.VALID,
                                    null);
                        });
        when(ledger.checkpoint(any())).thenReturn(new Ledger.Checkpoint(4, AT, 9, "key", null));
        when(ledger.note(4)).thenReturn(NOTE);
    }

    private CertificateIssuing issuing() throws IOException {
        PdfSigning signing = mock(PdfSigning.class);
        when(signing.sign(any(), any()))
                .thenAnswer(
                        call -> {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            call.<PdfSigning.Writing>getArgument(1).to(out, null);
                            return new PdfSigning.Signed(
                                    out.toByteArray(), PdfSigning.Level.UNSIGNED);
                        });
        return new CertificateIssuing(
                certificates, catalogue, ledger, budget, signing, "Lưu trữ tỉnh", "");
    }

    private static Digest digest(int of) {
        return Digest.of(DigestAlgorithm.SHA512, new byte[] {(byte) of});
    }

    private static RecordView.Full record(int files, int withheld) {
        List<ArchivalDocument> documents = new ArrayList<>();
        for (int i = 1; i <= files; i++) {
            ContentFile file =
                    new ContentFile(
                            new ContentFileId(new UUID(9, i)),
                            "representations/rep1/data/" + i + ".pdf",
                            "Danh sách mật.pdf",
                            "application/pdf",
                            1,
                            1,
                            digest(i),
                            Digest.of(DigestAlgorithm.SHA256, new byte[] {(byte) i}));
            ArchivalDocument document = mock(ArchivalDocument.class);
            when(document.files()).thenReturn(List.of(file));
            documents.add(document);
        }
        FileDescription description = mock(FileDescription.class);
        when(description.arcFileCode()).thenReturn("H41.02.0145");
        when(description.title()).thenReturn("Danh sách không ai được thấy");
        return new RecordView.Full(
                RECORD,
                new RecordView.FondsSummary(FONDS, "H41", "Phông"),
                null,
                description,
                Rights.OPEN,
                documents,
                withheld,
                new RecordView.Provenance(null, "A", AT),
                new FixityState.Sound(AT),
                List.of(new RecordVersion(1, AT, "lan", "Nhận vào kho")));
    }

    private void see(Reader reader, RecordView.Full record) {
        when(catalogue.record(RECORD, reader)).thenReturn(Optional.of(record));
    }

    @Test
    void whatEverybodySeesIsCertifiedAsEverybodySeesIt() throws IOException {
        see(Reader.ANONYMOUS, record(1, 2));
        see(LAN, record(3, 0));
        assertThat(issuing().record(RECORD, "https://a.example", LAN)).isPresent();
        assertThat(drafts.getFirst().open()).isTrue();
        assertThat(drafts.getFirst().files()).containsExactly(digest(1));
        assertThat(drafts.getFirst().figures()).contains(new Figure("withheld", "", "2"));
    }

    @Test
    void whatIsNotOpenIsCertifiedAsTheAskerSeesItAndThePaperHasNoWordOfIt() throws IOException {
        see(LAN, record(2, 0));
        assertThat(issuing().record(RECORD, "https://a.example", LAN)).isPresent();
        assertThat(drafts.getFirst().open()).isFalse();
        assertThat(drafts.getFirst().files()).containsExactly(digest(1), digest(2));
        assertThat(papers.getFirst())
                .contains("H41.02.0145", "lan")
                .doesNotContain("Danh sách")
                .doesNotContain("mật");
    }

    @Test
    void whoMayNotReadARecordGetsNoCertificateOfIt() throws IOException {
        Reader citizen = new Reader(null, "dân", Set.of(Role.CITIZEN), Set.of());
        when(catalogue.record(RECORD, citizen))
                .thenReturn(
                        Optional.of(
                                new RecordView.Listed(
                                        RECORD,
                                        "H41.02.0145",
                                        new RecordView.FondsSummary(FONDS, "H41", "Phông"),
                                        null,
                                        null,
                                        null)));
        assertThat(issuing().record(RECORD, "", citizen)).isEmpty();
        assertThat(issuing().record(new AipId(new UUID(8, 8)), "", LAN)).isEmpty();
        assertThat(issuing().fonds(FONDS, "", citizen, Progress.NONE)).isEmpty();
        assertThat(drafts).isEmpty();
    }

    @Test
    void aVersionThatNoCheckpointCoversGetsOneFirst() throws IOException {
        see(LAN, record(1, 0));
        when(ledger.inclusion(eq(RECORD), anyInt()))
                .thenReturn(Optional.empty())
                .thenReturn(
                        Optional.of(
                                new Ledger.Inclusion(
                                        7, "{\"index\":7}", 9, List.of("0a".repeat(32)), NOTE)));
        assertThat(issuing().record(RECORD, "https://a.example", LAN)).isPresent();
        assertThat(drafts.getFirst().entry()).isEqualTo(7);
        assertThat(drafts.getFirst().note()).isEqualTo(NOTE);
        assertThat(papers.getFirst()).contains("https://a.example/chung-nhan/", "tangthu/x");
    }

    @Test
    void withoutALogTheCertificateSaysThatNoCheckpointGoesWithIt() throws IOException {
        see(LAN, record(1, 0));
        when(ledger.checkpoint(any())).thenThrow(new IOException("broken off"));
        assertThat(issuing().record(RECORD, "https://a.example", LAN)).isPresent();
        assertThat(drafts.getFirst().note()).isNull();
        assertThat(papers.getFirst()).contains("No checkpoint of the log");
    }

    private void fonds(Access access, long hidden) throws IOException {
        when(catalogue.fonds(eq(FONDS), any()))
                .thenReturn(
                        Optional.of(
                                new Fonds(
                                        FONDS,
                                        "H41",
                                        "Phông",
                                        "000",
                                        null,
                                        null,
                                        new Rights(access, true, null),
                                        3,
                                        AT)));
        when(certificates.tally(eq(FONDS), any()))
                .thenReturn(new Certificates.Tally(3, hidden, 4, 5_000, "0a".repeat(32)));
    }

    @Test
    void aFondsIsOpenOnlyWhereNothingInItIsHidden() throws IOException {
        fonds(Access.PUBLIC, 0);
        assertThat(issuing().fonds(FONDS, "", LAN, Progress.NONE)).isPresent();
        fonds(Access.PUBLIC, 1);
        assertThat(issuing().fonds(FONDS, "", LAN, Progress.NONE)).isPresent();
        fonds(Access.LISTED, 0);
        assertThat(issuing().fonds(FONDS, "", LAN, Progress.NONE)).isPresent();
        assertThat(drafts).extracting(Draft::open).containsExactly(true, false, false);
        assertThat(drafts.getFirst().note()).isEqualTo(NOTE);
        assertThat(papers.getFirst()).contains("0a0a", "5.000");
    }

    @Test
    void theAuditsAreCertifiedWithEachCopyAndWithoutItsName() throws IOException {
        AuditBudget.Place archive = place("primary", 100, 90, 1);
        AuditBudget.Place copy = place("bi-mat-cua-kho", 100, 80, 0);
        when(budget.status())
                .thenReturn(
                        new AuditBudget.Status(
                                new AuditBudget.Policy(90, 1, "", Duration.ofHours(24), 0),
                                AuditBudget.Verdict.HOLDS,
                                0,
                                0,
                                1,
                                List.of(archive, copy)));
        assertThat(issuing().audit(null, "", LAN).what().open()).isTrue();
        assertThat(drafts.getFirst().figures())
                .contains(
                        new Figure("days", "", "90"),
                        new Figure("filesWithin", "0", "90"),
                        new Figure("incidents", "0", "3"),
                        new Figure("filesWithin", "1", "80"));
        assertThat(papers.getFirst()).contains("Bản sao 1").doesNotContain("bi-mat-cua-kho");
    }

    private static AuditBudget.Place place(String name, long files, long within, long changed) {
        return new AuditBudget.Place(
                name,
                AuditBudget.State.RESTING,
                10,
                files,
                1_000,
                9,
                within,
                1,
                0,
                0,
                changed,
                changed,
                changed,
                null,
                List.of(),
                new AuditBudget.Pace(0, 0, 0, Duration.ZERO, Duration.ZERO),
                new AuditBudget.Forecast(0, null, null),
                null);
    }
}

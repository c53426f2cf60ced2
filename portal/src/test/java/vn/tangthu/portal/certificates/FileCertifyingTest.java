package vn.tangthu.portal.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** A page for each file that leaves, with a code of its own. */
class FileCertifyingTest {
    private static final Instant AT = Instant.parse("2026-11-23T02:00:00Z");
    private static final AipId RECORD = new AipId(new UUID(2, 1));
    private static final Reader CLERK = new Reader(null, "vanthu", Set.of(Role.AGENCY), Set.of());
    private static final Order ORDER =
            new Order(
                    1,
                    "LH-2026-000001-ABCD",
                    new BodyId(new UUID(1, 1)),
                    "Xã Diên Khánh",
                    "Văn thư",
                    "",
                    "15/CV",
                    LocalDate.of(2026, 11, 20),
                    "Đất đai",
                    "CLEAN",
                    AT,
                    AT,
                    AT,
                    null,
                    null,
                    null,
                    null,
                    State.OPEN);

    private final Catalogue catalogue = mock(Catalogue.class);
    private final PdfSigning signing = mock(PdfSigning.class);
    private final List<byte[]> pdfs = new ArrayList<>();
    private int signatures;

    @BeforeEach
    void sign() throws IOException {
        when(signing.sign(any(), any()))
                .thenAnswer(
                        call -> {
                            signatures++;
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            call.<PdfSigning.Writing>getArgument(1).to(out, "Lưu trữ tỉnh");
                            return new PdfSigning.Signed(
                                    out.toByteArray(), PdfSigning.Level.UNSIGNED);
                        });
    }

    private static Digest digest(int of) {
        return Digest.of(DigestAlgorithm.SHA512, new byte[] {(byte) of, (byte) (of >> 8)});
    }

    private static RecordView.Full record(int files) {
        List<ArchivalDocument> documents = new ArrayList<>();
        for (int i = 1; i <= files; i++) {
            DocumentDescription description = mock(DocumentDescription.class);
            when(description.printedNumber()).thenReturn(i + "/QĐ-UBND");
            when(description.subject()).thenReturn("Giao đất thửa " + i);
            ArchivalDocument document = mock(ArchivalDocument.class);
            when(document.id()).thenReturn(new DocumentId(new UUID(3, i)));
            when(document.description()).thenReturn(description);
            when(document.files())
                    .thenReturn(
                            List.of(
                                    new ContentFile(
                                            new ContentFileId(new UUID(9, i)),
                                            "representations/rep1/data/" + i + ".pdf",
                                            "Quyết định " + i + ".pdf",
                                            "application/pdf",
                                            1_000 + i,
                                            1,
                                            digest(i),
                                            Digest.of(
                                                    DigestAlgorithm.SHA256,
                                                    new byte[] {(byte) i}))));
            documents.add(document);
        }
        vn.tangthu.repository.FileDescription description =
                mock(vn.tangthu.repository.FileDescription.class);
        when(description.arcFileCode()).thenReturn("H41.02.0145");
        return new RecordView.Full(
                RECORD,
                new RecordView.FondsSummary(new FondsId(new UUID(4, 1)), "H41", "Phông"),
                null,
                description,
                Rights.OPEN,
                documents,
                1,
                new RecordView.Provenance(null, "A", AT),
                new FixityState.Sound(AT),
                List.of(new RecordVersion(4, AT, "lan", "")));
    }

    private static Certificate certificate(int version, int... files) {
        return new Certificate(
                new UUID(8, 8),
                1,
                "CN-2026-000007",
                "a".repeat(26),
                new Certificates.Draft(
                        Certificates.Kind.RECORD,
                        RECORD.value(),
                        version,
                        true,
                        java.util.Arrays.stream(files)
                                .mapToObj(FileCertifyingTest::digest)
                                .toList(),
                        List.of(),
                        null,
                        null),
                AT,
                "lan",
                true,
                4,
                digest(0),
                Certificates.State.VALID,
                null);
    }

    private static Line line(@Nullable DocumentId document) {
        return new Line(
                1,
                "H41.1",
                RECORD,
                document,
                new FondsId(new UUID(4, 1)),
                "H41/1",
                false,
                LineState.GRANTED,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                false);
    }

    private List<String> pages(RecordView.Full record, Certificate certificate, Line line)
            throws Exception {
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.of(record));
        new FileCertifying(catalogue, signing, "Lưu trữ tỉnh", "", Clock.fixed(AT, ZoneOffset.UTC))
                .write(ORDER, line, certificate, "https://x", CLERK, pdfs::add);
        List<String> pages = new ArrayList<>();
        for (byte[] pdf : pdfs) {
            try (PDDocument read = Loader.loadPDF(pdf)) {
                PDFTextStripper stripper = new PDFTextStripper();
                for (int page = 1; page <= read.getNumberOfPages(); page++) {
                    stripper.setStartPage(page);
                    stripper.setEndPage(page);
                    pages.add(stripper.getText(read).replaceAll("\\s+", " "));
                }
            }
        }
        return pages;
    }

    @Test
    void eachFileHasAPageWithItsNameItsDigestsAndACodeOfItsOwn() throws Exception {
        Certificate certificate = certificate(4, 1, 2, 3);
        List<String> pages = pages(record(3), certificate, line(null));
        assertThat(pages).hasSize(3);
        for (int i = 1; i <= 3; i++) {
            String code = certificate.codeOf(digest(i));
            assertThat(pages.get(i - 1).replace(" ", ""))
                    .contains("CN-2026-000007/" + i)
                    .contains("H41.02.0145,phiênbản/version4")
                    .contains(i + "/QĐ-UBND·Giaođấtthửa" + i, "Quyếtđịnh" + i + ".pdf")
                    .contains(digest(i).hex(), "XãDiênKhánh,LH-2026-000001-ABCD")
                    .contains("https://x/chung-nhan/" + "a".repeat(26) + "/" + code)
                    .contains(code);
            assertThat(certificate.fileOf(code)).contains(digest(i));
        }
        assertThat(signatures).isEqualTo(1);
        assertThat(String.join(" ", pages).split("GIẤY XÁC THỰC TỆP", -1)).hasSize(4);
    }

    @Test
    void aSingleDocumentHasThePagesOfItsFilesOnly() throws Exception {
        List<String> pages =
                pages(record(3), certificate(4, 1, 2, 3), line(new DocumentId(new UUID(3, 2))));
        assertThat(pages).hasSize(1);
        assertThat(pages.getFirst()).contains("CN-2026-000007/2", "Giao đất thửa 2");
    }

    @Test
    void whatThePublicCertificateDoesNotNameSaysSoAndHasNoCode() throws Exception {
        List<String> pages = pages(record(2), certificate(4, 1), line(null));
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst()).contains("Mã xác thực");
        assertThat(pages.getLast())
                .contains("CN-2026-000007/2", "Tài liệu hạn chế")
                .doesNotContain("Mã xác thực", "https://x");
    }

    @Test
    void hundredsOfFilesAreAHandfulOfPdfs() throws Exception {
        int[] all = java.util.stream.IntStream.rangeClosed(1, 260).toArray();
        assertThat(pages(record(260), certificate(4, all), line(null))).hasSize(260);
        assertThat(pdfs).hasSize(2);
        assertThat(signatures).isEqualTo(2);
    }

    @Test
    void aLaterVersionBeginsAnewAndWhatMayNotBeReadIsNotTold() {
        assertThatThrownBy(() -> pages(record(1), certificate(3, 1), line(null)))
                .isInstanceOf(IOException.class);
        when(catalogue.record(any(), any())).thenReturn(Optional.empty());
        assertThatThrownBy(
                        () ->
                                new FileCertifying(catalogue, signing, "x", "", Clock.systemUTC())
                                        .write(
                                                ORDER,
                                                line(null),
                                                certificate(4, 1),
                                                "",
                                                CLERK,
                                                pdfs::add))
                .isInstanceOf(NotAvailable.class);
        assertThat(pdfs).isEmpty();
    }
}

package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.papers.PreservationPapers.Form;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.BackupRuns.BackupRun;
import vn.tangthu.repository.BackupRuns.Outcome;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.PreservationMinutes.Backup;
import vn.tangthu.repository.PreservationMinutes.Check;
import vn.tangthu.repository.PreservationMinutes.Facts;
import vn.tangthu.repository.PreservationMinutes.Found;
import vn.tangthu.repository.PreservationMinutes.Kind;
import vn.tangthu.repository.PreservationMinutes.Mended;
import vn.tangthu.repository.PreservationMinutes.Minutes;
import vn.tangthu.repository.PreservationMinutes.Present;
import vn.tangthu.repository.PreservationMinutes.Restored;
import vn.tangthu.repository.PreservationMinutes.Said;

/** Minutes of preservation say in both forms what was recorded and what people added. */
class PreservationPapersTest {
    private static final Instant AT = Instant.parse("2026-11-20T18:30:00Z");
    private static final Found FOUND =
            new Found(
                    "H32.160",
                    "ocfl/1/v1/content/data/a.pdf",
                    Damage.CHANGED,
                    AT,
                    AT.plusSeconds(120),
                    "b");
    static final BackupRun RUN =
            new BackupRun(
                    UUID.randomUUID(),
                    BackupRuns.Form.COPY,
                    "b",
                    "/mnt/ban-sao-b",
                    "luutru",
                    AT,
                    AT.plusSeconds(600),
                    new Outcome(
                            Copies.State.COMPLETE,
                            12,
                            340,
                            5_000_000,
                            112,
                            112,
                            9_000_000,
                            0,
                            null));

    private static Minutes minutes(Kind kind, Facts facts) {
        return new Minutes(
                kind,
                UUID.randomUUID(),
                2026,
                7,
                2,
                AT,
                "luutru",
                new Said(
                        "Sở Nội vụ tỉnh Khánh Hòa",
                        "Trung tâm Lưu trữ lịch sử",
                        "BB-BQTL",
                        "Nha Trang",
                        List.of(
                                new Present("Trần Thị Lưu", "Trưởng phòng", "Phòng Bảo quản"),
                                new Present("Nguyễn Ưởng", "Quản trị hệ thống", ""),
                                new Present("Lê Kiểm", "Thanh tra", "")),
                        "Máy chủ số 2, ổ đĩa dùng từ năm 2024",
                        "Ổ đĩa có cung từ hỏng <&>",
                        "Thay ổ đĩa trước ngày 30/11/2026",
                        "Không"),
                facts);
    }

    private static String[] both(Minutes minutes) throws IOException {
        PreservationPapers papers = new PreservationPapers();
        ByteArrayOutputStream docx = new ByteArrayOutputStream();
        papers.write(minutes, Form.DOCX, docx);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        papers.write(minutes, Form.PDF, pdf);
        String keep = System.getProperty("tangthu.papers.keep");
        if (keep != null) { // to be looked at
            Files.write(
                    Path.of(keep).resolve(papers.fileName(minutes) + ".pdf"), pdf.toByteArray());
        }
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(docx.toByteArray()));
                XWPFWordExtractor text = new XWPFWordExtractor(word);
                PDDocument read = Loader.loadPDF(pdf.toByteArray())) {
            return new String[] {
                text.getText().replaceAll("\\s+", ""),
                new PDFTextStripper().getText(read).replaceAll("\\s+", "")
            };
        }
    }

    @Test
    void aCheckTellsWhatWasReadAndWhatWasFound() throws IOException {
        Check check =
                new Check(
                        FixityAudits.PRIMARY,
                        RunState.DAMAGE_FOUND,
                        "luutru",
                        AT,
                        AT.plusSeconds(3_600),
                        100,
                        112,
                        9_000_000,
                        3,
                        new FixityAudits.Summary(10, 101, 1, AT, 1),
                        List.of(FOUND),
                        2);
        for (String text : both(minutes(Kind.CHECK, check))) {
            assertThat(text)
                    .contains(
                            "Số:07/BB-BQTL",
                            "Kiểmtratàiliệulưutrữsố",
                            "(Lậplần2)",
                            "100/112gói",
                            "pháthiện3sailệch",
                            "ocfl/1/v1/content/data/a.pdf",
                            "phụchồitừbảnsaob",
                            "và2sailệchkhác",
                            "101hồsơnguyênvẹn",
                            "TrầnThịLưu",
                            "Ổđĩacócungtừhỏng<&>");
        }
    }

    @Test
    void aBackUpTellsWhatWasCopiedAndWhatIsThere() throws IOException {
        for (String text : both(minutes(Kind.BACKUP, new Backup(RUN)))) {
            assertThat(text)
                    .contains("Saolưutàiliệulưutrữsố", "/mnt/ban-sao-b", "340", "112")
                    .contains("đầyđủ,chínhxác", "Thayổđĩa");
        }
    }

    @Test
    void anIncidentTellsItsCauseWhatWasPutBackAndFromWhere() throws IOException {
        String sha = "ab".repeat(64);
        Restored facts =
                new Restored(
                        FixityAudits.PRIMARY,
                        "H32.160",
                        List.of(FOUND),
                        1_300,
                        0,
                        List.of(new Mended(FOUND.path(), "b", sha, "damaged/x", "hệ thống", AT)),
                        1_299);
        for (String text : both(minutes(Kind.INCIDENT, facts))) {
            assertThat(text)
                    .contains(
                            "Xửlýsựcốvàphụchồi",
                            "hồsơH32.160",
                            "4.Nguyênnhân:Ổđĩa",
                            "bảnhỏnggiữtạidamaged/x",
                            "và1.300sailệchkhác",
                            "và1.299lầnphụchồikhác",
                            "đãxửlýxong");
        }
    }

    @Test
    void theJournalOfAYearHasALineForEachRun() throws IOException {
        BackupRun killed =
                new BackupRun(
                        UUID.randomUUID(),
                        BackupRuns.Form.FULL_SET,
                        "bo-2026-11",
                        "/mnt/usb",
                        "luutru",
                        AT,
                        null,
                        null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BackupRuns runs = mock(BackupRuns.class);
        when(runs.ofYear(2026, null, 500)).thenReturn(Collections.nCopies(500, RUN));
        when(runs.ofYear(2026, RUN, 500)).thenReturn(List.of(killed));
        when(runs.quiet(2026)).thenReturn(8_000L);
        new PreservationPapers().journal(2026, runs, Form.PDF, out);
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(new PDFTextStripper().getText(read).replaceAll("\\s+", ""))
                    .contains("NHẬTKÝSAOLƯU", "12gói", "bịngắtgiữachừng", "8.000lầnchạy");
        }
    }
}

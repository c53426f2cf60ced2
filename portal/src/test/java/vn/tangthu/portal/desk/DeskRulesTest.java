package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

class DeskRulesTest {
    @Test
    void noCellOfAnExportIsTakenForAFormula() throws Exception {
        StringWriter out = new StringWriter();
        FindingsCsv csv = new FindingsCsv(Words.in(Locale.ENGLISH), out);
        csv.add(Finding.blocks("SOME_RULE", "=cmd|' /C calc'!A0", "x"));
        assertThat(out.toString()).contains("\"'=cmd|' /C calc'!A0\"").startsWith("\uFEFF");
        for (String start : List.of("=1", "+1", "-1", "@x", "\tx", "\rx")) {
            assertThat(FindingsCsv.neutral(start)).startsWith("'");
        }
        assertThat(FindingsCsv.neutral("12/QĐ-UBND")).isEqualTo("12/QĐ-UBND");
    }

    @Test
    void aSheetOfFindingsHoldsTextsOnlyAndIsWellFormed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FindingsXlsx sheet = new FindingsXlsx(Words.in(Locale.ENGLISH), bytes)) {
            sheet.add(Finding.blocks("SOME_RULE", "=1+1 <&\u0001>", "x"));
        }
        int parts = 0;
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; parts++) {
                byte[] part = zip.readAllBytes();
                Document xml =
                        DocumentBuilderFactory.newDefaultNSInstance()
                                .newDocumentBuilder()
                                .parse(new ByteArrayInputStream(part));
                if (entry.getName().endsWith("sheet1.xml")) {
                    assertThat(xml.getElementsByTagName("f").getLength()).isZero();
                    assertThat(xml.getElementsByTagName("row").getLength()).isEqualTo(2);
                    assertThat(xml.getElementsByTagName("t").item(7).getTextContent())
                            .isEqualTo("=1+1 <&\uFFFD>");
                    assertThat(new String(part, StandardCharsets.UTF_8))
                            .doesNotContain("<c s", "<v>");
                }
            }
        }
        assertThat(parts).isEqualTo(6);
    }

    @Test
    void thePaperAndTheSheetForTheContractorSayWhatIsNew() throws Exception {
        Finding old = Finding.blocks("FILE_EMPTY", "a.pdf");
        Finding fresh = Finding.blocks("FILE_EMPTY", "b.pdf");
        Finding note = Finding.notes("JUNK_IGNORED", "Thumbs.db");
        DeliveryComparison last =
                new DeliveryComparison(
                        new DeliveryId(UUID.randomUUID()),
                        "Đợt 1",
                        Instant.EPOCH,
                        430,
                        412,
                        1,
                        18,
                        true,
                        Set.of(old.identity()));
        Words words = Words.in(null);
        ByteArrayOutputStream paper = new ByteArrayOutputStream();
        FindingsPdf.write(
                "Kết quả",
                List.of(List.of("Bên giao nộp", "Công ty A")),
                List.of(old, fresh, note),
                3,
                last,
                words,
                paper);
        String text;
        try (PDDocument pdf = Loader.loadPDF(paper.toByteArray())) {
            text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
        assertThat(text)
                .contains("Công ty A", "đã sửa 412 trong 430", "còn 18, mới 1", "FILE_EMPTY")
                .contains("b.pdf " + fresh.message(words.locale()) + " mới")
                .contains("a.pdf " + old.message(words.locale()) + " còn từ lần trước");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FindingsXlsx sheet = new FindingsXlsx(words, last, bytes)) {
            sheet.add(fresh);
            sheet.add(note);
        }
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                String part = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().endsWith("sheet1.xml")) {
                    assertThat(part.split("<c t=", -1)).hasSize(3 * 6 + 1);
                    assertThat(part).contains(">Lần trước<", ">mới<").doesNotContain(">còn từ");
                }
            }
        }
    }

    @Test
    void findingsAreGroupedWithWhatBlocksFirst() {
        List<FindingGroups.Group> groups =
                FindingGroups.of(
                        List.of(
                                Finding.notes("N", "a"),
                                Finding.notes("N", "b"),
                                Finding.blocks("B", "c")));
        assertThat(groups).extracting(FindingGroups.Group::code).containsExactly("B", "N");
        assertThat(groups.getFirst().severity()).isEqualTo(Severity.BLOCKS);
        assertThat(groups.getLast().count()).isEqualTo(2);
    }
}

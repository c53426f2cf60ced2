package vn.tangthu.portal.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.paper.PaperPdf.Column;

class PaperPdfTest {
    private static final List<Column> COLUMNS =
            List.of(new Column("Số tờ", 1, true), new Column("Trích yếu nội dung", 5));

    private static PaperPdf paper(ByteArrayOutputStream out) throws IOException {
        return new PaperPdf(
                "Biên bản nghiệm thu", "Trang %d/%d", Locale.forLanguageTag("vi"), false, out);
    }

    @Test
    void vietnameseComesBackAsItWasAndTheFontIsInTheFile() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PaperPdf paper = paper(out)) {
            paper.heading("Hồ sơ và tài liệu");
            paper.fact("Bên giao", "Công ty Số hóa Khánh Hòa");
            paper.paragraph(
                    Normalizer.normalize("Quyết định số 5023/QĐ-UBND", Normalizer.Form.NFD));
            paper.paragraph("a\u0000b \u0007 tab\there 漢 \uD83D\uDE00");
        }
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains(
                            "Biên bản nghiệm thu", "Hồ sơ và tài liệu", "Công ty Số hóa Khánh Hòa")
                    .contains("Quyết định số 5023/QĐ-UBND", "a?b ? tab here ? ?", "Trang 1/1");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("vi");
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
            }
        }
        assertThat(out.size()).isLessThan(60_000); // only the letters that are used
    }

    @Test
    void aLongTableGoesOnOverPagesWithItsHeadingsAndLosesNoRow() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PaperPdf paper = paper(out)) {
            paper.table(COLUMNS);
            for (int i = 1; i <= 500; i++) {
                paper.row(List.of("" + i, "Dòng <" + i + "> " + "dài ".repeat(i % 40)));
            }
            paper.row(List.of("501", "x".repeat(400))); // one word wider than its column
            assertThatThrownBy(() -> paper.row(List.of("một ô")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(8);
            PDFTextStripper stripper = new PDFTextStripper();
            String all = stripper.getText(document);
            for (int i = 1; i <= 500; i++) {
                assertThat(all).containsOnlyOnce("Dòng <" + i + ">");
            }
            assertThat(all.chars().filter(c -> c == 'x').count()).isEqualTo(400);
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains("Trích yếu nội dung", "Trang " + page + "/" + pages);
            }
        }
    }
}

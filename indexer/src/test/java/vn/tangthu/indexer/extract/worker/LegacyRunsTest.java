package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.usermodel.HSSFFont;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.extract.legacy.Encoder;
import vn.tangthu.indexer.extract.legacy.LegacyEncoding;

class LegacyRunsTest {
    private static final Encoder ABC = new Encoder(LegacyEncoding.TCVN3);
    private static final Encoder VNI = new Encoder(LegacyEncoding.VNI);
    private static final List<String> LETTER =
            List.of(
                    "Kính gửi các phòng, ban trong huyện và những người có quyền lợi liên quan,",
                    "về việc giao đất trồng rừng phòng hộ cho hộ gia đình ở các xã vùng đầu nguồn.");

    @TempDir static Path dir;

    private static Answer.Text read(Path file) {
        Answer answer = new Operations().answer(new Request.Text(file.toString(), 100_000));
        assertThat(answer).isInstanceOf(Answer.Text.class);
        return (Answer.Text) answer;
    }

    @Test
    void aWordDocumentInAbcFontsIsRead() throws Exception {
        Path file = dir.resolve("a.doc");
        try (InputStream in = getClass().getResourceAsStream("tcvn3.doc")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        byte[] before = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
        Answer.Text text = read(file);
        assertThat(text.convertedFrom()).isEqualTo("TCVN3 (ABC)");
        assertThat(text.text())
                .contains("Khu công nghiệp", "Xã Bình Hòa, huyện Thuận An", "Tỷ lệ diện tích");
        assertThat(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)))
                .as("the original")
                .isEqualTo(before);
    }

    @Test
    void inRtfTheFontsTellCapitalsAndTheSoftHyphenIsALetter() throws IOException {
        String rtf =
                "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times New Roman;}"
                        + "{\\f1\\fnil{\\*\\panose 020b72}.VnTime;}{\\f2 .VnTimeH{\\*\\falt Arial};}"
                        + "{\\f3\\fcharset163 Arial;}}{\\info{\\title x}}{\\*\\generator Wordy;}"
                        + "\\pard\\f2 quy\\'d5t \\'ae\\'denh\\par \\f1 v\\'d2 \\'ae\\'ad\\'eang s\\'b8"
                        + "{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}, t\\-\\'ec\\par"
                        + "\\f0 Hu\\u7871? v\\'e0 {\\f3 \\'d0\\'e0 N\\'e3\\'deng}\\par}";
        Path file = Files.writeString(dir.resolve("a.rtf"), rtf, StandardCharsets.US_ASCII);
        Answer.Text text = read(file);
        assertThat(text.convertedFrom()).isEqualTo("TCVN3 (ABC)");
        assertThat(text.text().strip()).isEqualTo("QUYẾT ĐỊNH\nvề đường sá7, tưỡ\nHuế và Đà Nẵng");
    }

    @Test
    void inADocxARunHasItsFontOrThatOfItsStyles() throws IOException {
        Path file = dir.resolve("a.docx");
        String ns = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels' ContentType='application/vnd"
                            + ".openxmlformats-package.relationships+xml'/><Override"
                            + " PartName='/word/document.xml' ContentType='application/vnd"
                            + ".openxmlformats-officedocument.wordprocessingml.document.main+xml'/>"
                            + "</Types>");
            put(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
                            + "relationships'><Relationship Id='r1' Target='word/document.xml'"
                            + " Type='http://schemas.openxmlformats.org/officeDocument/2006/"
                            + "relationships/officeDocument'/></Relationships>");
            put(
                    zip,
                    "word/fontTable.xml",
                    "<w:fonts" + ns + "><w:font w:name='.VnTime'/></w:fonts>");
            put(
                    zip,
                    "word/styles.xml",
                    "<w:styles"
                            + ns
                            + "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='.VnTime'"
                            + " w:hAnsi='.VnTime'/></w:rPr></w:rPrDefault></w:docDefaults>"
                            + "<w:style w:type='paragraph' w:styleId='A'><w:rPr><w:rFonts"
                            + " w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/></w:rPr></w:style>"
                            + "<w:style w:type='paragraph' w:styleId='B'>"
                            + "<w:basedOn w:val='A'/></w:style></w:styles>");
            put(
                    zip,
                    "word/document.xml",
                    "<w:document"
                            + ns
                            + "><w:body><w:p><w:pPr><w:pStyle w:val='B'/></w:pPr><w:r><w:t>"
                            + ABC.encode("quyết định")
                            + "</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii='Arial' w:hAnsi='Arial'/>"
                            + "</w:rPr><w:t xml:space='preserve'> ở Huế</w:t></w:r></w:p><w:p><w:r>"
                            + "<w:instrText>PAGE</w:instrText><w:t>"
                            + ABC.encode("về đất")
                            + "</w:t></w:r></w:p></w:body></w:document>");
        }
        Answer.Text text = read(file);
        assertThat(text.convertedFrom()).isEqualTo("TCVN3 (ABC)");
        assertThat(text.text().strip()).isEqualTo("QUYẾT ĐỊNH ở Huế\nvề đất");
    }

    private static void put(ZipOutputStream zip, String name, String part) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(part.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void inASpreadsheetEachCellAndEachRunHasItsFont() throws IOException {
        Path file = dir.resolve("a.xls");
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            BiFunction<String, String, CellStyle> style =
                    (font, format) -> {
                        CellStyle made = workbook.createCellStyle();
                        made.setFont(font(workbook, font));
                        made.setDataFormat(workbook.createDataFormat().getFormat(format));
                        return made;
                    };
            HSSFRow row = workbook.createSheet("Bang 1").createRow(0);
            row.createCell(0).setCellValue(ABC.encode("dự toán thu"));
            row.getCell(0).setCellStyle(style.apply(".VnArial NarrowH", "General"));
            row.createCell(1).setCellValue(VNI.encode("Đắk Lắk"));
            row.getCell(1).setCellStyle(style.apply("VNI-Times", "General"));
            row.createCell(2).setCellValue("Khánh Hòa, Diên Khánh, xã Suối Tân");
            row.getCell(2).setCellStyle(style.apply("Times New Roman", "General"));
            HSSFRichTextString rich = new HSSFRichTextString(ABC.encode("biểu số một"));
            rich.applyFont(0, 4, font(workbook, ".VnTimeH"));
            rich.applyFont(4, rich.length(), font(workbook, ".VnTime"));
            row.createCell(3).setCellValue(rich);
            row.createCell(4).setCellValue(1234567.25);
            row.getCell(4).setCellStyle(style.apply(".VnTime", "#,##0"));
            row.createCell(5).setCellValue(0.125);
            row.getCell(5).setCellStyle(style.apply(".VnTime", "0.0%"));
            workbook.write(out);
        }
        Answer.Text text = read(file);
        assertThat(text.convertedFrom()).isEqualTo("TCVN3 (ABC), VNI");
        assertThat(text.text().strip())
                .isEqualTo(
                        "Bang 1\nDỰ TOÁN THU\tĐắk Lắk\tKhánh Hòa, Diên Khánh, xã Suối Tân\t"
                                + "BIỂU số một\t1234567.25\t12.5%");
    }

    private static HSSFFont font(HSSFWorkbook workbook, String name) {
        HSSFFont font = workbook.createFont();
        font.setFontName(name);
        return font;
    }

    @Test
    void theRunsOfSlidesAreRead() throws IOException {
        Path file = dir.resolve("a.ppt");
        try (HSLFSlideShow show = new HSLFSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            HSLFSlide slide = show.createSlide();
            HSLFTextBox box = slide.createTextBox();
            box.setText(VNI.encode(LETTER.getFirst()));
            box.getTextParagraphs().getFirst().getTextRuns().getFirst().setFontFamily("VNI-Times");
            show.write(out);
        }
        Answer.Text text = read(file);
        assertThat(text.convertedFrom()).isEqualTo("VNI");
        assertThat(text.text()).contains(LETTER.getFirst());
    }

    @Test
    void aTextFileIsReadByItsBytes() throws IOException {
        Path file =
                Files.write(
                        dir.resolve("a.txt"),
                        ABC.encode(String.join("\r\n", LETTER))
                                .getBytes(Charset.forName("windows-1252")));
        Answer.Text text = read(file);
        assertThat(text.convertedFrom()).isEqualTo("TCVN3 (ABC)");
        assertThat(text.text().strip()).isEqualTo(String.join("\n", LETTER));
    }

    @Test
    void garbledTextThatWasSavedAsUnicodeIsMendedToo() throws IOException {
        Path file = Files.writeString(dir.resolve("u.txt"), VNI.encode(String.join("\n", LETTER)));
        assertThat(read(file).convertedFrom()).isEqualTo("VNI");
        assertThat(read(file).text().strip()).isEqualTo(String.join("\n", LETTER));
    }

    @Test
    void whatWasNeverLegacyIsTikasTextAndHasNoNote() throws IOException {
        Path file =
                Files.writeString(
                        dir.resolve("u.rtf"),
                        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 .VnTime;}}\\f0"
                                + " K\\u7871? ho\\u7841?ch caf\\'e9\\par}");
        assertThat(read(file).convertedFrom()).isNull();
        assertThat(read(file).text()).contains("Kế hoạch café");
    }
}

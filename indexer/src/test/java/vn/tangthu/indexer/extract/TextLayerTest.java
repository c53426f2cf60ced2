package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.extract.derivative.PageCodec;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Operations;
import vn.tangthu.indexer.extract.worker.Request;

/** In this process: the pool has tests of its own. */
class TextLayerTest {
    @TempDir static Path dir;
    private final Operations operations = new Operations();

    private List<ExtractedText.Page> layers(Path file, int from, int to) {
        Answer answer = operations.answer(new Request.Layer(file.toString(), from, to));
        assertThat(answer).isInstanceOf(Answer.Layers.class);
        return ((Answer.Layers) answer)
                .pages().stream()
                        .map(page -> PageCodec.decode(1, page.source(), page.coded()))
                        .toList();
    }

    private ExtractedText.Page first(Path file) {
        return layers(file, 1, 1).getFirst();
    }

    @Test
    void theTextOfEachPageIsReadLineByLine() throws IOException {
        List<ExtractedText.Page> pages = layers(TestFiles.textPdf(dir.resolve("t.pdf"), 5), 2, 4);
        assertThat(pages).hasSize(3);
        for (int i = 0; i < 3; i++) {
            ExtractedText.Page page = pages.get(i);
            assertThat(page.source()).isEqualTo(Source.LAYER);
            assertThat(page.text())
                    .isEqualTo(String.join("\n", TestFiles.LINES) + "\nTrang " + (i + 2));
            assertThat(Normalizer.isNormalized(page.text(), Normalizer.Form.NFC)).isTrue();
            assertThat(PageCodec.textOf(page.words())).isEqualTo(page.text());
        }
    }

    @Test
    void wordsHaveTheirPlaceOnThePageAsItIsShownHoweverItIsTurned() throws IOException {
        for (int rotate : new int[] {0, 90, 180, 270}) {
            Path file =
                    TestFiles.pdf(
                            dir.resolve("r" + rotate + ".pdf"),
                            pdf ->
                                    TestFiles.textPage(
                                            pdf, TestFiles.font(pdf), TestFiles.LINES, rotate));
            ExtractedText.Page page = first(file);
            assertThat(page.text())
                    .as("rotate %s", rotate)
                    .isEqualTo(String.join("\n", TestFiles.LINES));
            double width = rotate % 180 == 0 ? 595.28 : 841.89;
            double height = rotate % 180 == 0 ? 841.89 : 595.28;
            Word word = page.words().getFirst(); // Ủy, 72 points from the left and the top
            assertThat(word.text()).isEqualTo("ỦY");
            assertThat(word.x()).isCloseTo(at(72, width), within(15));
            assertThat(word.y()).isBetween(at(72 - 13, height), at(72 - 9, height));
            assertThat(word.height()).isBetween(at(10, height), at(16, height));
            assertThat(word.width()).isBetween(at(12, width), at(24, width));
            Word second = page.words().get(1);
            assertThat(second.x()).isGreaterThan(word.x() + word.width());
            assertThat(second.line()).isEqualTo(word.line());
            Word last = page.words().getLast();
            assertThat(last.line()).isEqualTo(TestFiles.LINES.size() - 1);
            assertThat(last.y()).isGreaterThan(word.y() + at(18 * 12 - 3, height));
        }
    }

    private static int at(double points, double side) {
        return (int) Math.round(points / side * 10_000);
    }

    private static Offset<Integer> within(int value) {
        return Offset.offset(value);
    }

    @Test
    void decomposedLettersAreComposed() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("nfd.pdf"),
                        pdf ->
                                TestFiles.textPage(
                                        pdf,
                                        TestFiles.font(pdf),
                                        List.of(
                                                Normalizer.normalize(
                                                        "Ủy ban nhân dân tỉnh",
                                                        Normalizer.Form.NFD)),
                                        0));
        assertThat(first(file).text()).isEqualTo("Ủy ban nhân dân tỉnh");
    }

    @Test
    void aPageOfOneImageWaitsForOcrAndABlankPageIsEmpty() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("s.pdf"),
                        pdf -> {
                            PDPage scan = new PDPage(PDRectangle.A4);
                            pdf.addPage(scan);
                            TestFiles.draw(
                                    pdf,
                                    scan,
                                    TestFiles.image(
                                            pdf, TestFiles.Coding.DCT, TestFiles.LINES, 100));
                            pdf.addPage(new PDPage(PDRectangle.A4));
                            PDPage drawn = new PDPage(PDRectangle.A4);
                            pdf.addPage(drawn);
                            try (PDPageContentStream content =
                                    new PDPageContentStream(pdf, drawn)) {
                                content.moveTo(100, 100);
                                content.lineTo(300, 400);
                                content.stroke();
                            }
                        });
        assertThat(layers(file, 1, 3))
                .extracting(ExtractedText.Page::source)
                .containsExactly(Source.WAITING, Source.EMPTY, Source.WAITING);
    }

    @Test
    void aStampOverAScanIsNotItsText() throws IOException {
        assertThat(scanWithLayer("st.pdf", List.of("Ký bởi: Văn phòng tỉnh")).source())
                .isEqualTo(Source.WAITING);
    }

    @Test
    void aGoodLayerOverAScanIsUsedAndOneWithoutVietnameseIsNot() throws IOException {
        ExtractedText.Page good = scanWithLayer("gl.pdf", TestFiles.LINES);
        assertThat(good.source()).isEqualTo(Source.LAYER);
        assertThat(good.text()).contains("trồng rừng phòng hộ");
        List<String> unmarked =
                TestFiles.LINES.stream()
                        .map(
                                line ->
                                        Normalizer.normalize(line, Normalizer.Form.NFD)
                                                .replaceAll("\\p{M}", "")
                                                .replace('đ', 'd')
                                                .replace('Đ', 'D'))
                        .toList();
        assertThat(scanWithLayer("ul.pdf", unmarked).source()).isEqualTo(Source.WAITING);
    }

    private ExtractedText.Page scanWithLayer(String name, List<String> lines) throws IOException {
        return first(
                TestFiles.pdf(
                        dir.resolve(name),
                        pdf -> {
                            PDPage page = new PDPage(PDRectangle.A4);
                            pdf.addPage(page);
                            PDFont font = TestFiles.font(pdf);
                            PDImageXObject image =
                                    TestFiles.image(pdf, TestFiles.Coding.CCITT, lines, 100);
                            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                                content.drawImage(image, 0, 0, 595, 842);
                                content.beginText();
                                content.setRenderingMode(RenderingMode.NEITHER);
                                content.setFont(font, 12);
                                content.setLeading(18);
                                content.newLineAtOffset(72, 770);
                                for (String line : lines) {
                                    content.showText(line);
                                    content.newLine();
                                }
                                content.endText();
                            }
                        }));
    }

    @Test
    void aLayerInTheLettersOfTcvn3OrVniIsConvertedAndTheConversionNoted() throws IOException {
        ExtractedText.Page tcvn3 =
                latin(
                        "tcvn3.pdf",
                        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
                        "§éc lËp - Tù do - H¹nh phóc",
                        "QuyÕt ®Þnh cña ñy ban nh©n d©n tØnh",
                        "vÒ viÖc ban hµnh quy chÕ lµm viÖc");
        assertThat(tcvn3.source()).isEqualTo(Source.LAYER);
        assertThat(tcvn3.convertedFrom()).isEqualTo("TCVN3 (ABC)");
        assertThat(tcvn3.text())
                .isEqualTo(
                        """
                        Cộng hòa xã hội chủ nghĩa Việt Nam
                        Độc lập - Tự do - Hạnh phúc
                        Quyết định của ủy ban nhân dân tỉnh
                        về việc ban hành quy chế làm việc""");
        assertThat(PageCodec.textOf(tcvn3.words())).isEqualTo(tcvn3.text());
        ExtractedText.Page vni =
                latin(
                        "vni.pdf",
                        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
                        "Ñoäc laäp - Töï do - Haïnh phuùc",
                        "Quyeát ñònh cuûa uûy ban nhaân daân tænh");
        assertThat(vni.convertedFrom()).isEqualTo("VNI");
        assertThat(vni.text())
                .isEqualTo(
                        """
                        Cộng hòa xã hội chủ nghĩa Việt Nam
                        Độc lập - Tự do - Hạnh phúc
                        Quyết định của ủy ban nhân dân tỉnh""");
    }

    @Test
    void aLayerInEnglishOrFrenchIsGood() throws IOException {
        assertThat(
                        latin(
                                        "en.pdf",
                                        "Minutes of the meeting on forest protection, held with",
                                        "the provincial committee; strengths and weaknesses.")
                                .source())
                .isEqualTo(Source.LAYER);
        assertThat(
                        latin(
                                        "fr.pdf",
                                        "Arrêté du résident supérieur réglant l'administration",
                                        "des forêts protégées à l'intérieur de la province.")
                                .source())
                .isEqualTo(Source.LAYER);
    }

    private ExtractedText.Page latin(String name, String... lines) throws IOException {
        return first(
                TestFiles.pdf(
                        dir.resolve(name),
                        pdf ->
                                TestFiles.textPage(
                                        pdf,
                                        new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN),
                                        List.of(lines),
                                        0)));
    }

    @Test
    void glyphsWithoutAMeaningAreRubbish() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("g.pdf"),
                        pdf -> {
                            PDFont font = TestFiles.font(pdf);
                            TestFiles.textPage(pdf, font, TestFiles.LINES, 0);
                            pdf.save(dir.resolve("unused.pdf").toFile()); // subsets the font
                            font.getCOSObject().removeItem(COSName.TO_UNICODE);
                        });
        assertThat(first(file).source()).isEqualTo(Source.WAITING);
    }

    @Test
    void theImageOfAScanIsTakenAsItIsAndATurnedOneIsPutUpright() throws IOException {
        Path dct =
                TestFiles.scanPdf(
                        dir.resolve("d.pdf"), TestFiles.Coding.DCT, 150, List.of(TestFiles.LINES));
        Answer.Scan scan = scan(dct, "d");
        assertThat(scan.path()).endsWith(".jpg");
        assertThat(scan.dpi()).isBetween(149, 151);
        assertThat(scan.width()).isEqualTo(10_000);
        Path turned =
                TestFiles.pdf(
                        dir.resolve("t90.pdf"),
                        pdf -> {
                            PDPage page = new PDPage(PDRectangle.A4);
                            page.setRotation(90);
                            pdf.addPage(page);
                            TestFiles.draw(
                                    pdf,
                                    page,
                                    TestFiles.image(
                                            pdf, TestFiles.Coding.DCT, TestFiles.LINES, 150));
                        });
        Answer.Scan upright = scan(turned, "t90");
        assertThat(upright.path()).endsWith(".pgm");
        assertThat(size(Path.of(upright.path()))).isEqualTo("1753 1241");
    }

    @Test
    void aScanWithSomethingOverItIsRendered() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("over.pdf"),
                        pdf -> {
                            PDPage page = new PDPage(PDRectangle.A4);
                            pdf.addPage(page);
                            PDImageXObject image =
                                    TestFiles.image(
                                            pdf, TestFiles.Coding.DCT, TestFiles.LINES, 100);
                            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                                content.drawImage(image, 0, 0, 595, 842);
                                content.addRect(100, 100, 50, 50);
                                content.fill();
                            }
                        });
        Answer.Scan scan = scan(file, "over");
        assertThat(scan.path()).endsWith(".pgm");
        assertThat(scan.dpi()).isEqualTo(200);
    }

    @Test
    void imageFilesAreHandedOnAsTheyAre() throws IOException {
        Path png = dir.resolve("page.png");
        ImageIO.write(
                TestFiles.scan(TestFiles.LINES, 100, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                png.toFile());
        assertThat(scan(png, "png").path()).isEqualTo(png.toString());
    }

    private Answer.Scan scan(Path file, String out) {
        Answer answer =
                operations.answer(
                        new Request.PageImage(
                                file.toString(), 1, dir.resolve("scan-" + out).toString()));
        assertThat(answer).isInstanceOf(Answer.Scan.class);
        return (Answer.Scan) answer;
    }

    private static String size(Path pgm) throws IOException {
        try (InputStream in = Files.newInputStream(pgm)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).split("\n")[1];
        }
    }
}

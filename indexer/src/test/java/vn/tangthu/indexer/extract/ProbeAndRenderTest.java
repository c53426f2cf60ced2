package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.ContentProbe.TwoPages;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;
import vn.tangthu.repository.PageFacts.Sight;
import vn.tangthu.repository.PageRenderer;

class ProbeAndRenderTest {
    @TempDir static Path dir;
    static ContentProbe probe;
    static PageRenderer renderer;

    @BeforeAll
    static void start() {
        probe = new WorkerContentProbe(SharedWorkers.POOL);
        renderer = new WorkerPageRenderer(SharedWorkers.POOL);
    }

    private static void readable(Path file, String mimeType, int pages) {
        assertThat(assertReadable(file, mimeType, pages)).hasSize(pages);
    }

    private static List<PageFacts> assertReadable(Path file, String mimeType, int pages) {
        ContentProbe.Result.Readable found = (ContentProbe.Result.Readable) probe.probe(file);
        assertThat(found.mimeType()).isEqualTo(mimeType);
        assertThat(found.pages()).isEqualTo(pages);
        assertThat(found.each()).hasSize(pages);
        return found.each();
    }

    @Test
    void pagesAreMeasuredFromSizesAndHeadersAlone() throws IOException {
        for (TestFiles.Coding coding : TestFiles.Coding.values()) {
            Path scan =
                    TestFiles.scanPdf(
                            dir.resolve(coding + ".pdf"),
                            coding,
                            150,
                            Collections.nCopies(2, TestFiles.LINES));
            assertThat(assertReadable(scan, "application/pdf", 2))
                    .as(coding.name())
                    .allSatisfy(
                            page -> {
                                assertThat(page.a4()).isEqualTo(1);
                                assertThat(page.dpi()).isBetween(147, 153);
                                assertThat(page.colour()).isNotEqualTo(Colour.UNKNOWN);
                            });
        }
        assertThat(assertReadable(TestFiles.textPdf(dir.resolve("t.pdf"), 1), "application/pdf", 1))
                .containsExactly(new PageFacts(1, 0, Colour.UNKNOWN));
        Path a3 =
                TestFiles.pdf(
                        dir.resolve("a3.pdf"), pdf -> pdf.addPage(new PDPage(PDRectangle.A3)));
        assertThat(assertReadable(a3, "application/pdf", 1).getFirst().a4()).isEqualTo(2);
    }

    @Test
    void scansAreHeldOverEachOtherWhateverTheirCoding() throws IOException {
        List<String> other = new ArrayList<>(TestFiles.LINES);
        other.set(1, other.get(1) + " 1987");
        Path jpeg =
                TestFiles.scanPdf(
                        dir.resolve("one.pdf"),
                        TestFiles.Coding.DCT,
                        150,
                        List.of(other, TestFiles.LINES));
        Path grey =
                TestFiles.scanPdf(
                        dir.resolve("grey.pdf"),
                        TestFiles.Coding.FLATE,
                        150,
                        List.of(TestFiles.LINES));
        Path tiff = dir.resolve("one.tif");
        try (PDDocument pdf = Loader.loadPDF(grey.toFile())) {
            PDImageXObject image =
                    (PDImageXObject)
                            pdf.getPage(0)
                                    .getResources()
                                    .getXObject(
                                            pdf.getPage(0)
                                                    .getResources()
                                                    .getXObjectNames()
                                                    .iterator()
                                                    .next());
            assertThat(ImageIO.write(image.getImage(), "tiff", tiff.toFile())).isTrue();
        }
        List<TwoPages> both = List.of(new TwoPages(1, 1), new TwoPages(2, 1), new TwoPages(3, 1));
        for (Path again : List.of(grey, tiff)) {
            assertThat(probe.sameScan(jpeg, again, both))
                    .as("%s; there is no third page", again)
                    .containsExactly(false, true, false);
        }
        Path cut = TestFiles.cutOff(grey, dir.resolve("cut.pdf"), 0.3);
        assertThat(probe.sameScan(jpeg, cut, both)).containsOnly(false);
    }

    @Test
    void aPageThatShowsNothingIsTold() throws IOException {
        List<String> nothing = List.of();
        for (TestFiles.Coding coding : TestFiles.Coding.values()) {
            Path scan =
                    TestFiles.scanPdf(
                            dir.resolve("blank-" + coding + ".pdf"),
                            coding,
                            150,
                            List.of(nothing, TestFiles.LINES, nothing, List.of("Trang cuối")));
            assertThat(assertReadable(scan, "application/pdf", 4))
                    .as(coding.name())
                    .extracting(PageFacts::sight)
                    .containsExactly(Sight.BLANK, Sight.INK, Sight.BLANK, Sight.INK);
        }
        Path written =
                TestFiles.pdf(
                        dir.resolve("over-blank.pdf"),
                        pdf -> {
                            pdf.addPage(new PDPage(PDRectangle.A4));
                            PDPage page =
                                    TestFiles.textPage(
                                            pdf, TestFiles.font(pdf), TestFiles.LINES, 0);
                            try (var over =
                                    new org.apache.pdfbox.pdmodel.PDPageContentStream(
                                            pdf,
                                            page,
                                            org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode
                                                    .PREPEND,
                                            true)) {
                                over.drawImage(
                                        TestFiles.image(pdf, TestFiles.Coding.DCT, nothing, 100),
                                        0,
                                        0,
                                        595,
                                        842);
                            }
                        });
        assertThat(assertReadable(written, "application/pdf", 2))
                .extracting(PageFacts::sight)
                .containsExactly(Sight.BLANK, Sight.INK);
    }

    @Test
    void anImageThatEndsEarlyIsBrokenWhereverItIsCut() throws IOException {
        BufferedImage page = TestFiles.scan(TestFiles.LINES, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (String format : List.of("jpg", "png", "tif")) {
            Path whole = dir.resolve("whole." + format);
            ImageIO.write(page, format, whole.toFile());
            assertThat(sights(whole)).as(format).containsExactly(Sight.INK);
            for (double part : new double[] {0.5, 0.8, 0.98}) {
                Path cut = TestFiles.cutOff(whole, dir.resolve("cut." + format), part);
                if (probe.probe(cut) instanceof ContentProbe.Result.Readable) {
                    assertThat(sights(cut)).as(format + part).containsExactly(Sight.BROKEN);
                }
            }
        }
        byte[] jpeg = Files.readAllBytes(dir.resolve("whole.jpg"));
        Path pdf =
                TestFiles.pdf(
                        dir.resolve("cut-inside.pdf"),
                        to -> {
                            for (double part : new double[] {1, 0.6}) {
                                PDPage one = new PDPage(PDRectangle.A4);
                                to.addPage(one);
                                byte[] bytes =
                                        java.util.Arrays.copyOf(jpeg, (int) (jpeg.length * part));
                                TestFiles.draw(
                                        to,
                                        one,
                                        new org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject(
                                                to,
                                                new ByteArrayInputStream(bytes),
                                                org.apache.pdfbox.cos.COSName.DCT_DECODE,
                                                page.getWidth(),
                                                page.getHeight(),
                                                8,
                                                org.apache.pdfbox.pdmodel.graphics.color
                                                        .PDDeviceGray.INSTANCE));
                            }
                        });
        assertThat(sights(pdf)).containsExactly(Sight.INK, Sight.BROKEN);
    }

    private static List<Sight> sights(Path file) {
        ContentProbe.Result.Readable found = (ContentProbe.Result.Readable) probe.probe(file);
        return found.each().stream().map(PageFacts::sight).toList();
    }

    @Test
    void imagesTellTheirResolutionIfTheyHaveOne() throws IOException {
        BufferedImage image = new BufferedImage(1654, 2339, BufferedImage.TYPE_BYTE_GRAY);
        Path silent = dir.resolve("silent.png");
        ImageIO.write(image, "png", silent.toFile());
        assertThat(assertReadable(silent, "image/png", 1))
                .containsExactly(new PageFacts(1, 0, Colour.GREY, Sight.INK));
        Path jpeg = dir.resolve("jfif.jpg");
        ImageIO.write(image, "jpg", jpeg.toFile());
        byte[] bytes = Files.readAllBytes(jpeg);
        bytes[13] = 1; // JFIF: densities are dots per inch
        bytes[14] = 0;
        bytes[15] = (byte) 200;
        bytes[16] = 0;
        bytes[17] = (byte) 200;
        Files.write(jpeg, bytes);
        assertThat(assertReadable(jpeg, "image/jpeg", 1))
                .containsExactly(new PageFacts(1, 200, Colour.GREY, Sight.INK));
        bytes[15] = 100; // then it is a page of A2
        bytes[17] = 100;
        Files.write(jpeg, bytes);
        assertThat(assertReadable(jpeg, "image/jpeg", 1))
                .containsExactly(new PageFacts(4, 100, Colour.GREY, Sight.INK));
    }

    @Test
    void aJpegWithoutAJfifHeaderTellsItsResolutionInExif() throws IOException {
        Path jpeg = dir.resolve("exif.jpg");
        ImageIO.write(
                new BufferedImage(1654, 2339, BufferedImage.TYPE_INT_RGB), "jpg", jpeg.toFile());
        byte[] jfif = Files.readAllBytes(jpeg);
        // Intel order; one directory: 240 dots per inch across and down; then the two fractions
        byte[] exif =
                HexFormat.of()
                        .parseHex(
                                "45786966000049492a00080000000300"
                                        + "1a0105000100000032000000"
                                        + "1b010500010000003a000000"
                                        + "28010300010000000200000000000000"
                                        + "e001000002000000e001000002000000");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jfif, 0, 2);
        out.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (exif.length + 2)});
        out.write(exif);
        out.write(jfif, 20, jfif.length - 20); // after the JFIF header
        Files.write(jpeg, out.toByteArray());
        assertThat(assertReadable(jpeg, "image/jpeg", 1))
                .containsExactly(new PageFacts(1, 240, Colour.COLOUR, Sight.INK));
        byte[] broken = out.toByteArray();
        broken[16] = (byte) 0xf0; // the directory lies beyond the end
        Files.write(jpeg, broken);
        assertThat(assertReadable(jpeg, "image/jpeg", 1))
                .containsExactly(new PageFacts(1, 0, Colour.COLOUR, Sight.INK));
    }

    @Test
    void aSoundPdfIsReadableWithItsPages() throws IOException {
        readable(TestFiles.textPdf(dir.resolve("a.pdf"), 7), "application/pdf", 7);
    }

    @Test
    void aPdfIsKnownByItsBytesAndNotByItsName() throws IOException {
        readable(TestFiles.textPdf(dir.resolve("a.txt"), 1), "application/pdf", 1);
        Path text = Files.writeString(dir.resolve("b.pdf"), "Đây không phải là PDF.\n");
        readable(text, "text/plain", 0);
    }

    @Test
    void aPdfIsEncryptedWhetherItNeedsAPasswordOrOnlyForbids() throws IOException {
        for (String password : List.of("bí mật", "")) {
            assertThat(probe.probe(TestFiles.encrypted(dir.resolve("e.pdf"), password)))
                    .isEqualTo(new ContentProbe.Result.Encrypted("application/pdf"));
        }
    }

    @Test
    void aPdfThatIsCutOffAnywhereIsUnreadable() throws IOException {
        Path whole = TestFiles.textPdf(dir.resolve("w.pdf"), 3);
        for (double part : new double[] {0.1, 0.5, 0.9, 0.999}) {
            assertThat(probe.probe(TestFiles.cutOff(whole, dir.resolve("c.pdf"), part)))
                    .isInstanceOf(ContentProbe.Result.Unreadable.class);
        }
    }

    @Test
    void aPdfOfNothingButItsMarksIsUnreadable() throws IOException {
        Path file = Files.writeString(dir.resolve("n.pdf"), "%PDF-1.4\nrubbish\n%%EOF\n");
        assertThat(probe.probe(file)).isInstanceOf(ContentProbe.Result.Unreadable.class);
    }

    @Test
    void aPageTreeTooDeepIsAnAnswer() throws IOException {
        assertThat(probe.probe(TestFiles.deepPageTree(dir.resolve("deep.pdf"), 20_000)))
                .isNotNull();
        aSoundPdfIsReadableWithItsPages();
    }

    @Test
    void imagesAreReadableWithTheirPages() throws IOException {
        BufferedImage image = TestFiles.scan(TestFiles.LINES, 72, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "jpg", dir.resolve("i.jpg").toFile());
        ImageIO.write(image, "png", dir.resolve("i.png").toFile());
        tiff(dir.resolve("i.tif"), image, image, image);
        readable(dir.resolve("i.jpg"), "image/jpeg", 1);
        readable(dir.resolve("i.png"), "image/png", 1);
        readable(dir.resolve("i.tif"), "image/tiff", 3);
        PageRenderer.Rendered page = renderer.render(dir.resolve("i.tif"), "image/tiff", 3, 480);
        assertThat(page.width()).isEqualTo(480);
        assertThat(read(page).getHeight()).isEqualTo(page.height());
    }

    private static void tiff(Path file, BufferedImage... pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage read(PageRenderer.Rendered page) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(page.jpeg()));
    }

    @Test
    void aTextPageOfAThousandPixelsIsExactAndLight() throws IOException {
        Path file = TestFiles.textPdf(dir.resolve("r.pdf"), 1);
        PageRenderer.Rendered page = renderer.render(file, "application/pdf", 1, 1_000);
        BufferedImage image = read(page);
        assertThat(image.getWidth()).isEqualTo(1_000);
        assertThat(image.getHeight()).isBetween(1_413, 1_416).isEqualTo(page.height());
        assertThat(page.jpeg().length).isBetween(5_000, 200_000);
        assertThat(dark(image, 0.05, 0.15)).isTrue();
        assertThat(dark(image, 0.9, 1)).isFalse();
    }

    /** Whether something dark is between these parts of the height. */
    private static boolean dark(BufferedImage image, double from, double to) {
        for (int y = (int) (image.getHeight() * from); y < image.getHeight() * to; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xff) < 100) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void scansInEveryCodingAreRendered() throws IOException {
        for (TestFiles.Coding coding : TestFiles.Coding.values()) {
            Path file =
                    TestFiles.scanPdf(
                            dir.resolve(coding + ".pdf"), coding, 200, List.of(TestFiles.LINES));
            PageRenderer.Rendered page = renderer.render(file, "application/pdf", 1, 1_000);
            BufferedImage image = read(page);
            assertThat(page.jpeg().length).as(coding.name()).isLessThan(200_000);
            assertThat(dark(image, 0.05, 0.15)).as(coding.name()).isTrue();
            assertThat(dark(image, 0.9, 1)).as(coding.name()).isFalse();
        }
    }

    /** Dropping pixels would break strokes of one pixel; here every eleventh row is one. */
    @Test
    void thinStrokesOfAScanSurviveInASmallImage() throws IOException {
        BufferedImage stripes = new BufferedImage(1_200, 1_696, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < stripes.getHeight(); y++) {
            for (int x = 0; x < stripes.getWidth(); x++) {
                stripes.setRGB(x, y, y % 11 == 0 ? 0 : 0xffffff);
            }
        }
        Path file =
                TestFiles.pdf(
                        dir.resolve("stripes.pdf"),
                        pdf -> {
                            PDPage page = new PDPage(PDRectangle.A4);
                            pdf.addPage(page);
                            TestFiles.draw(pdf, page, CCITTFactory.createFromImage(pdf, stripes));
                        });
        BufferedImage image = read(renderer.render(file, "application/pdf", 1, 480));
        int strokes = 0;
        boolean before = false;
        for (int y = 0; y < image.getHeight(); y++) {
            boolean stroke = (image.getRGB(240, y) & 0xff) < 225;
            strokes += stroke && !before ? 1 : 0;
            before = stroke;
        }
        assertThat(strokes).isBetween(125, 156); // 155 were drawn; some become faint
    }

    @Test
    void aTurnedPageIsRenderedAsItIsShown() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("t.pdf"),
                        pdf -> TestFiles.textPage(pdf, TestFiles.font(pdf), TestFiles.LINES, 90));
        PageRenderer.Rendered page = renderer.render(file, "application/pdf", 1, 1_000);
        assertThat(page.height()).isLessThan(page.width());
        assertThat(dark(read(page), 0.05, 0.2)).isTrue();
    }

    @Test
    void hugeBoxesAndPixelFloodsAreRefusedOrThinnedAndTheNextPageIsRendered() throws IOException {
        Path tall =
                TestFiles.pdf(
                        dir.resolve("tall.pdf"),
                        pdf -> pdf.addPage(new PDPage(new PDRectangle(10, 900_000))));
        assertThatThrownBy(() -> renderer.render(tall, "application/pdf", 1, 1_000))
                .isInstanceOf(IOException.class);
        Path wide =
                TestFiles.pdf(
                        dir.resolve("wide.pdf"),
                        pdf -> pdf.addPage(new PDPage(new PDRectangle(900_000, 900_000))));
        assertThat(renderer.render(wide, "application/pdf", 1, 160).height()).isEqualTo(160);
        Path flood = TestFiles.pixelFlood(dir.resolve("flood.pdf"), 30_000);
        assertThatThrownBy(() -> renderer.render(flood, "application/pdf", 1, 1_000))
                .isInstanceOf(IOException.class);
        aTextPageOfAThousandPixelsIsExactAndLight();
    }

    @Test
    void aPageThatIsAnImageNobodyCanReadIsAnErrorAndNotAWhitePage() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("jpx.pdf"),
                        pdf -> {
                            PDPage page = new PDPage(PDRectangle.A4);
                            pdf.addPage(page);
                            TestFiles.draw(
                                    pdf,
                                    page,
                                    new PDImageXObject(
                                            pdf,
                                            new ByteArrayInputStream(new byte[200]),
                                            COSName.JPX_DECODE,
                                            800,
                                            1_131,
                                            8,
                                            PDDeviceGray.INSTANCE));
                        });
        assertThatThrownBy(() -> renderer.render(file, "application/pdf", 1, 480))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aPageThatIsNotThereIsAnError() throws IOException {
        Path file = TestFiles.textPdf(dir.resolve("one.pdf"), 1);
        assertThatThrownBy(() -> renderer.render(file, "application/pdf", 2, 480))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no page 2");
        Path text = Files.write(dir.resolve("x.txt"), "abc".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> renderer.render(text, "text/plain", 1, 480))
                .isInstanceOf(IOException.class);
    }
}

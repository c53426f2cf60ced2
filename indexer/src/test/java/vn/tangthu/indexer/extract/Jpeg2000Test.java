package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.PageRenderer;

/** Scans that were packed as JPEG 2000, where the system has OpenJPEG as it has with Tesseract. */
class Jpeg2000Test {
    /** Where the image size stands in a codestream: after SOC, SIZ, its length and capabilities. */
    private static final int SIZE_IN_CODESTREAM = 8;

    private static final int TILE_IN_CODESTREAM = 24;

    @TempDir static Path dir;
    static PageRenderer renderer;

    @BeforeAll
    static void start() {
        assumeTrue(isThere(), "libopenjp2 is not installed");
        renderer = new WorkerPageRenderer(SharedWorkers.POOL);
    }

    private static boolean isThere() {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup("libopenjp2.so.7", arena)
                    .find("opj_decode")
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Jpeg2000Test.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    /**
     * A page that is nothing but the image.
     *
     * @param colours null where only the image itself knows
     */
    private static Path pdf(
            String name, byte[] image, int width, int height, @Nullable PDColorSpace colours)
            throws IOException {
        return TestFiles.pdf(
                dir.resolve(name),
                pdf -> {
                    PDPage page = new PDPage(PDRectangle.A4);
                    pdf.addPage(page);
                    TestFiles.draw(pdf, page, scan(pdf, image, width, height, colours));
                });
    }

    private static PDImageXObject scan(
            PDDocument pdf, byte[] image, int width, int height, @Nullable PDColorSpace colours)
            throws IOException {
        PDImageXObject object =
                new PDImageXObject(
                        pdf,
                        new ByteArrayInputStream(image),
                        COSName.JPX_DECODE,
                        width,
                        height,
                        8,
                        colours);
        if (colours == null) {
            object.getCOSObject().removeItem(COSName.COLORSPACE);
        }
        return object;
    }

    private static BufferedImage shown(Path file, int width) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(
                        renderer.render(file, "application/pdf", 1, width).jpeg()));
    }

    private static int[] at(BufferedImage image, double x, double y) {
        int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
        return new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff};
    }

    @Test
    void aScanIsShownInEveryWidth() throws IOException {
        Path file = pdf("page.pdf", resource("page.jp2"), 827, 1_170, null);
        for (int width : new int[] {160, 480, 1_000, 2_000}) {
            BufferedImage image = shown(file, width);
            assertThat(at(image, 0.3, 0.85)[0]).as("black block, " + width).isLessThan(40);
            assertThat(at(image, 0.8, 0.5)[0]).as("paper, " + width).isGreaterThan(220);
            assertThat(at(image, 0.3, 0.75)[0]).as("above the block").isGreaterThan(220);
        }
    }

    @Test
    void ocrGetsItInItsOwnResolution() throws IOException {
        Path file = pdf("ocr.pdf", resource("page.jp2"), 827, 1_170, PDDeviceGray.INSTANCE);
        Answer answer =
                SharedWorkers.POOL.ask(
                        Lane.BACKGROUND,
                        new Request.PageImage(file.toString(), 1, dir.resolve("ocr").toString()),
                        Duration.ofSeconds(30));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Scan.class, scan -> assertThat(scan.dpi()).isBetween(99, 101));
    }

    @Test
    void aBareCodestreamKeepsItsColours() throws IOException {
        BufferedImage image =
                shown(pdf("colours.pdf", resource("colours.j2k"), 160, 226, null), 480);
        assertThat(at(image, 0.25, 0.25)[0]).isGreaterThan(170);
        assertThat(at(image, 0.25, 0.25)[2]).isLessThan(70);
        assertThat(at(image, 0.75, 0.75)[0]).isLessThan(60);
        assertThat(at(image, 0.75, 0.75)[2]).isGreaterThan(170);
    }

    @Test
    void aDamagedOneIsAnErrorAndNotAWhitePage() throws IOException {
        byte[] whole = resource("page.jp2");
        Path cut = pdf("cut.pdf", Arrays.copyOf(whole, whole.length / 3), 827, 1_170, null);
        assertThatThrownBy(() -> renderer.render(cut, "application/pdf", 1, 480))
                .isInstanceOf(PageRenderer.NotRenderable.class)
                .hasMessageContaining("cannot be read");
        byte[] torn = whole.clone();
        Arrays.fill(torn, 90, 130, (byte) 0xff);
        Path header = pdf("torn.pdf", torn, 827, 1_170, PDDeviceGray.INSTANCE);
        assertThatThrownBy(() -> renderer.render(header, "application/pdf", 1, 480))
                .isInstanceOf(PageRenderer.NotRenderable.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void oneThatWouldUnpackToGigabytesIsNotUnpacked() throws IOException {
        byte[] flood = resource("colours.j2k");
        for (int place : new int[] {SIZE_IN_CODESTREAM, TILE_IN_CODESTREAM}) {
            ByteBuffer.wrap(flood).putInt(place, 60_000).putInt(place + 4, 60_000);
        }
        Path file = pdf("flood.pdf", flood, 160, 226, PDDeviceRGB.INSTANCE);
        assertThatThrownBy(() -> renderer.render(file, "application/pdf", 1, 480))
                .isInstanceOf(PageRenderer.NotRenderable.class)
                .hasMessageContaining("60000 by 60000");
    }
}

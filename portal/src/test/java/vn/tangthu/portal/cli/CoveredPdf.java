package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import vn.tangthu.repository.Redactions.Area;

/** Digs in a copy with redactions for what should not be there. */
final class CoveredPdf {
    private CoveredPdf() {}

    /**
     * @param covered on page 1
     */
    static void hasNothingBeneath(byte[] pdf, Area covered, int pages) throws Exception {
        // The whole file, and each revision that a signature left in it.
        String raw = new String(pdf, StandardCharsets.ISO_8859_1);
        int revisions = 0;
        for (int end = raw.indexOf("%%EOF"); end >= 0; end = raw.indexOf("%%EOF", end + 1)) {
            dig(Arrays.copyOf(pdf, end + 6 <= pdf.length ? end + 6 : pdf.length), covered, pages);
            revisions++;
        }
        assertThat(revisions).isBetween(1, 2);
        assertThat(raw)
                .as("no thumbnails, attachments, scripts, metadata of files, old images")
                .doesNotContain("/Thumb", "/EmbeddedFile", "/JavaScript", "/Metadata", "Exif")
                .doesNotContain("CCITTFaxDecode", "/Annot/Link", "/PieceInfo", "/Alternates");
    }

    private static void dig(byte[] revision, Area covered, int pages) throws Exception {
        try (PDDocument read = Loader.loadPDF(revision)) {
            assertThat(read.getNumberOfPages()).isEqualTo(pages);
            Set<COSStream> shown = new HashSet<>();
            int n = 0;
            for (PDPage page : read.getPages()) {
                PDImageXObject image = only(page);
                shown.add(image.getCOSObject());
                assertThat(page.getAnnotations())
                        .allMatch(PDAnnotationWidget.class::isInstance, "a signature only");
                if (n == 0) {
                    isBlack(jpeg(image), covered);
                }
                n++;
            }
            for (COSObjectKey key : read.getDocument().getXrefTable().keySet()) {
                COSObject object = read.getDocument().getObjectFromPool(key);
                if (object.getObject() instanceof COSStream stream
                        && COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))
                        && stream.getInt(COSName.WIDTH) >= 1000) {
                    boolean ofSignature = stream.getInt(COSName.HEIGHT) < 500;
                    assertThat(ofSignature || shown.contains(stream))
                            .as("every image of a page is on its page")
                            .isTrue();
                }
            }
        }
    }

    private static PDImageXObject only(PDPage page) throws Exception {
        PDImageXObject found = null;
        for (COSName name : page.getResources().getXObjectNames()) {
            if (page.getResources().getXObject(name) instanceof PDImageXObject image) {
                assertThat(found).as("one image a page").isNull();
                found = image;
            }
        }
        return Objects.requireNonNull(found, "a page without an image");
    }

    private static BufferedImage jpeg(PDImageXObject image) throws Exception {
        try (InputStream raw = image.getCOSObject().createRawInputStream()) {
            byte[] bytes = raw.readAllBytes();
            assertThat(bytes).startsWith(0xff, 0xd8, 0xff, 0xe0);
            return ImageIO.read(new ByteArrayInputStream(bytes));
        }
    }

    /** Every pixel of the box, and beside it there is still something of the page. */
    private static void isBlack(BufferedImage image, Area area) {
        int lightest = 0;
        int light = 0;
        int left = area.x() * image.getWidth() / 10_000;
        int right = (area.x() + area.width()) * image.getWidth() / 10_000;
        int top = area.y() * image.getHeight() / 10_000;
        int bottom = (area.y() + area.height()) * image.getHeight() / 10_000;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int grey = image.getRGB(x, y) & 0xff;
                if (x >= left && x < right && y >= top && y < bottom) {
                    lightest = Math.max(lightest, grey);
                } else if (grey > 200) {
                    light++;
                }
            }
        }
        assertThat(lightest).as("black through and through").isZero();
        assertThat(light).isGreaterThan(image.getWidth() * image.getHeight() / 2);
    }
}

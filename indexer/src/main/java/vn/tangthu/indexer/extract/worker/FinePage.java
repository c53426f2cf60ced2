package vn.tangthu.indexer.extract.worker;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** The image of a page, decoded whole, in cells as {@link SameScan} compares them. */
final class FinePage {
    private FinePage() {}

    static GreyCells of(Path file, int number) throws IOException {
        return ImageFile.with(
                file, reader -> cells(ImageFile.decode(reader, number, Pixels.FOR_OCR)));
    }

    /** Of a page that shows its image and nothing else. */
    static GreyCells of(PDDocument pdf, int number) throws IOException {
        PDImageXObject image = ImageFinder.look(PdfRaster.page(pdf, number)).image;
        if (image == null || image.getMask() != null || image.getSoftMask() != null) {
            throw new IOException("is not an image only");
        }
        int thinning = Pixels.thinning(image.getWidth(), image.getHeight(), Pixels.FOR_OCR);
        return cells(thinning == 1 ? image.getImage() : image.getImage(null, thinning));
    }

    static GreyCells cells(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        double by = Math.min(1, SameScan.LONG_SIDE / (double) Math.max(width, height));
        EvenSums sums =
                new EvenSums(
                        width,
                        height,
                        (int) Math.max(1, Math.round(width * by)),
                        (int) Math.max(1, Math.round(height * by)));
        ImageGlance.rows(image, sums::add);
        return sums.cells();
    }
}

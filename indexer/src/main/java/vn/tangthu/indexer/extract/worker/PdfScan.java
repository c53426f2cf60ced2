package vn.tangthu.indexer.extract.worker;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A page of a PDF as an image for OCR: the embedded image where the page is just that, as it is
 * when Tesseract can read it, and a rendering otherwise.
 */
final class PdfScan {
    private static final int MIN_DPI = 200;
    private static final int MAX_DPI = 300;

    /** Of the page's area; a scanner leaves margins, a photograph in a text more. */
    private static final double COVERED = 0.85;

    private PdfScan() {}

    /** Where an image lies on the page as it is shown; a side of the page is 1, y runs down. */
    private record Place(double x, double y, double width, double height, int quarterTurns) {
        boolean coversPage() {
            double inside =
                    Math.max(0, Math.min(1, x + width) - Math.max(0, x))
                            * Math.max(0, Math.min(1, y + height) - Math.max(0, y));
            return inside >= COVERED && width * height <= inside * 1.05;
        }
    }

    static Answer.Scan image(PDDocument pdf, int number, Path out) throws IOException {
        PDPage page = PdfRaster.page(pdf, number);
        double[] size = PdfRaster.shownSize(page);
        ImageFinder found = ImageFinder.look(page);
        PDImageXObject image = found.image;
        Matrix matrix = found.placement;
        Place place = image == null || matrix == null ? null : place(page, matrix);
        if (image == null
                || place == null
                || !place.coversPage()
                || image.getMask() != null
                || image.getSoftMask() != null) {
            return rendered(pdf, number, size, found.finest, out);
        }
        double across = place.quarterTurns % 2 == 0 ? image.getWidth() : image.getHeight();
        double dpi = across / (place.width * size[0] / 72);
        int thinning = 1;
        Path file = place.quarterTurns == 0 ? asItIs(image, out) : null;
        if (file == null) {
            thinning = Pixels.thinning(image.getWidth(), image.getHeight(), Pixels.FOR_OCR);
            BufferedImage pixels =
                    thinning == 1 ? image.getImage() : image.getImage(null, thinning);
            file = GreyFile.write(pixels, place.quarterTurns, out);
        }
        return new Answer.Scan(
                file.toString(),
                (int) Math.clamp(Math.round(dpi / thinning), 70, 1_200),
                (int) Math.round(place.x * 10_000),
                (int) Math.round(place.y * 10_000),
                (int) Math.round(place.width * 10_000),
                (int) Math.round(place.height * 10_000));
    }

    private static Answer.Scan rendered(
            PDDocument pdf, int number, double[] size, double finest, Path out) throws IOException {
        double dpi = finest == 0 ? MAX_DPI : Math.clamp(finest, MIN_DPI, MAX_DPI);
        double pixels = size[0] / 72 * dpi * (size[1] / 72 * dpi);
        if (pixels > Pixels.RENDERED) {
            dpi *= Math.sqrt(Pixels.RENDERED / pixels);
        }
        int width = (int) Math.max(1, Math.round(size[0] / 72 * dpi));
        int height = (int) Math.max(1, Math.round(size[1] / 72 * dpi));
        BufferedImage image =
                PdfRaster.draw(pdf, number, width, height, BufferedImage.TYPE_BYTE_GRAY);
        return new Answer.Scan(
                GreyFile.write(image, 0, out).toString(),
                (int) Math.clamp(Math.round(dpi), 70, 1_200),
                0,
                0,
                10_000,
                10_000);
    }

    /** The stream of the image as a file, or null when it must be decoded. */
    private static @Nullable Path asItIs(PDImageXObject image, Path out) throws IOException {
        if ((long) image.getWidth() * image.getHeight() > Pixels.FOR_OCR
                || image.getCOSObject().containsKey(COSName.DECODE)) {
            return null;
        }
        List<COSName> filters = image.getStream().getFilters();
        COSName last = filters == null || filters.isEmpty() ? null : filters.getLast();
        if (COSName.DCT_DECODE.equals(last) && isPlain(image.getColorSpace())) {
            Path file = out.resolveSibling(out.getFileName() + ".jpg");
            try (InputStream in = image.createInputStream(List.of(COSName.DCT_DECODE.getName()))) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            JpegFrame frame = JpegFrame.of(file);
            if (frame != null && frame.isOf(image.getWidth(), image.getHeight())) {
                return file;
            }
            Files.delete(file); // the size we bounded is not the one that would be decoded
        }
        return null;
    }

    private static boolean isPlain(PDColorSpace space) {
        return space instanceof PDDeviceGray
                || space instanceof PDDeviceRGB
                || space instanceof PDICCBased icc && icc.getNumberOfComponents() != 4;
    }

    /** Null when the image is skewed or mirrored. */
    private static @Nullable Place place(PDPage page, Matrix matrix) {
        double[] origin = shown(page, matrix, 0, 0);
        double[] right = shown(page, matrix, 1, 0);
        double[] up = shown(page, matrix, 0, 1);
        double rightX = right[0] - origin[0];
        double rightY = right[1] - origin[1];
        double upX = up[0] - origin[0];
        double upY = up[1] - origin[1];
        int turns;
        double slack = 0.01;
        if (rightX > 0 && upY < 0 && Math.abs(rightY) < slack && Math.abs(upX) < slack) {
            turns = 0;
        } else if (rightY > 0 && upX > 0 && Math.abs(rightX) < slack && Math.abs(upY) < slack) {
            turns = 1;
        } else if (rightX < 0 && upY > 0 && Math.abs(rightY) < slack && Math.abs(upX) < slack) {
            turns = 2;
        } else if (rightY < 0 && upX < 0 && Math.abs(rightX) < slack && Math.abs(upY) < slack) {
            turns = 3;
        } else {
            return null;
        }
        double farX = right[0] + upX;
        double farY = right[1] + upY;
        return new Place(
                Math.min(origin[0], farX),
                Math.min(origin[1], farY),
                Math.abs(farX - origin[0]),
                Math.abs(farY - origin[1]),
                turns);
    }

    /**
     * Where a point of an image is on the page as it is shown.
     *
     * @param x of the unit square of the image, 0 to 1
     * @param y as x, from below
     * @return from the left and from the top, a side is 1
     */
    static double[] shown(PDPage page, Matrix matrix, float x, float y) {
        Point2D.Float at = matrix.transformPoint(x, y);
        PDRectangle box = page.getCropBox();
        return Shown.point(
                PdfRaster.quarterTurns(page),
                (at.x - box.getLowerLeftX()) / box.getWidth(),
                (at.y - box.getLowerLeftY()) / box.getHeight());
    }
}

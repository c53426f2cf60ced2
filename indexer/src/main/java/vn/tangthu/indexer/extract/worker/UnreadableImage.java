package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;

/**
 * An image on a page that no reader here understands (JPEG 2000: there is no free reader for it).
 * PDFBox goes on without it; where it is most of the page, that would pass off a white page as the
 * record.
 */
final class UnreadableImage {
    private UnreadableImage() {}

    /**
     * @throws IOException when {@code exception} is about an image that covers half of the page
     */
    static void check(IOException exception, PDGraphicsState state, PDPage page)
            throws IOException {
        if (!(exception instanceof MissingImageReaderException)) {
            return;
        }
        Matrix m = state.getCurrentTransformationMatrix();
        double area =
                Math.abs(
                        (double) m.getScaleX() * m.getScaleY()
                                - (double) m.getShearX() * m.getShearY());
        PDRectangle box = page.getCropBox();
        if (area >= LayerVerdict.PICTURE * box.getWidth() * box.getHeight()) {
            throw new IOException("is an image that cannot be read: " + exception.getMessage());
        }
    }
}

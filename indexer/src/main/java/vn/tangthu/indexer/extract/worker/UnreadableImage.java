package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * An image on a page that no reader here understands: JPEG 2000 where the system has no OpenJPEG,
 * or where that cannot make sense of it. PDFBox goes on without it; where it is most of the page,
 * that would pass off a white page as the record.
 */
final class UnreadableImage {
    /**
     * What PDFBox says of a JPEG 2000 image that should have brought its colours itself, after it
     * met the true reason and kept it to itself.
     */
    private static final String NO_COLOURS = "could not determine color space";

    private UnreadableImage() {}

    /**
     * @throws IOException when {@code exception} is about an image that covers half of the page
     */
    static void check(IOException exception, PDGraphicsState state, PDPage page)
            throws IOException {
        Throwable reason = reason(exception);
        if (reason == null) {
            return;
        }
        Matrix m = state.getCurrentTransformationMatrix();
        double area =
                Math.abs(
                        (double) m.getScaleX() * m.getScaleY()
                                - (double) m.getShearX() * m.getShearY());
        PDRectangle box = page.getCropBox();
        if (area >= LayerVerdict.PICTURE * box.getWidth() * box.getHeight()) {
            throw new IOException("is an image that cannot be read: " + reason.getMessage());
        }
    }

    /** Why no reader understood the image, or null when the exception is about something else. */
    private static @Nullable Throwable reason(IOException exception) {
        if (exception instanceof MissingImageReaderException
                || NO_COLOURS.equals(exception.getMessage())) {
            return exception;
        }
        return exception.getCause() instanceof Jpeg2000Reader.Unreadable why ? why : null;
    }
}

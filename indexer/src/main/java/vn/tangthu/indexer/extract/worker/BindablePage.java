package vn.tangthu.indexer.extract.worker;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;

/**
 * A page of an image file as a PDF can have it: the pictures of JPEGs and fax bytes as they are,
 * where the format allows; other black-and-white pages packed as fax, without loss; other pages as
 * JPEG. Nothing else of the file goes along.
 */
final class BindablePage {
    /** JPEG quality of pages that were no JPEG: differences are not seen on a screen. */
    static final float QUALITY = 0.85f;

    private BindablePage() {}

    /**
     * @param page from 1
     * @param out where to write it
     */
    static Answer of(Path file, int page, Path out) throws IOException {
        Detected seen = ImageFile.with(file, reader -> look(reader, page));
        JpegFrame frame = page == 1 ? JpegFrame.of(file) : null;
        if (frame != null && frame.fitsInPdf()) {
            Answer picture = picture(file, out, frame, seen);
            if (picture != null) {
                return picture;
            }
        }
        if (seen.tiff()) {
            Answer fax = fax(file, page, out, seen);
            if (fax != null) {
                return fax;
            }
        }
        BufferedImage image = ImageFile.with(file, reader -> decoded(reader, page));
        int thinning = Math.max(1, Math.round((float) seen.width() / image.getWidth()));
        int dpi = seen.facts().dpi() / thinning;
        if (seen.facts().colour() == Colour.BITONAL && thinning == 1) {
            try (PDDocument pdf = new PDDocument()) {
                return fax(CCITTFactory.createFromImage(pdf, bitonal(image)), out, dpi);
            }
        }
        boolean grey = seen.facts().colour() != Colour.COLOUR;
        BufferedImage flat =
                onWhite(image, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        Files.write(out, Jpegs.write(flat, QUALITY));
        return new Answer.Bindable(
                Answer.Coding.JPEG,
                flat.getWidth(),
                flat.getHeight(),
                grey ? 1 : 3,
                0,
                false,
                dpi,
                frame == null ? ExifDensity.UPRIGHT : JpegPicture.orientation(file));
    }

    private record Detected(boolean tiff, int width, PageFacts facts) {}

    private static Detected look(javax.imageio.ImageReader reader, int page) throws IOException {
        ImageFile.checkPage(reader, page);
        return new Detected(
                ImageFile.isTiff(reader),
                reader.getWidth(page - 1),
                ImagePageFacts.of(reader, page - 1));
    }

    private static BufferedImage decoded(javax.imageio.ImageReader reader, int page)
            throws IOException {
        return ImageFile.decode(reader, page, Pixels.FOR_OCR);
    }

    /** The picture of a JPEG as it is coded; null where it is not made as it should. */
    private static @Nullable Answer picture(Path file, Path out, JpegFrame frame, Detected seen) {
        try {
            int orientation = JpegPicture.write(file, out);
            return new Answer.Bindable(
                    Answer.Coding.JPEG,
                    frame.width(),
                    frame.height(),
                    frame.components(),
                    0,
                    false,
                    seen.facts().dpi(),
                    orientation);
        } catch (IOException e) {
            return null; // readers make of it what they can: it is decoded
        }
    }

    /** The fax bytes of a TIFF as they are; null where they are none, or in several strips. */
    private static @Nullable Answer fax(Path file, int page, Path out, Detected seen)
            throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDImageXObject image = CCITTFactory.createFromFile(pdf, file.toFile(), page - 1);
            return image == null ? null : fax(image, out, seen.facts().dpi());
        } catch (IOException | RuntimeException e) {
            return null; // it says so of whatever it cannot take over; then the page is decoded
        }
    }

    /** The bytes of an image that is coded as fax. */
    static Answer.Bindable fax(PDImageXObject image, Path out, int dpi) throws IOException {
        COSDictionary dictionary = image.getCOSObject();
        COSDictionary parameters = dictionary.getCOSDictionary(COSName.DECODE_PARMS);
        try (InputStream raw = image.getCOSObject().createRawInputStream()) {
            Files.copy(raw, out, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Answer.Bindable(
                Answer.Coding.FAX,
                image.getWidth(),
                image.getHeight(),
                1,
                parameters == null ? -1 : parameters.getInt(COSName.K, 0),
                parameters != null && parameters.getBoolean(COSName.BLACK_IS_1, false),
                dpi,
                ExifDensity.UPRIGHT);
    }

    static BufferedImage bitonal(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_BYTE_BINARY
                        && image.getColorModel().getPixelSize() == 1
                ? image
                : onWhite(image, BufferedImage.TYPE_BYTE_BINARY);
    }

    static BufferedImage onWhite(BufferedImage image, int type) {
        BufferedImage flat = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Graphics2D graphics = flat.createGraphics();
        graphics.setBackground(java.awt.Color.WHITE);
        graphics.clearRect(0, 0, flat.getWidth(), flat.getHeight());
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return flat;
    }
}

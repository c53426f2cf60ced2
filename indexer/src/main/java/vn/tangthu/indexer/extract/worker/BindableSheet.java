package vn.tangthu.indexer.extract.worker;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A page of a PDF as another PDF can have it. Where it shows one picture and nothing else, that
 * picture where it stands: a JPEG or fax as it is coded, others decoded at their own resolution and
 * packed anew, black and white without loss. Any other page is drawn, at the resolution of its
 * finest image. No text, script, attachment or name goes along.
 */
final class BindableSheet {
    /** Drawn pages, dots per inch: letters alone, and what is made of a finest image. */
    private static final double OF_LETTERS = 240;

    private static final double LEAST = 200;
    private static final double MOST = 400;

    /** Colours of a JPEG that its file says otherwise than the picture (ISO 32000-1, table 13). */
    private static final COSName COLOUR_TRANSFORM = COSName.getPDFName("ColorTransform");

    private BindableSheet() {}

    /**
     * @param number of the page, from 1
     * @param out where to write the bytes of its image
     */
    static Answer of(PDDocument pdf, int number, Path out) throws IOException {
        PDPage page = PdfRaster.page(pdf, number);
        double[] size = PdfRaster.shownSize(page);
        LonePicture found = LonePicture.look(pdf, page);
        PDImageXObject picture = found.picture();
        Matrix placement = found.placement;
        Answer.Bindable coded =
                picture == null || placement == null ? null : coded(picture, found.isInk(), out);
        if (coded == null || placement == null) {
            return drawn(pdf, number, size, found.finest, out);
        }
        return coded.on(sheet(page, placement, size));
    }

    private static Sheet sheet(PDPage page, Matrix placement, double[] size) {
        double[] origin = PdfScan.shown(page, placement, 0, 0);
        double[] right = PdfScan.shown(page, placement, 1, 0);
        double[] up = PdfScan.shown(page, placement, 0, 1);
        return new Sheet(
                size[0] * page.getUserUnit(),
                size[1] * page.getUserUnit(),
                right[0] - origin[0],
                origin[1] - right[1],
                up[0] - origin[0],
                origin[1] - up[1],
                origin[0],
                1 - origin[1]);
    }

    /** Null where only drawing shows it as it is meant. */
    private static Answer.@Nullable Bindable coded(PDImageXObject image, boolean ink, Path out)
            throws IOException {
        if (image.getMask() != null
                || image.getSoftMask() != null
                || image.getCOSObject().containsKey(COSName.MASK)) {
            return null;
        }
        List<COSName> filters = image.getStream().getFilters();
        COSName last = filters == null || filters.isEmpty() ? null : filters.getLast();
        Answer.Bindable asItIs = null;
        if (COSName.DCT_DECODE.equals(last) && !ink) {
            asItIs = jpeg(image, out);
        } else if (COSName.CCITTFAX_DECODE.equals(last) && filters.size() == 1) {
            asItIs = fax(image, ink, out);
        }
        return asItIs == null ? packed(image, ink, out) : asItIs;
    }

    private static Answer.@Nullable Bindable jpeg(PDImageXObject image, Path out)
            throws IOException {
        PDColorSpace space = image.getColorSpace();
        if (image.getCOSObject().containsKey(COSName.DECODE)
                || !isOurs(space)
                || parameters(image).containsKey(COLOUR_TRANSFORM)) {
            return null;
        }
        Path raw = out.resolveSibling(out.getFileName() + ".raw");
        try {
            try (InputStream in = image.createInputStream(List.of(COSName.DCT_DECODE.getName()))) {
                Files.copy(in, raw, StandardCopyOption.REPLACE_EXISTING);
            }
            JpegFrame frame = JpegFrame.of(raw);
            if (frame == null
                    || !frame.fitsInPdf()
                    || !frame.isOf(image.getWidth(), image.getHeight())
                    || frame.components() != space.getNumberOfComponents()) {
                return null;
            }
            int unused = JpegPicture.write(raw, out); // a PDF does not heed what Exif says
            return image(Answer.Coding.JPEG, frame.width(), frame.height(), frame.components());
        } catch (IOException e) {
            return null; // not made as it should: decoders make of it what they can
        } finally {
            Files.deleteIfExists(raw);
        }
    }

    /** Grey, or the colours that our PDFs say they mean; of others the profile would be lost. */
    private static boolean isOurs(PDColorSpace space) throws IOException {
        return space instanceof PDDeviceGray
                || space instanceof PDDeviceRGB
                || space instanceof PDICCBased icc
                        && (icc.getNumberOfComponents() == 1
                                || icc.getNumberOfComponents() == 3 && icc.isSRGB());
    }

    private static Answer.@Nullable Bindable fax(PDImageXObject image, boolean ink, Path out)
            throws IOException {
        COSDictionary parameters = parameters(image);
        COSArray decode = image.getDecode();
        boolean turned = decode != null && decode.size() == 2 && decode.getInt(0) == 1;
        if (!(ink || isGrey(image.getColorSpace()))
                || parameters.getInt(COSName.COLUMNS, 1728) != image.getWidth()
                || parameters.getBoolean(COSName.getPDFName("EncodedByteAlign"), false)
                || !parameters.getBoolean(COSName.getPDFName("EndOfBlock"), true)) {
            return null;
        }
        try (InputStream raw = image.getCOSObject().createRawInputStream()) {
            Files.copy(raw, out, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Answer.Bindable(
                Answer.Coding.FAX,
                image.getWidth(),
                image.getHeight(),
                1,
                parameters.getInt(COSName.K, 0),
                // Decode [1 0] says once more which bits are black (ISO 32000-1, table 90).
                parameters.getBoolean(COSName.BLACK_IS_1, false) != turned,
                0,
                ExifDensity.UPRIGHT);
    }

    /** Those of the last filter; none where it has none. */
    private static COSDictionary parameters(PDImageXObject image) {
        COSBase found = image.getCOSObject().getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (found instanceof COSArray each && each.size() > 0) {
            found = each.getObject(each.size() - 1);
        }
        return found instanceof COSDictionary one ? one : new COSDictionary();
    }

    private static boolean isGrey(PDColorSpace space) {
        return space instanceof PDDeviceGray
                || space instanceof PDCalGray
                || space instanceof PDICCBased icc && icc.getNumberOfComponents() == 1;
    }

    /** Decoded and packed anew. */
    private static Answer.@Nullable Bindable packed(PDImageXObject image, boolean ink, Path out)
            throws IOException {
        int thinning = Pixels.thinning(image.getWidth(), image.getHeight(), Pixels.FOR_OCR);
        if (ink && thinning > 1) {
            return null; // a stencil is decoded whole or not at all
        }
        BufferedImage pixels =
                ink
                        ? image.getStencilImage(Color.BLACK)
                        : thinning == 1 ? image.getImage() : image.getImage(null, thinning);
        boolean twoTones =
                thinning == 1
                        && image.getBitsPerComponent() == 1
                        && (ink || isGrey(image.getColorSpace()));
        if (twoTones) {
            BufferedImage flat =
                    BindablePage.bitonal(
                            ink
                                    ? BindablePage.onWhite(pixels, BufferedImage.TYPE_BYTE_BINARY)
                                    : pixels);
            try (PDDocument pdf = new PDDocument()) {
                return BindablePage.fax(CCITTFactory.createFromImage(pdf, flat), out, 0);
            }
        }
        BufferedImage flat =
                pixels.getType() == BufferedImage.TYPE_INT_RGB
                        ? pixels
                        : BindablePage.onWhite(pixels, BufferedImage.TYPE_INT_RGB);
        return written(Jpegs.write(Jpegs.withoutIdleColour(flat), BindablePage.QUALITY), out);
    }

    private static Answer drawn(PDDocument pdf, int number, double[] size, double finest, Path out)
            throws IOException {
        double dpi = finest == 0 ? OF_LETTERS : Math.clamp(finest, LEAST, MOST);
        double pixels = size[0] / 72 * dpi * (size[1] / 72 * dpi);
        if (pixels > Pixels.RENDERED) {
            dpi *= Math.sqrt(Pixels.RENDERED / pixels);
        }
        int width = (int) Math.max(1, Math.round(size[0] / 72 * dpi));
        int height = (int) Math.max(1, Math.round(size[1] / 72 * dpi));
        BufferedImage image =
                PdfRaster.draw(pdf, number, width, height, BufferedImage.TYPE_INT_RGB);
        float unit = PdfRaster.page(pdf, number).getUserUnit();
        return written(Jpegs.write(Jpegs.withoutIdleColour(image), BindablePage.QUALITY), out)
                .on(Sheet.filled(size[0] * unit, size[1] * unit));
    }

    private static Answer.Bindable written(byte[] jpeg, Path out) throws IOException {
        JpegFrame frame = JpegFrame.of(new ByteArrayInputStream(jpeg));
        if (frame == null) {
            throw new IOException("A JPEG of ours is none");
        }
        Files.write(out, jpeg);
        return image(Answer.Coding.JPEG, frame.width(), frame.height(), frame.components());
    }

    private static Answer.Bindable image(
            Answer.Coding coding, int width, int height, int components) {
        return new Answer.Bindable(
                coding, width, height, components, 0, false, 0, ExifDensity.UPRIGHT);
    }
}

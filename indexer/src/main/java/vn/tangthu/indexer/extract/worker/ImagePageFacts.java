package vn.tangthu.indexer.extract.worker;

import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;

/** Facts of a page of an image file from its headers. */
final class ImagePageFacts {
    private static final double MM_PER_INCH = 25.4;
    private static final int MOST_DPI = 9_600;

    /** JPEG and TIFF writers put 72 or less where nobody told them the resolution. */
    private static final int LEAST_DPI = 73;

    private ImagePageFacts() {}

    static PageFacts of(ImageReader reader, int page) throws IOException {
        double across = dpi(reader, page, "HorizontalPixelSize");
        double down = dpi(reader, page, "VerticalPixelSize");
        if (across == 0 && down == 0) {
            ExifDensity exif = exif(reader, page);
            across = exif.across();
            down = exif.down();
        }
        Colour colour = colour(reader, page);
        if (across < LEAST_DPI || down < LEAST_DPI || Math.max(across, down) > MOST_DPI) {
            return new PageFacts(1, 0, colour);
        }
        return new PageFacts(
                PageFacts.a4(
                        reader.getWidth(page) / across * MM_PER_INCH,
                        reader.getHeight(page) / down * MM_PER_INCH),
                (int) Math.round(Math.min(across, down)),
                colour);
    }

    /** 0 where the file does not say. */
    private static double dpi(ImageReader reader, int page, String element) {
        try {
            IIOMetadata metadata = reader.getImageMetadata(page);
            if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
                return 0;
            }
            Element root =
                    (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
            NodeList sizes = root.getElementsByTagName(element);
            if (sizes.getLength() == 0) {
                return 0;
            }
            double mm = Double.parseDouble(((Element) sizes.item(0)).getAttribute("value"));
            return mm > 0 ? MM_PER_INCH / mm : 0;
        } catch (IOException | RuntimeException e) {
            return 0; // a header that says nonsense of its resolution leaves the image whole
        }
    }

    private static ExifDensity exif(ImageReader reader, int page) {
        try {
            IIOMetadata metadata = reader.getImageMetadata(page);
            return metadata == null ? ExifDensity.NONE : ExifDensity.of(metadata);
        } catch (IOException | RuntimeException e) {
            return ExifDensity.NONE; // as above
        }
    }

    private static Colour colour(ImageReader reader, int page) throws IOException {
        ImageTypeSpecifier type = type(reader, page);
        if (type == null) {
            return Colour.UNKNOWN;
        }
        ColorModel model = type.getColorModel();
        if (model.getPixelSize() == 1) {
            return Colour.BITONAL;
        }
        boolean grey =
                model instanceof IndexColorModel palette
                        ? isGrey(palette)
                        : model.getNumColorComponents() == 1;
        return grey ? Colour.GREY : Colour.COLOUR;
    }

    private static boolean isGrey(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            int red = palette.getRed(i);
            if (red != palette.getGreen(i) || red != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ImageTypeSpecifier type(ImageReader reader, int page)
            throws IOException {
        ImageTypeSpecifier raw = reader.getRawImageType(page);
        if (raw != null) {
            return raw;
        }
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(page);
        return types != null && types.hasNext() ? types.next() : null;
    }
}

package vn.tangthu.indexer.extract.worker;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;

/**
 * Facts of a page from its dictionaries alone: its size, and the image among its resources that has
 * its shape. Neither its content nor an image is decoded here, so it costs next to nothing.
 */
final class PdfPageFacts {
    private static final double MM_PER_POINT = 25.4 / 72;

    /** A page with more images is no scan; some programs list all images at every page. */
    private static final int MOST_IMAGES = 12;

    /** A scan fills its page: the shapes differ by no more than a margin. */
    private static final double SHAPE_SLACK = 1.10;

    /** The most that is believed of a scanner. */
    private static final int MOST_DPI = 9_600;

    private static final int LEAST_DPI = 20;

    private PdfPageFacts() {}

    static PageFacts of(PDPage page) {
        PDRectangle box = page.getCropBox();
        double width = box.getWidth() * page.getUserUnit();
        double height = box.getHeight() * page.getUserUnit();
        int a4 = PageFacts.a4(width * MM_PER_POINT, height * MM_PER_POINT);
        if (!(width > 0) || !(height > 0)) {
            return new PageFacts(1, 0, Colour.UNKNOWN);
        }
        Scan scan = scan(page, width, height);
        return scan.images > MOST_IMAGES
                ? new PageFacts(a4, 0, Colour.UNKNOWN)
                : new PageFacts(a4, scan.dpi, scan.colour);
    }

    /** The images that have the shape of the page, as a scan of it has; mostly one. */
    static List<COSStream> filling(PDPage page) {
        PDRectangle box = page.getCropBox();
        if (!(box.getWidth() > 0) || !(box.getHeight() > 0)) {
            return List.of();
        }
        Scan scan =
                scan(
                        page,
                        box.getWidth() * page.getUserUnit(),
                        box.getHeight() * page.getUserUnit());
        return scan.images > MOST_IMAGES ? List.of() : scan.filling;
    }

    private static Scan scan(PDPage page, double width, double height) {
        Scan scan = new Scan(width, height);
        look(resources(page.getCOSObject()), scan, true);
        return scan;
    }

    /** Its own or those it inherits. */
    static @Nullable COSBase resources(COSDictionary page) {
        COSBase resources = page.getDictionaryObject(COSName.RESOURCES);
        int levels = 0;
        for (COSDictionary above = page;
                resources == null && above != null && levels++ < 50;
                above = above.getCOSDictionary(COSName.PARENT)) {
            resources = above.getDictionaryObject(COSName.RESOURCES);
        }
        return resources;
    }

    private static final class Scan {
        private final double width;
        private final double height;
        private final List<COSStream> filling = new ArrayList<>();
        private int images;
        private int dpi;
        private Colour colour = Colour.UNKNOWN;

        Scan(double width, double height) {
            this.width = width;
            this.height = height;
        }

        /** Of several layers the finest and the most colourful count. */
        void add(COSStream image) {
            double across = image.getInt(COSName.WIDTH, 0);
            double down = image.getInt(COSName.HEIGHT, 0);
            if (across <= 0 || down <= 0) {
                return;
            }
            if (!alike(across / down, width / height)) {
                double turned = across;
                across = down;
                down = turned;
                if (!alike(across / down, width / height)) {
                    return;
                }
            }
            long found = Math.round(Math.sqrt(across * down / (width * height)) * 72);
            if (found >= LEAST_DPI && found <= MOST_DPI) {
                filling.add(image);
                dpi = Math.max(dpi, (int) found);
                Colour own = colourOf(image);
                colour = own.compareTo(colour) > 0 ? own : colour;
            }
        }

        private static boolean alike(double one, double other) {
            return one <= other * SHAPE_SLACK && other <= one * SHAPE_SLACK;
        }
    }

    private static void look(@Nullable COSBase resources, Scan scan, boolean forms) {
        if (!(resources instanceof COSDictionary dictionary)
                || !(dictionary.getDictionaryObject(COSName.XOBJECT) instanceof COSDictionary all)
                || all.size() > MOST_IMAGES) {
            scan.images +=
                    resources instanceof COSDictionary d
                                    && d.getDictionaryObject(COSName.XOBJECT)
                                            instanceof COSDictionary
                            ? MOST_IMAGES + 1
                            : 0;
            return;
        }
        for (COSName name : all.keySet()) {
            if (all.getDictionaryObject(name) instanceof COSStream object) {
                COSName kind = object.getCOSName(COSName.SUBTYPE);
                if (COSName.IMAGE.equals(kind)) {
                    scan.images++;
                    scan.add(object);
                } else if (forms && COSName.FORM.equals(kind)) {
                    look(object.getDictionaryObject(COSName.RESOURCES), scan, false);
                }
            }
        }
    }

    private static Colour colourOf(COSDictionary image) {
        if (image.getBoolean(COSName.IMAGE_MASK, false)
                || image.getInt(COSName.BITS_PER_COMPONENT, 8) == 1) {
            return Colour.BITONAL;
        }
        COSBase space = image.getDictionaryObject(COSName.COLORSPACE);
        if (space instanceof COSName name) {
            return name.equals(COSName.DEVICEGRAY) ? Colour.GREY : Colour.COLOUR;
        }
        if (space instanceof COSArray parts
                && parts.size() > 0
                && parts.getObject(0) instanceof COSName family) {
            boolean oneInk =
                    family.equals(COSName.CALGRAY)
                            || family.equals(COSName.DEVICEGRAY)
                            || family.equals(COSName.ICCBASED)
                                    && parts.size() > 1
                                    && parts.getObject(1) instanceof COSStream profile
                                    && profile.getInt(COSName.N, 3) == 1;
            return oneInk ? Colour.GREY : Colour.COLOUR;
        }
        return Colour.COLOUR; // JPEG 2000 brings its own
    }
}

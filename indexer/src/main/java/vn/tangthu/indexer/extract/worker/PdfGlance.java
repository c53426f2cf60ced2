package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.derivative.PageCodec;
import vn.tangthu.repository.PageFacts.Sight;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;

/** A quick look at a page of a PDF: at the images that fill it, or at whether it has anything. */
final class PdfGlance {
    /** The most bytes of an image that is unpacked: A4 at 600 dpi in colour. */
    private static final long UNPACKED = 112L << 20;

    /** The most bytes of a JPEG. */
    private static final int JPEG = 64 << 20;

    /** A page with fonts and no more content than this may show no letter all the same. */
    private static final long FEW_OPERATORS = 600;

    private PdfGlance() {}

    static List<Answer.Sighted> of(PDDocument pdf, int from, int to) {
        List<Answer.Sighted> pages = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            pages.add(sighted(pdf, number));
        }
        return pages;
    }

    /** What one page does to a parser must not cost the others. */
    private static Answer.Sighted sighted(PDDocument pdf, int number) {
        try {
            PDPage page = PdfRaster.page(pdf, number);
            Seen seen = of(page);
            Sight sight = seen.sight();
            boolean says = sight == Sight.INK || sight == Sight.NOT_SEEN;
            return new Answer.Sighted(
                    sight,
                    says && hasFonts(page) ? text(pdf, number) : PagePrint.NONE,
                    scan(page, seen));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Answer.Sighted.NOT;
        }
    }

    /** Without a font a page says nothing; forms on it that have some are passed over. */
    private static boolean hasFonts(PDPage page) {
        return page.getResources() != null
                && page.getResources().getCOSObject().containsKey(COSName.FONT);
    }

    /** Of a page that shows its image and nothing else: what is written over it is not in it. */
    private static ScanPrint scan(PDPage page, Seen seen) throws IOException {
        return seen.cells() != null && ImageFinder.look(page).image != null
                ? PrintOfScan.of(seen)
                : ScanPrint.NONE;
    }

    /** What its text layer says, where it has one that can be read. */
    private static PagePrint text(PDDocument pdf, int number) throws IOException {
        Answer.Page page = LayerReader.read(pdf, number, number).getFirst();
        return page.source() == ExtractedText.Source.LAYER
                ? TextPrint.of(PageCodec.decode(number, page.source(), page.coded()).text())
                : PagePrint.NONE;
    }

    static Seen of(PDPage page) throws IOException {
        List<COSStream> images = PdfPageFacts.filling(page);
        if (images.isEmpty()) {
            return new Seen(mayBeEmpty(page) && isEmpty(page) ? Sight.BLANK : Sight.NOT_SEEN, null);
        }
        Glance best = Glance.NOT_UNDERSTOOD;
        boolean blank = true;
        for (COSStream image : images) {
            Glance glance = glance(image);
            if (glance.broken()) {
                return new Seen(Sight.BROKEN, glance.cells());
            }
            GreyCells cells = glance.cells();
            boolean masked = image.containsKey(COSName.MASK) || image.containsKey(COSName.SMASK);
            blank &= cells != null && !masked && BlankPage.is(cells);
            GreyCells known = best.cells();
            if (cells != null && (known == null || known.grey().length < cells.grey().length)) {
                best = glance;
            }
        }
        if (best.cells() == null) {
            return new Seen(Sight.NOT_SEEN, null);
        }
        // what is written over a blank image is not seen in it
        return new Seen(
                blank && ImageFinder.look(page).image != null ? Sight.BLANK : Sight.INK,
                images.size() == 1 ? best.cells() : null);
    }

    private static boolean mayBeEmpty(PDPage page) throws IOException {
        COSDictionary resources =
                page.getResources() == null ? null : page.getResources().getCOSObject();
        if (resources == null) {
            return true;
        }
        if (resources.containsKey(COSName.XOBJECT)) {
            return false;
        }
        return !resources.containsKey(COSName.FONT) || contentBytes(page) < FEW_OPERATORS;
    }

    private static long contentBytes(PDPage page) {
        long bytes = 0;
        COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        if (contents instanceof COSStream one) {
            bytes = one.getLength();
        } else if (contents instanceof COSArray parts) {
            for (int i = 0; i < parts.size(); i++) {
                bytes += parts.getObject(i) instanceof COSStream part ? part.getLength() : 0;
            }
        }
        return bytes;
    }

    private static boolean isEmpty(PDPage page) throws IOException {
        if (!page.getAnnotations().isEmpty()) {
            return false;
        }
        ImageFinder finder = ImageFinder.look(page);
        return finder.images == 0 && !finder.visible;
    }

    private static Glance glance(COSStream image) throws IOException {
        PDStream stream = new PDStream(image);
        List<COSName> filters = stream.getFilters();
        COSName last = filters == null || filters.isEmpty() ? null : filters.getLast();
        if (COSName.JPX_DECODE.equals(last)) {
            return Glance.NOT_UNDERSTOOD;
        }
        if (COSName.DCT_DECODE.equals(last)) {
            byte[] jpeg;
            try (InputStream in = stream.createInputStream(List.of(COSName.DCT_DECODE.getName()))) {
                jpeg = in.readNBytes(JPEG);
            }
            Glance glance = JpegGlance.of(jpeg);
            return glance.cells() != null && isInverted(image)
                    ? new Glance(glance.cells().inverted(), glance.broken())
                    : glance;
        }
        int width = image.getInt(COSName.WIDTH, 0);
        int height = image.getInt(COSName.HEIGHT, 0);
        boolean mask = image.getBoolean(COSName.IMAGE_MASK, false);
        int bits = mask ? 1 : image.getInt(COSName.BITS_PER_COMPONENT, 1);
        int inks = mask ? 1 : inks(image);
        boolean fax = COSName.CCITTFAX_DECODE.equals(last) || COSName.JBIG2_DECODE.equals(last);
        long row = ((long) width * bits * Math.max(1, inks) + 7) / 8;
        if (width < 1 || height < 1 || width > Pixels.TOUCHED / height || row * height > UNPACKED) {
            return Glance.NOT_UNDERSTOOD;
        }
        if (inks > 0 && (bits == 8 || bits == 1 && inks == 1)) {
            try (InputStream in = stream.createInputStream()) {
                return rows(in, width, height, (int) row, bits == 1, inks, isInverted(image), !fax);
            }
        }
        int thinning = Pixels.thinning(width, height, 4_000_000);
        return new Glance(
                ImageGlance.cells(
                        new PDImageXObject(stream, null).getImage(null, Math.max(1, thinning))),
                false);
    }

    /** 1 grey, 3 RGB, 0 anything else. */
    private static int inks(COSDictionary image) {
        COSBase space = image.getDictionaryObject(COSName.COLORSPACE);
        COSBase family =
                space instanceof COSArray parts && parts.size() > 0 ? parts.getObject(0) : space;
        if (COSName.DEVICEGRAY.equals(family) || COSName.CALGRAY.equals(family)) {
            return 1;
        }
        if (COSName.DEVICERGB.equals(family) || COSName.CALRGB.equals(family)) {
            return 3;
        }
        if (COSName.ICCBASED.equals(family)
                && space instanceof COSArray parts
                && parts.size() > 1
                && parts.getObject(1) instanceof COSStream profile) {
            int inks = profile.getInt(COSName.N, 0);
            return inks == 1 || inks == 3 ? inks : 0;
        }
        return 0;
    }

    private static boolean isInverted(COSDictionary image) {
        return image.getDictionaryObject(COSName.DECODE) instanceof COSArray decode
                && decode.size() >= 2
                && decode.getObject(0) instanceof COSNumber first
                && decode.getObject(1) instanceof COSNumber second
                && first.floatValue() > second.floatValue();
    }

    private static Glance rows(
            InputStream in,
            int width,
            int height,
            int rowBytes,
            boolean bilevel,
            int inks,
            boolean inverted,
            boolean tellsItsEnd)
            throws IOException {
        GreyCells.Sums sums = new GreyCells.Sums(width, height, GreyCells.LONG_SIDE);
        byte[] bytes = new byte[rowBytes];
        int[] grey = new int[width];
        for (int y = 0; y < height; y++) {
            if (in.readNBytes(bytes, 0, rowBytes) < rowBytes) {
                return new Glance(sums.cells(), tellsItsEnd);
            }
            for (int x = 0; x < width; x++) {
                int value;
                if (bilevel) {
                    value = (bytes[x >> 3] >> 7 - (x & 7) & 1) * 255;
                } else if (inks == 1) {
                    value = bytes[x] & 0xff;
                } else {
                    value =
                            (bytes[3 * x] & 0xff) * 77
                                            + (bytes[3 * x + 1] & 0xff) * 150
                                            + (bytes[3 * x + 2] & 0xff) * 29
                                    >> 8;
                }
                grey[x] = inverted ? 255 - value : value;
            }
            sums.add(y, grey);
        }
        return new Glance(sums.cells(), false);
    }
}

package vn.tangthu.indexer.extract.worker;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Claim;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;

/** What a worker answers. A failure is an answer like any other. */
public sealed interface Answer {
    /**
     * @param pages 0 where pages mean nothing
     * @param each what is known of each page; empty where nothing is
     * @param claims what it says of itself
     */
    record Readable(String mimeType, int pages, List<PageFacts> each, Set<Claim> claims)
            implements Answer {
        public Readable {
            each = List.copyOf(each);
            claims = Set.copyOf(claims);
        }

        public Readable(String mimeType, int pages, List<PageFacts> each) {
            this(mimeType, pages, each, Set.of());
        }

        public Readable(String mimeType, int pages) {
            this(mimeType, pages, List.of());
        }
    }

    record Encrypted(String mimeType) implements Answer {}

    record Checked(ContentCheck check) implements Answer {}

    record Identified(FormatIdentification format, boolean endingFits) implements Answer {}

    /**
     * @param reason for the log and the report; never shown to the public
     */
    record Failed(String reason) implements Answer {}

    /**
     * @param pages in order, one for each page that was asked for
     */
    record Layers(List<Page> pages) implements Answer {
        public Layers {
            pages = List.copyOf(pages);
        }
    }

    /**
     * @param coded the page as the derivative keeps it
     */
    @SuppressWarnings("ArrayRecordComponent") // travels once, is never compared
    record Page(ExtractedText.Source source, byte[] coded) {}

    /**
     * @param pages in order, one for each page that was asked for
     */
    record Sights(List<Sighted> pages) implements Answer {
        public Sights {
            pages = List.copyOf(pages);
        }
    }

    /**
     * @param same for each two pages, in order
     */
    record Compared(List<Boolean> same) implements Answer {
        public Compared {
            same = List.copyOf(same);
        }
    }

    /** What a quick look at a page gave. */
    record Sighted(PageFacts.Sight sight, PagePrint print, ScanPrint scan) {
        static final Sighted NOT =
                new Sighted(PageFacts.Sight.NOT_SEEN, PagePrint.NONE, ScanPrint.NONE);
    }

    @SuppressWarnings("ArrayRecordComponent") // travels once, is never compared
    record Jpeg(byte[] bytes, int width, int height) implements Answer {}

    /**
     * An image for OCR and the place it takes on the page as it is shown, in ten-thousandths.
     *
     * @param path the image file; the file that was asked about where it is such an image itself
     * @param dpi pixels per inch of the page
     * @param turned tenths of a degree that the writing is turned clockwise on the page, 0 to
     *     3,599; the image is turned back by as much about its middle
     * @param pixelsAcross of the image before it was turned back; 0 where it was not
     * @param pixelsDown as across
     * @param blank nothing is on it: there is nothing to read
     */
    record Scan(
            String path,
            int dpi,
            int x,
            int y,
            int width,
            int height,
            int turned,
            int pixelsAcross,
            int pixelsDown,
            boolean blank)
            implements Answer {
        /** A page that is read as it lies. */
        public Scan(String path, int dpi, int x, int y, int width, int height) {
            this(path, dpi, x, y, width, height, 0, 0, 0, false);
        }

        Scan withNothingOnIt() {
            return new Scan(path, dpi, x, y, width, height, 0, 0, 0, true);
        }
    }

    /** How the bytes of an image are packed. */
    enum Coding {
        JPEG,
        /** CCITT, ITU-T T.4 and T.6. */
        FAX
    }

    /**
     * An image as a PDF can have it; its bytes, and nothing else, are where they were asked for.
     *
     * @param components 1 grey or black and white, 3 colours, 4 inks (inverted, as all write them)
     * @param k of a fax: how lines are coded (ISO 32000-1, table 11)
     * @param blackIsOne of a fax
     * @param dpi 0 where the file does not say
     * @param orientation how it is to be turned, 1 (not at all) to 8 (CIPA DC-008, 4.6.4)
     * @param sheet the page that it is on, where it was found on one; null where it is the page,
     *     and {@code dpi} and {@code orientation} tell how large it is and how it stands
     */
    record Bindable(
            Coding coding,
            int width,
            int height,
            int components,
            int k,
            boolean blackIsOne,
            int dpi,
            int orientation,
            @Nullable Sheet sheet)
            implements Answer {
        /** An image that is the page. */
        public Bindable(
                Coding coding,
                int width,
                int height,
                int components,
                int k,
                boolean blackIsOne,
                int dpi,
                int orientation) {
            this(coding, width, height, components, k, blackIsOne, dpi, orientation, null);
        }

        Bindable on(Sheet page) {
            return new Bindable(
                    coding, width, height, components, k, blackIsOne, dpi, orientation, page);
        }
    }

    /**
     * @param cut whether there was more than was asked for
     * @param convertedFrom the encodings of before Unicode that the text was in, or null
     */
    record Text(String mimeType, String text, boolean cut, @Nullable String convertedFrom)
            implements Answer {}
}

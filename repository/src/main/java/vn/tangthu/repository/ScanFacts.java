package vn.tangthu.repository;

import java.util.List;
import vn.tangthu.repository.PageFacts.Colour;

/**
 * What the pages of a file, or of a document's part of it, are as scans; measured when it was taken
 * in.
 *
 * @param a4 the A4 pages they count as together: {@link PageFacts#a4}
 * @param lowestDpi of the pages that are scans and say it; 0 where none does
 * @param colour pages in colour
 * @param grey pages in grey
 * @param bitonal pages in black and white
 * @param blank pages that show nothing, as far as they could be looked at; they count among the A4
 *     pages, for they are scanned and paid like any other
 */
public record ScanFacts(int a4, int lowestDpi, int colour, int grey, int bitonal, int blank) {
    public ScanFacts(int a4, int lowestDpi, int colour, int grey, int bitonal) {
        this(a4, lowestDpi, colour, grey, bitonal, 0);
    }

    /** Of these pages; there is at least one. */
    public static ScanFacts of(List<PageFacts> pages) {
        int a4 = 0;
        int lowest = 0;
        int blank = 0;
        int[] colours = new int[Colour.values().length];
        for (PageFacts page : pages) {
            a4 += page.a4();
            if (page.dpi() > 0 && (lowest == 0 || page.dpi() < lowest)) {
                lowest = page.dpi();
            }
            blank += page.sight() == PageFacts.Sight.BLANK ? 1 : 0;
            colours[page.colour().ordinal()]++;
        }
        return new ScanFacts(
                a4,
                lowest,
                colours[Colour.COLOUR.ordinal()],
                colours[Colour.GREY.ordinal()],
                colours[Colour.BITONAL.ordinal()],
                blank);
    }
}

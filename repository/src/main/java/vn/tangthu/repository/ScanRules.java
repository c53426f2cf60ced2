package vn.tangthu.repository;

import org.jspecify.annotations.Nullable;

/**
 * What the contract asks of scans. The usual ones are those of Thông tư 05/2025, Điều 8: 200 dpi
 * for administrative documents and photographs, 300 dpi for maps and technical drawings, in colour;
 * what falls short of them is told, where no contract says that it is decided.
 *
 * @param dpi the least for a page, 0 asks for nothing
 * @param mapDpi the least for a page of a map or drawing
 * @param colours which colours pages are to have at the least
 * @param breach what becomes of a delivery that falls short of it
 */
public record ScanRules(int dpi, int mapDpi, Colours colours, Breach breach) {
    public static final ScanRules USUAL = new ScanRules(200, 300, Colours.COLOUR);

    /** The most that can be asked for. */
    public static final int MOST_DPI = 2_400;

    /** A scanner's 200 is often written as 199. */
    private static final double SLACK = 0.98;

    /** What falls short is told. */
    public ScanRules(int dpi, int mapDpi, Colours colours) {
        this(dpi, mapDpi, colours, Breach.TOLD);
    }

    /** What becomes of a delivery whose scans fall short of the contract. */
    public enum Breach {
        /** It waits until an archivist accepts it with a reason, or refuses it. */
        DECIDED,
        /** It is taken in, and the findings tell. */
        TOLD;

        /** What is told of it, as this says. */
        public Finding of(Finding finding) {
            return this == DECIDED ? finding.toDecide() : finding;
        }
    }

    /** The least colours of a page. */
    public enum Colours {
        /** Every page in colour. */
        COLOUR,
        /** Grey or colour; black and white will not do. */
        GREY,
        /** Whatever it is. */
        ANY;

        /** Whether a page of these colours does. */
        public boolean isMetBy(PageFacts.Colour page) {
            return switch (this) {
                case COLOUR -> page != PageFacts.Colour.BITONAL && page != PageFacts.Colour.GREY;
                case GREY -> page != PageFacts.Colour.BITONAL;
                case ANY -> true;
            };
        }
    }

    /** The least dpi for a page of a document of this kind. */
    public int least(@Nullable DocumentType type) {
        return type == DocumentType.MAP || type == DocumentType.TECHNICAL_DRAWING ? mapDpi : dpi;
    }

    public static boolean isTooCoarse(int dpi, int least) {
        return dpi > 0 && dpi < least * SLACK;
    }
}

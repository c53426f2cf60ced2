package vn.tangthu.repository.ingest.check;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DocumentType;

/**
 * What the contract asks of scans. The usual ones are those of Thông tư 05/2025, Điều 8: 200 dpi
 * for administrative documents, 300 dpi for maps and technical drawings, in colour.
 *
 * @param dpi the least for a page, 0 asks for nothing
 * @param mapDpi the least for a page of a map or drawing
 * @param colour whether pages are to be in colour
 */
public record ScanRules(int dpi, int mapDpi, boolean colour) {
    public static final ScanRules USUAL = new ScanRules(200, 300, true);

    /** A scanner's 200 is often written as 199. */
    private static final double SLACK = 0.98;

    int least(@Nullable DocumentType type) {
        return type == DocumentType.MAP || type == DocumentType.TECHNICAL_DRAWING ? mapDpi : dpi;
    }

    static boolean isTooCoarse(int dpi, int least) {
        return dpi > 0 && dpi < least * SLACK;
    }
}

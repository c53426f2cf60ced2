package vn.tangthu.repository.ingest.lists;

import vn.tangthu.repository.ingest.source.SourceLimits;

/**
 * What a list file may cost.
 *
 * @param rows the most rows of one list
 * @param fileBytes the most bytes of a list file
 * @param unpackedBytes the most bytes all parts of an .xlsx may unpack to
 * @param wordsBytes the most bytes of its shared strings, which are held in memory
 * @param parts the most parts of an .xlsx
 * @param rowChars the most characters of one CSV line
 */
public record ListLimits(
        int rows, long fileBytes, long unpackedBytes, long wordsBytes, int parts, int rowChars) {
    /** 100,000 rows: five times the largest delivery that was planned for. */
    public static final ListLimits STANDARD =
            new ListLimits(
                    100_000, SourceLimits.LIST_BYTES, 512L << 20, 32L << 20, 1_000, 1_000_000);
}

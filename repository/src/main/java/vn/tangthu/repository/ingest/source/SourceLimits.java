package vn.tangthu.repository.ingest.source;

/**
 * What a delivery may cost before anything in it is believed.
 *
 * @param files the most files
 * @param depth the most folders below one another
 * @param unpackedBytes the most bytes a ZIP may unpack to
 * @param ratio the most an entry of an archive, or all of it, may grow, once it is larger than
 *     {@link #RATIO_FROM}
 * @param spareBytes what must stay free on the disk
 * @param listBytes the most bytes of a list, so that one that is refused anyway is not unpacked
 */
public record SourceLimits(
        int files, int depth, long unpackedBytes, int ratio, long spareBytes, long listBytes) {
    /** The most bytes of a list: a hundred thousand rows have a tenth of it. */
    public static final long LIST_BYTES = 64L << 20;

    /** Small files may be as compressible as they like. */
    public static final long RATIO_FROM = 16L << 20;

    /** 100,000 files, 200 GiB: far above a contractor's delivery, far below what a bomb asks. */
    public static final SourceLimits STANDARD =
            new SourceLimits(100_000, 32, 200L << 30, 200, 512L << 20, LIST_BYTES);

    /** For what comes after something of the same delivery was unpacked. */
    public SourceLimits after(long unpacked) {
        return new SourceLimits(
                files, depth, Math.max(0, unpackedBytes - unpacked), ratio, spareBytes, listBytes);
    }

    /** With lists as large as {@link #LIST_BYTES}. */
    public SourceLimits(int files, int depth, long unpackedBytes, int ratio, long spareBytes) {
        this(files, depth, unpackedBytes, ratio, spareBytes, LIST_BYTES);
    }
}

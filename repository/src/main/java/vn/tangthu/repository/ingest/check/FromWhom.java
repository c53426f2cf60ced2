package vn.tangthu.repository.ingest.check;

import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ingest.lists.ConfirmedHeadings;

/**
 * What is known of whom a delivery comes from.
 *
 * @param headings what headings mean in its lists
 * @param scans what its contract asks of scans
 * @param formats which formats are taken from it
 * @param reader what of the archive who delivers may have
 */
public record FromWhom(
        ConfirmedHeadings headings, ScanRules scans, FormatRules formats, Reader reader) {
    /** Of nobody in particular. */
    public static final FromWhom ANYBODY =
            new FromWhom(
                    ConfirmedHeadings.NONE, ScanRules.USUAL, FormatRules.LAW, Reader.ANONYMOUS);
}

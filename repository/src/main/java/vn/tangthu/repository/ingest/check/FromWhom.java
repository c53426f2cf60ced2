package vn.tangthu.repository.ingest.check;

import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ingest.lists.ConfirmedHeadings;

/**
 * What is known of whom a delivery comes from.
 *
 * @param headings what headings mean in its lists
 * @param scans what its contract asks of scans
 * @param formats which formats are taken from it
 */
public record FromWhom(ConfirmedHeadings headings, ScanRules scans, FormatRules formats) {
    /** Of nobody in particular. */
    public static final FromWhom ANYBODY =
            new FromWhom(ConfirmedHeadings.NONE, ScanRules.USUAL, FormatRules.LAW);
}

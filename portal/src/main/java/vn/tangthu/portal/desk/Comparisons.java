package vn.tangthu.portal.desk;

import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** A re-delivery against the last, in words. */
public final class Comparisons {
    private Comparisons() {}

    /** "So với GN-1 ngày 01/02/2026: đã sửa 412 trong 430 lỗi, còn 18, mới 3." */
    public static String sentence(DeliveryComparison c, Words words) {
        String sentence =
                words.of(
                        "findings.compared",
                        c.previousName(),
                        words.minute(c.previousReceivedAt()),
                        words.number(c.mended()),
                        words.number(c.before()),
                        words.number(c.left()),
                        words.number(c.added()));
        return c.complete() ? sentence : sentence + " " + words.of("findings.compared.part");
    }

    /** Whether it was not there the last time; notes are not compared. */
    static boolean isNew(Finding finding, DeliveryComparison comparison) {
        return finding.severity() != Severity.NOTES
                && !comparison.still().contains(finding.identity());
    }

    /** For a cell: new, still there, or nothing for a note. */
    static String cell(Finding finding, DeliveryComparison comparison, Words words) {
        if (finding.severity() == Severity.NOTES) {
            return "";
        }
        return words.of(isNew(finding, comparison) ? "findings.new" : "findings.still");
    }
}

package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.paper.PaperPdf;
import vn.tangthu.portal.paper.PaperPdf.Column;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.Finding;

/**
 * What was found as a paper for the contractor: rule by rule, what is wrong, what to do, how often
 * and where. Of a rule that is broken a thousand times the first places are listed; the sheet has
 * them all.
 */
final class FindingsPdf {
    static final String TYPE = "application/pdf";

    /** Places of a rule that are printed. */
    static final int PLACES = 100;

    private FindingsPdf() {}

    /**
     * @param head names and values for the top: of whom, when, how much
     * @param total all findings there are; {@code findings} may be the first of them only
     */
    static void write(
            String title,
            List<List<String>> head,
            Iterable<Finding> findings,
            long total,
            @Nullable DeliveryComparison comparison,
            Words words,
            OutputStream out)
            throws IOException {
        try (PaperPdf paper =
                new PaperPdf(title, words.of("paper.page"), words.locale(), false, out)) {
            for (List<String> fact : head) {
                paper.fact(fact.getFirst(), fact.getLast());
            }
            if (comparison != null) {
                paper.paragraph(Comparisons.sentence(comparison, words));
            }
            List<FindingGroups.Group> groups = FindingGroups.of(findings, PLACES);
            if (groups.isEmpty()) {
                paper.paragraph(words.of("findings.none"));
                return;
            }
            long counted = groups.stream().mapToLong(FindingGroups.Group::count).sum();
            paper.paragraph(words.of("findings.total", words.number(total)));
            if (counted < total) {
                paper.paragraph(words.of("findings.grouped", words.number(counted)));
            }
            summary(paper, groups, words);
            for (FindingGroups.Group group : groups) {
                group(paper, group, comparison, words);
            }
        }
    }

    private static void summary(PaperPdf paper, List<FindingGroups.Group> groups, Words words)
            throws IOException {
        paper.table(
                List.of(
                        new Column(words.of("findings.severity"), 2),
                        new Column(words.of("findings.code"), 4),
                        new Column(words.of("findings.count"), 1.2f, true)));
        for (FindingGroups.Group group : groups) {
            paper.row(
                    List.of(words.of(group.severity()), group.code(), words.number(group.count())));
        }
    }

    private static void group(
            PaperPdf paper,
            FindingGroups.Group group,
            @Nullable DeliveryComparison comparison,
            Words words)
            throws IOException {
        paper.heading(
                words.of(group.severity())
                        + " · "
                        + group.code()
                        + " · "
                        + words.of("findings.times", words.number(group.count())));
        Finding first = group.sample().getFirst();
        paper.paragraph(words.of("findings.do", first.remedy(words.locale())));
        boolean compared = comparison != null;
        Column place = new Column(words.of("findings.place"), 4);
        Column message = new Column(words.of("findings.message"), 6);
        paper.table(
                compared
                        ? List.of(place, message, new Column(words.of("findings.before"), 1.6f))
                        : List.of(place, message));
        for (Finding finding : group.sample()) {
            String said = finding.message(words.locale());
            paper.row(
                    comparison == null
                            ? List.of(finding.place(), said)
                            : List.of(
                                    finding.place(),
                                    said,
                                    Comparisons.cell(finding, comparison, words)));
        }
        if (group.count() > group.sample().size()) {
            paper.paragraph(
                    words.of("findings.more", words.number(group.count() - group.sample().size())));
        }
    }
}

package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.Finding;

/**
 * What was found as a paper for the contractor: rule by rule, what is wrong, what to do, how often
 * and where. Of a rule that is broken a thousand times the first places are listed; the sheet has
 * them all.
 */
public final class FindingsPdf {
    public static final String TYPE = "application/pdf";

    /** Places of a rule that are printed. */
    static final int PLACES = 100;

    private FindingsPdf() {}

    /**
     * @param head names and values for the top: of whom, when, how much
     * @param total all findings there are; {@code findings} may be the first of them only
     */
    public static void write(
            String title,
            List<List<String>> head,
            Iterable<Finding> findings,
            long total,
            @Nullable DeliveryComparison comparison,
            Words words,
            OutputStream out)
            throws IOException {
        try (Paper paper = Paper.pdf(out, title, words.locale())) {
            paper.title(title);
            for (List<String> fact : head) {
                say(paper, fact.getFirst() + ": " + fact.getLast());
            }
            if (comparison != null) {
                say(paper, Comparisons.sentence(comparison, words));
            }
            List<FindingGroups.Group> groups = FindingGroups.of(findings, PLACES);
            if (groups.isEmpty()) {
                say(paper, words.of("findings.none"));
                return;
            }
            long counted = groups.stream().mapToLong(FindingGroups.Group::count).sum();
            say(paper, words.of("findings.total", words.number(total)));
            if (counted < total) {
                say(paper, words.of("findings.grouped", words.number(counted)));
            }
            summary(paper, groups, words);
            paper.table(columns(comparison, words));
            for (FindingGroups.Group group : groups) {
                group(paper, group, comparison, words);
            }
            paper.endTable();
        }
    }

    private static void say(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.LEFT, Weight.PLAIN);
    }

    private static void summary(Paper paper, List<FindingGroups.Group> groups, Words words)
            throws IOException {
        paper.table(
                List.of(
                        new Column(words.of("findings.severity"), 20, Align.LEFT),
                        new Column(words.of("findings.code"), 40, Align.LEFT),
                        new Column(words.of("findings.count"), 12, Align.RIGHT)));
        for (FindingGroups.Group group : groups) {
            paper.row(
                    List.of(words.of(group.severity()), group.code(), words.number(group.count())),
                    Weight.PLAIN);
        }
        paper.endTable();
    }

    private static List<Column> columns(@Nullable DeliveryComparison comparison, Words words) {
        Column place = new Column(words.of("findings.place"), 40, Align.LEFT);
        Column message = new Column(words.of("findings.message"), 60, Align.LEFT);
        return comparison == null
                ? List.of(place, message)
                : List.of(place, message, new Column(words.of("findings.before"), 16, Align.LEFT));
    }

    private static void group(
            Paper paper,
            FindingGroups.Group group,
            @Nullable DeliveryComparison comparison,
            Words words)
            throws IOException {
        paper.band(
                String.join(
                        " · ",
                        words.of(group.severity()),
                        group.code(),
                        words.of("findings.times", words.number(group.count())),
                        words.of("findings.do", group.sample().getFirst().remedy(words.locale()))));
        for (Finding finding : group.sample()) {
            String said = finding.message(words.locale());
            paper.row(
                    comparison == null
                            ? List.of(finding.place(), said)
                            : List.of(
                                    finding.place(),
                                    said,
                                    Comparisons.cell(finding, comparison, words)),
                    Weight.PLAIN);
        }
        if (group.count() > group.sample().size()) {
            String more =
                    words.of("findings.more", words.number(group.count() - group.sample().size()));
            paper.row(
                    comparison == null ? List.of("", more) : List.of("", more, ""), Weight.ITALIC);
        }
    }
}

package vn.tangthu.portal.desk;

import java.util.List;
import java.util.Locale;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AuditBudget.Age;

/**
 * How long ago packages were read, the longest bar at full width: what is inside the policy, what
 * is beyond it, and in each what nobody read since it was stored and what is wrong. A drawing and
 * nothing that runs; narrow enough for a telephone.
 */
final class AgeBars {
    private static final int WIDTH = 340;
    private static final int LABEL = 112;
    private static final int BAR = 160;
    private static final int ROW = 24;

    private AgeBars() {}

    /**
     * @param days of the policy
     */
    static String svg(List<Age> ages, int days, Words words) {
        long longest = Math.max(1, ages.stream().mapToLong(Age::packages).max().orElse(1));
        StringBuilder svg =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                        + " font-size=\"14\">",
                                WIDTH,
                                ages.size() * ROW + 2));
        for (int i = 0; i < ages.size(); i++) {
            Age age = ages.get(i);
            int y = i * ROW;
            text(svg, LABEL - 6, y + 16, "end", label(age, words));
            boolean late = age.from() > days;
            long sound = age.packages() - age.fresh() - age.damaged();
            double x = LABEL;
            x = bar(svg, x, y, sound, longest, late ? "tt-age-late" : "tt-age-sound");
            x = bar(svg, x, y, age.fresh(), longest, late ? "tt-age-late" : "tt-age-fresh");
            x = bar(svg, x, y, age.damaged(), longest, "tt-age-damaged");
            text(svg, (int) Math.ceil(x) + 5, y + 16, "start", words.number(age.packages()));
        }
        return svg.append("</svg>").toString();
    }

    /** {@code 8–30 ngày}. */
    static String label(Age age, Words words) {
        Integer until = age.until();
        return until == null
                ? words.of("budget.age.over", words.number(age.from() - 1))
                : words.of("budget.age", words.number(age.from()), words.number(until - 1));
    }

    private static double bar(
            StringBuilder svg, double x, int y, long packages, long longest, String kind) {
        if (packages <= 0) {
            return x;
        }
        double width = Math.max(2, (double) BAR * packages / longest);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        kind,
                        x,
                        y + 4,
                        width,
                        ROW - 8));
        return x + width;
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"currentColor\">%s</text>",
                        x,
                        y,
                        anchor,
                        text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}

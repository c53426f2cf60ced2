package vn.tangthu.portal.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import vn.tangthu.repository.Finding;

/** Findings on the terminal, in both languages, and as JSON. */
final class Findings {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private Findings() {}

    static void print(List<Finding> findings, PrintWriter to) {
        for (Finding finding : findings) {
            String mark =
                    switch (finding.severity()) {
                        case BLOCKS -> "CHẶN";
                        case WARNS -> "CẢNH BÁO";
                        case NOTES -> "GHI CHÚ";
                    };
            to.println(mark + " " + finding.code() + " · " + printable(finding.place()));
            to.println(
                    "  "
                            + printable(finding.message(VIETNAMESE))
                            + " "
                            + printable(finding.remedy(VIETNAMESE)));
            to.println(
                    "  "
                            + printable(finding.message(Locale.ENGLISH))
                            + " "
                            + printable(finding.remedy(Locale.ENGLISH)));
        }
        to.flush();
    }

    /** Values come from foreign files: control characters would steer the terminal. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return safe.toString();
    }

    /** A finding as the JSON schema has it. */
    record Json(String code, String severity, String place, String message, String remedy) {
        static Json of(Finding finding) {
            return new Json(
                    finding.code(),
                    finding.severity().name(),
                    finding.place(),
                    finding.message(VIETNAMESE),
                    finding.remedy(VIETNAMESE));
        }
    }

    static List<Json> json(List<Finding> findings) {
        return findings.stream().map(Json::of).toList();
    }
}

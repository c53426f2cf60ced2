package vn.tangthu.portal.doors;

import java.util.Locale;
import vn.tangthu.repository.Finding;

/** A finding as programmes read it, with its words in both languages. */
public record FindingJson(
        String code,
        String severity,
        String place,
        String message,
        String remedy,
        String messageEn,
        String remedyEn) {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    public static FindingJson of(Finding finding) {
        return new FindingJson(
                finding.code(),
                finding.severity().name(),
                finding.place(),
                finding.message(VIETNAMESE),
                finding.remedy(VIETNAMESE),
                finding.message(Locale.ENGLISH),
                finding.remedy(Locale.ENGLISH));
    }
}

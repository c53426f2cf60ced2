package vn.tangthu.repository;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why something may be seen on conditions only, or not at all. The names stand in packages and are
 * never changed or taken out; new ones are added at the end. Sources name the law, articles only
 * where they were read (ADR 0050); how many years each closes is the archive's own rule ({@link
 * ClosureTerms}).
 */
public enum AccessGround {
    /** Says something of persons who can be told from it. */
    PERSONAL_DATA(
            "Có dữ liệu cá nhân", "Personal data", "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"),
    PRIVATE_LIFE(
            "Đời sống riêng tư, bí mật cá nhân",
            "Private life, personal secret",
            "Luật Tiếp cận thông tin 2016, Điều 7"),
    FAMILY_SECRET("Bí mật gia đình", "Family secret", "Luật Tiếp cận thông tin 2016, Điều 7"),
    BUSINESS_SECRET("Bí mật kinh doanh", "Business secret", "Luật Tiếp cận thông tin 2016, Điều 7"),
    /** Found after it was taken in: mode 03 itself never comes in. */
    STATE_SECRET(
            "Có nội dung thuộc bí mật nhà nước",
            "Content that is a state secret",
            "Pháp luật về bảo vệ bí mật nhà nước"),
    PUBLIC_INTEREST(
            "Sử dụng rộng rãi có thể gây hại cho lợi ích chung",
            "Wide use may harm the interests of all",
            "Luật Lưu trữ 2024, Điều 25"),
    DAMAGED(
            "Hư hỏng nặng, chưa được tu bổ, phục chế",
            "Badly damaged, not restored yet",
            "Luật Lưu trữ 2024, Điều 25"),
    IN_PROCESSING(
            "Đang trong quá trình xử lý nghiệp vụ",
            "Still being processed by the archive",
            "Luật Lưu trữ 2024, Điều 25"),
    /** Said in words in {@link Rights#basis}. */
    OTHER("Căn cứ khác", "Another ground", null);

    private final String vietnamese;
    private final String english;
    private final @Nullable String source;

    AccessGround(String vietnamese, String english, @Nullable String source) {
        this.vietnamese = vietnamese;
        this.english = english;
        this.source = source;
    }

    public String in(Locale locale) {
        return locale.getLanguage().equals("vi") ? vietnamese : english;
    }

    /** The law it stands on, as it is cited; null where only words can say it. */
    public @Nullable String source() {
        return source;
    }

    /** With its source in brackets. */
    public String cited(Locale locale) {
        return source == null ? in(locale) : in(locale) + " (" + source + ")";
    }
}

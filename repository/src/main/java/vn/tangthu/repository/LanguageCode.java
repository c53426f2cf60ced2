package vn.tangthu.repository;

import java.util.List;

/** Ngôn ngữ, code list {@code language} of Thông tư 05/2025. */
public enum LanguageCode implements CodeListEntry {
    VIETNAMESE("01", "Tiếng Việt", "Vietnamese"),
    ENGLISH("02", "Tiếng Anh", "English"),
    FRENCH("03", "Tiếng Pháp", "French"),
    RUSSIAN("04", "Tiếng Nga", "Russian"),
    CHINESE("05", "Tiếng Trung", "Chinese"),
    VIETNAMESE_ENGLISH("06", "Việt - Anh", "Vietnamese and English"),
    VIETNAMESE_RUSSIAN("07", "Việt - Nga", "Vietnamese and Russian"),
    VIETNAMESE_FRENCH("08", "Việt - Pháp", "Vietnamese and French"),
    HAN_NOM("09", "Hán - Nôm", "Hán-Nôm"),
    VIETNAMESE_CHINESE("10", "Việt - Trung", "Vietnamese and Chinese"),
    OTHER("11", "Khác", "Other");

    private final String code;
    private final String vietnamese;
    private final String english;

    LanguageCode(String code, String vietnamese, String english) {
        this.code = code;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** Each language by itself: of the four that are two together, both. */
    public List<LanguageCode> parts() {
        return switch (this) {
            case VIETNAMESE_ENGLISH -> List.of(VIETNAMESE, ENGLISH);
            case VIETNAMESE_RUSSIAN -> List.of(VIETNAMESE, RUSSIAN);
            case VIETNAMESE_FRENCH -> List.of(VIETNAMESE, FRENCH);
            case VIETNAMESE_CHINESE -> List.of(VIETNAMESE, CHINESE);
            default -> List.of(this);
        };
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String vietnamese() {
        return vietnamese;
    }

    @Override
    public String english() {
        return english;
    }
}

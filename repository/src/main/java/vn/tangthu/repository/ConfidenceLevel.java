package vn.tangthu.repository;

/** Mức độ tin cậy, code list {@code confidenceLevel} of Thông tư 05/2025. */
public enum ConfidenceLevel implements CodeListEntry {
    BORN_DIGITAL("01", "Gốc điện tử", "Born digital"),
    DIGITISED("02", "Số hóa", "Digitised"),
    MIXED("03", "Hỗn hợp", "Mixed");

    private final String code;
    private final String vietnamese;
    private final String english;

    ConfidenceLevel(String code, String vietnamese, String english) {
        this.code = code;
        this.vietnamese = vietnamese;
        this.english = english;
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

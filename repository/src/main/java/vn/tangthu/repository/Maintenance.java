package vn.tangthu.repository;

/**
 * Thời hạn lưu trữ, code list {@code maintenance} of Thông tư 05/2025. A deposit to the historical
 * archive accepts {@link #PERMANENT} only.
 */
public enum Maintenance implements CodeListEntry {
    PERMANENT("01", "Vĩnh viễn", "Permanent"),
    YEARS_70("02", "70 năm", "70 years"),
    YEARS_50("03", "50 năm", "50 years"),
    YEARS_30("04", "30 năm", "30 years"),
    YEARS_20("05", "20 năm", "20 years"),
    YEARS_10("06", "10 năm", "10 years"),
    OTHER("07", "Khác", "Other");

    private final String code;
    private final String vietnamese;
    private final String english;

    Maintenance(String code, String vietnamese, String english) {
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

package vn.tangthu.repository;

/** Tình trạng vật lý, code list {@code format} of Thông tư 05/2025. */
public enum PhysicalCondition implements CodeListEntry {
    GOOD("01", "Tốt", "Good"),
    FAIR("02", "Bình thường", "Fair"),
    DAMAGED("03", "Hỏng", "Damaged");

    private final String code;
    private final String vietnamese;
    private final String english;

    PhysicalCondition(String code, String vietnamese, String english) {
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

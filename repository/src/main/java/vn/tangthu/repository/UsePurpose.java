package vn.tangthu.repository;

/** Mục đích sử dụng, code list {@code purpose} of a DIP (Thông tư 05/2025, Phụ lục V). */
public enum UsePurpose implements CodeListEntry {
    PERSONAL("01", "Cá nhân", "Personal"),
    OFFICIAL("02", "Công vụ", "Official duty"),
    SPECIAL_DUTY("03", "Công vụ đặc biệt", "Special official duty");

    private final String code;
    private final String vietnamese;
    private final String english;

    UsePurpose(String code, String vietnamese, String english) {
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

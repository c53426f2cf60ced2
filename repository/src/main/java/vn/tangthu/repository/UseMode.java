package vn.tangthu.repository;

/**
 * Chế độ sử dụng, code list {@code mode} of Thông tư 05/2025. {@link #SECRET} is never taken in.
 */
public enum UseMode implements CodeListEntry {
    OPEN("01", "Công khai", "Open"),
    CONDITIONAL("02", "Sử dụng có điều kiện", "Conditional access"),
    SECRET("03", "Mật", "State secret");

    private final String code;
    private final String vietnamese;
    private final String english;

    UseMode(String code, String vietnamese, String english) {
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

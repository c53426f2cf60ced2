package vn.tangthu.repository;

import java.util.Locale;

/** How a body was followed by another; relations of EAC-CPF, in the words of the decisions. */
public enum SuccessionKind {
    MERGED("sáp nhập, hợp nhất", "merged"),
    SPLIT("chia, tách", "split"),
    RENAMED("đổi tên, đổi loại", "renamed"),
    FUNCTION_TRANSFERRED("chuyển chức năng, nhiệm vụ", "functions transferred"),
    DISSOLVED("giải thể", "dissolved");

    private final String vietnamese;
    private final String english;

    SuccessionKind(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}

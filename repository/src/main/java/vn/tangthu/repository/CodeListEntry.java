package vn.tangthu.repository;

import java.util.Optional;

/**
 * An entry of a closed code list of Thông tư 05/2025/TT-BNV: a two-digit code with its words in
 * both languages.
 */
public interface CodeListEntry {
    /** Two digits, {@code 01} to {@code 99}. */
    String code();

    String vietnamese();

    String english();

    /** The entry of a list by its code; lists are small, so this looks at each. */
    static <E extends Enum<E> & CodeListEntry> Optional<E> byCode(Class<E> list, String code) {
        for (E entry : list.getEnumConstants()) {
            if (entry.code().equals(code)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}

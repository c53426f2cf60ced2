package vn.tangthu.portal.publicpages;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.FixityState;

/**
 * The badge that says what is known of the bytes.
 *
 * @param word ending of the keys of its words and of its style: {@code sound}, {@code never},
 *     {@code damaged}
 * @param day the day of the check or, never checked, of the taking in
 */
record Seal(String word, String day) {
    static Seal of(FixityState state, Formats formats) {
        return switch (state) {
            case FixityState.Sound sound -> new Seal("sound", formats.day(sound.checkedAt()));
            case FixityState.NeverChecked never -> new Seal("never", formats.day(never.storedAt()));
            case FixityState.Damaged damaged -> new Seal("damaged", formats.day(damaged.foundAt()));
        };
    }

    static @Nullable Seal ofNullable(@Nullable FixityState state, Formats formats) {
        return state == null ? null : of(state, formats);
    }
}

package vn.tangthu.repository.validation.ocfl;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a version directory: v1, or zero-padded v0001. */
record VersionName(String name, long number, boolean padded) {
    private static final Pattern NAME = Pattern.compile("v(0*[1-9][0-9]{0,17})");

    static @Nullable VersionName of(String name) {
        if (name.length() > 19 || !NAME.matcher(name).matches()) {
            return null;
        }
        return new VersionName(name, Long.parseLong(name.substring(1)), name.charAt(1) == '0');
    }
}

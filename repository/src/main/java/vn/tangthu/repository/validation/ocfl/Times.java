package vn.tangthu.repository.validation.ocfl;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** Forms of values: RFC 3339 times, URIs. */
final class Times {
    private static final Pattern TIME =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern LEAP_SECOND = Pattern.compile(":60(?=[.Zz+-])");
    private static final Pattern LONG_FRACTION = Pattern.compile("\\.([0-9]{9})[0-9]+");
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"]+");

    private Times() {}

    /** With seconds and a zone, and a day that exists. */
    static boolean isInternetTime(String text) {
        if (!TIME.matcher(text).matches()) {
            return false;
        }
        try {
            String usual = LEAP_SECOND.matcher(text.toUpperCase(Locale.ROOT)).replaceFirst(":59");
            OffsetDateTime.parse(LONG_FRACTION.matcher(usual).replaceFirst(".$1"));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isUri(String text) {
        return URI.matcher(text).matches();
    }
}

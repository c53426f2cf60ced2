package vn.tangthu.repository.access;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people type, as it is compared and kept. */
final class Texts {
    private Texts() {}

    static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static String strip(@Nullable String text) {
        return text == null ? "" : nfc(text).strip();
    }

    /** Without diacritics and case, letters and digits only: for finding a name in a password. */
    static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replaceAll("[^a-z0-9]", "");
    }

    /** PostgreSQL holds no NUL; and a log line has an end. */
    static String stored(String text, int limit) {
        String clean = text.replace('\0', ' ');
        return clean.length() <= limit ? clean : clean.substring(0, limit - 1) + "…";
    }
}

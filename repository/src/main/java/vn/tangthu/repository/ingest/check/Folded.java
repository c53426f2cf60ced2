package vn.tangthu.repository.ingest.check;

import java.text.Normalizer;
import java.util.Locale;

/** Names as file systems without case and with one normal form would compare them. */
final class Folded {
    private Folded() {}

    static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}

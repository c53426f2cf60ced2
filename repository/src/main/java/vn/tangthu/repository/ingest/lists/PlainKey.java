package vn.tangthu.repository.ingest.lists;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Words reduced to what people do not vary: no diacritics (đ is not decomposed by Unicode, so it is
 * mapped by hand), no case, no spaces, no punctuation. {@code "Tên tệp:"} and {@code "TEN TEP"}
 * meet.
 */
final class PlainKey {
    private PlainKey() {}

    static String of(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder key = new StringBuilder(text.length());
        decomposed
                .codePoints()
                .forEach(
                        c -> {
                            if (c == 'đ' || c == 'Đ' || c == 'ð' || c == 'Ð') {
                                key.append('d');
                            } else if (Character.isLetterOrDigit(c)) {
                                key.appendCodePoint(Character.toLowerCase(c));
                            }
                        });
        return key.toString().toLowerCase(Locale.ROOT);
    }

    /** Without what stands in brackets: hints such as {@code (mã)} or {@code [bắt buộc]}. */
    static String withoutBrackets(String text) {
        return of(text.replaceAll("\\([^)]{0,200}\\)|\\[[^\\]]{0,200}\\]", " "));
    }
}

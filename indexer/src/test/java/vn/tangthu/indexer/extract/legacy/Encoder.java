package vn.tangthu.indexer.extract.legacy;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Vietnamese in an encoding of before Unicode, as a Western program shows it. */
public final class Encoder {
    private final Map<String, String> letters = new HashMap<>();

    public Encoder(LegacyEncoding encoding) {
        StringBuilder bases = new StringBuilder("aeiouyAEIOUY");
        for (int code = 0xFF; code >= 0xA0; code--) {
            String byteAlone = String.valueOf(Bytes.western(code));
            String read = encoding.decode(byteAlone);
            if (read.length() == 1 && isVietnamese(read.charAt(0))) {
                letters.put(read, byteAlone);
                bases.append(byteAlone);
            }
        }
        for (int code = 0x80; code < 0xA0; code++) {
            String read = encoding.decode(String.valueOf(Bytes.western(code)));
            if (isVietnamese(read.charAt(0))) {
                letters.putIfAbsent(read, String.valueOf(Bytes.western(code)));
            }
        }
        for (int i = 0; i < bases.length(); i++) {
            for (int code = 0xC0; code < 0x100; code++) {
                String two = bases.substring(i, i + 1) + Bytes.western(code);
                String read = encoding.decode(two);
                if (read.length() == 1 && isVietnamese(read.charAt(0))) {
                    letters.putIfAbsent(read, two);
                }
            }
        }
    }

    private static boolean isVietnamese(char c) {
        return "ăâđêôơưĂÂĐÊÔƠƯ".indexOf(c) >= 0
                || Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).length() > 1
                        && "aeiouyAEIOUY"
                                        .indexOf(
                                                Normalizer.normalize(
                                                                String.valueOf(c),
                                                                Normalizer.Form.NFD)
                                                        .charAt(0))
                                >= 0;
    }

    /** Letters that the encoding has only in capital fonts come out small. */
    public String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray()) {
            String letter = String.valueOf(c);
            String found = letters.get(letter);
            if (found == null && c >= 0x80) {
                found = letters.get(letter.toLowerCase(Locale.ROOT));
            }
            out.append(found == null ? letter : found);
        }
        return out.toString();
    }
}

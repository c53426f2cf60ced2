package vn.tangthu.repository.ingest.lists;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether letters can be a Vietnamese syllable: a beginning, one of the language's rhymes and at
 * most one tone. Wrong letters, such as VNI or TCVN3 read as windows-1258, seldom are one.
 */
final class VietnameseSyllable {
    private static final List<String> BEGINNINGS =
            List.of(
                    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c",
                    "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "");

    private static final Set<String> RHYMES =
            Set.of(
                    ("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp"
                                    + " ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i"
                                    + " ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa"
                                    + " oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn"
                                    + " oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc"
                                    + " ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uât uây uâng"
                                    + " uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up"
                                    + " ut uy uya uych uyên uyêt uynh uyn uyt uyu ư ưa ưc ưi ưm ưn"
                                    + " ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych ynh yt yêm"
                                    + " yên yêng yêt yêu")
                            .split(" "));

    /** Grave, acute, tilde, hook above, dot below. */
    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private VietnameseSyllable() {}

    static boolean is(String word) {
        String decomposed =
                Normalizer.normalize(word, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(decomposed.length());
        int tones = 0;
        for (int i = 0; i < decomposed.length(); i++) {
            if (TONES.indexOf(decomposed.charAt(i)) >= 0) {
                tones++;
            } else {
                plain.append(decomposed.charAt(i));
            }
        }
        String letters = Normalizer.normalize(plain, Normalizer.Form.NFC);
        return tones <= 1
                && (letters.equals("gi")
                        || BEGINNINGS.stream()
                                .anyMatch(
                                        beginning ->
                                                letters.startsWith(beginning)
                                                        && RHYMES.contains(
                                                                letters.substring(
                                                                        beginning.length()))));
    }
}

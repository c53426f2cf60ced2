package vn.tangthu.indexer.extract.legacy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Which strings of letters are syllables that Vietnamese can write: initial, rhyme and tone. A
 * wrong decoding hardly ever gives one, a right one nearly always does, and no list of words is
 * needed. The final k is of the names of the Central Highlands: Đắk Lắk, Krông Búk.
 */
final class Grammar {
    private static final Set<String> INITIALS =
            Set.of(
                    "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng",
                    "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x", "");

    private static final Set<String> RHYMES =
            Set.of(
                    ("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt "
                                    + "âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
                                    + "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
                                    + "o oa oac oach oai oam oan oang oanh oao oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet "
                                    + "oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
                                    + "u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt "
                                    + "uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng "
                                    + "ak ăk âk ok ôk uk "
                                    + "ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưm ưn y yêm yên yêng yêt yêu ynh ych yt")
                            .split(" "));

    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";
    private static final int LONGEST = 7;

    private Grammar() {}

    /** Whether this is one syllable, in any case, NFC. */
    static boolean isSyllable(String word) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return false;
        }
        String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder();
        char tone = 0;
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (TONES.indexOf(c) < 0) {
                plain.append(c);
            } else if (tone != 0) {
                return false;
            } else {
                tone = c;
            }
        }
        String letters = Normalizer.normalize(plain, Normalizer.Form.NFC);
        for (int split = Math.min(3, letters.length()); split >= 0; split--) {
            String initial = letters.substring(0, split);
            String rhyme = letters.substring(split);
            if (INITIALS.contains(initial) && fits(initial, rhyme, tone)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String initial, String rhyme, char tone) {
        if (initial.equals("gi") && rhyme.isEmpty()) {
            return true; // gì: the i is the rhyme
        }
        if (!RHYMES.contains(rhyme)) {
            return false;
        }
        char last = rhyme.charAt(rhyme.length() - 1);
        boolean stopped =
                last == 'k' || last == 'c' || last == 'p' || last == 't' || rhyme.endsWith("ch");
        if (stopped && tone != '\u0301' && tone != '\u0323') {
            return false;
        }
        char first = rhyme.charAt(0);
        boolean front = first == 'e' || first == 'ê' || first == 'i' || first == 'y';
        return switch (initial) {
            case "k", "gh", "ngh" -> front;
            case "c" -> !front;
            case "g" -> !front || rhyme.equals("i") || rhyme.equals("in") || rhyme.equals("iêng");
            case "ng" -> !front;
            case "qu" ->
                    first != 'u'
                            && first != 'ư'
                            && first != 'o'
                            && (first != 'ô' || rhyme.equals("ôc"));
            default -> true;
        };
    }

    /** Whether the word is syllables written together: Bộtrưởng, tháng5 without its digit. */
    static boolean isJoined(String word) {
        int length = word.length();
        if (length < 4 || length > 4 * LONGEST) {
            return false;
        }
        boolean[] reached = new boolean[length + 1];
        reached[0] = true;
        for (int from = 0; from < length; from++) {
            if (!reached[from]) {
                continue;
            }
            for (int to = from + 2; to <= Math.min(length, from + LONGEST); to++) {
                if (!reached[to] && isSyllable(word.substring(from, to))) {
                    reached[to] = true;
                }
            }
        }
        return reached[length];
    }
}

package vn.tangthu.indexer.quality;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong with words: a tone that a person remembers wrongly, and what a scanner reads
 * where a page is faint. The mistakes are those seen in real scans of official papers: a mark lost
 * or another (kết → kêt, trữ → trừ), đ → d, single letters of like shape (tỉnh → lỉnh, Ủy → LIy),
 * words that run together or fall apart; one letter in thirty is any other at all.
 */
final class Misreading {
    /** Lower case; a scanner confuses what looks alike. */
    private static final String[][] LETTERS = {
        {"t", "l"}, {"l", "t"}, {"l", "i"}, {"i", "l"}, {"h", "b"}, {"b", "h"}, {"n", "u"},
        {"u", "n"}, {"c", "e"}, {"e", "c"}, {"m", "rn"}, {"o", "e"}, {"g", "q"}, {"r", "n"},
        {"v", "y"}, {"h", "li"}
    };

    private static final String[][] CAPITALS = {
        {"Ủ", "LI"}, {"U", "LI"}, {"H", "II"}, {"T", "L"}, {"T", "I"}, {"Đ", "D"}, {"Đ", "Ð"},
        {"B", "R"}, {"C", "G"}, {"N", "M"}, {"L", "I"}, {"Q", "O"}, {"P", "F"}, {"K", "R"}
    };

    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";
    private static final String SHAPES = "\u0302\u0306\u031B";

    private Misreading() {}

    /** Another tone or none, the letters untouched; words that bear no vowel stay. */
    static String wrongTone(String word, SplittableRandom random) {
        String bare = Normalizer.normalize(word, Normalizer.Form.NFD);
        int at = -1;
        for (int i = 0; i < bare.length(); i++) {
            if (TONES.indexOf(bare.charAt(i)) >= 0) {
                at = i;
            }
        }
        if (at >= 0) {
            char now = bare.charAt(at);
            int other = random.nextInt(TONES.length());
            String tone = TONES.charAt(other) == now ? "" : TONES.substring(other, other + 1);
            return compose(bare.substring(0, at) + tone + bare.substring(at + 1));
        }
        for (int i = bare.length() - 1; i >= 0; i--) {
            if ("aeiouyAEIOUY".indexOf(bare.charAt(i)) >= 0) {
                int other = random.nextInt(TONES.length());
                int end = i + 1;
                while (end < bare.length() && SHAPES.indexOf(bare.charAt(end)) >= 0) {
                    end++;
                }
                return compose(bare.substring(0, end) + TONES.charAt(other) + bare.substring(end));
            }
        }
        return word;
    }

    static String wrongTones(String text, SplittableRandom random) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            words.add(hasDigit(word) ? word : wrongTone(word, random));
        }
        return String.join(" ", words);
    }

    /** One scanner's error in each word but numbers; spaces may come and go. */
    static String scanned(String text, SplittableRandom random) {
        StringBuilder read = new StringBuilder();
        for (String word : text.split(" ")) {
            boolean number = hasDigit(word);
            int kind = random.nextInt(100);
            boolean joined = !number && kind < 5 && !read.isEmpty();
            if (!read.isEmpty() && !joined) {
                read.append(' ');
            }
            if (number || joined) {
                read.append(joined ? word.toLowerCase(java.util.Locale.ROOT) : word);
            } else if (kind < 10 && word.length() > 3) {
                int cut = 1 + random.nextInt(word.length() - 1);
                read.append(word, 0, cut).append(' ').append(word, cut, word.length());
            } else if (kind < 70) {
                read.append(mark(word, random));
            } else {
                read.append(letter(word, random));
            }
        }
        return read.toString();
    }

    /** A misread letter in each word but numbers. */
    static String misreadLetters(String text, SplittableRandom random) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            words.add(hasDigit(word) ? word : letter(word, random));
        }
        return String.join(" ", words);
    }

    /** As a faint page comes out: each word with that chance of one error. */
    static String faint(String text, double chance, SplittableRandom random) {
        StringBuilder read = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!read.isEmpty()) {
                read.append(' ');
            }
            read.append(random.nextDouble() < chance ? scanned(word, random) : word);
        }
        return read.toString();
    }

    /** A mark is lost, moved or mistaken, or the bar of đ. */
    private static String mark(String word, SplittableRandom random) {
        if (word.indexOf('đ') >= 0 && random.nextInt(2) == 0) {
            return word.replace('đ', 'd');
        }
        if (word.indexOf('Đ') >= 0 && random.nextInt(2) == 0) {
            return word.replace('Đ', random.nextBoolean() ? 'D' : '\u00D0');
        }
        if (random.nextInt(3) == 0) {
            String bare = Normalizer.normalize(word, Normalizer.Form.NFD);
            for (int i = 0; i < bare.length(); i++) {
                if (SHAPES.indexOf(bare.charAt(i)) >= 0) {
                    return compose(bare.substring(0, i) + bare.substring(i + 1));
                }
            }
        }
        return wrongTone(word, random);
    }

    private static String letter(String word, SplittableRandom random) {
        if (random.nextInt(30) == 0) {
            int at = random.nextInt(word.length());
            char any = (char) ('a' + random.nextInt(26));
            return word.substring(0, at) + any + word.substring(at + 1);
        }
        String bare = Normalizer.normalize(word, Normalizer.Form.NFD);
        List<String> ways = new ArrayList<>();
        for (String[] pair : LETTERS) {
            replace(bare, pair, ways);
        }
        for (String[] pair : CAPITALS) {
            replace(
                    bare,
                    new String[] {Normalizer.normalize(pair[0], Normalizer.Form.NFD), pair[1]},
                    ways);
        }
        return ways.isEmpty()
                ? wrongTone(word, random)
                : compose(ways.get(random.nextInt(ways.size())));
    }

    private static void replace(String bare, String[] pair, List<String> ways) {
        for (int at = bare.indexOf(pair[0]); at >= 0; at = bare.indexOf(pair[0], at + 1)) {
            ways.add(bare.substring(0, at) + pair[1] + bare.substring(at + pair[0].length()));
        }
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }

    private static String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}

package vn.tangthu.indexer.extract.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts the capitals of TCVN3 right where no font tells them: a word whose other letters are
 * capitals is meant to be all capitals (PHầN is PHẦN), a word of one other letter or none where the
 * whole line or both neighbours are.
 */
final class Capitals {
    private record Word(int from, int to, boolean tcvn3, int upper, int lower, int small) {
        boolean isCapitals() {
            return upper >= 2 && lower == 0;
        }
    }

    private final List<Word> words = new ArrayList<>();
    private int upper;
    private int lower;

    /**
     * @param at where the word will stand
     * @param tcvn3 whether it was converted from TCVN3
     */
    void add(int at, String text, boolean tcvn3) {
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
            if (letter && from < 0) {
                from = i;
            } else if (!letter && from >= 0) {
                word(at, text, from, i, tcvn3);
                from = -1;
            }
        }
    }

    private void word(int at, String text, int from, int to, boolean tcvn3) {
        int ups = 0;
        int downs = 0;
        int small = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isUpperCase(c)) {
                ups++;
            } else if (c < 0x80) {
                downs++;
            } else {
                small++;
            }
        }
        words.add(new Word(at + from, at + to, tcvn3, ups, downs, small));
        upper += ups;
        lower += downs;
    }

    void apply(StringBuilder line) {
        boolean all = lower == 0 && upper >= 3;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (!word.tcvn3 || word.small == 0 || word.lower > 0) {
                continue;
            }
            boolean between =
                    i > 0
                            && i + 1 < words.size()
                            && words.get(i - 1).isCapitals()
                            && words.get(i + 1).isCapitals();
            if (word.isCapitals() || all || between) {
                line.replace(
                        word.from,
                        word.to,
                        line.substring(word.from, word.to).toUpperCase(Locale.ROOT));
            }
        }
    }
}

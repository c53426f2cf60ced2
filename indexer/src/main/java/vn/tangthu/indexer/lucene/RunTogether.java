package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parts what was typed or read as one word and stands nowhere ({@code Hòvănphương}) into syllables
 * that the reader may see, the most usual ones, at most one of them misread.
 */
final class RunTogether {
    /** A word that stands in that many Lucene documents is a word. */
    static final double RARE = 20;

    private static final int MIN_WORD = 4;
    private static final int MAX_WORD = 24;
    private static final int MAX_SYLLABLE = 7;
    private static final int MAX_PARTS = 4;
    private static final double USUAL = 3;

    /** Logarithm of how likely two words are written as one. */
    private static final double BOUNDARY = Math.log(0.03);

    private static final Pattern VOWEL = Pattern.compile("[aeiouy]");
    private static final Pattern RHYME_Y = Pattern.compile("([hklmst]|qu)y");

    private final Seen visible;

    RunTogether(Seen visible) {
        this.visible = visible;
    }

    private record Path(List<String> parts, double score) {
        Path and(Part part) {
            List<String> more = new ArrayList<>(parts);
            more.add(part.syllable());
            return new Path(more, score + part.score() + (parts.isEmpty() ? 0 : BOUNDARY));
        }
    }

    /**
     * @param syllable empty for none
     * @param score logarithm of how likely it is
     */
    private record Part(String syllable, double score) {}

    /** So much of the word is read, with or without a misread part. */
    private record Reached(int letters, boolean misread) {}

    /** Two syllables or more, or nothing. */
    List<String> parts(String word) throws IOException {
        if (word.length() < MIN_WORD || word.length() > MAX_WORD) {
            return List.of();
        }
        visible.foresee(pieces(word));
        Map<Reached, Path> best = new HashMap<>();
        best.put(new Reached(0, false), new Path(List.of(), 0));
        for (int from = 0; from < word.length(); from++) {
            for (boolean before : new boolean[] {false, true}) {
                Path path = best.get(new Reached(from, before));
                if (path == null || path.parts().size() == MAX_PARTS) {
                    continue;
                }
                int longest = Math.min(word.length(), from + MAX_SYLLABLE);
                for (int to = from + 2; to <= longest; to++) {
                    String piece = word.substring(from, to);
                    better(best, new Reached(to, before), path, part(piece, 1));
                    if (!before) {
                        better(best, new Reached(to, true), path, misreadPart(piece));
                    }
                }
            }
        }
        Path likeliest = new Path(List.of(), Double.NEGATIVE_INFINITY);
        for (boolean wrong : new boolean[] {false, true}) {
            Path whole = best.get(new Reached(word.length(), wrong));
            if (whole != null && whole.parts().size() > 1 && whole.score() > likeliest.score()) {
                likeliest = whole;
            }
        }
        return likeliest.parts();
    }

    /** All that may be asked for. */
    private static Set<String> pieces(String word) {
        Set<String> pieces = new HashSet<>();
        for (int from = 0; from < word.length(); from++) {
            for (int to = from + 2; to <= Math.min(word.length(), from + MAX_SYLLABLE); to++) {
                String piece = word.substring(from, to);
                pieces.add(syllable(piece));
                Confusions.of(piece).keySet().forEach(way -> pieces.add(syllable(way)));
            }
        }
        return pieces;
    }

    private static void better(Map<Reached, Path> best, Reached at, Path before, Part part) {
        if (!part.syllable().isEmpty()) {
            best.merge(
                    at,
                    before.and(part),
                    (known, other) -> other.score() > known.score() ? other : known);
        }
    }

    /** {@code kỳ} and {@code kí} are one word, which stands in the index with an i. */
    private static String syllable(String piece) {
        return RHYME_Y.matcher(piece).matches()
                ? piece.substring(0, piece.length() - 1) + "i"
                : piece;
    }

    private Part part(String piece, double chance) throws IOException {
        String syllable = syllable(piece);
        double frequency = VOWEL.matcher(syllable).find() ? visible.frequency(syllable) : 0;
        return frequency < USUAL
                ? new Part("", 0)
                : new Part(syllable, Math.log(chance * frequency / (visible.documents() + 1.0)));
    }

    private Part misreadPart(String piece) throws IOException {
        Part best = new Part("", Double.NEGATIVE_INFINITY);
        for (Map.Entry<String, Float> way : Confusions.of(piece).entrySet()) {
            Part part = way.getKey().length() < 2 ? best : part(way.getKey(), way.getValue());
            if (!part.syllable().isEmpty() && part.score() > best.score()) {
                best = part;
            }
        }
        return best;
    }
}

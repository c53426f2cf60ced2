package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.search.PhraseQuery;

/**
 * What a word may have been misread as, or was meant to be: the confusions of scanners and of
 * hurried hands, words run together or fallen apart, any one letter wrong.
 *
 * <p>How much a variant weighs is told by how usual both are: where one of two like words is a
 * thousand times rarer, it is the other misread; two that are about as usual are two words. So a
 * variant weighs the chance of the confusion times how many times more usual the one is than the
 * other, at most 1. Where something stands as it was typed, what was typed is right and only what
 * is rarer can be it misread.
 *
 * <p>Each sort has a method of its own, so that what it is good for can be measured without it.
 */
class Variants {
    /** From here on a variant is as good as sure. */
    static final float SURE = 0.3f;

    private static final float LEAST = 0.02f;

    /** The same of a word that is right as it was typed. */
    private static final float LEAST_OF_RIGHT = 0.1f;

    /** Of a word that stands so seldom it cannot be told how usual it is. */
    private static final double FEW = 3;

    private static final int MOST = 24;
    private static final int MOST_CUTS = 3;
    private static final int MOST_NEAR = 60;
    private static final int MOST_NEAR_JOINED = 20;

    private static final int SHORT = 2;
    private static final int MOST_SHORT = 24;

    private static final float NEAR = 0.004f;
    private static final float JOINED = 0.03f;
    private static final float APART = 0.03f;

    /** What may have been written with a y. */
    private static final Pattern RHYME_I = Pattern.compile("([hklmst]|qu)i");

    /** How usual a word is that stands nowhere. */
    private static final double NOWHERE = 0.05;

    private final Seen visible;
    private final boolean right;
    private final Map<String, List<String>> known = new HashMap<>();

    /**
     * @param right whether something stands as it was typed
     */
    Variants(Seen visible, boolean right) {
        this.visible = visible;
        this.right = right;
    }

    /**
     * @param joined with its neighbour, and nothing else wrong: the neighbour counts on it
     */
    private record Candidate(
            String word, double chance, double frequency, float weight, boolean joined) {}

    /** The likeliest first; only such as stand in something that the reader may see. */
    final List<Question.Variant> of(List<Question.Group> groups, int at) throws IOException {
        String word = groups.get(at).typed().getFirst().folded();
        double own = Math.max(NOWHERE, visible.frequency(word));
        Map<String, Float> ways = new HashMap<>();
        near(word, NEAR, MOST_NEAR, ways);
        joinedAndMisread(groups, at, ways);
        confused(word).forEach((way, chance) -> ways.merge(way, chance, Math::max));
        if (RHYME_I.matcher(word).matches()) {
            // "lý" stands in the index as "li", misread "iy" as that.
            confused(word.substring(0, word.length() - 1) + 'y')
                    .forEach((way, chance) -> ways.merge(way, chance, Math::max));
        }
        together(groups, at, ways);
        ways.remove(word);
        Map<String, Float> both = new HashMap<>();
        together(groups, at, both);
        visible.foresee(ways.keySet());
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, Float> way : ways.entrySet()) {
            double frequency = visible.frequency(way.getKey());
            float weight = frequency > 0 ? weight(way.getValue(), own, frequency) : 0;
            if (weight >= least()) {
                boolean joined = both.containsKey(way.getKey());
                candidates.add(
                        new Candidate(way.getKey(), way.getValue(), frequency, weight, joined));
            }
        }
        candidates.sort(
                Comparator.comparing(Candidate::joined)
                        .thenComparingDouble(Candidate::weight)
                        .thenComparingDouble(each -> each.chance() * each.frequency())
                        .reversed()
                        .thenComparing(Candidate::word));
        List<Question.Variant> variants = new ArrayList<>();
        for (Candidate each : candidates.subList(0, Math.min(MOST, candidates.size()))) {
            variants.add(new Question.Variant(List.of(each.word()), each.weight(), true));
        }
        variants.addAll(misreadShort(word, own, ways));
        variants.addAll(cuts(word, own));
        if (!right && own < RunTogether.RARE) {
            List<String> parts = parts(word);
            if (parts.size() > 1) {
                variants.add(new Question.Variant(parts, SURE, false));
            }
        }
        return variants;
    }

    /** As a scanner or a hurried hand confuses letters and sounds. */
    Map<String, Float> confused(String word) {
        return Confusions.of(word);
    }

    /** With its neighbours in one word. */
    void together(List<Question.Group> groups, int at, Map<String, Float> ways) {
        joined(groups, at, ways);
    }

    /** Of several words that ran together; fewer than two where it is none such. */
    List<String> parts(String word) throws IOException {
        return new RunTogether(visible).parts(word);
    }

    private float weight(double chance, double own, double other) {
        double rarer = right ? (own + FEW) / other : Math.max(own / other, other / own);
        return (float) Math.min(1, chance * rarer);
    }

    private float least() {
        return right ? LEAST_OF_RIGHT : LEAST;
    }

    /** In two, as a scanner tears a word apart, where the parts stand side by side somewhere. */
    List<Question.Variant> cuts(String word, double own) throws IOException {
        List<Question.Variant> cuts = new ArrayList<>();
        for (int cut = 1; cut < word.length() && word.length() > 2; cut++) {
            String head = word.substring(0, cut);
            String tail = word.substring(cut);
            double parts = Math.min(visible.frequency(head), visible.frequency(tail));
            float weight = parts > 0 ? weight(APART, own, parts) : 0;
            if (weight < least()) {
                continue;
            }
            if (visible.any(new PhraseQuery(Schema.WORDS, head, tail))) {
                cuts.add(new Question.Variant(List.of(head, tail), weight, true));
            }
        }
        cuts.sort(Comparator.comparing(Question.Variant::weight).reversed());
        return cuts.subList(0, Math.min(MOST_CUTS, cuts.size()));
    }

    /** What {@link #cuts} may cut a word into. */
    static List<String> pieces(String word) {
        List<String> pieces = new ArrayList<>();
        for (int cut = 1; cut < word.length() && word.length() > 2; cut++) {
            pieces.add(word.substring(0, cut));
            pieces.add(word.substring(cut));
        }
        return pieces;
    }

    /** With every confusion, for a text that lies open: nothing is looked up in the index. */
    static List<Question.Variant> anyOf(List<Question.Group> groups, int at) {
        Map<String, Float> ways = Confusions.of(groups.get(at).typed().getFirst().folded());
        joined(groups, at, ways);
        return ways.entrySet().stream()
                .map(way -> new Question.Variant(List.of(way.getKey()), way.getValue(), true))
                .toList();
    }

    private static void joined(List<Question.Group> groups, int at, Map<String, Float> ways) {
        String word = groups.get(at).typed().getFirst().folded();
        if (at > 0 && groups.get(at - 1).isPlainWord()) {
            ways.put(groups.get(at - 1).typed().getFirst().folded() + word, JOINED);
        }
        if (at + 1 < groups.size() && groups.get(at + 1).isPlainWord()) {
            ways.put(word + groups.get(at + 1).typed().getFirst().folded(), JOINED);
        }
    }

    /** Two words that ran together and lost a letter besides; also the y of the second. */
    private void joinedAndMisread(List<Question.Group> groups, int at, Map<String, Float> ways)
            throws IOException {
        Map<String, Float> both = new HashMap<>();
        together(groups, at, both);
        for (String way : both.keySet()) {
            near(way, JOINED / 3, MOST_NEAR_JOINED, ways);
        }
    }

    /**
     * Folded words of the index with one letter more, less or other; of many those that stand most
     * often in what the reader may see: what is hidden takes no place of them.
     */
    void near(String word, float chance, int most, Map<String, Float> ways) throws IOException {
        if (word.length() < 3) {
            return;
        }
        List<String> near = known.get(word);
        if (near == null) {
            near = near(word, most);
            known.put(word, near);
        }
        near.forEach(term -> ways.merge(term, chance, Math::max));
    }

    /**
     * A word of two letters is near to a hundred others, nearly all of them words of their own; of
     * these only such as are so rare beside it that they can be nothing but a misreading of it
     * ({@code gh} of {@code Gò}). They take no place of the likelier ones.
     */
    List<Question.Variant> misreadShort(String word, double own, Map<String, Float> others)
            throws IOException {
        if (word.length() != SHORT) {
            return List.of();
        }
        Set<String> near = new HashSet<>(visible.near(word, SHORT + 1).keySet());
        near.removeAll(others.keySet());
        visible.foresee(near);
        Map<String, Double> rare = new HashMap<>();
        for (String way : near) {
            double frequency = visible.frequency(way);
            if (frequency > 0 && frequency * least() < own * NEAR) {
                rare.put(way, frequency);
            }
        }
        return mostSeen(rare, MOST_SHORT)
                .map(
                        way ->
                                new Question.Variant(
                                        List.of(way.getKey()),
                                        weight(NEAR, own, way.getValue()),
                                        true))
                .toList();
    }

    private List<String> near(String word, int most) throws IOException {
        Set<String> near = new HashSet<>(visible.near(word, word.length()).keySet());
        // A y that is all of the rhyme stands in the index as i: "lyy" is "ly", which is "li".
        String plain = word.replace('y', 'i');
        if (!plain.equals(word)) {
            near.addAll(visible.near(plain, word.length()).keySet());
        }
        if (near.size() <= most) {
            return List.copyOf(near);
        }
        visible.foresee(near);
        Map<String, Double> seen = new HashMap<>();
        for (String term : near) {
            double frequency = visible.frequency(term);
            if (frequency > 0) {
                seen.put(term, frequency);
            }
        }
        return mostSeen(seen, most).map(Map.Entry::getKey).toList();
    }

    private static Stream<Map.Entry<String, Double>> mostSeen(
            Map<String, Double> frequencies, int most) {
        return frequencies.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(most);
    }
}

package vn.tangthu.indexer.quality;

import java.util.List;
import java.util.Map;

/** How good a list of answers is against its judgements; each from 0 to 1. */
final class Measures {
    static final int DEPTH = 10;

    private Measures() {}

    /** Gains of the first ten, each worth less the later it comes, against the best order. */
    static double ndcg(List<Integer> found, Map<Integer, Integer> gains) {
        double gained = 0;
        for (int i = 0; i < Math.min(DEPTH, found.size()); i++) {
            gained += discounted(gains.getOrDefault(found.get(i), 0), i);
        }
        List<Integer> best = gains.values().stream().sorted((a, b) -> b - a).limit(DEPTH).toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) {
            ideal += discounted(best.get(i), i);
        }
        return ideal == 0 ? 0 : gained / ideal;
    }

    private static double discounted(int gain, int place) {
        return (Math.pow(2, gain) - 1) / (Math.log(place + 2) / Math.log(2));
    }

    /** Share of the relevant among the first ten; of more than ten relevant, ten are all. */
    static double recall(List<Integer> found, Map<Integer, Integer> gains) {
        long hits = found.stream().limit(DEPTH).filter(gains::containsKey).count();
        return gains.isEmpty() ? 0 : (double) hits / Math.min(DEPTH, gains.size());
    }

    /**
     * One divided by the place of the first relevant one, 0 when there is none in the first ten.
     */
    static double reciprocalRank(List<Integer> found, Map<Integer, Integer> gains) {
        for (int i = 0; i < Math.min(DEPTH, found.size()); i++) {
            if (gains.containsKey(found.get(i))) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }
}

package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.Forms;
import vn.tangthu.indexer.lucene.Nearest;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.Schema;

/**
 * How near a part comes to a widened question, as {@link Nearest} reckons it, as one query: so much
 * for each word in one of its forms, so much for each two that stand side by side. A pair is as
 * sure as the less sure of both; for each weight that this may be there is a query of the forms at
 * least so sure, or, where these would be too many, for some of the weights.
 */
final class Nearness {
    /** Weights of a pair that are told apart: more than these hardly differ. */
    private static final int MOST_STEPS = 10;

    private static final int FEWEST_STEPS = 3;

    /** The server takes 1,024 clauses in one question, of which others are asked besides. */
    private static final int MOST_CLAUSES = 900;

    /** All that a word may have. */
    private static final int MOST_FORMS = 64;

    private static final int FEWEST_FORMS = 4;

    private final Question question;
    private final List<Integer> plain = new ArrayList<>();
    private final double[] worth;
    private int most;
    private int steps = FEWEST_STEPS;

    /**
     * How sure a pair is.
     *
     * @param least weight of the forms that count
     * @param worth mean of the weights of these that are not of the step above
     */
    private record Step(float least, float worth) {}

    /**
     * @param question with variants of its words
     */
    Nearness(ClusterSeen seen, Question question) throws IOException {
        this.question = question;
        for (int i = 0; i < question.groups().size(); i++) {
            if (question.groups().get(i).isPlainWord()) {
                plain.add(i);
            }
        }
        most = MOST_FORMS;
        while (most > FEWEST_FORMS && clauses() > MOST_CLAUSES) {
            most--;
        }
        while (steps < MOST_STEPS && clauses() <= MOST_CLAUSES) {
            steps++;
        }
        if (clauses() > MOST_CLAUSES && steps > FEWEST_STEPS) {
            steps--;
        }
        worth = new double[plain.size()];
        seen.foresee(
                IntStream.range(0, worth.length)
                        .boxed()
                        .flatMap(i -> forms(i).stream())
                        .map(form -> form.words().getFirst())
                        .toList());
        double sum = 0;
        for (int i = 0; i < worth.length; i++) {
            double documents = 0;
            for (Forms.Form form : forms(i)) {
                documents += seen.frequency(form.words().getFirst());
            }
            worth[i] = Nearest.rarity(seen.documents(), documents);
            sum += worth[i];
        }
        for (int i = 0; i < worth.length; i++) {
            worth[i] /= sum;
        }
    }

    /** Plain words: the others must all be there. */
    int words() {
        return plain.size();
    }

    /** What was typed and, as many as there is room for, the surest of the others. */
    private List<Forms.Form> forms(int word) {
        return Forms.of(question, plain.get(word)).stream()
                .sorted(
                        Comparator.comparing(Forms.Form::asTyped)
                                .thenComparing(Forms.Form::weight)
                                .reversed())
                .limit(most)
                .toList();
    }

    /** Of each word its forms, and of each pair those of both in each of the steps. */
    private int clauses() {
        int clauses = 0;
        for (int i = 0; i < plain.size(); i++) {
            clauses += forms(i).stream().mapToInt(form -> form.words().size()).sum() + 2;
            if (i > 0) {
                for (Step step : steps(i - 1)) {
                    clauses += words(i - 1, step) + words(i, step);
                }
            }
        }
        return clauses;
    }

    /**
     * @param missing so many of the words may
     */
    ObjectNode json(int missing) {
        ObjectNode all = QueryJson.object();
        ArrayNode sure = all.putArray("filter");
        for (Question.Group group : question.groups()) {
            if (!group.isPlainWord()) {
                sure.add(QueryJson.of(Question.query(group, false)));
            }
        }
        ObjectNode each = QueryJson.object().put("minimum_should_match", plain.size() - missing);
        ArrayNode words = each.putArray("should");
        for (int i = 0; i < plain.size(); i++) {
            List<ObjectNode> ways = new ArrayList<>();
            for (Forms.Form form : forms(i)) {
                ways.add(constant(span(form), Nearest.WORDS * (float) worth[i] * form.weight()));
            }
            words.add(best(ways));
        }
        ArrayNode must = all.putArray("must");
        must.add(QueryJson.node("bool", each));
        pairs(must);
        return QueryJson.node("bool", all);
    }

    /** Half of those that were typed side by side, unless every word stands as typed. */
    private void pairs(ArrayNode must) {
        List<Integer> firsts = new ArrayList<>();
        for (int i = 1; i < plain.size(); i++) {
            if (plain.get(i) == plain.get(i - 1) + 1) {
                firsts.add(i - 1);
            }
        }
        if (firsts.isEmpty()) {
            return;
        }
        ObjectNode half = QueryJson.object();
        half.put("minimum_should_match", (firsts.size() + 1) / 2);
        ArrayNode pairs = half.putArray("should");
        for (int first : firsts) {
            pairs.add(pair(first, Nearest.PAIRS / firsts.size()));
        }
        ObjectNode typed = QueryJson.object();
        ArrayNode every = typed.putArray("filter");
        for (int i = 0; i < plain.size(); i++) {
            List<ObjectNode> ways =
                    forms(i).stream().filter(Forms.Form::asTyped).map(Nearness::span).toList();
            every.add(any(ways));
        }
        ObjectNode either = QueryJson.object();
        either.putArray("should")
                .add(QueryJson.node("bool", half))
                .add(QueryJson.node("bool", typed));
        must.add(QueryJson.node("bool", either));
    }

    private ObjectNode pair(int first, float worth) {
        List<ObjectNode> ways = new ArrayList<>();
        for (Step step : steps(first)) {
            List<ObjectNode> one = from(first, step);
            List<ObjectNode> other = from(first + 1, step);
            ways.add(constant(near(List.of(any(one), any(other)), 0), worth * step.worth()));
        }
        for (Forms.Form form : forms(first)) {
            boolean both =
                    !form.asTyped()
                            && forms(first + 1).stream()
                                    .anyMatch(
                                            other ->
                                                    !other.asTyped()
                                                            && other.words().equals(form.words()));
            if (both) {
                ways.add(constant(span(form), worth * form.weight()));
            }
        }
        return best(ways);
    }

    /**
     * What was typed, which is sure, then the others from surest to least sure, about as many in
     * each step of those that are left: most are as sure as a variant can be, in one step.
     */
    private List<Step> steps(int first) {
        List<Float> others =
                Stream.concat(forms(first).stream(), forms(first + 1).stream())
                        .filter(form -> !form.asTyped())
                        .map(Forms.Form::weight)
                        .sorted(Comparator.reverseOrder())
                        .toList();
        List<Step> some = new ArrayList<>();
        some.add(new Step(1, 1));
        int from = 0;
        for (int i = 1; i < steps && from < others.size(); i++) {
            int to = from + Math.max(1, (others.size() - from) / (steps - i));
            while (to < others.size() && others.get(to).equals(others.get(to - 1))) {
                to++; // what is as sure is told as one
            }
            List<Float> own = others.subList(from, to);
            double mean = own.stream().mapToDouble(Float::doubleValue).average().orElse(1);
            some.add(new Step(own.getLast(), (float) mean));
            from = to;
        }
        return some;
    }

    private List<Forms.Form> sure(int word, Step step) {
        return forms(word).stream()
                .filter(form -> form.asTyped() || form.weight() >= step.least())
                .toList();
    }

    private int words(int word, Step step) {
        return sure(word, step).stream().mapToInt(form -> form.words().size()).sum();
    }

    private List<ObjectNode> from(int word, Step step) {
        return sure(word, step).stream().map(Nearness::span).toList();
    }

    private static ObjectNode span(Forms.Form form) {
        List<ObjectNode> words =
                form.words().stream()
                        .map(
                                word ->
                                        QueryJson.node(
                                                "span_term",
                                                QueryJson.object()
                                                        .put(IndexBody.part(Schema.WORDS), word)))
                        .toList();
        return words.size() == 1
                ? words.getFirst()
                : near(words, form.between() * (words.size() - 1));
    }

    private static ObjectNode near(List<ObjectNode> clauses, int slop) {
        ObjectNode near = QueryJson.object().put("slop", slop).put("in_order", true);
        near.putArray("clauses").addAll(clauses);
        return QueryJson.node("span_near", near);
    }

    private static ObjectNode any(List<ObjectNode> spans) {
        if (spans.size() == 1) {
            return spans.getFirst().deepCopy();
        }
        ObjectNode or = QueryJson.object();
        or.putArray("clauses").addAll(spans);
        return QueryJson.node("span_or", or);
    }

    private static ObjectNode best(List<ObjectNode> ways) {
        ObjectNode max = QueryJson.object();
        max.putArray("queries").addAll(ways);
        return QueryJson.node("dis_max", max);
    }

    private static ObjectNode constant(ObjectNode query, float boost) {
        ObjectNode constant = QueryJson.object().put("boost", boost);
        constant.set("filter", query);
        return QueryJson.node("constant_score", constant);
    }
}

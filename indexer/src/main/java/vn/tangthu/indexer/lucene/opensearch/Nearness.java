package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.Forms;
import vn.tangthu.indexer.lucene.Nearest;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.Schema;

/**
 * How near a part comes to a widened question, as {@link Nearest} reckons it, as one query: so much
 * for each word in one of its forms, so much for each two that stand side by side. How sure a pair
 * is, is told in steps: a query for each weight of each form of both would be hundreds.
 */
final class Nearness {
    /** Forms at least so sure count together, the typed ones first. */
    private static final float[] STEPS = {1, 0.65f, 0};

    private static final float LEAST = 0.4f;

    /** The server takes 1,024 clauses in one question, of which others are asked besides. */
    private static final int MOST_CLAUSES = 800;

    private static final int FEWEST_FORMS = 4;

    private final Question question;
    private final List<Integer> plain = new ArrayList<>();
    private final double[] worth;
    private int most;

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
        most = 32;
        while (most > FEWEST_FORMS && clauses() > MOST_CLAUSES) {
            most--;
        }
        worth = new double[plain.size()];
        double sum = 0;
        for (int i = 0; i < worth.length; i++) {
            double documents = 0;
            List<Forms.Form> forms = forms(i);
            seen.foresee(forms.stream().map(form -> form.words().getFirst()).toList());
            for (Forms.Form form : forms) {
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

    private List<Forms.Form> forms(int word) {
        List<Forms.Form> forms = Forms.of(question, plain.get(word));
        return forms.subList(0, Math.min(most, forms.size()));
    }

    /** Of each word its forms, and of each pair those of both in each of the steps. */
    private int clauses() {
        int clauses = 0;
        for (int i = 0; i < plain.size(); i++) {
            clauses += forms(i).stream().mapToInt(form -> form.words().size()).sum() + 2;
            if (i > 0) {
                for (float step : STEPS) {
                    clauses += from(i - 1, step).size() + from(i, step).size() + 2;
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
        for (float step : STEPS) {
            List<ObjectNode> one = from(first, step);
            List<ObjectNode> other = from(first + 1, step);
            ways.add(
                    constant(
                            near(List.of(any(one), any(other)), 0), worth * Math.max(LEAST, step)));
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

    private List<ObjectNode> from(int word, float step) {
        return forms(word).stream()
                .filter(form -> form.asTyped() || form.weight() >= step)
                .map(Nearness::span)
                .toList();
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

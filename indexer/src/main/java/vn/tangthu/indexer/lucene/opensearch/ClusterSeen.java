package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.Nearest;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Seen;
import vn.tangthu.indexer.lucene.Widening;

/** What one reader may see of the cluster's index, counted by the cluster. */
final class ClusterSeen implements Seen {
    private static final String PARTS = "parts";
    private static final String MINE = "mine";
    private static final String WORDS = "words";

    /** Filters of one aggregation. */
    private static final int AT_ONCE = 500;

    /**
     * Neighbours of a word that one question brings back, the most usual first. Two of three are
     * forms with diacritics, which nobody wants here; and of a word of two letters the rare ones
     * are wanted, which come last.
     */
    private static final int MOST_NEAR = 1_500;

    /** No word is so frequent that its neighbours are not asked for; exact in 32 bits of float. */
    private static final int HOWEVER_FREQUENT = 2_000_000_000;

    private final ClusterRecordIndex index;
    private final Query rights;
    private final Map<String, Double> frequencies = new HashMap<>();
    private final Map<Query, Boolean> found = new HashMap<>();
    private final Map<String, Question> widened = new HashMap<>();
    private double documents = -1;

    /**
     * @param rights what the reader may have matched
     */
    ClusterSeen(ClusterRecordIndex index, Query rights) {
        this.index = index;
        this.rights = rights;
    }

    Question widened(String typed, Question question) throws IOException {
        Question known = widened.get(typed);
        if (known == null) {
            known = new Widening(this).of(question);
            widened.put(typed, known);
        }
        return known;
    }

    @Override
    public double frequency(String word) throws IOException {
        foresee(List.of(word));
        return frequencies.getOrDefault(word, 0.0);
    }

    @Override
    public void foresee(Collection<String> words) throws IOException {
        List<String> unknown =
                words.stream().distinct().filter(word -> !frequencies.containsKey(word)).toList();
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            count(unknown.subList(from, Math.min(unknown.size(), from + AT_ONCE)));
        }
    }

    private void count(List<String> words) throws IOException {
        ObjectNode body = QueryJson.object().put("size", 0).put("track_total_hits", false);
        ObjectNode parts = body.putObject("aggs").putObject(PARTS);
        parts.putObject("nested").put("path", IndexBody.PART);
        ObjectNode mine = parts.putObject("aggs").putObject(MINE);
        mine.set("filter", QueryJson.of(rights));
        ObjectNode each =
                mine.putObject("aggs").putObject(WORDS).putObject("filters").putObject("filters");
        for (int i = 0; i < words.size(); i++) {
            each.set("w" + i, QueryJson.of(new TermQuery(new Term(Schema.WORDS, words.get(i)))));
        }
        JsonNode all = index.search(body).path("aggregations").path(PARTS);
        documents = all.path("doc_count").asDouble();
        JsonNode buckets = all.path(MINE).path(WORDS).path("buckets");
        for (int i = 0; i < words.size(); i++) {
            frequencies.put(words.get(i), buckets.path("w" + i).path("doc_count").asDouble());
        }
    }

    @Override
    public double documents() throws IOException {
        if (documents < 0) {
            count(List.of("a"));
        }
        return documents;
    }

    @Override
    public boolean any(Query query) throws IOException {
        Boolean before = found.get(query);
        if (before == null) {
            before = records(query, 1) > 0;
            found.put(query, before);
        }
        return before;
    }

    @Override
    public int records(Query query, int enough) throws IOException {
        Query mine =
                new BooleanQuery.Builder()
                        .add(query, Occur.FILTER)
                        .add(rights, Occur.FILTER)
                        .build();
        ObjectNode filter = QueryJson.object();
        filter.putArray("filter").add(QueryJson.ofRecords(QueryJson.of(mine)));
        ObjectNode body = QueryJson.first(enough).put("track_total_hits", false);
        body.set("query", QueryJson.node("bool", filter));
        return index.search(body).path("hits").path("hits").size();
    }

    @Override
    public Map<String, Integer> near(String word, int length) throws IOException {
        ObjectNode body = QueryJson.object().put("size", 0);
        ObjectNode suggest = body.putObject("suggest").putObject("near");
        suggest.put("text", word)
                .putObject("term")
                .put("field", IndexBody.part(Schema.WORDS))
                .put("analyzer", "words")
                .put("suggest_mode", "always")
                .put("sort", "frequency")
                .put("string_distance", "damerau_levenshtein")
                .put("max_edits", 1)
                .put("prefix_length", 0)
                .put("min_word_length", 1)
                .put("accuracy", 0)
                // Below 1 a share of the documents, of one in a hundred by default; else a count.
                .put("max_term_freq", HOWEVER_FREQUENT)
                // Of all, and not of five times as many as are wanted.
                .put("max_inspections", 1)
                .put("size", MOST_NEAR)
                .put("shard_size", MOST_NEAR);
        Map<String, Integer> near = new HashMap<>();
        for (JsonNode option : index.search(body).at("/suggest/near/0/options")) {
            String term = option.path("text").asString();
            if (term.length() >= length - 1
                    && term.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
                near.put(term, option.path("freq").asInt());
            }
        }
        return near;
    }

    @Override
    public @Nullable Query nearest(Question varied, boolean others) throws IOException {
        return nearest(varied, rights);
    }

    /**
     * @param scope what may answer
     */
    @Nullable Query nearest(Question question, Query scope) throws IOException {
        Nearness nearness = new Nearness(this, question);
        // All words in one of their forms first: that is often enough.
        int most = nearness.words() / 4;
        for (int missing = 0; missing <= most; missing += Math.max(1, most)) {
            ObjectNode near = nearness.json(missing);
            List<Asked.Ranked> ranked = ranked(near, scope);
            boolean last = missing + Math.max(1, most) > most;
            if (!ranked.isEmpty() && (last || ranked.getFirst().score() >= Nearest.GOOD)) {
                return kept(near, ranked);
            }
        }
        return null;
    }

    private List<Asked.Ranked> ranked(ObjectNode near, Query scope) throws IOException {
        ObjectNode all = QueryJson.object();
        all.putArray("must").add(near);
        all.putArray("filter").add(QueryJson.of(scope));
        ObjectNode body = QueryJson.first(Nearest.KEPT).put("track_total_hits", false);
        body.set("query", QueryJson.ofRecords(QueryJson.node("bool", all)));
        List<Asked.Ranked> ranked = new ArrayList<>();
        for (JsonNode hit : index.search(body).path("hits").path("hits")) {
            ranked.add(new Asked.Ranked(Asked.id(hit), hit.path("_score").floatValue()));
        }
        return ranked;
    }

    /** The best of them, again as a question: what is so much worse is not what was meant. */
    private static Query kept(ObjectNode near, List<Asked.Ranked> ranked) {
        float least = Nearest.LEAST_OF_BEST * ranked.getFirst().score();
        ArrayNode ids = Cluster.JSON.createArrayNode();
        for (Asked.Ranked each : ranked) {
            if (each.score() >= least) {
                ids.add(each.id().toString());
            }
        }
        ObjectNode terms = QueryJson.object();
        terms.set(IndexBody.part(Schema.AIP), ids);
        ObjectNode kept = QueryJson.object();
        kept.putArray("must").add(near);
        kept.putArray("filter").add(QueryJson.node("terms", terms));
        return new Near(QueryJson.node("bool", kept));
    }
}

package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.AsTyped;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.YearInside;

/**
 * Lucene's queries as OpenSearch reads them, of which it makes the same queries again. What is not
 * known here is refused, never left out: a filter that is lost would show what is hidden.
 */
final class QueryJson {
    private QueryJson() {}

    /** Of the parts of a record, each of them by itself. */
    static ObjectNode of(Query query) {
        return switch (query) {
            case TermQuery one -> term(one.getTerm());
            case PrefixQuery begun ->
                    node(
                            "prefix",
                            object().put(
                                            IndexBody.part(begun.getPrefix().field()),
                                            begun.getPrefix().text()));
            case PhraseQuery phrase -> phrase(phrase);
            case BooleanQuery all -> bool(all);
            case BoostQuery more -> boosted(more);
            case ConstantScoreQuery same ->
                    node("constant_score", node("filter", of(same.getQuery())));
            case TermInSetQuery any -> terms(any);
            case YearInside number -> of(number.everyYear());
            case AsTyped words -> of(words.inForms(IndexBody::unmarked));
            case PointRangeQuery range -> range(range);
            case MatchAllDocsQuery all -> node("match_all", object());
            case MatchNoDocsQuery none -> node("match_none", object());
            case Near near -> near.json();
            default ->
                    throw new IllegalArgumentException("No JSON for " + query.getClass().getName());
        };
    }

    /** Of records: those of which a part meets the query, each with the score of its best part. */
    static ObjectNode ofRecords(ObjectNode parts) {
        ObjectNode nested = object();
        nested.put("path", IndexBody.PART).put("score_mode", "max").set("query", parts);
        return node("nested", nested);
    }

    static ObjectNode object() {
        return Cluster.JSON.createObjectNode();
    }

    /**
     * Asks for so many records, and for their ids and nothing else. Without this the server would
     * unpack a block of stored texts for each, to read its own id of the record there: with 300
     * candidates that is most of a search.
     */
    static ObjectNode first(int records) {
        ObjectNode body = object().put("size", records).put("stored_fields", "_none_");
        body.putArray("docvalue_fields").add(Schema.AIP);
        return body;
    }

    static ObjectNode node(String name, ObjectNode value) {
        ObjectNode node = object();
        node.set(name, value);
        return node;
    }

    private static ObjectNode term(Term term) {
        return node("term", object().put(IndexBody.part(term.field()), term.text()));
    }

    /** Its words were analysed here and hold no space: at spaces the server parts them again. */
    private static ObjectNode phrase(PhraseQuery phrase) {
        StringBuilder words = new StringBuilder();
        int[] positions = phrase.getPositions();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != positions[0] + i) {
                throw new IllegalArgumentException("A phrase with gaps: " + phrase);
            }
            words.append(i == 0 ? "" : " ").append(phrase.getTerms()[i].text());
        }
        ObjectNode match = object();
        match.put("query", words.toString()).put("slop", phrase.getSlop());
        return node("match_phrase", node(IndexBody.part(phrase.getField()), match));
    }

    private static ObjectNode bool(BooleanQuery query) {
        if (query.clauses().isEmpty()) {
            return node("match_none", object());
        }
        ObjectNode bool = object();
        for (BooleanClause clause : query) {
            String occur =
                    switch (clause.occur()) {
                        case MUST -> "must";
                        case FILTER -> "filter";
                        case SHOULD -> "should";
                        case MUST_NOT -> "must_not";
                    };
            ArrayNode clauses =
                    bool.has(occur) ? (ArrayNode) bool.get(occur) : bool.putArray(occur);
            clauses.add(of(clause.query()));
        }
        if (query.getMinimumNumberShouldMatch() > 0) {
            bool.put("minimum_should_match", query.getMinimumNumberShouldMatch());
        }
        bool.put("adjust_pure_negative", false);
        return node("bool", bool);
    }

    private static ObjectNode boosted(BoostQuery query) {
        ObjectNode inner = of(query.getQuery());
        ObjectNode same = inner.optional("constant_score").map(ObjectNode.class::cast).orElse(null);
        if (same != null && !same.has("boost")) {
            same.put("boost", query.getBoost());
            return inner;
        }
        ObjectNode must = object();
        must.putArray("must").add(inner);
        must.put("boost", query.getBoost());
        return node("bool", must);
    }

    private static ObjectNode terms(TermInSetQuery query) {
        ArrayNode values = Cluster.JSON.createArrayNode();
        try {
            BytesRefIterator each = query.getBytesRefIterator();
            for (BytesRef value = each.next(); value != null; value = each.next()) {
                values.add(value.utf8ToString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode terms = object();
        terms.set(IndexBody.part(query.getField()), values);
        return node("terms", terms);
    }

    private static ObjectNode range(PointRangeQuery query) {
        if (query.getNumDims() != 1 || query.getBytesPerDim() != Integer.BYTES) {
            throw new IllegalArgumentException("No JSON for " + query);
        }
        ObjectNode bounds = object();
        bounds.put("gte", IntPoint.decodeDimension(query.getLowerPoint(), 0));
        bounds.put("lte", IntPoint.decodeDimension(query.getUpperPoint(), 0));
        return node("range", node(IndexBody.part(query.getField()), bounds));
    }
}

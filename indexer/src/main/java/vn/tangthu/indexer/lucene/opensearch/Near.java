package vn.tangthu.indexer.lucene.opensearch;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import tools.jackson.databind.node.ObjectNode;

/** What comes near a widened question, already in the words of the server. */
final class Near extends Query {
    private final ObjectNode json;

    Near(ObjectNode json) {
        this.json = json;
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "near";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

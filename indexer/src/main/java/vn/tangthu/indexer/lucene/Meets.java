package vn.tangthu.indexer.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.jspecify.annotations.Nullable;

/** Whether Lucene documents of a segment, asked in their order, meet a condition. */
final class Meets {
    private final @Nullable TwoPhaseIterator costly;
    private final DocIdSetIterator may;

    Meets(Scorer condition) {
        this.costly = condition.twoPhaseIterator();
        this.may = costly == null ? condition.iterator() : costly.approximation();
    }

    boolean at(int doc) throws IOException {
        int at = may.docID() < doc ? may.advance(doc) : may.docID();
        return at == doc && (costly == null || costly.matches());
    }
}

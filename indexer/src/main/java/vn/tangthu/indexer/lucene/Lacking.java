package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Which Lucene documents of a segment lack how many of some words as they were typed. The whole
 * segment is counted, 64 documents at a time: far less work than to look at some of them one by
 * one.
 */
final class Lacking {
    /** Each costs a bit for every document, and who got more wrong is found by what is rare. */
    private static final int MOST = 4;

    private final FixedBitSet[] atMost;

    /**
     * @param marks whether words that were typed with diacritics must have these
     */
    Lacking(List<Forms> words, boolean marks, int maxDoc) throws IOException {
        atMost = new FixedBitSet[most(words.size()) + 1];
        for (int lacking = 0; lacking < atMost.length; lacking++) {
            atMost[lacking] = new FixedBitSet(maxDoc);
            atMost[lacking].set(0, maxDoc);
        }
        FixedBitSet having = new FixedBitSet(maxDoc);
        for (Forms word : words) {
            Arrays.fill(having.getBits(), 0);
            word.asTyped(marks, having);
            // Who lacked one less before lacks no more now, whether it has this word or not.
            for (int lacking = atMost.length - 1; lacking > 0; lacking--) {
                atMost[lacking].and(having);
                atMost[lacking].or(atMost[lacking - 1]);
            }
            atMost[0].and(having);
        }
    }

    /** How many of so many words may be lacking, to be told apart: half of them. */
    static int most(int words) {
        return Math.min(MOST, words / 2);
    }

    /** Without what the others tell apart, which was looked at. */
    void leaveOut(Lacking others) {
        for (FixedBitSet some : atMost) {
            some.andNot(others.atMost[others.atMost.length - 1]);
        }
    }

    /** To what lacks so many of the words and no fewer. */
    Nearest.Lead to(int lacking) {
        FixedBitSet some = atMost[lacking].clone();
        if (lacking > 0) {
            some.andNot(atMost[lacking - 1]);
        }
        return doc -> doc < some.length() ? some.nextSetBit(doc) : DocIdSetIterator.NO_MORE_DOCS;
    }
}

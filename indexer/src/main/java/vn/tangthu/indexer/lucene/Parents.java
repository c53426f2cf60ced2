package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;

/**
 * Where in a segment each record's block ends, so that the record of a page is one look away. A bit
 * for each Lucene document, kept as long as the segment is open.
 */
final class Parents {
    private final ConcurrentHashMap<IndexReader.CacheKey, BitSet> known = new ConcurrentHashMap<>();

    BitSet of(LeafReader leaf) {
        IndexReader.CacheHelper helper = leaf.getCoreCacheHelper();
        if (helper == null) {
            return read(leaf);
        }
        return known.computeIfAbsent(
                helper.getKey(),
                key -> {
                    helper.addClosedListener(known::remove);
                    return read(leaf);
                });
    }

    private static BitSet read(LeafReader leaf) {
        try {
            FixedBitSet bits = new FixedBitSet(leaf.maxDoc());
            PostingsEnum records = leaf.postings(new Term(Schema.KIND, Schema.RECORD), 0);
            if (records != null) {
                bits.or(records);
            }
            return bits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
 * Where in a segment each record's block ends, so that the record of a page is one look away, and
 * where each document begins. Two bits for each Lucene document, kept as long as the segment is
 * open.
 */
final class Parents {
    private final ConcurrentHashMap<IndexReader.CacheKey, Blocks> known = new ConcurrentHashMap<>();

    /**
     * @param ends the records, each the last of its block
     * @param heads everything but pages: a document is followed by its pages, which have its
     *     agency, type and years
     */
    record Blocks(BitSet ends, BitSet heads) {}

    BitSet of(LeafReader leaf) {
        return blocks(leaf).ends();
    }

    Blocks blocks(LeafReader leaf) {
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

    private static Blocks read(LeafReader leaf) {
        try {
            FixedBitSet ends = new FixedBitSet(leaf.maxDoc());
            add(leaf, Schema.RECORD, ends);
            FixedBitSet heads = ends.clone();
            add(leaf, Schema.DOCUMENT, heads);
            add(leaf, Schema.LISTED, heads);
            return new Blocks(ends, heads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(LeafReader leaf, String kind, FixedBitSet bits) throws IOException {
        PostingsEnum docs = leaf.postings(new Term(Schema.KIND, kind), PostingsEnum.NONE);
        if (docs != null) {
            bits.or(docs);
        }
    }
}

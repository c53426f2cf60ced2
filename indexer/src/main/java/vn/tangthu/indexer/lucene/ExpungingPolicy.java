package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Merges as Lucene does by itself, and on demand rewrites the segments that were named and no
 * others: each by itself, so that rewriting costs what they are large. Lucene's own way, every
 * segment with a deletion, is the whole index in an archive where OCR comes to old records.
 */
final class ExpungingPolicy extends FilterMergePolicy {
    private volatile Set<String> named = Set.of();

    ExpungingPolicy() {
        super(new TieredMergePolicy());
    }

    /** The segments that the next forced merge of deletions rewrites. */
    void name(Set<String> segments) {
        named = Set.copyOf(segments);
    }

    @Override
    public @Nullable MergeSpecification findForcedDeletesMerges(
            SegmentInfos infos, MergePolicy.MergeContext context) throws IOException {
        Set<String> wanted = named;
        MergeSpecification merges = new MergeSpecification();
        for (SegmentCommitInfo segment : infos) {
            if (wanted.contains(segment.info.name)
                    && !context.getMergingSegments().contains(segment)) {
                merges.add(new OneMerge(List.of(segment)));
            }
        }
        return merges.merges.isEmpty() ? null : merges;
    }
}

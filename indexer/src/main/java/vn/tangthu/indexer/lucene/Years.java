package vn.tangthu.indexer.lucene;

import org.jspecify.annotations.Nullable;

/** The years something covers; with one end known, that year. */
record Years(int first, int last) {
    static @Nullable Years of(@Nullable Integer from, @Nullable Integer to) {
        if (from != null) {
            return new Years(from, to == null ? from : Math.max(from, to));
        }
        return to == null ? null : new Years(to, to);
    }
}

package vn.tangthu.indexer.lucene;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The years something covers; with one end known, that year. */
record Years(int first, int last) {
    /** What claims to span more years is matched by its first and last alone. */
    private static final int MOST = 150;

    static @Nullable Years of(@Nullable Integer from, @Nullable Integer to) {
        if (from != null) {
            return new Years(from, to == null ? from : Math.max(from, to));
        }
        return to == null ? null : new Years(to, to);
    }

    /** The years by which it is found. */
    IntStream named() {
        return last - first > MOST ? IntStream.of(first, last) : IntStream.rangeClosed(first, last);
    }

    /** {@code 1998} or {@code 1998–2004}. */
    String shown() {
        return first == last ? Integer.toString(first) : first + "–" + last;
    }
}

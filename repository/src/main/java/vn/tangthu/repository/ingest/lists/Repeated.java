package vn.tangthu.repository.ingest.lists;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of values that a list says again and again (who issued it, its notation, its date), one in
 * memory: a list may have a hundred thousand rows. Remembers those that came last.
 */
final class Repeated {
    private static final int REMEMBERED = 2_000;

    private final Map<Object, Object> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /** An equal one that was there before, or this one; null of null. */
    <T> @Nullable T one(@Nullable T value) {
        return value == null ? null : same(value);
    }

    /** An equal one that was there before, or this one. */
    @SuppressWarnings("unchecked") // equal values are of one type: strings, dates, lists
    <T> T same(T value) {
        Object before = known.putIfAbsent(value, value);
        return before == null ? value : (T) before;
    }
}

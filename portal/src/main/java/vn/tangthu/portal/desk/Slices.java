package vn.tangthu.portal.desk;

import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import vn.tangthu.repository.Slice;

/** Bounded pieces of long lists for grids: only what is on the screen is ever asked for. */
final class Slices {
    /** The most that ports give at once. */
    private static final int MOST = 1_000;

    private Slices() {}

    @FunctionalInterface
    interface Source<T> {
        Slice<T> get(int offset, int limit);
    }

    static <T> CallbackDataProvider<T, Void> of(Source<T> source) {
        return DataProvider.fromCallbacks(
                query ->
                        source
                                .get(query.getOffset(), Math.min(MOST, query.getLimit()))
                                .items()
                                .stream(),
                query -> {
                    // The grid must be told which piece it wants even where only the count counts.
                    int unusedOffset = query.getOffset();
                    int unusedLimit = query.getLimit();
                    return (int) Math.min(Integer.MAX_VALUE, source.get(0, 1).total());
                });
    }
}

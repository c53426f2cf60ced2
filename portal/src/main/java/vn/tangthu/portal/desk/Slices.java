package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import vn.tangthu.repository.Slice;

/** Bounded pieces of long lists for grids: only what is on the screen is ever asked for. */
final class Slices {
    /** The most that ports give at once. */
    private static final int MOST = 1_000;

    private Slices() {}

    /** Up to so many rows stand all on the page; longer lists scroll in their own window. */
    private static final int FEW = 10;

    /**
     * As high as its rows: an empty list is one line and not a white box.
     *
     * @param most in rem, for long lists
     */
    static void fit(Grid<?> grid, int most) {
        grid.setAllRowsVisible(true);
        grid.getGenericDataView()
                .addItemCountChangeListener(
                        e -> {
                            boolean few = e.getItemCount() <= FEW;
                            grid.setAllRowsVisible(few);
                            grid.setHeight(few ? null : most + "rem");
                        });
    }

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

package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vn.tangthu.repository.Finding;

/** The rows of a list file, one at a time and in order. */
interface ListRows {
    /**
     * @throws UnreadableListException when the file cannot or must not be read
     */
    void forEach(RowReader reader) throws IOException, UnreadableListException;

    /** What nothing in the file said and was taken by evidence; known after the rows were read. */
    default Optional<Finding> guessed() {
        return Optional.empty();
    }

    /** Cells that span several rows; known after the rows were read once. */
    default MergedCells merged() {
        return new MergedCells();
    }

    /** Takes a row. */
    @FunctionalInterface
    interface RowReader {
        /**
         * @param number the row's number as the person sees it, from 1
         * @param cells from column A; trailing empty ones may be missing
         * @return whether more rows of this sheet are wanted
         */
        boolean row(ListSheet sheet, int number, List<ListCell> cells)
                throws UnreadableListException;
    }
}

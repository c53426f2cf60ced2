package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.util.List;

/** The rows of a list file, one at a time and in order. */
interface ListRows {
    /**
     * @throws UnreadableListException when the file cannot or must not be read
     */
    void forEach(RowReader reader) throws IOException, UnreadableListException;

    /** Takes a row. */
    @FunctionalInterface
    interface RowReader {
        /**
         * @param sheet the sheet's number from 0; 0 for CSV
         * @param number the row's number as the person sees it, from 1
         * @param cells from column A; trailing empty ones may be missing
         * @return whether more rows of this sheet are wanted
         */
        boolean row(int sheet, int number, List<ListCell> cells) throws UnreadableListException;
    }
}

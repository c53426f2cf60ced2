package vn.tangthu.repository.ingest.lists;

import java.util.List;
import java.util.Map;

/** A row of a list by columns. */
final class ListedRow<C extends Enum<C> & ListColumn> {
    private final String list;
    private final int number;
    private final Map<Integer, C> headings;
    private final List<ListCell> cells;

    ListedRow(String list, int number, Map<Integer, C> headings, List<ListCell> cells) {
        this.list = list;
        this.number = number;
        this.headings = headings;
        this.cells = cells;
    }

    ListCell cell(C column) {
        for (Map.Entry<Integer, C> heading : headings.entrySet()) {
            if (heading.getValue() == column) {
                int index = heading.getKey();
                return index < cells.size() ? cells.get(index) : ListCell.EMPTY;
            }
        }
        return ListCell.EMPTY;
    }

    /** "DanhMucHoSo.xlsx, dòng 7". */
    String place() {
        return place(list, number);
    }

    /** "DanhMucHoSo.xlsx, dòng 7, cột Thời hạn lưu trữ". */
    String place(C column) {
        return place() + ", cột " + column.heading();
    }

    static String place(String list, int number) {
        return list + ", dòng " + number;
    }
}

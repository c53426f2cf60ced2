package vn.tangthu.repository.ingest.lists;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A row of a list by columns. */
final class ListedRow<C extends Enum<C> & ListColumn> {
    private final String place;
    private final Map<Integer, C> headings;
    private final List<ListCell> cells;
    private final ListNotes<C> notes;
    private final Set<C> bySheets;

    ListedRow(String place, Map<Integer, C> headings, List<ListCell> cells, ListNotes<C> notes) {
        this(place, headings, cells, notes, Set.of());
    }

    /**
     * @param bySheets columns whose headings speak of sheets of paper
     */
    ListedRow(
            String place,
            Map<Integer, C> headings,
            List<ListCell> cells,
            ListNotes<C> notes,
            Set<C> bySheets) {
        this.bySheets = bySheets;
        this.place = place;
        this.headings = headings;
        this.cells = cells;
        this.notes = notes;
    }

    /** The row with other cells. */
    ListedRow<C> with(Map<Integer, C> newHeadings, List<ListCell> newCells) {
        return new ListedRow<>(place, newHeadings, newCells, notes, bySheets);
    }

    Collection<C> columns() {
        return headings.values();
    }

    boolean isBySheets(C column) {
        return bySheets.contains(column);
    }

    /** Notes what is told once for the column. */
    void count(String code, C column) {
        notes.count(code, column, place(column));
    }

    /** Notes a code that was put together of its parts. */
    void composed(String composition) {
        notes.composed(place, composition);
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

    /** Whether a column that is not read has a mark of state secrets in this row. */
    boolean saysSecretUnread() {
        for (int i = 0; i < cells.size(); i++) {
            String text = cells.get(i).text();
            if (!headings.containsKey(i) && CodeWords.isSecretMark(text)) {
                return true;
            }
        }
        return false;
    }

    /** "DanhMucHoSo.xlsx, dòng 7". */
    String place() {
        return place;
    }

    /** "DanhMucHoSo.xlsx, dòng 7, cột Thời hạn lưu trữ". */
    String place(C column) {
        return place() + ", cột " + column.heading();
    }

    static String place(String list, int number) {
        return list + ", dòng " + number;
    }
}

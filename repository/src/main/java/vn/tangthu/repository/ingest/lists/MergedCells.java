package vn.tangthu.repository.ingest.lists;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells that span several rows. They show one value for all of them, but only the first has it; a
 * reader who did not know would take the others for blank. Known when a list was gone through once.
 */
final class MergedCells {
    /** Of one list; a longer one is not believed. */
    private static final int MOST = 200_000;

    /** {@code A2:B4}, as an Excel list writes it. */
    private static final Pattern RANGE =
            Pattern.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?[A-Z]{1,3}\\$?(\\d{1,7})");

    /** Below a first cell. */
    private record Place(int sheet, int row, int column) {}

    private final Set<Place> below = new HashSet<>();

    /**
     * @param sheet from 0
     * @param first first row, from 1
     * @param last last row
     * @param column the first one, from 0: the others show nothing of their own
     * @return whether there are not too many
     */
    boolean add(int sheet, int first, int last, int column) {
        if (last - (long) first > MOST - below.size()) {
            return false;
        }
        for (int row = first + 1; row <= last; row++) {
            below.add(new Place(sheet, row, column));
        }
        return true;
    }

    /** Whether it is more than one row high. */
    static boolean spansRows(String range) {
        Matcher read = RANGE.matcher(range);
        return read.matches() && !read.group(2).equals(read.group(3));
    }

    /** As {@link #add}, by the words of an Excel list; what is no range is passed over. */
    boolean add(int sheet, String range) {
        Matcher read = RANGE.matcher(range);
        if (!read.matches()) {
            return true;
        }
        int column = 0;
        for (char letter : read.group(1).toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return add(
                sheet,
                Integer.parseInt(read.group(2)),
                Integer.parseInt(read.group(3)),
                column - 1);
    }

    /** Whether the cell shows what the one above it has. */
    boolean continues(ListSheet sheet, int row, int column) {
        return below.contains(new Place(sheet.index(), row, column));
    }

    boolean isEmpty() {
        return below.isEmpty();
    }
}

package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the headings on each sheet: they may stand below title lines, and on two lines, the
 * upper of which spans several of the lower.
 */
final class HeadingSearch<C extends Enum<C> & ListColumn> {
    /** Title lines above the headings. */
    private static final int WITHIN = 20;

    /** A line with more words than that may be headings that nobody has told us yet. */
    private static final int MOST_TITLES = 3;

    /** More sheets than any list has. */
    private static final int SHEETS = 64;

    /**
     * The table of a sheet.
     *
     * @param first the row of the first heading line, from 1
     * @param last that of the last
     */
    record Table<C extends Enum<C> & ListColumn>(
            ListSheet sheet, Headings<C> headings, int first, int last, List<List<String>> lines) {}

    private final HeadingWords<C> words;
    private final Map<Integer, Table<C>> tables = new LinkedHashMap<>();
    private final Map<ListSheet, Integer> without = new LinkedHashMap<>();
    private List<ListCell> above = List.of();
    private @Nullable Table<C> unread;
    private int unreadWords = MOST_TITLES;
    private int sheet = -1;
    private @Nullable List<ListCell> line;

    HeadingSearch(HeadingWords<C> words) {
        this.words = words;
    }

    /** A {@link ListRows.RowReader}. */
    boolean row(ListSheet of, int number, List<ListCell> cells) {
        if (of.index() != sheet) {
            sheet = of.index();
            above = List.of();
            line = null;
        }
        if (sheet >= SHEETS) {
            return false;
        }
        Table<C> found = tables.get(sheet);
        if (found != null) {
            // A second line makes more columns of what the first spans, or it is none.
            if (line != null && number == found.last() + 1) {
                Headings<C> both = words.read(line, cells);
                if (both.certain() > found.headings().certain()) {
                    put(of, both, found.first(), number, List.of(line, cells));
                }
            }
            return false;
        }
        Headings<C> alone = words.read(List.of(), cells);
        Headings<C> both = above.isEmpty() ? alone : words.read(above, cells);
        if (both.certain() > alone.certain() && both.enough()) {
            put(of, both, number - 1, number, List.of(above, cells));
            return false;
        }
        if (alone.enough()) {
            put(of, alone, number, number, List.of(cells));
            line = List.copyOf(cells);
            return true;
        }
        int worded = (int) cells.stream().filter(HeadingSearch::isWords).count();
        if (worded > unreadWords && tables.isEmpty()) {
            unreadWords = worded;
            unread = table(of, alone, number, number, List.of(cells));
        }
        above = List.copyOf(cells);
        int filled = (int) cells.stream().filter(cell -> !cell.isEmpty()).count();
        without.merge(of, filled, Math::max);
        return number < WITHIN;
    }

    private void put(
            ListSheet of, Headings<C> headings, int first, int last, List<List<ListCell>> lines) {
        tables.put(of.index(), table(of, headings, first, last, lines));
        without.remove(of);
    }

    private static <C extends Enum<C> & ListColumn> Table<C> table(
            ListSheet of, Headings<C> headings, int first, int last, List<List<ListCell>> lines) {
        List<List<String>> keys = new ArrayList<>();
        for (List<ListCell> each : lines) {
            keys.add(each.stream().map(cell -> PlainKey.of(cell.text())).toList());
        }
        return new Table<>(of, headings, first, last, keys);
    }

    private static boolean isWords(ListCell cell) {
        return !cell.numeric() && cell.text().chars().anyMatch(Character::isLetter);
    }

    /** The tables that are the list: the fullest, and those that go on with it; in order. */
    List<Table<C>> chosen() {
        Table<C> best = null;
        for (Table<C> each : tables.values()) {
            if (best == null || worth(each) > worth(best)) {
                best = each;
            }
        }
        if (best == null) {
            // Headings nobody knows: a person can say what they are.
            return unread == null ? List.of() : List.of(unread);
        }
        if (!best.headings().complete()) {
            return List.of(best);
        }
        return tables.values().stream().filter(each -> each.headings().complete()).toList();
    }

    private int worth(Table<C> table) {
        Headings<C> headings = table.headings();
        return (headings.complete() ? 1_000 : 0) + headings.columns().size();
    }

    /** Sheets that look like rows of the list and are not read. */
    List<ListSheet> suspicious(List<Table<C>> chosen) {
        int columns = chosen.stream().mapToInt(t -> t.headings().columns().size()).max().orElse(0);
        List<ListSheet> sheets = new ArrayList<>();
        for (Table<C> table : tables.values()) {
            if (!chosen.contains(table) && table.headings().identify()) {
                sheets.add(table.sheet());
            }
        }
        without.forEach(
                (each, filled) -> {
                    boolean read = chosen.stream().anyMatch(t -> t.sheet().equals(each));
                    if (!read && filled > 3 && filled >= columns) {
                        sheets.add(each);
                    }
                });
        return sheets;
    }
}

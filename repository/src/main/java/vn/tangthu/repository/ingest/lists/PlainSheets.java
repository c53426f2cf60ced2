package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vn.tangthu.repository.Finding;

/**
 * Reads a spreadsheet whose columns have fixed names, in any order and on any number of sheets;
 * what stands above the headings and sheets without any are passed over.
 */
public final class PlainSheets {
    /** Title lines that somebody may have put above the headings. */
    private static final int WITHIN = 20;

    private final Set<String> known;

    /**
     * @param headings of all tables that may be in the file
     */
    public PlainSheets(Collection<String> headings) {
        known = headings.stream().map(PlainKey::of).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Hands each row on as it is read.
     *
     * @param name of the file, as findings are to say it
     * @return whether any sheet had headings that are known
     */
    public boolean read(
            Path file,
            String name,
            ListLimits limits,
            FindingSink findings,
            Consumer<PlainRow> each)
            throws IOException {
        Map<Integer, Map<String, Integer>> sheets = new HashMap<>();
        int[] rows = new int[1];
        try {
            ListForm.open(file, limits, this::headings)
                    .forEach(
                            (sheet, number, cells) -> {
                                String tab =
                                        sheet.name().isEmpty()
                                                ? name
                                                : name + " [" + sheet.name() + "]";
                                Map<String, Integer> columns = sheets.get(sheet.index());
                                if (columns == null) {
                                    if (headings(cells) >= 2) {
                                        sheets.put(sheet.index(), columns(cells));
                                        return true;
                                    }
                                    return number < WITHIN;
                                }
                                if (cells.stream().allMatch(ListCell::isEmpty)) {
                                    return true;
                                }
                                if (++rows[0] > limits.rows()) {
                                    throw new UnreadableListException(
                                            Finding.blocks(
                                                    "LIST_TOO_MANY_ROWS",
                                                    tab,
                                                    String.valueOf(limits.rows())));
                                }
                                each.accept(
                                        new PlainRow(
                                                ListedRow.place(tab, number),
                                                columns,
                                                cells,
                                                findings));
                                return true;
                            });
        } catch (UnreadableListException e) {
            findings.add(e.finding());
            return true;
        }
        return !sheets.isEmpty();
    }

    private int headings(List<ListCell> cells) {
        return (int) cells.stream().map(c -> PlainKey.of(c.text())).filter(known::contains).count();
    }

    private Map<String, Integer> columns(List<ListCell> cells) {
        Map<String, Integer> columns = new TreeMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String key = PlainKey.of(cells.get(i).text());
            if (known.contains(key)) {
                Integer unused = columns.putIfAbsent(key, i);
            }
        }
        return columns;
    }
}

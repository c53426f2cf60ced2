package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;

/**
 * A list with its headings understood. Headings may stand below title lines, in any order and
 * spelling; a second line of headings (the circular's field names) or of column numbers is skipped.
 */
final class ListTable<C extends Enum<C> & ListColumn> {
    /** Title lines above the headings. */
    private static final int HEADING_WITHIN = 20;

    /** Fewer known headings than this are a coincidence. */
    private static final int ENOUGH_HEADINGS = 2;

    /** Running numbers mean nothing to us and are no unknown heading either. */
    private static final Set<String> IGNORED = Set.of("stt", "tt", "sott", "sothutu", "no");

    private final Class<C> columns;
    private final Map<String, C> byKey = new HashMap<>();

    ListTable(Class<C> columns) {
        this.columns = columns;
        for (C column : columns.getEnumConstants()) {
            byKey.putIfAbsent(PlainKey.of(column.heading()), column);
            byKey.putIfAbsent(PlainKey.of(column.field()), column);
        }
        for (C column : columns.getEnumConstants()) {
            for (String other : column.otherHeadings()) {
                byKey.putIfAbsent(PlainKey.of(other), column);
            }
        }
    }

    /** Reads the list; what is wrong with the list itself goes to {@code findings}. */
    void read(Path file, ListLimits limits, FindingSink findings, Consumer<ListedRow<C>> each)
            throws IOException {
        String name = String.valueOf(file.getFileName());
        ListRows rows =
                switch (name.toLowerCase(Locale.ROOT).replaceAll(".*\\.", "")) {
                    case "csv" -> new CsvRows(file, limits, this::knownHeadings);
                    case "xls" -> new XlsRows(file, limits);
                    case "ods" -> new OdsRows(file, limits);
                    default -> new XlsxRows(file, limits);
                };
        Reading reading = new Reading(name, limits, findings, each);
        try {
            rows.forEach(reading::row);
            rows.guessed().ifPresent(findings::add);
            reading.end();
        } catch (UnreadableListException e) {
            findings.add(e.finding());
        }
    }

    private int knownHeadings(List<ListCell> cells) {
        return (int) cells.stream().filter(cell -> column(cell.text()) != null).count();
    }

    private @Nullable C column(String heading) {
        C column = byKey.get(PlainKey.of(heading));
        return column != null ? column : byKey.get(PlainKey.withoutBrackets(heading));
    }

    private final class Reading {
        private final String name;
        private final ListLimits limits;
        private final FindingSink findings;
        private final Consumer<ListedRow<C>> each;
        private Map<Integer, C> headings = Map.of();
        private int sheet = -1;
        private int headingRow = -1;
        private int rows;

        Reading(String name, ListLimits limits, FindingSink findings, Consumer<ListedRow<C>> each) {
            this.name = name;
            this.limits = limits;
            this.findings = findings;
            this.each = each;
        }

        boolean row(ListSheet of, int number, List<ListCell> cells) throws UnreadableListException {
            if (headings.isEmpty()) {
                return lookForHeadings(of.index(), number, cells);
            }
            if (of.index() != sheet) {
                return false; // sheets after the list: code lists, notes
            }
            if (cells.stream().allMatch(ListCell::isEmpty)
                    || (number <= headingRow + 2 && continuesHeadings(cells))) {
                return true;
            }
            rows++;
            if (rows > limits.rows()) {
                throw new UnreadableListException(
                        Finding.blocks("LIST_TOO_MANY_ROWS", name, String.valueOf(limits.rows())));
            }
            each.accept(new ListedRow<>(name, number, headings, cells));
            return true;
        }

        private boolean lookForHeadings(int sheetIndex, int number, List<ListCell> cells) {
            Map<Integer, C> found = new LinkedHashMap<>();
            List<String> unknown = new ArrayList<>();
            List<String> twice = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                String text = cells.get(i).text();
                if (text.isEmpty() || IGNORED.contains(PlainKey.of(text))) {
                    continue;
                }
                C column = column(text);
                if (column == null) {
                    unknown.add(text);
                } else if (found.containsValue(column) && isOwn(text, column)) {
                    twice.add(text);
                } else if (found.containsValue(column)) {
                    unknown.add(text); // a second name of a column that is there already
                } else {
                    found.put(i, column);
                }
            }
            if (found.size() < ENOUGH_HEADINGS) {
                return number < HEADING_WITHIN;
            }
            headings = found;
            sheet = sheetIndex;
            headingRow = number;
            String place = ListedRow.place(name, number);
            for (String heading : unknown) {
                findings.add(Finding.notes("COLUMN_UNKNOWN", place, heading));
            }
            for (String heading : twice) {
                findings.add(Finding.blocks("COLUMN_TWICE", place, heading));
            }
            for (C column : columns.getEnumConstants()) {
                if (column.mandatory() && !found.containsValue(column)) {
                    findings.add(Finding.blocks("COLUMN_MISSING", place, column.heading()));
                }
            }
            if (columns.equals(RecordColumn.class)
                    && !found.containsValue(RecordColumn.FILE_CODE)
                    && !found.containsValue(RecordColumn.ARC_FILE_CODE)) {
                findings.add(
                        Finding.blocks("COLUMN_MISSING", place, RecordColumn.FILE_CODE.heading()));
            }
            return true;
        }

        private boolean isOwn(String heading, C column) {
            String key = PlainKey.withoutBrackets(heading);
            return key.equals(PlainKey.of(column.heading()))
                    || key.equals(PlainKey.of(column.field()));
        }

        /** A second line of headings, or (1) (2) (3). */
        private boolean continuesHeadings(List<ListCell> cells) {
            int known = 0;
            int numbers = 0;
            int filled = 0;
            for (int i = 0; i < cells.size(); i++) {
                String text = cells.get(i).text();
                if (text.isEmpty()) {
                    continue;
                }
                filled++;
                if (text.matches("\\(?\\d{1,2}\\)?")) {
                    numbers++;
                } else if (headings.get(i) != null && headings.get(i) == column(text)) {
                    known++;
                }
            }
            return known >= ENOUGH_HEADINGS || (numbers == filled && filled >= ENOUGH_HEADINGS);
        }

        void end() {
            if (headings.isEmpty()) {
                findings.add(Finding.blocks("COLUMN_MISSING", name, mandatoryHeadings()));
            } else if (rows == 0) {
                findings.add(Finding.blocks("LIST_EMPTY", name));
            }
        }

        private String mandatoryHeadings() {
            List<String> names = new ArrayList<>();
            for (C column : columns.getEnumConstants()) {
                if (column.mandatory()) {
                    names.add(column.heading());
                }
            }
            return String.join(", ", names);
        }
    }
}

package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.Finding;

/**
 * A list with its headings understood. A file is gone through twice: once for the headings of each
 * sheet, once for the rows of those sheets that are the list.
 */
final class ListTable<C extends Enum<C> & ListColumn> {
    private static final int MOST_HELD = 50;

    /** "Tổng cộng: 05 hồ sơ", without its diacritics. */
    private static final Pattern RECORDS = Pattern.compile("(?i)\\b(\\d{1,6})\\s*(?:ho so|hs)\\b");

    private static final Pattern DOCUMENTS =
            Pattern.compile("(?i)\\b(\\d{1,6})\\s*(?:van ban|vb|tai lieu|tl)\\b");

    private final Class<C> columns;
    private final DeliveryList list;
    private final HeadingWords<C> words;
    private final Consumer<DeliveredColumn> understood;

    ListTable(
            Class<C> columns,
            DeliveryList list,
            ConfirmedHeadings confirmed,
            Consumer<DeliveredColumn> understood) {
        this.columns = columns;
        this.list = list;
        this.words = new HeadingWords<>(columns, list, confirmed);
        this.understood = understood;
    }

    /** Reads the list; what is wrong with the list itself goes to {@code findings}. */
    void read(Path file, ListLimits limits, FindingSink findings, Consumer<ListedRow<C>> each)
            throws IOException {
        String name = String.valueOf(file.getFileName());
        ListRows rows = ListForm.open(file, limits, words::known);
        try {
            HeadingSearch<C> search = new HeadingSearch<>(words);
            rows.forEach(search::row);
            List<HeadingSearch.Table<C>> tables = search.chosen();
            rows.guessed().ifPresent(findings::add);
            if (tables.isEmpty()) {
                findings.add(Finding.blocks("COLUMN_MISSING", name, mandatoryHeadings()));
                return;
            }
            for (ListSheet sheet : search.suspicious(tables)) {
                findings.add(Finding.warns("SHEET_NOT_READ", name, sheet.name()));
            }
            Reading reading = new Reading(name, limits, findings, each, rows.merged());
            reading.takeUp(tables);
            try {
                rows.forEach(reading::row);
                reading.end();
            } finally {
                reading.samples.columns().forEach(understood);
            }
        } catch (UnreadableListException e) {
            findings.add(e.finding());
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

    /** A row that may be a note under the table. */
    private record Held(ListSheet sheet, int number, List<ListCell> cells) {}

    private final class Reading {
        private final String name;
        private final ListLimits limits;
        private final FindingSink findings;
        private final Consumer<ListedRow<C>> each;
        private final ListNotes<C> notes = new ListNotes<>();
        private final ColumnSamples<C> samples = new ColumnSamples<>(list);
        private final Map<Integer, RowKinds<C>> kinds = new HashMap<>();
        private final MergedCells merged;
        private List<ListCell> above = List.of();

        /** Of the row at hand, by place. */
        private final Set<Integer> taken = new TreeSet<>();

        /** Rows that may be notes under the table; what they are, the rows after them say. */
        private final List<Held> held = new ArrayList<>();

        private ListSheet sheet = new ListSheet(-1, "");
        private int before;
        private boolean headingBefore;
        private boolean gapBefore;
        private int rows;

        /** Read before the group that the next total counts. */
        private int rowsBefore;

        /** With headings, totals and notes, of which there are fewer than rows. */
        private long seen;

        Reading(
                String name,
                ListLimits limits,
                FindingSink findings,
                Consumer<ListedRow<C>> each,
                MergedCells merged) {
            this.name = name;
            this.merged = merged;
            this.limits = limits;
            this.findings = findings;
            this.each = each;
        }

        void takeUp(List<HeadingSearch.Table<C>> tables) {
            for (HeadingSearch.Table<C> table : tables) {
                kinds.put(table.sheet().index(), new RowKinds<>(words, table));
                samples.add(table.headings());
                table.headings().report(place(table.sheet(), table.first()), findings);
                if (table != tables.getFirst()) {
                    String tab = table.sheet().name();
                    findings.add(Finding.notes("SHEET_CONTINUES", name, tab));
                }
            }
        }

        /** The first sheet of the list needs no name. */
        private String place(ListSheet of, int number) {
            boolean only = kinds.keySet().stream().allMatch(index -> index >= of.index());
            return ListedRow.place(only ? name : name + " [" + of.name() + "]", number);
        }

        boolean row(ListSheet of, int number, List<ListCell> written)
                throws UnreadableListException {
            RowKinds<C> kind = kinds.get(of.index());
            if (kind == null) {
                return false;
            }
            if (of.index() != sheet.index()) {
                leaveSheet();
                sheet = of;
                before = number - 1;
            }
            if (number <= kind.lastHeading()) {
                before = number;
                headingBefore = true;
                return true;
            }
            List<ListCell> cells = filled(kind, of, number, written);
            above = cells;
            gapBefore |= number > before + 1;
            before = number;
            RowKinds.Kind what = kind.of(cells, headingBefore, gapBefore);
            headingBefore = what == RowKinds.Kind.HEADING;
            switch (what) {
                case EMPTY -> {
                    gapBefore = true;
                    return true;
                }
                case HEADING -> {}
                case TOTAL -> {
                    gapBefore = true;
                    compare(of, number, cells);
                    notes.skipped(place(of, number), number);
                }
                case SECTION -> notes.skipped(place(of, number), number);
                case PERHAPS_NOTE -> {
                    held.add(new Held(of, number, cells));
                    if (held.size() > MOST_HELD) {
                        takeHeld();
                    }
                }
                case ROW -> {
                    takeHeld();
                    gapBefore = false;
                    for (int i : taken) {
                        C column = kind.columns().get(i);
                        if (column != null) {
                            String at = place(of, number) + ", cột " + column.heading();
                            notes.count("CELLS_MERGED", column, at);
                        }
                    }
                    handOn(of, number, cells);
                }
            }
            if (rows > limits.rows() || ++seen > 2L * limits.rows()) {
                throw new UnreadableListException(
                        Finding.blocks("LIST_TOO_MANY_ROWS", name, String.valueOf(limits.rows())));
            }
            return true;
        }

        /** With what merged cells above show for this row too. */
        private List<ListCell> filled(
                RowKinds<C> kind, ListSheet of, int number, List<ListCell> written) {
            taken.clear();
            if (merged.isEmpty()) {
                return written;
            }
            List<ListCell> cells = new ArrayList<>(written);
            for (int i : kind.columns().keySet()) {
                boolean blank = i >= cells.size() || cells.get(i).isEmpty();
                if (blank
                        && i < above.size()
                        && !above.get(i).isEmpty()
                        && merged.continues(of, number, i)) {
                    while (cells.size() <= i) {
                        cells.add(ListCell.EMPTY);
                    }
                    cells.set(i, above.get(i));
                    taken.add(i);
                }
            }
            return cells;
        }

        /** What a total says there are, against what was read: of the sheet, or of all. */
        private void compare(ListSheet of, int number, List<ListCell> cells) {
            for (ListCell cell : cells) {
                Matcher counted =
                        (list == DeliveryList.RECORDS ? RECORDS : DOCUMENTS)
                                .matcher(ListDates.folded(cell.text()));
                if (!counted.find()) {
                    continue;
                }
                int declared = Integer.parseInt(counted.group(1));
                if (declared != rows && declared != rows - rowsBefore) {
                    String place = place(of, number);
                    String read = String.valueOf(rows - rowsBefore);
                    findings.add(
                            Finding.warns(
                                    "TOTAL_DISAGREES", place, RowValues.shown(cell.text()), read));
                }
                rowsBefore = rows;
                return;
            }
        }

        private void handOn(ListSheet of, int number, List<ListCell> cells) {
            RowKinds<C> kind = kinds.get(of.index());
            rows++;
            if (rows <= limits.rows() && kind != null) {
                samples.take(kind.headings(), cells);
                each.accept(
                        new ListedRow<>(
                                place(of, number), kind.columns(), cells, notes, kind.bySheets()));
            }
        }

        /** Rows of the list follow, so they are rows of the list too. */
        private void takeHeld() {
            held.forEach(row -> handOn(row.sheet(), row.number(), row.cells()));
            held.clear();
        }

        private void leaveSheet() {
            held.forEach(row -> notes.skipped(place(row.sheet(), row.number()), row.number()));
            held.clear();
            gapBefore = false;
            above = List.of();
        }

        void end() {
            leaveSheet();
            notes.report(findings);
            if (rows == 0) {
                findings.add(Finding.blocks("LIST_EMPTY", name));
            }
        }
    }
}

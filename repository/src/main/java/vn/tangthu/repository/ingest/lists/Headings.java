package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveredColumn.How;
import vn.tangthu.repository.Finding;

/** The headings of a list as they were understood. */
final class Headings<C extends Enum<C> & ListColumn> {
    /** One of them. */
    record Heading<C>(String name, How how, @Nullable C column) {}

    private static final Pattern SHEET =
            Pattern.compile(
                    "(?<!\\p{L})(tờ|to)(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.CANON_EQ);

    private final Class<C> all;
    private final Map<Integer, C> columns = new LinkedHashMap<>();
    private int runningNumbers = -1;
    private final Map<Integer, Heading<C>> headings = new TreeMap<>();

    Headings(Class<C> all) {
        this.all = all;
    }

    /** As a person confirmed it; null for a column that is not to be read. */
    void confirmed(int at, String name, @Nullable C column) {
        if (column == null) {
            headings.put(at, new Heading<>(name, How.IGNORED, null));
        } else if (columns.containsValue(column)) {
            headings.put(at, new Heading<>(name, How.TWICE, null));
        } else {
            read(at, name, How.CONFIRMED, column);
        }
    }

    /**
     * @param own whether it is the column's own name and not one of its others
     */
    void exact(int at, String name, C column, boolean own) {
        if (!columns.containsValue(column)) {
            read(at, name, How.KNOWN, column);
        } else {
            // A second name of a column that is there already may be anything.
            headings.put(at, new Heading<>(name, own ? How.TWICE : How.UNKNOWN, null));
        }
    }

    void alike(int at, String name, C column, boolean sure) {
        read(at, name, sure ? How.GUESSED : How.DOUBTFUL, column);
    }

    void unknown(int at, String name) {
        headings.put(at, new Heading<>(name, How.UNKNOWN, null));
    }

    private void read(int at, String name, How how, C column) {
        columns.put(at, column);
        headings.put(at, new Heading<>(name, how, column));
    }

    void runningNumbers(int at) {
        runningNumbers = at;
    }

    /** Where the rows are numbered, from 0; below 0 when nowhere. */
    int runningNumbers() {
        return runningNumbers;
    }

    /** What is read, by its place, from 0. */
    Map<Integer, C> columns() {
        return columns;
    }

    /** All of them by their place, from 0. */
    Map<Integer, Heading<C>> all() {
        return headings;
    }

    /** Those whose heading speaks of sheets of paper, and nobody said that it means pages. */
    Set<C> bySheets() {
        Set<C> sheets = new HashSet<>();
        for (Heading<C> each : headings.values()) {
            if (each.column() != null
                    && each.how() != How.CONFIRMED
                    && SHEET.matcher(each.name()).find()) {
                sheets.add(each.column());
            }
        }
        return sheets;
    }

    private long guesses() {
        return headings.values().stream()
                .filter(h -> h.how() == How.GUESSED || h.how() == How.DOUBTFUL)
                .count();
    }

    /** Columns whose names are right to the letter, or were confirmed. */
    int certain() {
        return columns.size() - (int) guesses();
    }

    /** Whether they are more than a coincidence. */
    boolean enough() {
        return columns.size() >= 2 && certain() * 2 + guesses() >= 3;
    }

    boolean complete() {
        return missing().isEmpty();
    }

    boolean identify() {
        return columns.values().stream().anyMatch(ListColumn::identifies);
    }

    private List<C> missing() {
        List<C> missing = new ArrayList<>();
        C code = null;
        for (C column : all.getEnumConstants()) {
            if (column.mandatory() && !columns.containsValue(column)) {
                missing.add(column);
            }
            if (column.identifies() && !column.mandatory() && code == null) {
                code = column;
            }
        }
        if (code != null && !identify()) {
            missing.add(code);
        }
        return missing;
    }

    void report(String place, FindingSink findings) {
        for (Heading<C> each : headings.values()) {
            String name = RowValues.shown(each.name());
            C column = each.column();
            switch (each.how()) {
                case KNOWN, CONFIRMED, IGNORED -> {}
                case GUESSED -> findings.add(warning(place, name, column));
                case DOUBTFUL -> findings.add(question(place, name, column));
                case UNKNOWN -> findings.add(Finding.warns("COLUMN_UNKNOWN", place, name));
                case TWICE -> findings.add(Finding.blocks("COLUMN_TWICE", place, name));
            }
        }
        for (C column : missing()) {
            findings.add(Finding.blocks("COLUMN_MISSING", place, column.heading()));
        }
    }

    private static Finding warning(String place, String name, @Nullable ListColumn column) {
        return Finding.warns("COLUMN_READ_AS", place, name, column == null ? "" : column.heading());
    }

    private static Finding question(String place, String name, @Nullable ListColumn column) {
        return Finding.blocks(
                "COLUMN_TO_CONFIRM", place, name, column == null ? "" : column.heading());
    }
}

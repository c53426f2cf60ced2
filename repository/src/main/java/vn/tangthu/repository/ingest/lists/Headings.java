package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Finding;

/** The headings of a list as they were understood. */
final class Headings<C extends Enum<C> & ListColumn> {
    private final Class<C> all;
    private final Map<Integer, C> columns = new LinkedHashMap<>();
    private final Map<String, C> alike = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();

    Headings(Class<C> all) {
        this.all = all;
    }

    /**
     * @param own whether it is the column's own name and not one of its others
     */
    void exact(int at, String name, C column, boolean own) {
        if (!columns.containsValue(column)) {
            columns.put(at, column);
        } else if (own) {
            twice.add(name);
        } else {
            unknown.add(name); // a second name of a column that is there already
        }
    }

    void alike(int at, String name, C column) {
        columns.put(at, column);
        alike.put(name, column);
    }

    void unknown(String name) {
        unknown.add(name);
    }

    /** By their place, from 0. */
    Map<Integer, C> columns() {
        return columns;
    }

    /** Columns whose names are right to the letter. */
    int certain() {
        return columns.size() - alike.size();
    }

    /** Whether they are more than a coincidence. */
    boolean enough() {
        return columns.size() >= 2 && certain() * 2 + alike.size() >= 3;
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
        alike.forEach(
                (name, column) ->
                        findings.add(
                                Finding.warns(
                                        "COLUMN_READ_AS",
                                        place,
                                        RowValues.shown(name),
                                        column.heading())));
        for (String name : unknown) {
            findings.add(Finding.notes("COLUMN_UNKNOWN", place, RowValues.shown(name)));
        }
        for (String name : twice) {
            findings.add(Finding.blocks("COLUMN_TWICE", place, RowValues.shown(name)));
        }
        for (C column : missing()) {
            findings.add(Finding.blocks("COLUMN_MISSING", place, column.heading()));
        }
    }
}

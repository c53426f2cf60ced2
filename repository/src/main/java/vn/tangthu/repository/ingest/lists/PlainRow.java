package vn.tangthu.repository.ingest.lists;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Finding;

/** A row of {@link PlainSheets}; its cells by the names of their columns. */
public final class PlainRow {
    private final String place;
    private final Map<String, Integer> columns;
    private final List<ListCell> cells;
    private final FindingSink findings;

    PlainRow(
            String place,
            Map<String, Integer> columns,
            List<ListCell> cells,
            FindingSink findings) {
        this.place = place;
        this.columns = columns;
        this.cells = List.copyOf(cells);
        this.findings = findings;
    }

    public String place() {
        return place;
    }

    /** Whether its sheet has the column. */
    public boolean has(String heading) {
        return columns.containsKey(PlainKey.of(heading));
    }

    /** Spaces as one; null where it is blank or there is no such column. */
    public @Nullable String text(String heading) {
        ListCell cell = cell(heading);
        return cell.isEmpty() ? null : cell.text().replaceAll("\\s+", " ");
    }

    /** Told as missing where it is blank, and then empty. */
    public String required(String heading) {
        String text = text(heading);
        if (text == null) {
            findings.add(Finding.blocks("BODY_CELL_EMPTY", place, heading));
            return "";
        }
        return text;
    }

    /** A whole day; null where it is blank or, after a finding, no day. */
    public @Nullable LocalDate day(String heading) {
        ListCell cell = cell(heading);
        if (cell.isEmpty() || cell.date() != null) {
            return cell.date();
        }
        ArchivalDate date = ListDates.parse(cell.text());
        if (date == null || date.day() == null) {
            findings.add(Finding.blocks("BODY_DAY", place, heading, RowValues.shown(cell.text())));
            return null;
        }
        return date.earliest();
    }

    /** Yes, no, or blank as no. */
    public boolean yes(String heading) {
        String text = text(heading);
        return text != null && List.of("1", "x", "co", "yes", "true").contains(PlainKey.of(text));
    }

    private ListCell cell(String heading) {
        Integer at = columns.get(PlainKey.of(heading));
        return at == null || at >= cells.size() ? ListCell.EMPTY : cells.get(at);
    }
}

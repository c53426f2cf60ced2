package vn.tangthu.repository.ingest.lists;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.UseMode;

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

    /** As {@link #text}, told where it is longer. */
    public @Nullable String text(String heading, int most) {
        String text = text(heading);
        if (text != null && text.length() > most) {
            findings.add(Finding.blocks("PAPER_TOO_LONG", place, heading, String.valueOf(most)));
        }
        return text;
    }

    /** A number of things, from 0; null where it is blank or, after a finding, no such number. */
    public @Nullable Integer count(String heading) {
        String text = text(heading);
        Integer number = text == null ? null : RowValues.parseNumber(text);
        if (text != null && (number == null || number < 0)) {
            findings.add(Finding.blocks("PAPER_NUMBER", place, heading, RowValues.shown(text)));
            return null;
        }
        return number;
    }

    /** A measure from 0 with at most three places, after a comma or a full stop. */
    public @Nullable BigDecimal measure(String heading) {
        String text = text(heading);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,6}([.,]\\d{1,3})?")) {
            findings.add(Finding.blocks("PAPER_NUMBER", place, heading, RowValues.shown(text)));
            return null;
        }
        return new BigDecimal(text.replace(',', '.'));
    }

    /** By code or words; null where it is blank or, after a finding, none of the list. */
    public <E extends Enum<E> & CodeListEntry> @Nullable E entry(String heading, Class<E> list) {
        String text = text(heading);
        E entry = text == null ? null : CodeWords.find(list, text).orElse(null);
        if (text != null && entry == null) {
            wrong(heading, text, CodeWords.allowed(list));
        }
        return entry;
    }

    /**
     * Who may see it, as a level or as a mode of use; null where it is blank or, after a finding,
     * none of them. What is secret is told and nothing of its row repeated.
     */
    public @Nullable Access access(String heading) {
        String text = text(heading);
        if (text == null) {
            return null;
        }
        if (CodeWords.saysSecret(text)) {
            findings.add(Finding.blocks("PAPER_SECRET", place));
            return null;
        }
        Access access =
                switch (PlainKey.of(text)) {
                    case "lietke", "listed" -> Access.LISTED;
                    case "an", "hidden" -> Access.HIDDEN;
                    case "public" -> Access.PUBLIC;
                    default -> CodeWords.find(UseMode.class, text).map(Access::of).orElse(null);
                };
        if (access == null) {
            wrong(heading, text, "công khai, liệt kê, ẩn");
        }
        return access;
    }

    /** Yes or no; null where it is blank or, after a finding, neither. */
    public @Nullable Boolean yesNo(String heading) {
        String text = text(heading);
        if (text == null) {
            return null;
        }
        switch (PlainKey.of(text)) {
            case "1", "01", "x", "co", "yes", "true":
                return true;
            case "0", "00", "khong", "no", "false":
                return false;
            default:
                wrong(heading, text, "1 Có, 0 Không");
                return null;
        }
    }

    private void wrong(String heading, String text, String allowed) {
        findings.add(Finding.blocks("PAPER_CODE", place, heading, RowValues.shown(text), allowed));
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

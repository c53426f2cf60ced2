package vn.tangthu.repository.ingest.lists;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.SafeName;

/** The values of one row, each with its findings. */
final class RowValues<C extends Enum<C> & ListColumn> {
    /** What is left of 5/12 when a spreadsheet took it for a day and was saved as CSV. */
    private static final Pattern BECAME_DATE =
            Pattern.compile(
                    "(?i)\\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\\d{1,2})"
                            + "(-\\d{2,4})?|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\\d{2}"
                            + "|\\d{1,2}/\\d{1,2}/\\d{4}");

    /** The same out of programs that write days so; a code may look like one, a number does not. */
    private static final Pattern ISO_DATE =
            Pattern.compile("(19|20)\\d{2}-\\d{2}-\\d{2}([ T]00:00(:00)?)?");

    /** What is left of 100000 in a narrow cell. */
    private static final Pattern POWER_OF_TEN = Pattern.compile("\\d([.,]\\d+)?[eE][+-]?\\d{1,3}");

    private static final Pattern COUNT_AND_UNIT =
            Pattern.compile("(?i)(\\d[\\d., \u00A0]*)\\s*(?:tờ|trang|tài liệu|văn bản|tl|vb)\\.?");
    private static final int SHOWN_CHARS = 80;

    private final ListedRow<C> row;
    private final FindingSink findings;
    private boolean blocked;

    RowValues(ListedRow<C> row, FindingSink findings) {
        this.row = row;
        this.findings = findings;
        for (C column : row.columns()) {
            ListCell cell = row.cell(column);
            switch (cell.origin()) {
                case FORMULA -> row.count("FORMULA_VALUES", column);
                case ERROR -> block(column, "CELL_ERROR", shown(cell.text()));
                case TYPED -> {}
            }
            if (becameDate(column, cell)) {
                block(column, "NUMBER_BECAME_DATE", shown(cell.text()));
            }
        }
    }

    private boolean becameDate(C column, ListCell cell) {
        return column.asWritten()
                && (cell.date() != null || BECAME_DATE.matcher(cell.text()).matches());
    }

    /** What is left of an error or of a number that became a date is no value. */
    private ListCell cell(C column) {
        ListCell cell = row.cell(column);
        boolean lost = cell.origin() == ListCell.Origin.ERROR || becameDate(column, cell);
        return lost ? ListCell.EMPTY : cell;
    }

    boolean blocked() {
        return blocked;
    }

    boolean isBlank(C column) {
        return row.cell(column).isEmpty();
    }

    void block(C column, String code, String... values) {
        blocked = true;
        findings.add(Finding.blocks(code, row.place(column), values));
    }

    private void warn(C column, String code, String... values) {
        findings.add(Finding.warns(code, row.place(column), values));
    }

    /** What stands on the document itself, as {@link #text}; not what a spreadsheet made of it. */
    @Nullable String onDocument(C column, int max) {
        String text = cell(column).text();
        if (ISO_DATE.matcher(text).matches()) {
            block(column, "NUMBER_BECAME_DATE", shown(text));
            return null;
        }
        if (POWER_OF_TEN.matcher(text).matches()) {
            block(column, "NUMBER_ROUNDED", shown(text));
            return null;
        }
        return text(column, max);
    }

    /** Up to {@code max} characters, or null when blank. */
    @Nullable String text(C column, int max) {
        ListCell cell = cell(column);
        if (cell.isEmpty()) {
            return null;
        }
        String text = cell.text();
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            block(column, "TOO_LONG", String.valueOf(max), String.valueOf(length));
        }
        if (text.codePoints().anyMatch(RowValues::unprintable)) {
            block(column, "UNPRINTABLE", shown(text));
        }
        return text;
    }

    /** XML 1.0 cannot carry them, so neither METS nor EAD could. */
    private static boolean unprintable(int c) {
        return (c < 0x20 && c != '\n' && c != '\r' && c != '\t')
                || (c >= 0xD800 && c <= 0xDFFF)
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    /** As {@link #text}; blank is a finding and reads as the empty string. */
    String required(C column, int max) {
        String text = text(column, max);
        if (text == null && isBlank(column)) {
            missing(column);
        }
        return text == null ? "" : text;
    }

    /** Tells that a value is missing; of a column that is missing itself, only that was told. */
    void missing(C column) {
        blocked = true;
        boolean toldOfColumn =
                column.identifies()
                        ? row.columns().stream().noneMatch(ListColumn::identifies)
                        : column.mandatory() && !row.columns().contains(column);
        if (!toldOfColumn) {
            block(column, "VALUE_MISSING", column.heading());
        }
    }

    /** A code of the archive: text that may name a file; empty when blank. */
    String archiveCode(C column, boolean required) {
        String text = required ? required(column, 100) : text(column, 100);
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (cell(column).numeric() && (text.contains(".") || text.length() > 15)) {
            block(column, "CODE_IS_NUMBER", text);
        }
        if (!SafeName.is(text)) {
            block(column, "CODE_CHARACTERS", shown(text));
        }
        return text;
    }

    /** An entry of a closed list by its code, also {@code 1} for {@code 01}, or by its words. */
    <E extends Enum<E> & CodeListEntry> @Nullable E entry(C column, Class<E> list) {
        String text = cell(column).text();
        if (text.isEmpty()) {
            return null;
        }
        Optional<E> entry = CodeWords.find(list, text);
        if (entry.isEmpty()) {
            block(column, "WRONG_CODE", shown(text), CodeWords.allowed(list));
            return null;
        }
        if (cell(column).numeric() && text.length() == 1) {
            row.count("LEADING_ZERO_RESTORED", column);
        }
        return entry.get();
    }

    List<LanguageCode> languages(C column) {
        String text = cell(column).text();
        if (text.isEmpty()) {
            return List.of();
        }
        // "Việt - Anh" is one entry of the list, so try the whole before its parts.
        Optional<LanguageCode> whole = CodeWords.find(LanguageCode.class, text);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        Set<LanguageCode> all = new LinkedHashSet<>();
        for (String part : text.split("[;,|+\\n]")) {
            if (part.isBlank()) {
                continue;
            }
            Optional<LanguageCode> one = CodeWords.find(LanguageCode.class, part);
            if (one.isEmpty()) {
                block(column, "WRONG_CODE", shown(text), CodeWords.allowed(LanguageCode.class));
                return List.of();
            }
            all.add(one.get());
        }
        return List.copyOf(all);
    }

    @Nullable ArchivalDate date(C column) {
        ListCell cell = cell(column);
        if (cell.isEmpty()) {
            return null;
        }
        if (cell.date() != null) {
            Integer year = ListDates.perhapsYear(cell.date(), cell.since1904());
            if (year != null) {
                warn(column, "DATE_MAY_BE_YEAR", cell.text(), year.toString());
            }
            return ArchivalDate.of(cell.date());
        }
        if (ListDates.saysNone(cell.text())) {
            row.count("DATE_SAID_ABSENT", column);
            return null;
        }
        ArchivalDate date = ListDates.parse(cell.text());
        if (date == null && cell.numeric()) {
            date = ListDates.serial(cell.text(), cell.since1904());
            if (date != null) {
                row.count("DATE_FROM_SERIAL", column);
            }
        }
        if (date == null) {
            block(column, "WRONG_DATE", shown(cell.text()));
        }
        return date;
    }

    /** From when to when, or null when blank. */
    ListDates.@Nullable Period period(C column) {
        ListCell cell = cell(column);
        if (cell.isEmpty() || cell.date() != null) {
            ArchivalDate day = date(column);
            return day == null ? null : new ListDates.Period(day, day);
        }
        if (ListDates.saysNone(cell.text())) {
            row.count("DATE_SAID_ABSENT", column);
            return null;
        }
        ListDates.Period period = ListDates.period(cell.text());
        if (period == null) {
            block(column, "WRONG_DATE", shown(cell.text()));
        }
        return period;
    }

    /** A whole number from {@code min} to {@code max}, or null when blank. */
    @Nullable Integer number(C column, int min, int max) {
        String text = cell(column).text();
        if (text.isEmpty()) {
            return null;
        }
        if (cell(column).date() != null) {
            block(column, "NUMBER_BECAME_DATE", shown(text));
            return null;
        }
        Integer number = parseNumber(text);
        if (number == null || number < min || number > max) {
            block(column, "WRONG_NUMBER", shown(text), String.valueOf(min), String.valueOf(max));
            return null;
        }
        return number;
    }

    /** Vietnamese thousands are parted by a full stop: {@code 1.250} is 1250. */
    static @Nullable Integer parseNumber(String text) {
        Matcher counted = COUNT_AND_UNIT.matcher(text);
        String bare = counted.matches() ? counted.group(1).strip() : text;
        String digits =
                bare.matches("\\d{1,3}([. \u00A0]\\d{3})+")
                        ? bare.replaceAll("[. \u00A0]", "")
                        : bare;
        try {
            return new BigDecimal(digits.replace(',', '.')).intValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    @Nullable Boolean yesNo(C column) {
        String text = cell(column).text();
        if (text.isEmpty()) {
            return null;
        }
        Boolean yes =
                switch (PlainKey.of(text)) {
                    case "1", "01", "co", "true", "yes", "x", "dung", "y" -> true;
                    case "0", "00", "khong", "false", "no", "sai", "n" -> false;
                    default -> null;
                };
        if (yes == null) {
            block(column, "WRONG_CODE", shown(text), "1 Có, 0 Không");
        }
        return yes;
    }

    /** Tình trạng dự phòng: 01 done is true, 02 not yet is false. */
    @Nullable Boolean recoveryStatus(C column) {
        String text = cell(column).text();
        if (text.isEmpty()) {
            return null;
        }
        Boolean done =
                switch (PlainKey.of(text)) {
                    case "1", "01", "da", "daduphong", "done" -> true;
                    case "2", "02", "chua", "chuaduphong", "notyet" -> false;
                    default -> null;
                };
        if (done == null) {
            block(column, "WRONG_CODE", shown(text), "01 Đã dự phòng, 02 Chưa dự phòng");
        }
        return done;
    }

    @Nullable Access access(C column) {
        String text = cell(column).text();
        if (text.isEmpty()) {
            return null;
        }
        Access access =
                switch (PlainKey.of(text)) {
                    case "congkhai", "public" -> Access.PUBLIC;
                    case "lietke", "listed" -> Access.LISTED;
                    case "an", "hidden" -> Access.HIDDEN;
                    default -> null;
                };
        if (access == null) {
            block(column, "WRONG_CODE", shown(text), "công khai, liệt kê, ẩn");
        }
        return access;
    }

    List<String> names(C column) {
        List<String> names = new ArrayList<>();
        for (String name : cell(column).text().split("[;\\n]")) {
            String trimmed = ListCell.trimmed(name);
            if (!trimmed.isEmpty()) {
                names.add(trimmed);
            }
        }
        return names;
    }

    static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }
}

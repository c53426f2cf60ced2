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
import vn.tangthu.repository.ingest.source.SafeName;

/** The values of one row, each with its findings. */
final class RowValues<C extends Enum<C> & ListColumn> {
    private static final Pattern DAY =
            Pattern.compile("(\\d{1,2})\\s*[/.\\-]\\s*(\\d{1,2})\\s*[/.\\-]\\s*(\\d{4})");
    private static final Pattern MONTH = Pattern.compile("(\\d{1,2})\\s*[/.\\-]\\s*(\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final int SHOWN_CHARS = 80;

    private final ListedRow<C> row;
    private final FindingSink findings;
    private boolean blocked;

    RowValues(ListedRow<C> row, FindingSink findings) {
        this.row = row;
        this.findings = findings;
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

    /** Up to {@code max} characters, or null when blank. */
    @Nullable String text(C column, int max) {
        ListCell cell = row.cell(column);
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
        if (text == null) {
            block(column, "VALUE_MISSING", column.heading());
            return "";
        }
        return text;
    }

    /** A code of the archive: text that may name a file; empty when blank. */
    String archiveCode(C column, boolean required) {
        String text = required ? required(column, 100) : text(column, 100);
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (row.cell(column).numeric() && (text.contains(".") || text.length() > 15)) {
            warn(column, "CODE_IS_NUMBER", text);
        }
        if (!SafeName.is(text)) {
            block(column, "CODE_CHARACTERS", shown(text));
        }
        return text;
    }

    /** An entry of a closed list by its code, also {@code 1} for {@code 01}, or by its words. */
    <E extends Enum<E> & CodeListEntry> @Nullable E entry(C column, Class<E> list) {
        String text = row.cell(column).text();
        if (text.isEmpty()) {
            return null;
        }
        Optional<E> entry = CodeWords.find(list, text);
        if (entry.isEmpty()) {
            block(column, "WRONG_CODE", shown(text), CodeWords.allowed(list));
            return null;
        }
        return entry.get();
    }

    List<LanguageCode> languages(C column) {
        String text = row.cell(column).text();
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
        ListCell cell = row.cell(column);
        if (cell.isEmpty()) {
            return null;
        }
        if (cell.date() != null) {
            return ArchivalDate.of(cell.date());
        }
        ArchivalDate date = parseDate(cell.text(), cell.numeric());
        if (date == null) {
            block(column, "WRONG_DATE", shown(cell.text()));
        }
        return date;
    }

    static @Nullable ArchivalDate parseDate(String text, boolean numeric) {
        try {
            Matcher day = DAY.matcher(text);
            if (day.matches()) {
                return new ArchivalDate(
                        Integer.parseInt(day.group(3)),
                        Integer.parseInt(day.group(2)),
                        Integer.parseInt(day.group(1)));
            }
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return new ArchivalDate(
                        Integer.parseInt(iso.group(1)),
                        Integer.parseInt(iso.group(2)),
                        Integer.parseInt(iso.group(3)));
            }
            Matcher month = MONTH.matcher(text);
            if (month.matches()) {
                return new ArchivalDate(
                        Integer.parseInt(month.group(2)), Integer.parseInt(month.group(1)), null);
            }
            if (text.matches("\\d{4}")) {
                return ArchivalDate.ofYear(Integer.parseInt(text));
            }
            if (numeric && text.matches("\\d{5}")) {
                // A day that lost its format: Excel counts from 1899-12-30 (after its false leap
                // day of 1900); four digits are a year.
                return ArchivalDate.of(
                        java.time.LocalDate.of(1899, 12, 30).plusDays(Integer.parseInt(text)));
            }
        } catch (IllegalArgumentException e) {
            return null; // no such day
        }
        return null;
    }

    /** A whole number from {@code min} to {@code max}, or null when blank. */
    @Nullable Integer number(C column, int min, int max) {
        String text = row.cell(column).text();
        if (text.isEmpty()) {
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
        String digits = text.matches("\\d{1,3}([. ]\\d{3})+") ? text.replaceAll("[. ]", "") : text;
        try {
            return new BigDecimal(digits.replace(',', '.')).intValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    @Nullable Boolean yesNo(C column) {
        String text = row.cell(column).text();
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
        String text = row.cell(column).text();
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
        String text = row.cell(column).text();
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
        for (String name : row.cell(column).text().split("[;\\n]")) {
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

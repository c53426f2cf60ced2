package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the rows of a list from what else stands in and under a table. */
final class RowKinds<C extends Enum<C> & ListColumn> {
    /** What a row is. */
    enum Kind {
        ROW,
        EMPTY,
        /** The headings again, as each printed page has them, or the numbers of the columns. */
        HEADING,
        TOTAL,
        /** One line over several rows: "Hộp số 5". */
        SECTION,
        /** Few words apart from the table, such as those who sign. */
        PERHAPS_NOTE
    }

    /** Of nothing but words of counting; "Tổng kết năm 1998" and "Cộng hòa" are none. */
    private static final Pattern TOTAL =
            Pattern.compile(
                    "(tong|cong|luyke|mangsang|chuyensang|chuyentrang)(tong|cong|so|luong|hoso|hs|"
                            + "vanban|vb|tailieu|tl|to|trang|hop|cap|phong|mucluc|metgia|met|gia|nay|"
                            + "gom|la|co|cac|cua|theo|muc|nam|phan|mang|chuyen|sang|don|\\d)*");

    /** What a group of rows stands under: "Hộp số 5", "Mục lục số 02", "II. Tài chính". */
    private static final Pattern SECTION =
            Pattern.compile(
                    "(hop|cap|tap|ke|gia|kho|phong|muc\\s*luc|muc|phan|nhom|khoi|nam|quy|thang)\\s*(so\\s*)?"
                            + "[:.]?\\s*([0-9]+|[ivxlc]+|[a-z])\\b.{0,60}"
                            + "|([ivxlc]+|[a-z]|[0-9]{1,2})\\s*[.)/:-]\\s*\\D.{0,120}",
                    Pattern.DOTALL);

    private static final Pattern RUNNING = Pattern.compile("\\d{1,6}\\.?");
    private static final Pattern COLUMN_NUMBER = Pattern.compile("[(\\[]?(\\d{1,2})[)\\]]?");
    private static final Pattern CODE = Pattern.compile("\\S*\\d\\S*");
    private static final int FEW = 3;

    private final HeadingWords<C> words;
    private final HeadingSearch.Table<C> table;
    private final Set<C> bySheets;

    RowKinds(HeadingWords<C> words, HeadingSearch.Table<C> table) {
        this.words = words;
        this.table = table;
        this.bySheets = table.headings().bySheets();
    }

    Set<C> bySheets() {
        return bySheets;
    }

    Map<Integer, C> columns() {
        return table.headings().columns();
    }

    Headings<C> headings() {
        return table.headings();
    }

    int lastHeading() {
        return table.last();
    }

    /**
     * @param headingBefore whether the row before was a heading
     * @param gapBefore whether an empty row or a total stands between this and the last row
     */
    Kind of(List<ListCell> cells, boolean headingBefore, boolean gapBefore) {
        List<Integer> filled = new ArrayList<>();
        List<Integer> worded = new ArrayList<>();
        int codes = 0;
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).isEmpty()) {
                continue;
            }
            filled.add(i);
            if (!cells.get(i).numeric()
                    && cells.get(i).origin() != ListCell.Origin.ERROR
                    && cells.get(i).text().chars().anyMatch(Character::isLetter)) {
                worded.add(i);
            }
            C column = columns().get(i);
            if (column != null && column.identifies()) {
                codes++;
            }
        }
        if (filled.isEmpty()) {
            return Kind.EMPTY;
        }
        if (repeatsHeadings(cells, filled) || (headingBefore && numbersColumns(cells, filled))) {
            return Kind.HEADING;
        }
        if (columns().size() < FEW) {
            return Kind.ROW;
        }
        boolean oneText = worded.size() == 1;
        String first = oneText ? cells.get(worded.getFirst()).text() : "";
        C column = oneText ? columns().get(worded.getFirst()) : null;
        boolean codeIsText = isCode(column);
        if (oneText && (codes == 0 || (codes == 1 && codeIsText)) && isTotal(first)) {
            return Kind.TOTAL;
        }
        if (isNumbered(cells)) {
            return Kind.ROW; // whatever it lacks, somebody counted it
        }
        if (filled.size() == 1 && oneText && !(codeIsText && CODE.matcher(first).matches())) {
            if (gapBefore) {
                return Kind.PERHAPS_NOTE;
            }
            return isTitle(column) && !isSection(first) ? Kind.ROW : Kind.SECTION;
        }
        if (gapBefore
                && codes == 0
                && filled.size() <= FEW
                && filled.size() * 2 < columns().size()) {
            return Kind.PERHAPS_NOTE;
        }
        return Kind.ROW;
    }

    private boolean isNumbered(List<ListCell> cells) {
        int at = table.headings().runningNumbers();
        return at >= 0 && at < cells.size() && RUNNING.matcher(cells.get(at).text()).matches();
    }

    private static boolean isTotal(String text) {
        return TOTAL.matcher(PlainKey.of(text)).matches();
    }

    /** A title and nothing else may be a hồ sơ whose code was forgotten. */
    private static <C extends ListColumn> boolean isTitle(@Nullable C column) {
        return column != null && column.mandatory() && column.believed() && !column.identifies();
    }

    private static boolean isSection(String text) {
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
        return capitals || SECTION.matcher(ListDates.folded(text)).matches();
    }

    private boolean isCode(@Nullable C column) {
        return column != null && column.identifies();
    }

    private boolean repeatsHeadings(List<ListCell> cells, List<Integer> filled) {
        int same = 0;
        int looked = 0;
        for (int i : filled) {
            if (looked++ == FEW && same == 0) {
                return false;
            }
            String key = PlainKey.of(cells.get(i).text());
            boolean asAbove =
                    table.lines().stream()
                            .anyMatch(line -> i < line.size() && line.get(i).equals(key));
            C column = columns().get(i);
            if (asAbove || (column != null && column == words.exact(cells.get(i).text()))) {
                same++;
            }
        }
        return same >= 2 && same * 2 > filled.size();
    }

    /** (1) (2) (3). */
    private static boolean numbersColumns(List<ListCell> cells, List<Integer> filled) {
        int last = -1;
        for (int i : filled) {
            var number = COLUMN_NUMBER.matcher(cells.get(i).text());
            if (!number.matches() || Integer.parseInt(number.group(1)) <= last) {
                return false;
            }
            last = Integer.parseInt(number.group(1));
        }
        return filled.size() >= 2;
    }
}

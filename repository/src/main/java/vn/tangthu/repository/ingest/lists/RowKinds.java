package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

    private static final Pattern TOTAL =
            Pattern.compile("(tong|cong|luyke|mangsang|chuyensang|chuyentrang).{0,40}");
    private static final Pattern COLUMN_NUMBER = Pattern.compile("[(\\[]?(\\d{1,2})[)\\]]?");
    private static final Pattern CODE = Pattern.compile("\\S*\\d\\S*");
    private static final int FEW = 3;

    private final HeadingWords<C> words;
    private final HeadingSearch.Table<C> table;

    RowKinds(HeadingWords<C> words, HeadingSearch.Table<C> table) {
        this.words = words;
        this.table = table;
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
        boolean codeIsText = oneText && isCode(columns().get(worded.getFirst()));
        if (oneText
                && (codes == 0 || (codes == 1 && codeIsText))
                && TOTAL.matcher(PlainKey.of(first)).matches()) {
            return Kind.TOTAL;
        }
        if (filled.size() == 1 && oneText && !(codeIsText && CODE.matcher(first).matches())) {
            return gapBefore ? Kind.PERHAPS_NOTE : Kind.SECTION;
        }
        if (gapBefore
                && codes == 0
                && filled.size() <= FEW
                && filled.size() * 2 < columns().size()) {
            return Kind.PERHAPS_NOTE;
        }
        return Kind.ROW;
    }

    private boolean isCode(@org.jspecify.annotations.Nullable C column) {
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

package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;

/** An Excel list, streamed; formulas count as the value that was last calculated. */
final class XlsxRows implements ListRows {
    /** More columns than any list has; what lies beyond is not looked at. */
    private static final int COLUMNS = 256;

    private final Path file;
    private final ListLimits limits;
    private MergedCells merged = new MergedCells();
    private boolean guarded;

    XlsxRows(Path file, ListLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public void forEach(RowReader reader) throws UnreadableListException {
        if (!guarded) {
            XlsxGuard guard = new XlsxGuard(file, limits);
            guard.check();
            merged = guard.merged();
            guarded = true;
        }
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true))) {
            List<Sheet> sheets = workbook.getSheets().toList();
            for (Sheet sheet : sheets) {
                ListSheet tab = new ListSheet(sheet.getIndex(), sheet.getName());
                try (Stream<Row> rows = sheet.openStream()) {
                    Iterator<Row> each = rows.iterator();
                    while (each.hasNext()) {
                        Row row = each.next();
                        List<ListCell> cells = cells(row, workbook.isDate1904());
                        if (!reader.row(tab, row.getRowNum(), cells)) {
                            break;
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new UnreadableListException(
                    Finding.blocks(
                            "LIST_UNREADABLE",
                            String.valueOf(file.getFileName()),
                            String.valueOf(e.getMessage())));
        }
    }

    @Override
    public MergedCells merged() {
        return merged;
    }

    private static List<ListCell> cells(Row row, boolean since1904) {
        int count = Math.min(row.getCellCount(), COLUMNS);
        List<ListCell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(
                    row.getOptionalCell(i)
                            .map(cell -> cell(cell, since1904).counted(since1904))
                            .orElse(ListCell.EMPTY));
        }
        return cells;
    }

    private static ListCell cell(Cell cell, boolean since1904) {
        boolean formula = cell.getType() == CellType.FORMULA;
        Object value = cell.getValue();
        if (formula && value == null) {
            // Written by a program that does not calculate; nobody has opened the list since.
            return ListCell.error("=" + RowValues.shown(String.valueOf(cell.getFormula())));
        }
        ListCell plain;
        if (value instanceof BigDecimal number) {
            LocalDate day =
                    isDate(cell.getDataFormatString()) ? date(cell, number, since1904) : null;
            plain = day == null ? ListCell.number(number) : ListCell.of(day);
        } else if (value instanceof Boolean yes) {
            plain = ListCell.of(yes ? "1" : "0");
        } else {
            String text = value instanceof String words ? words : cell.getText();
            plain = text == null ? ListCell.EMPTY : ListCell.of(text);
        }
        return formula ? plain.calculated() : plain;
    }

    private static @Nullable LocalDate date(Cell cell, BigDecimal number, boolean since1904) {
        try {
            return cell.getType() == CellType.NUMBER
                    ? cell.asDate().toLocalDate()
                    : ListDates.dayZero(since1904).plusDays(number.longValue());
        } catch (RuntimeException e) {
            return null; // beyond the calendar of Excel: the number stands as it is
        }
    }

    /** A number format with a day or a year in it and no digits of a number is that of a date. */
    private static boolean isDate(@Nullable String format) {
        if (format == null) {
            return false;
        }
        String bare =
                format.toLowerCase(Locale.ROOT).replaceAll("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.", "");
        return (bare.contains("y") || bare.contains("d") || bare.contains("m"))
                && !bare.contains("0")
                && !bare.contains("#")
                && !bare.contains("general");
    }
}

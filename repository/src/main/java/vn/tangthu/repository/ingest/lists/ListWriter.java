package vn.tangthu.repository.ingest.lists;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a list row by row. Every cell is text: spreadsheets neither drop zeros of codes nor run
 * formulas, which is why a value that starts like a formula needs no apostrophe in .xlsx; in CSV,
 * which has no types, it gets one.
 */
final class ListWriter<C extends Enum<C> & ListColumn> {
    private static final int FLUSHED_ROWS = 500;

    private final List<C> columns;

    ListWriter(Class<C> columns) {
        this.columns =
                Stream.of(columns.getEnumConstants()).filter(ListColumn::ofTemplate).toList();
    }

    void xlsx(
            Path file,
            String sheetName,
            Stream<Map<C, String>> rows,
            Consumer<Workbook> furtherSheets)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "TangThu", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(sheetName);
            for (int i = 0; i < columns.size(); i++) {
                C column = columns.get(i);
                sheet.value(0, i, column.heading() + (column.mandatory() ? " (*)" : ""));
                sheet.style(0, i).bold().fillColor("E8E2D4").wrapText(true).set();
                sheet.width(i, Math.clamp(column.heading().length() + 6L, 14, 40));
                sheet.style(i).format("@").set();
            }
            sheet.freezePane(0, 1);
            int number = 1;
            for (Map<C, String> row : (Iterable<Map<C, String>>) rows::iterator) {
                for (int i = 0; i < columns.size(); i++) {
                    String value = row.get(columns.get(i));
                    if (value != null) {
                        sheet.inlineString(number, i, value);
                        sheet.style(number, i).format("@").set();
                    }
                }
                number++;
                if (number % FLUSHED_ROWS == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
            furtherSheets.accept(workbook);
        }
    }

    void csv(Path file, Stream<Map<C, String>> rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write('\uFEFF'); // Excel takes a CSV without it for the system's 8-bit encoding
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.DEFAULT);
            printer.printRecord(columns.stream().map(ListColumn::heading).toList());
            for (Map<C, String> row : (Iterable<Map<C, String>>) rows::iterator) {
                List<String> cells = new ArrayList<>(columns.size());
                for (C column : columns) {
                    cells.add(CsvText.neutral(row.getOrDefault(column, "")));
                }
                printer.printRecord(cells);
            }
            printer.flush();
        }
    }
}

package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** A workbook as somebody edits it: the texts of its sheets, each row a list of cells. */
final class Workbooks {
    private Workbooks() {}

    static Map<String, List<List<String>>> read(Path file) throws IOException {
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                List<List<String>> rows = new ArrayList<>();
                try (Stream<Row> stream = sheet.openStream()) {
                    stream.forEach(
                            row -> {
                                List<String> cells = new ArrayList<>();
                                for (int i = 0; i < row.getCellCount(); i++) {
                                    cells.add(row.getCellAsString(i).orElse(""));
                                }
                                rows.add(cells);
                            });
                }
                sheets.put(sheet.getName(), rows);
            }
        }
        return sheets;
    }

    static void write(Path file, Map<String, List<List<String>>> sheets) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Excel", "16.0")) {
            sheets.forEach(
                    (name, rows) -> {
                        Worksheet sheet = workbook.newWorksheet(name);
                        for (int r = 0; r < rows.size(); r++) {
                            for (int c = 0; c < rows.get(r).size(); c++) {
                                if (!rows.get(r).get(c).isEmpty()) {
                                    sheet.value(r, c, rows.get(r).get(c));
                                }
                            }
                        }
                    });
        }
    }

    /** Puts a value below the heading that begins so, in the row, from 1 below the headings. */
    static void set(List<List<String>> sheet, int row, String heading, String value) {
        List<String> cells = sheet.get(row);
        int at = column(sheet, heading);
        while (cells.size() <= at) {
            cells.add("");
        }
        cells.set(at, value);
    }

    static String get(List<List<String>> sheet, int row, String heading) {
        int at = column(sheet, heading);
        List<String> cells = sheet.get(row);
        return at < cells.size() ? Objects.requireNonNullElse(cells.get(at), "") : "";
    }

    private static int column(List<List<String>> sheet, String heading) {
        List<String> headings = sheet.getFirst();
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).startsWith(heading)) {
                return i;
            }
        }
        throw new AssertionError(heading + " is not in " + headings);
    }
}

package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;

/** The lists as Excel workbooks with a sheet of codes and a sheet that explains the columns. */
@Component
public final class ExcelDeliveryTemplate implements DeliveryTemplate {
    private static final String README = "HUONG-DAN.txt";

    @Override
    public void write(Path directory) throws IOException {
        write(directory, "xlsx", List.of(ExampleRecord.record()), true);
        try (InputStream readme =
                ExcelDeliveryTemplate.class.getResourceAsStream(
                        "/vn/tangthu/repository/ingest/" + README)) {
            if (readme == null) {
                throw new IOException(README + " is not in the build");
            }
            Files.write(directory.resolve(README), readme.readAllBytes());
        }
    }

    @Override
    public void writeLists(Path directory, String format, List<ListedRecord> records)
            throws IOException {
        write(directory, format, records, false);
    }

    private static void write(
            Path directory, String format, List<ListedRecord> records, boolean explained)
            throws IOException {
        Files.createDirectories(directory);
        Stream<Map<RecordColumn, String>> recordRows = records.stream().map(ListRow::of);
        Stream<Map<DocumentColumn, String>> documentRows =
                records.stream()
                        .flatMap(
                                record ->
                                        record.documents().stream()
                                                .map(d -> ListRow.of(record.fileCode(), d)));
        ListWriter<RecordColumn> recordList = new ListWriter<>(RecordColumn.class);
        ListWriter<DocumentColumn> documentList = new ListWriter<>(DocumentColumn.class);
        Path recordFile = directory.resolve(RECORD_LIST + "." + format);
        Path documentFile = directory.resolve(DOCUMENT_LIST + "." + format);
        switch (format) {
            case "xlsx" -> {
                recordList.xlsx(
                        recordFile,
                        "Danh mục hồ sơ",
                        recordRows,
                        book -> {
                            if (explained) {
                                explain(book, RecordColumn.values());
                            }
                        });
                documentList.xlsx(
                        documentFile,
                        "Danh mục tài liệu",
                        documentRows,
                        book -> {
                            if (explained) {
                                explain(book, DocumentColumn.values());
                            }
                        });
            }
            case "csv" -> {
                recordList.csv(recordFile, recordRows);
                documentList.csv(documentFile, documentRows);
            }
            default -> throw new IllegalArgumentException("xlsx or csv, not " + format);
        }
    }

    private static void explain(Workbook book, ListColumn[] columns) {
        codes(book);
        Worksheet guide = book.newWorksheet("Hướng dẫn");
        row(guide, 0, "Cột", "Trường (Thông tư 05/2025/TT-BNV)", "Cách ghi");
        guide.width(0, 28);
        guide.width(1, 32);
        guide.width(2, 90);
        int number = 1;
        for (ListColumn each : columns) {
            if (!each.ofTemplate()) {
                continue;
            }
            row(guide, number++, each.heading(), each.field(), each.hint());
        }
    }

    /** A sheet of the codes that cells may have. */
    static void codes(Workbook book) {
        Worksheet codes = book.newWorksheet("Mã");
        int column = 0;
        column = codeList(codes, column, "Thời hạn lưu trữ", Maintenance.values());
        column = codeList(codes, column, "Chế độ sử dụng", UseMode.values());
        column = codeList(codes, column, "Mức độ tin cậy", ConfidenceLevel.values());
        column = codeList(codes, column, "Tình trạng vật lý", PhysicalCondition.values());
        column = codeList(codes, column, "Ngôn ngữ", LanguageCode.values());
        codeList(codes, column, "Tên loại", DocumentType.values());
    }

    private static void row(Worksheet sheet, int number, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            sheet.value(number, i, cells[i]);
            if (number == 0) {
                sheet.style(0, i).bold().set();
            }
        }
    }

    private static int codeList(Worksheet sheet, int column, String name, CodeListEntry[] entries) {
        sheet.value(0, column, name);
        sheet.style(0, column).bold().set();
        sheet.width(column + 1, 24);
        for (int i = 0; i < entries.length; i++) {
            sheet.value(i + 1, column, entries[i].code());
            sheet.value(i + 1, column + 1, entries[i].vietnamese());
        }
        return column + 3;
    }
}

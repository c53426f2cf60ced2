package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Inventories.Line;
import vn.tangthu.repository.Inventories.Place;
import vn.tangthu.repository.Rights;

/**
 * Writes what is kept as a workbook that comes back corrected: a sheet of hồ sơ, one of documents,
 * the codes, and how it is done. Row by row; every cell is text, as in {@link ListWriter}.
 */
public final class CorrectionListWriter implements AutoCloseable {
    private static final int FLUSHED_ROWS = 500;
    private static final String EDITED = "E8E2D4";
    private static final String KEPT = "D9D9D9";

    private static final List<List<String>> GUIDE =
            List.of(
                    List.of("Cách làm", "Ghi chú"),
                    List.of(
                            "Sửa thẳng vào ô cần sửa, rồi lưu lại thành .xlsx và tải lên.",
                            "Hệ thống chỉ xem thử trước: nêu từng ô cũ → mới và mọi lỗi, chưa đổi gì."),
                    List.of(
                            "Cột nền xám có ghi (không sửa): giữ nguyên.",
                            "Cột ID và Phiên bản cho biết dòng này là hồ sơ, tài liệu nào."),
                    List.of(
                            "Xóa trắng một ô là bỏ giá trị đó.",
                            "Xóa cả dòng hoặc cả cột thì không có gì thay đổi ở đó."),
                    List.of(
                            "Không thêm dòng mới.",
                            "Hồ sơ, tài liệu mới vào kho bằng giao nộp hoặc bổ sung."),
                    List.of(
                            "Mức truy cập không sửa ở đây.",
                            "Sửa ở trang của hồ sơ, vì có hiệu lực ngay với mọi người đọc."));

    private final Workbook workbook;
    private Worksheet sheet;
    private int number;

    /** Begins the sheet of hồ sơ. */
    public CorrectionListWriter(OutputStream out) {
        workbook = new Workbook(out, "TangThu", "1.0");
        sheet =
                begin(
                        "Hồ sơ",
                        List.of(CorrectionForm.RECORD_ID, CorrectionForm.VERSION),
                        CorrectionForm.RECORDS,
                        CorrectionForm.FIXED_OF_RECORDS);
    }

    private <C extends Enum<C> & ListColumn> Worksheet begin(
            String name, List<String> keys, List<C> columns, Collection<C> fixed) {
        Worksheet begun = workbook.newWorksheet(name);
        sheet = begun;
        int at = 0;
        for (String key : keys) {
            heading(at++, key + CorrectionForm.FIXED, KEPT, key.equals(keys.getLast()) ? 10 : 38);
        }
        for (C column : columns) {
            boolean stays = fixed.contains(column);
            heading(
                    at++,
                    column.heading()
                            + (stays ? CorrectionForm.FIXED : column.mandatory() ? " (*)" : ""),
                    stays ? KEPT : EDITED,
                    Math.clamp(column.heading().length() + 6L, 14, 40));
        }
        begun.freezePane(keys.size(), 1);
        number = 1;
        return begun;
    }

    private void heading(int column, String name, String colour, int width) {
        sheet.inlineString(0, column, name);
        sheet.style(0, column).bold().fillColor(colour).wrapText(true).set();
        sheet.width(column, width);
        sheet.style(column).format("@").set();
    }

    public void record(Place place, FileDescription description) throws IOException {
        row(
                List.of(place.id().toString(), String.valueOf(place.version())),
                CorrectionForm.RECORDS,
                cells(place, description));
    }

    static Map<RecordColumn, String> cells(Place place, FileDescription description) {
        Map<RecordColumn, String> cells =
                ListRow.of(
                        new ListedRecord(
                                place.fondsCode(),
                                place.seriesCode(),
                                place.fileCode(),
                                description,
                                Rights.OPEN,
                                List.of()));
        cells.put(RecordColumn.ARC_FILE_CODE, description.arcFileCode());
        return cells;
    }

    /** Begins the sheet of documents; no hồ sơ after that. */
    public void documents() throws IOException {
        sheet.finish();
        sheet =
                begin(
                        "Tài liệu",
                        List.of(
                                CorrectionForm.DOCUMENT_ID,
                                CorrectionForm.RECORD_ID,
                                CorrectionForm.VERSION),
                        CorrectionForm.DOCUMENTS,
                        CorrectionForm.FIXED_OF_DOCUMENTS);
    }

    public void document(Place place, Line line) throws IOException {
        DocumentDescription description = line.description();
        row(
                List.of(
                        line.id().toString(),
                        place.id().toString(),
                        String.valueOf(place.version())),
                CorrectionForm.DOCUMENTS,
                ListRow.of(place.fileCode(), description));
    }

    private <C extends Enum<C> & ListColumn> void row(
            List<String> keys, List<C> columns, Map<C, String> cells) throws IOException {
        int at = 0;
        for (String key : keys) {
            text(at++, key);
        }
        for (C column : columns) {
            String value = cells.get(column);
            if (value != null) {
                text(at, value);
            }
            at++;
        }
        number++;
        if (number % FLUSHED_ROWS == 0) {
            sheet.flush();
        }
    }

    private void text(int column, String value) {
        sheet.inlineString(number, column, value);
        sheet.style(number, column).format("@").set();
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        Worksheet guide = workbook.newWorksheet("Hướng dẫn");
        for (int row = 0; row < GUIDE.size(); row++) {
            for (int column = 0; column < 2; column++) {
                guide.inlineString(row, column, GUIDE.get(row).get(column));
                guide.width(column, 80);
            }
        }
        guide.style(0, 0).bold().set();
        guide.style(0, 1).bold().set();
        ExcelDeliveryTemplate.codes(workbook);
        workbook.finish();
        workbook.close();
    }
}

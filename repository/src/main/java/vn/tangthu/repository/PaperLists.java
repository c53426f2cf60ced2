package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes lists of paper holdings (.xlsx, .ods, .xls, .csv) into the register. */
public interface PaperLists {
    /** The headings; those from the sixth on may be missing. */
    List<String> COLUMNS =
            List.of(
                    "Mã phông",
                    "Mục lục số",
                    "Hồ sơ số",
                    "Mã hồ sơ",
                    "Tiêu đề hồ sơ",
                    "Từ năm",
                    "Đến năm",
                    "Mét giá",
                    "Số hộp",
                    "Số tờ",
                    "Kho, giá, hộp",
                    "Tình trạng vật lý",
                    "Mức truy cập",
                    "Công khai tiêu đề",
                    "Căn cứ hạn chế",
                    "Hạn chế đến hết ngày",
                    "Ghi chú");

    /**
     * All findings at once; where one blocks, nothing is taken in. Taking the same in twice changes
     * nothing.
     *
     * @param name of the file, as findings are to say it
     * @param dryRun only tells what would change
     */
    PaperRegister.Outcome takeIn(Path file, String name, boolean dryRun, Reader actor)
            throws IOException;
}

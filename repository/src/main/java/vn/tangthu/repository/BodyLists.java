package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes lists of bodies and successions (.xlsx, .ods, .xls, .csv) into the register. Three tables
 * are known by their headings, on any sheet of any of the files: bodies ({@link #BODIES}),
 * successions ({@link #SUCCESSIONS}) and the reorganisation of administrative units by communes
 * ({@link #UNITS}, as units-2025.csv).
 */
public interface BodyLists {
    List<String> BODIES =
            List.of(
                    "Mã cơ quan",
                    "Tên cơ quan",
                    "Loại",
                    "Thuộc",
                    "Từ ngày",
                    "Đến hết ngày",
                    "Mã định danh",
                    "Địa chỉ",
                    "Lịch sử",
                    "Mã phông");

    List<String> SUCCESSIONS =
            List.of(
                    "Cơ quan trước",
                    "Cơ quan sau",
                    "Quan hệ",
                    "Ngày văn bản",
                    "Ngày hiệu lực",
                    "Văn bản",
                    "Phạm vi",
                    "Một phần");

    List<String> UNITS =
            List.of(
                    "old_province",
                    "old_district",
                    "old_ward",
                    "new_ward",
                    "new_province",
                    "resolution",
                    "split");

    /**
     * All files together as one list: they may refer to each other. All findings at once; where one
     * blocks, nothing is taken in.
     *
     * @param dryRun only tells what would change
     */
    BodyRegister.Outcome takeIn(List<Path> files, boolean dryRun, Reader actor) throws IOException;

    /**
     * Takes in the reorganisations that come with the software: the communes of Khánh Hòa of 1
     * November 2024, and those of six former provinces of 1 July 2025.
     */
    BodyRegister.Outcome takeInShipped(boolean dryRun, Reader actor) throws IOException;
}

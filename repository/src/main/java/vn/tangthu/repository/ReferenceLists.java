package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads lists of references (.xlsx, .ods, .xls, .csv) that an agency hands in. Columns are known by
 * their headings, on any sheet, in any order; others are passed over.
 */
public interface ReferenceLists {
    /** What a list is made of; one of the last three has to be there beside another. */
    List<String> COLUMNS = List.of("STT", "Mã hồ sơ", "Số, ký hiệu văn bản", "Năm ban hành");

    /**
     * All findings at once; where one blocks, no line is to be used. Lines in which nothing is
     * asked for are passed over.
     *
     * @param file whose name ends as its form is
     * @param name as findings are to call it
     */
    Read read(Path file, String name) throws IOException;

    record Read(List<AskedReference> lines, List<Finding> findings) {
        public Read {
            lines = List.copyOf(lines);
            findings = List.copyOf(findings);
        }

        public boolean blocked() {
            return findings.stream().anyMatch(found -> found.severity() == Severity.BLOCKS);
        }
    }
}

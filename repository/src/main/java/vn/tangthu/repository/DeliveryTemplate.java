package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The delivery lists as a contractor fills them in. */
public interface DeliveryTemplate {
    /** Names of the two list files, without their ending. */
    String RECORD_LIST = "DanhMucHoSo";

    String DOCUMENT_LIST = "DanhMucTaiLieu";

    /**
     * Writes both lists as .xlsx with headings, a filled example, a sheet of codes and a README
     * into the directory.
     */
    void write(Path directory) throws IOException;

    /**
     * Writes lists with these rows; for generators and tests. {@code format} is {@code xlsx} or
     * {@code csv}.
     */
    void writeLists(Path directory, String format, List<ListedRecord> records) throws IOException;

    /**
     * A row of the list of hồ sơ with its documents. {@code fileCode} is the code without the
     * archive's prefix.
     */
    record ListedRecord(
            String fondsCode,
            @Nullable String seriesCode,
            String fileCode,
            FileDescription description,
            Rights rights,
            List<DocumentDescription> documents) {}
}

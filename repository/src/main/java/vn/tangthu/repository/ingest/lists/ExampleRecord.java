package vn.tangthu.repository.ingest.lists;

import java.util.List;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;

/** The filled example of the template: one hồ sơ of one decision, invented. */
public final class ExampleRecord {
    /** The fonds it stands in; the sample archive has it. */
    public static final String FONDS_CODE = "H32.16";

    public static final String FILE_CODE = "H32.16.1998.15";

    /** The one PDF to lay beside the lists is named by it. */
    public static final String DOC_CODE = FILE_CODE + ".0000001";

    private ExampleRecord() {}

    static ListedRecord record() {
        FileDescription description =
                new FileDescription(
                        FILE_CODE,
                        "Hồ sơ mẫu về việc nâng cấp đường liên xã năm 1998",
                        Maintenance.PERMANENT,
                        UseMode.OPEN,
                        List.of(LanguageCode.VIETNAMESE),
                        ArchivalDate.parse("05/3/1998"),
                        ArchivalDate.parse("12/1998"),
                        "giao thông nông thôn",
                        1,
                        null,
                        null,
                        PhysicalCondition.GOOD,
                        null,
                        ConfidenceLevel.DIGITISED,
                        "H32.LTLS.01/02/03.15",
                        false,
                        null,
                        "Dòng ví dụ: thay bằng hồ sơ của đơn vị.");
        DocumentDescription document =
                new DocumentDescription(
                        DOC_CODE,
                        1,
                        DocumentType.DECISION,
                        "041",
                        "QĐ-UBND",
                        ArchivalDate.parse("05/3/1998"),
                        "UBND huyện Diên Khánh",
                        "Về việc phê duyệt nâng cấp đường liên xã",
                        List.of(LanguageCode.VIETNAMESE),
                        null,
                        null,
                        null,
                        null,
                        ConfidenceLevel.DIGITISED,
                        null,
                        PhysicalCondition.GOOD,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new ListedRecord(
                FONDS_CODE, null, FILE_CODE, description, Rights.OPEN, List.of(document));
    }
}

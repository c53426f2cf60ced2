package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;

/** Sound deliveries of any size; each document has a PDF of its own words. */
final class SampleDelivery {
    private SampleDelivery() {}

    static List<ListedRecord> write(
            Path folder,
            DeliveryTemplate template,
            String fondsCode,
            int first,
            int records,
            int documents,
            String words)
            throws IOException {
        List<ListedRecord> listed = new ArrayList<>();
        for (int r = first; r < first + records; r++) {
            String fileCode = fondsCode + ".1998." + r;
            List<DocumentDescription> descriptions = new ArrayList<>();
            for (int d = 1; d <= documents; d++) {
                String docCode = fileCode + String.format(Locale.ROOT, ".%07d", d);
                descriptions.add(document(docCode, d));
                SmallPdf.write(folder.resolve("pdf/" + docCode + ".pdf"), words + " " + docCode);
            }
            listed.add(
                    new ListedRecord(
                            fondsCode,
                            null,
                            fileCode,
                            record(fileCode, "Hồ sơ số " + r, documents),
                            Rights.OPEN,
                            descriptions));
        }
        template.writeLists(folder, "xlsx", listed);
        return listed;
    }

    static FileDescription record(String fileCode, String title, int documents) {
        return new FileDescription(
                fileCode,
                title,
                Maintenance.PERMANENT,
                UseMode.OPEN,
                List.of(LanguageCode.VIETNAMESE),
                ArchivalDate.ofYear(1998),
                ArchivalDate.parse("31/12/1998"),
                null,
                documents,
                null,
                null,
                null,
                null,
                ConfidenceLevel.DIGITISED,
                "H32.LTLS.01." + title.hashCode(),
                false,
                null,
                null);
    }

    static DocumentDescription document(String docCode, int ordinal) {
        return new DocumentDescription(
                docCode,
                ordinal,
                DocumentType.DECISION,
                "" + ordinal,
                "QĐ-UBND",
                ArchivalDate.parse("05/3/1998"),
                "UBND huyện Diên Khánh",
                "Về việc số " + ordinal,
                List.of(LanguageCode.VIETNAMESE),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

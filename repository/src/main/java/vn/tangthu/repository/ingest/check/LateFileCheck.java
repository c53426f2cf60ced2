package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.source.DeliveryFiles;

/** Looks at one file that comes after its hồ sơ, by the same rules as those of a delivery. */
public final class LateFileCheck {
    private final FileCheck check;

    public LateFileCheck(@Nullable ContentProbe probe) {
        this.check = new FileCheck(probe);
    }

    /**
     * @param file null when it cannot be taken; its path has the document's code in it
     */
    public record Looked(ValidRecord.@Nullable ValidFile file, List<Finding> findings) {}

    /**
     * @param name as it was called where it came from
     * @param path logical path in the AIP without the ending
     */
    public Looked look(Path source, String name, String path) {
        FindingSink findings = new FindingSink();
        String plain = name.replace('\\', '/');
        plain = plain.substring(plain.lastIndexOf('/') + 1);
        FileUnderCheck file;
        try {
            file = under(source, plain, findings);
        } catch (IOException e) {
            return new Looked(null, List.of(Finding.blocks("FILE_UNREADABLE", plain)));
        }
        check.check(file);
        FileDigests digests = file.digests;
        if (findings.blocked() || digests == null) {
            return new Looked(null, findings.all());
        }
        return new Looked(
                new ValidRecord.ValidFile(
                        source,
                        path + "." + FileTypes.ending(plain),
                        plain,
                        file.mimeType,
                        file.pages,
                        digests,
                        file.each),
                findings.all());
    }

    private static FileUnderCheck under(Path source, String name, FindingSink findings)
            throws IOException {
        RecordUnderCheck record =
                new RecordUnderCheck(
                        new SipRecord(name, "", null, "", "", null, null, null), findings);
        return new FileUnderCheck(
                new DocumentUnderCheck(
                        record,
                        new SipDocument(
                                name,
                                null,
                                "",
                                List.of(),
                                new ListedPages("", ""),
                                null,
                                null,
                                null)),
                new DeliveryFiles.Found(source, name, Files.size(source)));
    }
}

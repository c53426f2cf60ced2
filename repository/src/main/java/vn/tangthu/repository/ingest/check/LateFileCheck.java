package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.ScanRules;
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
        findings.accept(); // whoever brings it says why, and was told
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

    /**
     * What a delivery's check says of the dates and pages of a document, and of the file as a scan;
     * nothing of it blocks.
     *
     * @param whole whether the file is all of the document; its pages are not held against what is
     *     declared otherwise
     * @param hoSo that it comes to
     * @param others counted pages of what the hồ sơ has beside it; below 0 when not known
     * @param scans what the contract asks of scans
     */
    public static List<Finding> compare(
            ValidRecord.ValidFile file,
            boolean whole,
            DocumentDescription document,
            FileDescription hoSo,
            Fonds fonds,
            int others,
            ScanRules scans,
            LocalDate today) {
        FindingSink findings = new FindingSink();
        new DateCheck(today).of(document.docCode(), document, hoSo, fonds).forEach(findings::add);
        if (whole) {
            // The hồ sơ itself is counted below: it has other documents.
            new RecordCheck(today).checkPages(with(file, document, null, findings));
        }
        new ScanCheck(scans).check(with(file, document, hoSo, findings));
        Integer declared = hoSo.numberOfPage();
        if (declared != null && others >= 0 && declared != others + file.pages()) {
            findings.add(
                    Finding.warns(
                            "RECORD_PAGE_COUNT",
                            hoSo.arcFileCode(),
                            declared.toString(),
                            String.valueOf(others + file.pages())));
        }
        findings.accept();
        return findings.all();
    }

    /** A hồ sơ with this document and file only. */
    private static RecordUnderCheck with(
            ValidRecord.ValidFile file,
            DocumentDescription document,
            @Nullable FileDescription hoSo,
            FindingSink findings) {
        String code = document.docCode();
        RecordUnderCheck record =
                new RecordUnderCheck(
                        new SipRecord(code, "", null, "", "", hoSo, null, null), findings);
        DocumentUnderCheck one =
                new DocumentUnderCheck(
                        record,
                        new SipDocument(
                                code,
                                null,
                                code,
                                List.of(),
                                ListedPages.NONE,
                                document,
                                null,
                                null));
        FileUnderCheck bytes =
                new FileUnderCheck(
                        one,
                        new DeliveryFiles.Found(file.source(), file.originalName(), file.size()));
        bytes.pages = file.pages();
        bytes.each = file.each();
        one.files.add(bytes);
        record.documents.add(one);
        return record;
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
                                name, null, "", List.of(), ListedPages.NONE, null, null, null)),
                new DeliveryFiles.Found(source, name, Files.size(source)));
    }
}

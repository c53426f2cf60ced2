package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.LateChanges.NewFile;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.source.DeliveryFiles;

/** Looks at files that come after their hồ sơ, by the same rules as those of a delivery. */
public final class LateFileCheck {
    private final FileCheck check;
    private final VirusScanner scanner;

    public LateFileCheck(@Nullable ContentProbe probe, VirusScanner scanner, KnownChecks known) {
        this.check = new FileCheck(probe, known);
        this.scanner = scanner;
    }

    /**
     * @param files in the order of the document, their paths with its code in them; empty when they
     *     cannot be taken
     * @param accepted what is taken in against a rule that can be accepted, for the history; empty
     *     for nothing
     */
    public record Looked(List<ValidFile> files, List<Finding> findings, String accepted) {
        public int pages() {
            return files.stream().mapToInt(ValidFile::pages).sum();
        }

        public long size() {
            return files.stream().mapToLong(ValidFile::size).sum();
        }
    }

    /**
     * @param files of one document; several are its page images
     * @param path logical path in the AIP without the ending
     * @param formats which formats are taken
     */
    public Looked look(List<NewFile> files, String path, FormatRules formats) {
        FindingSink findings = new FindingSink();
        SafetyCheck safety = new SafetyCheck(scanner);
        if (!files.isEmpty() && !safety.mayBegin(files.getFirst().name(), findings)) {
            return new Looked(List.of(), findings.all(), "");
        }
        List<DeliveryFiles.Found> found = new ArrayList<>(files.size());
        for (NewFile file : files) {
            String plain = file.name().replace('\\', '/');
            plain = plain.substring(plain.lastIndexOf('/') + 1);
            try {
                found.add(new DeliveryFiles.Found(file.path(), plain, Files.size(file.path())));
            } catch (IOException e) {
                findings.add(Finding.blocks("FILE_UNREADABLE", plain));
            }
        }
        RecordUnderCheck record = nothing(findings);
        List<ValidFile> valid = new ArrayList<>();
        List<FileUnderCheck> looked = new ArrayList<>();
        if (!findings.blocked()) {
            for (DeliveryFiles.Found one : inOrder(found, findings)) {
                FileUnderCheck file = new FileUnderCheck(of(record), one);
                check.check(file, safety);
                looked.add(file);
                FileDigests digests = file.digests;
                if (digests != null) {
                    String number = valid.isEmpty() ? "" : "_" + (valid.size() + 1);
                    valid.add(
                            new ValidFile(
                                    one.path(),
                                    path + number + "." + FileTypes.ending(one.fileName()),
                                    one.fileName(),
                                    file.mimeType,
                                    file.pages,
                                    digests,
                                    file.each,
                                    file.virus,
                                    file.format,
                                    file.checks));
                }
            }
        }
        new FormatCheck(formats).check(looked, findings);
        findings.accept(); // whoever brings it says why, and was told
        return new Looked(
                findings.blocked() ? List.of() : valid,
                findings.all(),
                record.acceptable().words());
    }

    /** Several files of one document are its pages, by the rule of a delivery's. */
    private static List<DeliveryFiles.Found> inOrder(
            List<DeliveryFiles.Found> files, FindingSink findings) {
        if (files.size() < 2) {
            return files;
        }
        String first = files.getFirst().fileName();
        PageImages pages = PageImages.of(files).orElse(null);
        if (pages == null) {
            findings.add(Finding.blocks("FILES_NOT_PAGES", first, String.valueOf(files.size())));
            return List.of();
        }
        Set<String> names = new HashSet<>();
        for (DeliveryFiles.Found file : files) {
            if (!names.add(Folded.of(file.fileName()))) {
                findings.add(Finding.blocks("NAME_TWICE", file.fileName()));
            }
        }
        if (!pages.missing().isEmpty()) {
            findings.add(
                    Finding.warns(
                            "PAGE_IMAGES_MISSING",
                            first,
                            pages.missingNumbers(),
                            pages.ordered().getFirst().name(),
                            pages.ordered().getLast().name()));
        }
        return pages.ordered();
    }

    /** What was said, and what of it is accepted, for the history. */
    public record Compared(List<Finding> findings, String accepted) {}

    /**
     * What a delivery's check says of the dates and pages of a document, and of its files as scans;
     * nothing of it blocks.
     *
     * @param whole whether the files are all of the document; its pages are not held against what
     *     is declared otherwise
     * @param hoSo that it comes to
     * @param others counted pages of what the hồ sơ has beside it; below 0 when not known
     * @param scans what the contract asks of scans
     */
    public static Compared compare(
            List<ValidFile> files,
            boolean whole,
            DocumentDescription document,
            FileDescription hoSo,
            Fonds fonds,
            int others,
            ScanRules scans,
            LocalDate today) {
        FindingSink findings = new FindingSink();
        RecordUnderCheck late = with(files, document, hoSo, findings);
        for (Finding finding : new DateCheck(today).of(document.docCode(), document, hoSo, fonds)) {
            late.add(document.docCode(), finding.toDecide());
        }
        // The hồ sơ itself is counted below: it has other documents.
        RecordUnderCheck alone = with(files, document, null, findings);
        if (whole) {
            new RecordCheck(today).checkPages(alone);
        }
        new ScanCheck(scans).check(late);
        int pages = files.stream().mapToInt(ValidFile::pages).sum();
        Integer declared = hoSo.numberOfPage();
        if (declared != null && others >= 0 && declared != others + pages) {
            late.add(
                    Finding.blocks(
                            "RECORD_PAGE_COUNT",
                            hoSo.arcFileCode(),
                            declared.toString(),
                            String.valueOf(others + pages)));
        }
        findings.accept();
        String accepted = late.acceptable().words() + " " + alone.acceptable().words();
        return new Compared(findings.all(), accepted.strip());
    }

    /** A hồ sơ with this document and its files only. */
    private static RecordUnderCheck with(
            List<ValidFile> files,
            DocumentDescription document,
            @Nullable FileDescription hoSo,
            FindingSink findings) {
        String code = document.docCode();
        RecordUnderCheck record =
                new RecordUnderCheck(
                        new SipRecord(code, "", null, "", "", hoSo, null, null), findings);
        DocumentUnderCheck one = of(record, code, document);
        for (ValidFile file : files) {
            FileUnderCheck bytes =
                    new FileUnderCheck(
                            one,
                            new DeliveryFiles.Found(
                                    file.source(), file.originalName(), file.size()));
            bytes.pages = file.pages();
            bytes.each = file.each();
            one.files.add(bytes);
        }
        record.documents.add(one);
        return record;
    }

    private static RecordUnderCheck nothing(FindingSink findings) {
        return new RecordUnderCheck(
                new SipRecord("", "", null, "", "", null, null, null), findings);
    }

    private static DocumentUnderCheck of(RecordUnderCheck record) {
        return of(record, "", null);
    }

    private static DocumentUnderCheck of(
            RecordUnderCheck record, String code, @Nullable DocumentDescription description) {
        return new DocumentUnderCheck(
                record,
                new SipDocument(
                        code, null, code, List.of(), ListedPages.NONE, description, null, null));
    }
}

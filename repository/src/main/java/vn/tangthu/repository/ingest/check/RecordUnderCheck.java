package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.source.DeliveryFiles;

/** A hồ sơ while it is checked; one thread at a time works on its documents. */
final class RecordUnderCheck {
    final SipRecord sip;
    final FindingSink findings;
    final List<DocumentUnderCheck> documents = new ArrayList<>();
    @Nullable Fonds fonds;
    @Nullable String seriesCode;
    String fileCode;
    String arcFileCode;

    /** Whether these are documents for a hồ sơ that is kept already. */
    boolean late;

    private final ToAccept acceptable = new ToAccept();
    private volatile boolean blocked;

    RecordUnderCheck(SipRecord sip, FindingSink findings) {
        this.sip = sip;
        this.findings = findings;
        this.seriesCode = sip.seriesCode();
        this.fileCode = sip.fileCode();
        this.arcFileCode = sip.arcFileCode();
        this.blocked = sip.description() == null;
    }

    void add(Finding finding) {
        add("", finding);
    }

    /** Of a document by its code, or of a file by its name. */
    void add(String what, Finding finding) {
        if (finding.acceptable()) {
            acceptable.add(what, finding);
        } else if (finding.severity() == Severity.BLOCKS) {
            blocked = true;
        }
        findings.add(finding);
    }

    void block() {
        blocked = true;
    }

    /** What blocks it unless an archivist accepts it. */
    ToAccept acceptable() {
        return acceptable;
    }

    /** Whether something stands against it that nobody can accept. */
    boolean blocked() {
        return blocked;
    }

    /** A document of it. */
    static final class DocumentUnderCheck {
        final RecordUnderCheck record;
        final SipDocument sip;
        final List<FileUnderCheck> files = new ArrayList<>();

        /** Its pages of the file it shares with others; null when its files are its own. */
        ListedPages.@Nullable Range pages;

        DocumentUnderCheck(RecordUnderCheck record, SipDocument sip) {
            this.record = record;
            this.sip = sip;
            if (sip.description() == null) {
                record.block();
            }
        }
    }

    /** A file of a document, with what was measured of it. */
    static final class FileUnderCheck {
        /** The first that named it; several of one hồ sơ may share it. */
        final DocumentUnderCheck document;

        final DeliveryFiles.Found found;
        @Nullable FileDigests digests;
        String mimeType = "application/octet-stream";
        int pages;

        /** What the virus scanner said; null where there is none. */
        @Nullable VirusCheck virus;

        /** Which format it is in; null where nobody could say. */
        @Nullable FormatIdentification format;

        /** What further checks of it came to; none where it claims nothing that can be checked. */
        List<ContentCheck> checks = List.of();

        /** Whether the ending of its name is one of its format's. */
        boolean endingFits = true;

        /** What is known of each page; empty where nothing is. */
        List<PageFacts> each = List.of();

        FileUnderCheck(DocumentUnderCheck document, DeliveryFiles.Found found) {
            this.document = document;
            this.found = found;
        }
    }
}

package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusCheck.Unscanned;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.source.DeliveryFiles;

/**
 * Lets the virus scanner look at what was delivered, before anything else opens it. One for a
 * delivery; called from several threads.
 */
final class SafetyCheck {

    private final VirusScanner scanner;
    private final AtomicBoolean waits = new AtomicBoolean();
    private final AtomicBoolean toldNoScanner = new AtomicBoolean();

    SafetyCheck(VirusScanner scanner) {
        this.scanner = scanner;
        this.toldNoScanner.set(scanner == VirusScanner.NONE);
    }

    /** Whether the scanner went away, so that the delivery waits: nothing else needs a look. */
    boolean waits() {
        return waits.get();
    }

    /** Whether the lists may be read; where not, the findings say why. */
    boolean mayRead(DeliveryFiles files, FindingSink findings) {
        if (!mayBegin(String.valueOf(files.root().getFileName()), findings)) {
            return false;
        }
        boolean may = true;
        for (Path list :
                Stream.of(files.recordList(), files.documentList())
                        .flatMap(Optional::stream)
                        .toList()) {
            may &= allowsList(list, findings);
        }
        return may;
    }

    /**
     * Before the first file: where the scanner must answer and does not, the delivery waits.
     *
     * @param place of the delivery
     */
    boolean mayBegin(String place, FindingSink findings) {
        if (scanner.required() && !scanner.answers()) {
            waits(place, findings);
            return false;
        }
        return true;
    }

    private void waits(String place, FindingSink findings) {
        if (waits.compareAndSet(false, true)) {
            findings.add(Finding.blocks("SCANNER_UNAVAILABLE", place));
        }
    }

    /**
     * Scans a file of a document, and tells what is to be told.
     *
     * @return whether it may be opened
     */
    boolean allows(FileUnderCheck file, FileDigests digests) throws IOException {
        RecordUnderCheck record = file.document.record;
        String name = file.found.name();
        if (!scanner.configured()) {
            if (toldNoScanner.compareAndSet(false, true)) {
                record.add(Finding.notes("FILES_NOT_SCANNED", name));
            }
            return true;
        }
        if (waits()) {
            return false;
        }
        VirusCheck said = said(file.found.path(), digests, name, record.findings);
        file.virus = said;
        if (said == null) {
            return false;
        }
        if (said.infected()) {
            record.add(name, Finding.blocks("FILE_INFECTED", name, said.detail(), said.engine()));
            return false;
        }
        if (said.outcome() == VirusCheck.Outcome.NOT_SCANNED) {
            record.add(
                    name,
                    scanner.unscanned()
                            .of(Finding.warns("FILE_NOT_SCANNED", name, why(said.detail()))));
        }
        return true;
    }

    /** Of a list, which is read before its delivery is. */
    private boolean allowsList(Path list, FindingSink findings) {
        String name = String.valueOf(list.getFileName());
        if (!scanner.configured()) {
            return true;
        }
        try {
            VirusCheck said = said(list, FileDigests.of(list), name, findings);
            if (said == null) {
                return false;
            }
            if (said.infected()) {
                findings.add(Finding.blocks("LIST_INFECTED", name, said.detail(), said.engine()));
                return false;
            }
            if (said.outcome() == VirusCheck.Outcome.NOT_SCANNED) {
                // It is read for its rows and kept with the minutes only.
                findings.add(Finding.warns("FILE_NOT_SCANNED", name, why(said.detail())));
            }
            return true;
        } catch (IOException e) {
            return true; // who reads it says what is wrong with it
        }
    }

    /**
     * Of what a sender put beside the documents of a package, and is kept with them.
     *
     * @param place of the package
     */
    boolean allowsBeside(Path zip, FileDigests digests, String place, FindingSink findings)
            throws IOException {
        if (!scanner.configured()) {
            return true;
        }
        VirusCheck said = said(zip, digests, place, findings);
        if (said == null) {
            return false;
        }
        if (said.infected()) {
            findings.add(Finding.blocks("FILE_INFECTED", place, said.detail(), said.engine()));
            return false;
        }
        if (said.outcome() == VirusCheck.Outcome.NOT_SCANNED) {
            findings.add(Finding.warns("FILE_NOT_SCANNED", place, why(said.detail())));
        }
        return true;
    }

    /** Null when the delivery waits. */
    private @Nullable VirusCheck said(
            Path file, FileDigests digests, String name, FindingSink findings) throws IOException {
        try {
            return scanner.scan(file, digests.sha512());
        } catch (VirusScanner.Unavailable e) {
            if (!scanner.required()) {
                return VirusCheck.unscanned(Unscanned.UNAVAILABLE, "", now());
            }
            waits(name, findings);
            return null;
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String why(String unscanned) {
        return switch (Unscanned.valueOf(unscanned)) {
            case TOO_LARGE, LIMIT -> "vượt giới hạn của bộ quét / beyond the limits of the scanner";
            case FAILED, UNAVAILABLE -> "bộ quét không trả lời / the scanner did not answer";
            case NOT_CONFIGURED -> "chưa cấu hình bộ quét / no scanner is set up";
        };
    }
}

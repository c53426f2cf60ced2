package vn.tangthu.repository.ingest.check;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.NearPages;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SafeName;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.source.DeliveryFiles;
import vn.tangthu.repository.ingest.source.FolderWalk;
import vn.tangthu.repository.ingest.source.SourceLimits;
import vn.tangthu.storage.Digest;

/**
 * Checks an unpacked delivery. Reads every byte once, for the digests; looks into files through the
 * probe. Changes nothing. Memory: one row of the lists for each hồ sơ and document.
 */
public final class DeliveryCheck {
    private final Catalogue catalogue;
    private final @Nullable ContentProbe probe;
    private final Clock clock;
    private final SourceLimits sourceLimits;
    private final ListLimits listLimits;
    private final int threads;
    private final @Nullable OtherPages others;
    private final VirusScanner scanner;
    private final KnownChecks known;

    /** Without comparing pages with others, and without a virus scanner. */
    public DeliveryCheck(
            Catalogue catalogue,
            @Nullable ContentProbe probe,
            Clock clock,
            SourceLimits sourceLimits,
            ListLimits listLimits,
            int threads) {
        this(
                catalogue,
                probe,
                clock,
                sourceLimits,
                listLimits,
                threads,
                null,
                VirusScanner.NONE,
                KnownChecks.NONE);
    }

    /**
     * @param probe null where no worker looks into files
     * @param threads how many files are read at once
     * @param others null where pages are not compared
     * @param known what checks of bytes came to before
     */
    public DeliveryCheck(
            Catalogue catalogue,
            @Nullable ContentProbe probe,
            Clock clock,
            SourceLimits sourceLimits,
            ListLimits listLimits,
            int threads,
            @Nullable OtherPages others,
            VirusScanner scanner,
            KnownChecks known) {
        this.known = known;
        this.catalogue = catalogue;
        this.probe = probe;
        this.clock = clock;
        this.sourceLimits = sourceLimits;
        this.listLimits = listLimits;
        this.threads = threads;
        this.others = others;
        this.scanner = scanner;
    }

    /** What stands before the codes of a fonds' hồ sơ; empty where there is no such fonds. */
    Optional<String> archivePrefix(String fondsCode) {
        return fondsCode.isEmpty()
                ? Optional.empty()
                : catalogue
                        .fondsByCode(fondsCode, Reader.OPERATOR)
                        .map(fonds -> fonds.archiveCode() + ".");
    }

    /** What packages refer to, for who delivers. */
    ReferredDocuments referred(Reader reader, SourceLimits limits, Path scratch) {
        return new ReferredDocuments(
                catalogue, others == null ? null : others.retrieval(), reader, limits, scratch);
    }

    /** A delivery of which no list was read. */
    public static CheckedDelivery unread(FindingSink findings) {
        return new CheckedDelivery(0, 0, 0, 0, List.of(), List.of(), findings, List.of(), false);
    }

    public CheckedDelivery check(Path root, Progress progress) throws IOException {
        return check(root, FromWhom.ANYBODY, progress);
    }

    /**
     * @param from what is known of whom the delivery comes from
     */
    public CheckedDelivery check(Path root, FromWhom from, Progress progress) throws IOException {
        return check(
                new ListDescriptions(root, sourceLimits, listLimits),
                new FindingSink(),
                from,
                progress);
    }

    /**
     * @param findings what was found before, and takes what is found
     */
    CheckedDelivery check(
            Descriptions descriptions, FindingSink findings, FromWhom from, Progress progress)
            throws IOException {
        progress.at(Progress.Phase.READ_LISTS, 0, -1);
        FolderWalk.Walked walked = descriptions.walk();
        findings.addAll(walked.findings());
        DeliveryFiles files = walked.files();
        long bytes = files.content().stream().mapToLong(DeliveryFiles.Found::size).sum();
        SafetyCheck safety = new SafetyCheck(scanner);
        if (!safety.mayRead(files, findings)) {
            return unread(findings);
        }
        List<RecordUnderCheck> records = new ArrayList<>();
        List<SipDocument> documents = new ArrayList<>();
        List<DeliveredColumn> columns = new ArrayList<>();
        RowsRead read = new RowsRead(progress);
        try {
            descriptions.read(
                    files,
                    from,
                    findings,
                    new Descriptions.Rows() {
                        @Override
                        public void record(SipRecord row, boolean refused) {
                            read.one();
                            RecordUnderCheck record = new RecordUnderCheck(row, findings);
                            if (refused) {
                                record.block();
                            }
                            records.add(record);
                        }

                        @Override
                        public void late(SipRecord row, boolean refused) {
                            record(row, refused);
                            records.getLast().late = true;
                        }

                        @Override
                        public void document(SipDocument row) {
                            read.one();
                            documents.add(row);
                        }

                        @Override
                        public void column(DeliveredColumn column) {
                            columns.add(column);
                        }
                    });
        } catch (RowsRead.StoppedException e) {
            return cancelled(findings, columns);
        }
        if (progress.cancelled()) { // what reads spreadsheets may have taken the end for damage
            return cancelled(findings, columns);
        }
        if (findings.has("SECRET")) {
            return CheckedDelivery.onlySecret(
                    findings, records.size(), documents.size(), files.content().size(), bytes);
        }
        if (findings.fatal()) {
            FindingSubjects.give(findings, placed(records, documents, files), documents);
            return new CheckedDelivery(
                    records.size(),
                    documents.size(),
                    files.content().size(),
                    bytes,
                    codes(records),
                    List.of(),
                    findings,
                    columns,
                    false);
        }
        List<CodeTwins> twins = new ArrayList<>();
        place(records, twins);
        join(records, documents, findings, twins);
        List<FileUnderCheck> toRead = matchFiles(records, files, findings);
        blockUnsafeNames(toRead, walked.twins());
        RecordCheck recordCheck = new RecordCheck(LocalDate.now(clock));
        records.forEach(recordCheck::checkDescription);
        if (!readFiles(toRead, safety, progress)) {
            return cancelled(findings, columns);
        }
        if (safety.waits()) {
            return unread(findings);
        }
        SameBytes.check(toRead);
        new FormatCheck(from.formats()).check(toRead, findings);
        List<NearPages> near = near(toRead, findings, progress);
        if (progress.cancelled()) {
            return cancelled(findings, columns);
        }
        ScanCheck scanCheck = new ScanCheck(from.scans());
        List<ValidRecord> sound = new ArrayList<>();
        for (RecordUnderCheck record : records) {
            PageRanges.give(record);
            recordCheck.checkPages(record);
            scanCheck.check(record);
            recordCheck.valid(record).ifPresent(sound::add);
        }
        FindingSubjects.give(findings, records, documents);
        return new CheckedDelivery(
                records.size(),
                documents.size(),
                files.content().size(),
                bytes,
                CheckedDelivery.Declared.of(records),
                codes(records),
                sound,
                findings,
                columns,
                false,
                near,
                twins);
    }

    /** Which hồ sơ is which, of a delivery that is not checked further; nothing is told of it. */
    private List<RecordUnderCheck> placed(
            List<RecordUnderCheck> records, List<SipDocument> documents, DeliveryFiles files) {
        FindingSink nobody = new FindingSink();
        List<RecordUnderCheck> placed =
                records.stream().map(record -> new RecordUnderCheck(record.sip, nobody)).toList();
        PlaceInArchive places = new PlaceInArchive(catalogue);
        placed.forEach(places::resolve);
        join(placed, documents, nobody, new ArrayList<>());
        List<FileUnderCheck> unused = matchFiles(placed, files, nobody);
        return placed;
    }

    private List<NearPages> near(
            List<FileUnderCheck> files, FindingSink findings, Progress progress) {
        if (others == null) {
            return List.of();
        }
        Set<List<Digest>> told = new HashSet<>();
        List<NearPages> near = new ArrayList<>();
        if (probe != null) {
            near.addAll(new ScannedAgain(others, probe, told, findings).check(files, progress));
        }
        near.addAll(new NearlyTheSame(others, told).check(files, progress));
        return near;
    }

    private static CheckedDelivery cancelled(FindingSink findings, List<DeliveredColumn> columns) {
        return new CheckedDelivery(0, 0, 0, 0, List.of(), List.of(), findings, columns, true);
    }

    private static List<String> codes(List<RecordUnderCheck> records) {
        return records.stream()
                .map(record -> record.sip.code())
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }

    private void place(List<RecordUnderCheck> records, List<CodeTwins> twins) {
        PlaceInArchive places = new PlaceInArchive(catalogue);
        Map<String, RecordUnderCheck> codes = new HashMap<>();
        for (RecordUnderCheck record : records) {
            places.resolve(record);
            String code = record.arcFileCode.isEmpty() ? record.fileCode : record.arcFileCode;
            if (code.isEmpty()) {
                continue;
            }
            RecordUnderCheck first = codes.putIfAbsent(Folded.of(code), record);
            if (first != null) {
                first.block();
                CodeTwins.add(twins, code, record.sip, first.sip);
                record.add(
                        Finding.blocks(
                                "RECORD_CODE_TWICE", record.sip.place(), code, first.sip.place()));
            }
        }
        if (others != null) {
            SpelledOtherwise.tell(records, others.kept());
        }
    }

    private static void join(
            List<RecordUnderCheck> records,
            List<SipDocument> documents,
            FindingSink findings,
            List<CodeTwins> twins) {
        Map<String, RecordUnderCheck> byCode = new HashMap<>();
        for (RecordUnderCheck record : records) {
            for (String code :
                    List.of(
                            record.sip.fileCode(),
                            record.sip.arcFileCode(),
                            record.fileCode,
                            record.arcFileCode)) {
                if (!code.isEmpty()) {
                    byCode.putIfAbsent(Folded.of(code), record);
                }
            }
        }
        Map<String, SipDocument> docCodes = new HashMap<>();
        for (SipDocument document : documents) {
            RecordUnderCheck record = recordOf(document, byCode);
            if (record == null) {
                String code =
                        document.fileCode() == null ? document.docCode() : document.fileCode();
                if (!code.isEmpty()) {
                    findings.add(Finding.blocks("DOCUMENT_WITHOUT_RECORD", document.place(), code));
                }
                continue;
            }
            record.documents.add(new DocumentUnderCheck(record, document));
            if (document.docCode().isEmpty()) {
                continue;
            }
            SipDocument first = docCodes.putIfAbsent(Folded.of(document.docCode()), document);
            if (first != null) {
                CodeTwins.add(twins, document.docCode(), document, first);
                record.add(
                        Finding.blocks(
                                "DOCUMENT_CODE_TWICE",
                                document.place(),
                                document.docCode(),
                                first.place()));
                RecordUnderCheck other = recordOf(first, byCode);
                if (other != null) {
                    other.block();
                }
            }
        }
    }

    /** By the list's own column, otherwise by the longest part of its code that is a hồ sơ's. */
    private static @Nullable RecordUnderCheck recordOf(
            SipDocument document, Map<String, RecordUnderCheck> byCode) {
        if (document.fileCode() != null) {
            return byCode.get(Folded.of(document.fileCode()));
        }
        String code = Folded.of(document.docCode());
        for (int i = code.length() - 1; i > 0; i--) {
            if (!Character.isLetterOrDigit(code.charAt(i))) {
                RecordUnderCheck record = byCode.get(code.substring(0, i));
                if (record != null) {
                    return record;
                }
            }
        }
        return null;
    }

    private static List<FileUnderCheck> matchFiles(
            List<RecordUnderCheck> records, DeliveryFiles files, FindingSink findings) {
        FileMatching matching = new FileMatching(files.content());
        matching.match(records);
        matching.reportExtra(findings);
        Set<FileUnderCheck> toRead = new LinkedHashSet<>();
        for (RecordUnderCheck record : records) {
            record.documents.forEach(document -> toRead.addAll(document.files));
        }
        return List.copyOf(toRead);
    }

    /** The walk told of them; here their hồ sơ are not sound, where only sound ones are wanted. */
    private static void blockUnsafeNames(
            List<FileUnderCheck> files, List<DeliveryFiles.Found> twins) {
        Set<String> twice = twins.stream().map(f -> Folded.of(f.name())).collect(toSet());
        for (FileUnderCheck file : files) {
            String name = file.found.name();
            if (!SafeName.isPath(name) || (!twice.isEmpty() && twice.contains(Folded.of(name)))) {
                file.document.record.block();
            }
        }
    }

    /** False when it was cancelled. */
    private boolean readFiles(List<FileUnderCheck> files, SafetyCheck safety, Progress progress)
            throws IOException {
        PrintsOfDelivery ofDelivery = others == null ? null : new PrintsOfDelivery(others);
        FileCheck check = new FileCheck(probe, ofDelivery, known);
        AtomicLong done = new AtomicLong();
        progress.at(Progress.Phase.CHECK, 0, files.size());
        // As many tasks as there are threads, and a few more in line: never one per file.
        Semaphore inLine = new Semaphore(threads * 4);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService readers =
                Executors.newFixedThreadPool(
                        threads,
                        Thread.ofPlatform().daemon().name("delivery-check-", 0).factory())) {
            for (FileUnderCheck file : files) {
                if (progress.cancelled()) {
                    return false;
                }
                inLine.acquireUninterruptibly();
                running.removeIf(Future::isDone);
                running.add(
                        readers.submit(
                                () -> {
                                    try {
                                        check.check(file, safety);
                                        done.incrementAndGet();
                                    } catch (RuntimeException e) {
                                        // One file must not end the check of all others.
                                        file.document.record.add(
                                                Finding.blocks(
                                                        "FILE_DAMAGED",
                                                        file.found.name(),
                                                        String.valueOf(e.getMessage())));
                                    } finally {
                                        inLine.release();
                                    }
                                }));
                progress.at(Progress.Phase.CHECK, done.get(), files.size());
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The check broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        if (ofDelivery != null) {
            ofDelivery.end();
        }
        progress.at(Progress.Phase.CHECK, files.size(), files.size());
        return !progress.cancelled();
    }
}

package vn.tangthu.repository.ingest.corrections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Inventories.Entry;
import vn.tangthu.repository.Inventories.Line;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.ingest.lists.CorrectionListReader;
import vn.tangthu.repository.ingest.lists.CorrectionRow;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListLimits;

/** One dry run: rows beside what is kept, some at a time. */
final class CorrectionCheck {
    private static final int PIECE = 200;

    /** As rows are named, with what may follow. */
    private static final Pattern ROW = Pattern.compile("(.*?, dòng [0-9]+)(?![0-9]).*");

    private static final ListLimits LIMITS =
            new ListLimits(
                    Corrections.MOST_ROWS,
                    ListLimits.STANDARD.fileBytes(),
                    ListLimits.STANDARD.unpackedBytes(),
                    ListLimits.STANDARD.wordsBytes(),
                    ListLimits.STANDARD.parts(),
                    ListLimits.STANDARD.rowChars());

    /** Ends the reading when somebody cancelled. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final CorrectionRegister register;
    private final Inventories inventories;
    private final Holdings holdings;
    private final CorrectionDates dates;
    private final UUID id;
    private final Reader actor;
    private final BooleanSupplier cancelled;
    private final FindingSink findings = new FindingSink();
    private final List<CorrectionRow> some = new ArrayList<>(PIECE);
    private final Set<UUID> seen = new HashSet<>();
    private final Set<AipId> leftOut = new HashSet<>();
    private final Map<String, AipId> records = new HashMap<>();
    private int rows;
    private int changes;

    CorrectionCheck(
            CorrectionRegister register,
            Inventories inventories,
            Holdings holdings,
            CorrectionDates dates,
            UUID id,
            Reader actor,
            BooleanSupplier cancelled) {
        this.register = register;
        this.inventories = inventories;
        this.holdings = holdings;
        this.dates = dates;
        this.id = id;
        this.actor = actor;
        this.cancelled = cancelled;
    }

    void run(Path list, String name) throws IOException {
        try {
            CorrectionListReader reader = new CorrectionListReader();
            reader.read(list, name, LIMITS, findings, this::row);
            compare();
            reader.report(findings);
        } catch (Cancelled e) {
            return;
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        register.items().leaveOut(id, leftOut);
        if (!findings.blocked() && !register.items().any(id)) {
            findings.add(Finding.warns("CORRECTION_NOTHING", name, String.valueOf(rows)));
        }
        findings.replaceAll(this::ofItsRecord);
        register.checked(id, findings.all(), findings.blocked(), rows);
    }

    /** With the id of the hồ sơ whose row it stands at. */
    private Finding ofItsRecord(Finding finding) {
        Matcher row = ROW.matcher(finding.place());
        AipId record = row.matches() ? records.get(row.group(1)) : null;
        return record == null ? finding : finding.of(List.of(record.toString()));
    }

    private void row(CorrectionRow row) {
        rows++;
        records.put(row.place(), row.record());
        DocumentId document = row.document();
        if (!seen.add(document == null ? row.record().value() : document.value())) {
            findings.add(Finding.blocks("CORRECTION_TWICE", row.place()));
            return;
        }
        some.add(row);
        if (some.size() == PIECE) {
            compare();
        }
    }

    private void compare() {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled();
        }
        Map<AipId, Entry> kept = kept();
        List<Change> found = new ArrayList<>();
        for (CorrectionRow row : some) {
            Entry entry = kept.get(row.record());
            if (entry == null) {
                findings.add(
                        Finding.blocks("CORRECTION_UNKNOWN", row.place(), row.record().toString()));
                continue;
            }
            Optional<Change> change =
                    row.document() == null
                            ? ofRecord(row, entry)
                            : ofDocument(row, row.document(), entry);
            change.filter(c -> isCurrent(c, row, entry)).ifPresent(found::add);
        }
        register.add(id, changes, found, rows);
        changes += found.size();
        some.clear();
    }

    private Map<AipId, Entry> kept() {
        Map<AipId, Entry> kept = new HashMap<>();
        Set<DocumentId> documents = new HashSet<>();
        some.stream().map(CorrectionRow::document).filter(Objects::nonNull).forEach(documents::add);
        List<AipId> ids = some.stream().map(CorrectionRow::record).distinct().toList();
        try {
            inventories.tell(
                    new Inventories.Of.TheRecords(ids),
                    !documents.isEmpty(),
                    actor,
                    entry -> kept.put(entry.place().id(), only(entry, documents)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept;
    }

    private static Entry only(Entry entry, Set<DocumentId> documents) {
        return new Entry(
                entry.place(),
                entry.description(),
                entry.pages(),
                entry.documents().stream().filter(d -> documents.contains(d.id())).toList());
    }

    private Optional<Change> ofRecord(CorrectionRow row, Entry entry) {
        FileDescription before = entry.description();
        FileDescription after = row.corrected(entry.place(), before, findings);
        if (after == null || after.equals(before)) {
            return Optional.empty();
        }
        try {
            holdings.check(before, after);
        } catch (RefusedException e) {
            refuse(row, e);
            return Optional.empty();
        }
        dates.look(row.place(), entry.place(), before, after).forEach(findings::add);
        return Optional.of(
                new Change.OfRecord(row.place(), row.record(), row.version(), before, after));
    }

    private Optional<Change> ofDocument(CorrectionRow row, DocumentId document, Entry entry) {
        Optional<Line> line =
                entry.documents().stream().filter(d -> d.id().equals(document)).findFirst();
        if (line.isEmpty()) {
            findings.add(Finding.blocks("CORRECTION_UNKNOWN", row.place(), document.toString()));
            return Optional.empty();
        }
        DocumentDescription before = line.get().description();
        DocumentDescription after = row.corrected(entry.place(), line.get(), findings);
        if (after == null || after.equals(before)) {
            return Optional.empty();
        }
        try {
            holdings.check(before, after);
        } catch (RefusedException e) {
            refuse(row, e);
            return Optional.empty();
        }
        dates.look(row.place(), entry.place(), before, after).forEach(findings::add);
        return Optional.of(
                new Change.OfDocument(
                        row.place(), row.record(), row.version(), document, before, after));
    }

    private void refuse(CorrectionRow row, RefusedException refused) {
        for (Finding one : refused.findings()) {
            findings.add(
                    new Finding(
                            one.code(),
                            one.severity(),
                            row.place() + ", " + one.place(),
                            one.values()));
        }
    }

    /** A hồ sơ of which one row is too old is left out as a whole. */
    private boolean isCurrent(Change change, CorrectionRow row, Entry entry) {
        int now = entry.place().version();
        if (row.version() == now) {
            return true;
        }
        leftOut.add(change.record());
        findings.add(
                Finding.warns(
                        "CORRECTION_CONFLICT",
                        row.place(),
                        change.code(),
                        String.valueOf(row.version()),
                        String.valueOf(now)));
        return false;
    }
}

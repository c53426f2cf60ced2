package vn.tangthu.repository.ingest.lists;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Inventories.Line;
import vn.tangthu.repository.Inventories.Place;

/** A row that came back: of a hồ sơ, or of a document of one. */
public final class CorrectionRow {
    private final AipId record;
    private final @Nullable DocumentId document;
    private final int version;
    private final String place;
    private final @Nullable ListedRow<RecordColumn> ofRecord;
    private final @Nullable ListedRow<DocumentColumn> ofDocument;

    private CorrectionRow(
            AipId record,
            @Nullable DocumentId document,
            int version,
            String place,
            @Nullable ListedRow<RecordColumn> ofRecord,
            @Nullable ListedRow<DocumentColumn> ofDocument) {
        this.record = record;
        this.document = document;
        this.version = version;
        this.place = place;
        this.ofRecord = ofRecord;
        this.ofDocument = ofDocument;
    }

    static CorrectionRow ofRecord(AipId id, int version, ListedRow<RecordColumn> row) {
        return new CorrectionRow(id, null, version, row.place(), row, null);
    }

    static CorrectionRow ofDocument(
            AipId id, DocumentId document, int version, ListedRow<DocumentColumn> row) {
        return new CorrectionRow(id, document, version, row.place(), null, row);
    }

    /** List and row, for findings. */
    public String place() {
        return place;
    }

    public AipId record() {
        return record;
    }

    /** Null for a row of a hồ sơ. */
    public @Nullable DocumentId document() {
        return document;
    }

    /** Of the hồ sơ, when the list left. */
    public int version() {
        return version;
    }

    /**
     * What the row makes of a hồ sơ.
     *
     * @return null when something blocks, and was added to the findings; {@code kept} itself when
     *     nothing differs
     */
    public @Nullable FileDescription corrected(
            Place where, FileDescription kept, FindingSink findings) {
        ListedRow<RecordColumn> row = Objects.requireNonNull(ofRecord, "a row of a document");
        CorrectionCells<RecordColumn> cells =
                new CorrectionCells<>(
                        row,
                        CorrectionListWriter.cells(where, kept),
                        RecordColumn.class,
                        CorrectionForm.FIXED_OF_RECORDS,
                        findings);
        if (cells.isEmpty()) {
            return kept;
        }
        if (saysSecret(row, cells, RecordColumn.MODE, where.fileCode(), findings)) {
            return null;
        }
        FindingSink own = new FindingSink();
        RowValues<RecordColumn> values = cells.values(CorrectionForm.RECORDS, own);
        FileDescription read = RecordListReader.describe(values, kept.arcFileCode());
        return cells.report(own, findings) ? null : cells.merged(FileDescription.class, kept, read);
    }

    /** As {@link #corrected(Place, FileDescription, FindingSink)}, of a document. */
    public @Nullable DocumentDescription corrected(Place where, Line kept, FindingSink findings) {
        ListedRow<DocumentColumn> row = Objects.requireNonNull(ofDocument, "a row of a hồ sơ");
        DocumentDescription before = kept.description();
        CorrectionCells<DocumentColumn> cells =
                new CorrectionCells<>(
                        row,
                        ListRow.of(where.fileCode(), before),
                        DocumentColumn.class,
                        CorrectionForm.FIXED_OF_DOCUMENTS,
                        findings);
        if (cells.isEmpty()) {
            return before;
        }
        if (saysSecret(row, cells, DocumentColumn.MODE, before.docCode(), findings)) {
            return null;
        }
        FindingSink own = new FindingSink();
        RowValues<DocumentColumn> values = cells.values(CorrectionForm.DOCUMENTS, own);
        DocumentDescription read =
                DocumentListReader.describe(values, before.docCode(), new Repeated());
        return cells.report(own, findings)
                ? null
                : cells.merged(DocumentDescription.class, before, read);
    }

    /** Nothing of the row is repeated then: what is said of a secret may itself be one. */
    private static <C extends Enum<C> & ListColumn> boolean saysSecret(
            ListedRow<C> row, CorrectionCells<C> cells, C mode, String code, FindingSink findings) {
        boolean secret =
                row.saysSecretUnread()
                        || (cells.changes(mode) && CodeWords.saysSecret(cells.cell(mode).text()));
        if (secret) {
            findings.add(Finding.blocks("SECRET", row.place(), RowValues.shown(code)));
        }
        return secret;
    }
}

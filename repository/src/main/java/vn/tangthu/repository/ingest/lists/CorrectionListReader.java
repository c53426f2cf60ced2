package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;

/**
 * Reads a list that came back corrected. A row is known by its ids and by nothing else, so rows may
 * be sorted or taken out, and columns too, of which nothing is corrected then; other sheets are
 * passed over.
 */
public final class CorrectionListReader {
    /** Title lines that somebody may have put above the headings. */
    private static final int WITHIN = 20;

    private static final String RECORD = PlainKey.of(CorrectionForm.RECORD_ID);
    private static final String DOCUMENT = PlainKey.of(CorrectionForm.DOCUMENT_ID);
    private static final String VERSION = PlainKey.of(CorrectionForm.VERSION);

    private final HeadingWords<RecordColumn> recordWords =
            new HeadingWords<>(RecordColumn.class, DeliveryList.RECORDS, ConfirmedHeadings.NONE);
    private final HeadingWords<DocumentColumn> documentWords =
            new HeadingWords<>(
                    DocumentColumn.class, DeliveryList.DOCUMENTS, ConfirmedHeadings.NONE);

    private final ListNotes<RecordColumn> recordNotes = new ListNotes<>();
    private final ListNotes<DocumentColumn> documentNotes = new ListNotes<>();

    /** Hands each row on as it is read; all that is wrong with the list goes to the findings. */
    public void read(
            Path file,
            String name,
            ListLimits limits,
            FindingSink findings,
            Consumer<CorrectionRow> each)
            throws IOException {
        Reading reading = new Reading(name, limits, findings, each);
        try {
            ListForm.open(file, limits, CorrectionListReader::keys).forEach(reading::row);
        } catch (UnreadableListException e) {
            findings.add(e.finding());
            return;
        }
        if (reading.sheets.isEmpty()) {
            findings.add(
                    Finding.blocks(
                            "CORRECTION_NO_LIST",
                            name,
                            CorrectionForm.RECORD_ID,
                            CorrectionForm.DOCUMENT_ID));
        }
    }

    /** What is told once of a column; when all rows that were read have been corrected. */
    public void report(FindingSink findings) {
        recordNotes.report(findings);
        documentNotes.report(findings);
    }

    private static String key(ListCell cell) {
        return PlainKey.withoutBrackets(cell.text());
    }

    private static int keys(List<ListCell> cells) {
        return (int)
                cells.stream()
                        .map(CorrectionListReader::key)
                        .filter(k -> k.equals(RECORD) || k.equals(DOCUMENT) || k.equals(VERSION))
                        .count();
    }

    /**
     * The headings of a sheet.
     *
     * @param document where the ids of documents stand; below 0 on the sheet of hồ sơ
     */
    private record Sheet(
            int record,
            int document,
            int version,
            Map<Integer, RecordColumn> ofRecords,
            Map<Integer, DocumentColumn> ofDocuments) {}

    private final class Reading {
        private final String name;
        private final ListLimits limits;
        private final FindingSink findings;
        private final Consumer<CorrectionRow> each;
        private final Map<Integer, Sheet> sheets = new HashMap<>();
        private final Map<Integer, Integer> rows = new HashMap<>();

        Reading(
                String name,
                ListLimits limits,
                FindingSink findings,
                Consumer<CorrectionRow> each) {
            this.name = name;
            this.limits = limits;
            this.findings = findings;
            this.each = each;
        }

        boolean row(ListSheet of, int number, List<ListCell> cells) throws UnreadableListException {
            String tab = of.name().isEmpty() ? name : name + " [" + of.name() + "]";
            String place = ListedRow.place(tab, number);
            Sheet sheet = sheets.get(of.index());
            if (sheet == null) {
                return heading(of, number, place, cells);
            }
            if (cells.stream().allMatch(ListCell::isEmpty)) {
                return true;
            }
            if (rows.merge(of.index(), 1, Integer::sum) > limits.rows()) {
                throw new UnreadableListException(
                        Finding.blocks("LIST_TOO_MANY_ROWS", tab, String.valueOf(limits.rows())));
            }
            UUID record = id(cells, sheet.record);
            Integer version = version(cells, sheet.version);
            UUID document = sheet.document < 0 ? null : id(cells, sheet.document);
            if (record == null || version == null || (sheet.document >= 0 && document == null)) {
                findings.add(Finding.blocks("CORRECTION_KEY", place));
                return true;
            }
            AipId id = new AipId(record);
            each.accept(
                    document == null
                            ? CorrectionRow.ofRecord(
                                    id,
                                    version,
                                    new ListedRow<>(place, sheet.ofRecords, cells, recordNotes))
                            : CorrectionRow.ofDocument(
                                    id,
                                    new DocumentId(document),
                                    version,
                                    new ListedRow<>(
                                            place, sheet.ofDocuments, cells, documentNotes)));
            return true;
        }

        /** Whether more of the sheet is wanted. */
        private boolean heading(ListSheet of, int number, String place, List<ListCell> cells) {
            int record = -1;
            int document = -1;
            int version = -1;
            for (int i = 0; i < cells.size(); i++) {
                String key = key(cells.get(i));
                record = key.equals(RECORD) && record < 0 ? i : record;
                document = key.equals(DOCUMENT) && document < 0 ? i : document;
                version = key.equals(VERSION) && version < 0 ? i : version;
            }
            if (record < 0 && document < 0) {
                return number < WITHIN;
            }
            if (record < 0 || version < 0) {
                findings.add(
                        Finding.blocks(
                                "COLUMN_MISSING",
                                place,
                                record < 0 ? CorrectionForm.RECORD_ID : CorrectionForm.VERSION));
            }
            List<Integer> keys = List.of(record, document, version);
            sheets.put(
                    of.index(),
                    new Sheet(
                            record,
                            document,
                            version,
                            document >= 0
                                    ? Map.of()
                                    : columns(
                                            place,
                                            cells,
                                            keys,
                                            recordWords,
                                            CorrectionForm.RECORDS),
                            document < 0
                                    ? Map.of()
                                    : columns(
                                            place,
                                            cells,
                                            keys,
                                            documentWords,
                                            CorrectionForm.DOCUMENTS)));
            return record >= 0 && version >= 0;
        }

        private <C extends Enum<C> & ListColumn> Map<Integer, C> columns(
                String place,
                List<ListCell> cells,
                List<Integer> keys,
                HeadingWords<C> words,
                Collection<C> known) {
            Map<Integer, C> columns = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                String heading = cells.get(i).text();
                if (heading.isEmpty() || keys.contains(i)) {
                    continue;
                }
                C column = words.exact(heading);
                if (column == null || !known.contains(column)) {
                    findings.add(Finding.notes("COLUMN_UNKNOWN", place, RowValues.shown(heading)));
                } else if (columns.containsValue(column)) {
                    findings.add(Finding.blocks("COLUMN_TWICE", place, RowValues.shown(heading)));
                } else {
                    columns.put(i, column);
                }
            }
            return columns;
        }
    }

    private static @Nullable UUID id(List<ListCell> cells, int at) {
        String text = at < 0 || at >= cells.size() ? "" : cells.get(at).text();
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? UUID.fromString(text)
                : null;
    }

    private static @Nullable Integer version(List<ListCell> cells, int at) {
        String text = at < 0 || at >= cells.size() ? "" : cells.get(at).text();
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}

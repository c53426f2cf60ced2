package vn.tangthu.repository.ingest.lists;

import static vn.tangthu.repository.ingest.lists.DocumentColumn.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;

/**
 * Reads the list of documents; the fields' limits are those of Thông tư 05/2025, Phụ lục I, III.
 */
public final class DocumentListReader {
    private final ListTable<DocumentColumn> table;
    private final Repeated repeated = new Repeated();

    public DocumentListReader() {
        this(ConfirmedHeadings.NONE, column -> {});
    }

    /**
     * @param confirmed what the headings mean in the lists of whom this one is from
     * @param columns told each column as it was understood, when the list is read
     */
    public DocumentListReader(ConfirmedHeadings confirmed, Consumer<DeliveredColumn> columns) {
        table = new ListTable<>(DocumentColumn.class, DeliveryList.DOCUMENTS, confirmed, columns);
    }

    /** Hands each row on as it is read. */
    public void read(Path file, ListLimits limits, FindingSink findings, Consumer<SipDocument> each)
            throws IOException {
        table.read(file, limits, findings, row -> each.accept(document(row, findings)));
    }

    SipDocument document(ListedRow<DocumentColumn> row, FindingSink findings) {
        if (CodeWords.saysSecret(row.cell(MODE).text()) || row.saysSecretUnread()) {
            String code = row.cell(DOC_CODE).text();
            findings.add(Finding.blocks("SECRET", row.place(), RowValues.shown(code)));
            return new SipDocument(
                    row.place(), null, code, List.of(), ListedPages.NONE, null, null, null);
        }
        RowValues<DocumentColumn> values = new RowValues<>(row, findings);
        String docCode = values.archiveCode(DOC_CODE, true);
        String fileCode = CodeInParts.OF_DOCUMENT.read(row, values, "", "", false);
        DocumentDescription description = describe(values, docCode, repeated);
        Access access = values.access(ACCESS);
        Boolean titlePublic = values.yesNo(TITLE_PUBLIC);
        if (access == Access.PUBLIC
                && description.mode() != null
                && Access.of(description.mode()) != Access.PUBLIC) {
            findings.add(Finding.warns("ACCESS_STRICTER", row.place(ACCESS)));
        }
        return new SipDocument(
                row.place(),
                fileCode.isEmpty() ? null : repeated.one(fileCode),
                docCode,
                values.names(FILE_NAME),
                ListedPages.of(
                        row.cell(PAGE_RANGE).text(),
                        row.cell(LAST_PAGE).text(),
                        row.isBySheets(PAGE_RANGE) || row.isBySheets(LAST_PAGE)),
                values.blocked() ? null : description,
                access,
                titlePublic);
    }

    /**
     * @param repeated what the rows before said
     */
    static DocumentDescription describe(
            RowValues<DocumentColumn> values, String docCode, Repeated repeated) {
        Integer ordinal = values.number(DOC_ORDINAL, 1, 9_999_999);
        ConfidenceLevel confidence = values.entry(CONFIDENCE_LEVEL, ConfidenceLevel.class);
        Boolean process = values.yesNo(PROCESS);
        boolean processNeeded =
                confidence == ConfidenceLevel.BORN_DIGITAL || confidence == ConfidenceLevel.MIXED;
        if (processNeeded && values.isBlank(PROCESS)) {
            values.block(PROCESS, "PROCESS_MISSING");
        }
        Boolean recovery = values.yesNo(RISK_RECOVERY);
        Boolean recovered = values.recoveryStatus(RISK_RECOVERY_STATUS);
        RecordListReader.requireStatus(values, recovery, recovered, RISK_RECOVERY_STATUS);
        String number = values.onDocument(CODE_NUMBER, 11);
        String notation = values.onDocument(CODE_NOTATION, 30);
        String both = values.onDocument(NUMBER_AND_NOTATION, 42);
        if (both != null && number == null && notation == null) {
            // 5023/KH-UBND is parted; 127-KL/TW of the Party has no slash after its number and
            // stays whole, so that it is printed as it was.
            int cut = both.indexOf('/');
            boolean parted =
                    cut > 0
                            && both.chars()
                                    .limit(cut)
                                    .allMatch(c -> Character.isLetterOrDigit(c) || c == ' ');
            number = parted ? both.substring(0, cut).strip() : null;
            notation = parted ? both.substring(cut + 1).strip() : both;
            if (number != null && number.length() > 11) {
                values.block(NUMBER_AND_NOTATION, "TOO_LONG", "11", "" + number.length());
            }
            if (notation.length() > 30) {
                values.block(NUMBER_AND_NOTATION, "TOO_LONG", "30", "" + notation.length());
            }
        }
        return new DocumentDescription(
                docCode,
                ordinal == null ? 0 : ordinal,
                values.entry(TYPE_NAME, DocumentType.class),
                repeated.one(number),
                repeated.one(notation),
                repeated.one(values.date(ISSUED_DATE)),
                repeated.one(values.text(ORGAN_NAME, 200)),
                values.required(SUBJECT, 500),
                repeated.same(List.copyOf(values.languages(LANGUAGE))),
                values.number(NUMBER_OF_PAGE, 1, 9_999),
                repeated.one(values.text(INFOR_SIGN, 30)),
                repeated.one(values.text(KEYWORD, 100)),
                values.entry(MODE, UseMode.class),
                confidence,
                repeated.one(values.text(AUTOGRAPH, 2_000)),
                values.entry(FORMAT, PhysicalCondition.class),
                process,
                repeated.one(values.text(DESCRIPTION, 500)),
                values.text(DOC_ID, 25),
                values.entry(MAINTENANCE, Maintenance.class),
                recovery,
                recovered);
    }
}

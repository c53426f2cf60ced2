package vn.tangthu.repository.ingest.lists;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Rights;

/** Descriptions as cells of the lists; what the readers read back. */
final class ListRow {
    private ListRow() {}

    static Map<RecordColumn, String> of(ListedRecord listed) {
        FileDescription d = listed.description();
        Rights rights = listed.rights();
        Map<RecordColumn, String> cells = new EnumMap<>(RecordColumn.class);
        cells.put(RecordColumn.FONDS, listed.fondsCode());
        put(cells, RecordColumn.SERIES, listed.seriesCode());
        cells.put(RecordColumn.FILE_CODE, listed.fileCode());
        cells.put(RecordColumn.TITLE, d.title());
        cells.put(RecordColumn.MAINTENANCE, d.maintenance().code());
        put(cells, RecordColumn.MODE, d.mode());
        put(cells, RecordColumn.LANGUAGE, languages(d.languages()));
        put(cells, RecordColumn.START_DATE, d.startDate());
        put(cells, RecordColumn.END_DATE, d.endDate());
        put(cells, RecordColumn.KEYWORD, d.keyword());
        put(cells, RecordColumn.TOTAL_DOC, d.totalDoc());
        put(cells, RecordColumn.NUMBER_OF_PAPER, d.numberOfPaper());
        put(cells, RecordColumn.NUMBER_OF_PAGE, d.numberOfPage());
        put(cells, RecordColumn.FORMAT, d.format());
        put(cells, RecordColumn.INFOR_SIGN, d.inforSign());
        put(cells, RecordColumn.CONFIDENCE_LEVEL, d.confidenceLevel());
        put(cells, RecordColumn.PAPER_FILE_CODE, d.paperFileCode());
        put(cells, RecordColumn.RISK_RECOVERY, yesNo(d.riskRecovery()));
        put(cells, RecordColumn.RISK_RECOVERY_STATUS, status(d.riskRecoveryStatus()));
        put(cells, RecordColumn.DESCRIPTION, d.description());
        cells.put(
                RecordColumn.ACCESS,
                switch (rights.access()) {
                    case PUBLIC -> "công khai";
                    case LISTED -> "liệt kê";
                    case HIDDEN -> "ẩn";
                });
        put(cells, RecordColumn.TITLE_PUBLIC, yesNo(rights.titlePublic()));
        return cells;
    }

    static Map<DocumentColumn, String> of(String fileCode, DocumentDescription d) {
        Map<DocumentColumn, String> cells = new EnumMap<>(DocumentColumn.class);
        cells.put(DocumentColumn.FILE_CODE, fileCode);
        cells.put(DocumentColumn.DOC_CODE, d.docCode());
        put(cells, DocumentColumn.DOC_ORDINAL, d.docOrdinal());
        put(cells, DocumentColumn.TYPE_NAME, d.typeName());
        put(cells, DocumentColumn.CODE_NUMBER, d.codeNumber());
        put(cells, DocumentColumn.CODE_NOTATION, d.codeNotation());
        put(cells, DocumentColumn.ISSUED_DATE, d.issuedDate());
        put(cells, DocumentColumn.ORGAN_NAME, d.organName());
        cells.put(DocumentColumn.SUBJECT, d.subject());
        put(cells, DocumentColumn.LANGUAGE, languages(d.languages()));
        put(cells, DocumentColumn.NUMBER_OF_PAGE, d.numberOfPage());
        put(cells, DocumentColumn.INFOR_SIGN, d.inforSign());
        put(cells, DocumentColumn.KEYWORD, d.keyword());
        put(cells, DocumentColumn.MODE, d.mode());
        put(cells, DocumentColumn.CONFIDENCE_LEVEL, d.confidenceLevel());
        put(cells, DocumentColumn.AUTOGRAPH, d.autograph());
        put(cells, DocumentColumn.FORMAT, d.format());
        put(cells, DocumentColumn.PROCESS, yesNo(d.process()));
        put(cells, DocumentColumn.DESCRIPTION, d.description());
        put(cells, DocumentColumn.DOC_ID, d.docId());
        put(cells, DocumentColumn.MAINTENANCE, d.maintenance());
        put(cells, DocumentColumn.RISK_RECOVERY, yesNo(d.riskRecovery()));
        put(cells, DocumentColumn.RISK_RECOVERY_STATUS, status(d.riskRecoveryStatus()));
        return cells;
    }

    private static <C extends Enum<C>> void put(
            Map<C, String> cells, C column, @Nullable Object value) {
        if (value instanceof CodeListEntry entry) {
            cells.put(column, entry.code());
        } else if (value != null) {
            cells.put(column, value.toString());
        }
    }

    private static @Nullable String languages(List<LanguageCode> languages) {
        return languages.isEmpty()
                ? null
                : languages.stream().map(CodeListEntry::code).collect(Collectors.joining("; "));
    }

    private static @Nullable String yesNo(@Nullable Boolean value) {
        return value == null ? null : value ? "1" : "0";
    }

    private static @Nullable String status(@Nullable Boolean value) {
        return value == null ? null : value ? "01" : "02";
    }
}

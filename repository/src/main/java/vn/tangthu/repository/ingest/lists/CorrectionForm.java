package vn.tangthu.repository.ingest.lists;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A list that leaves the archive to come back corrected: the columns of a delivery's lists but
 * those of files and rights, and in front of them what says which version of what a row is of.
 */
final class CorrectionForm {
    static final String RECORD_ID = "ID hồ sơ";
    static final String DOCUMENT_ID = "ID tài liệu";
    static final String VERSION = "Phiên bản";

    /** What a heading says of a column whose cells must stay. */
    static final String FIXED = " (không sửa)";

    static final List<RecordColumn> RECORDS =
            Arrays.stream(RecordColumn.values())
                    .filter(ListColumn::ofTemplate)
                    .filter(
                            column ->
                                    switch (column) {
                                        case PERIOD, ACCESS, TITLE_PUBLIC -> false;
                                        default -> true;
                                    })
                    .toList();

    static final List<DocumentColumn> DOCUMENTS =
            Arrays.stream(DocumentColumn.values())
                    .filter(ListColumn::ofTemplate)
                    .filter(
                            column ->
                                    switch (column) {
                                        case NUMBER_AND_NOTATION,
                                                FILE_NAME,
                                                PAGE_RANGE,
                                                LAST_PAGE,
                                                ACCESS,
                                                TITLE_PUBLIC ->
                                                false;
                                        default -> true;
                                    })
                    .toList();

    static final Set<RecordColumn> FIXED_OF_RECORDS =
            EnumSet.of(
                    RecordColumn.FONDS,
                    RecordColumn.SERIES,
                    RecordColumn.FILE_CODE,
                    RecordColumn.ARC_FILE_CODE);

    static final Set<DocumentColumn> FIXED_OF_DOCUMENTS =
            EnumSet.of(
                    DocumentColumn.FILE_CODE, DocumentColumn.DOC_CODE, DocumentColumn.DOC_ORDINAL);

    private CorrectionForm() {}
}

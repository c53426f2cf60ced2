package vn.tangthu.repository.ingest.lists;

import static vn.tangthu.repository.ingest.lists.RecordColumn.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;

/** Reads the list of hồ sơ; the fields' limits are those of Thông tư 05/2025, Phụ lục I. */
public final class RecordListReader {
    private final ListTable<RecordColumn> table;

    public RecordListReader() {
        this(ConfirmedHeadings.NONE, column -> {});
    }

    /**
     * @param confirmed what the headings mean in the lists of whom this one is from
     * @param columns told each column as it was understood, when the list is read
     */
    public RecordListReader(ConfirmedHeadings confirmed, Consumer<DeliveredColumn> columns) {
        table = new ListTable<>(RecordColumn.class, DeliveryList.RECORDS, confirmed, columns);
    }

    /** Hands each row on as it is read. */
    public void read(Path file, ListLimits limits, FindingSink findings, Consumer<SipRecord> each)
            throws IOException {
        table.read(file, limits, findings, row -> each.accept(record(row, findings)));
    }

    static SipRecord record(ListedRow<RecordColumn> row, FindingSink findings) {
        if (CodeWords.saysSecret(row.cell(MODE).text()) || row.saysSecretUnread()) {
            // The description of a secret may itself be secret: nothing of the row is repeated.
            String code = row.cell(FILE_CODE).text();
            findings.add(Finding.blocks("SECRET", row.place(), RowValues.shown(code)));
            return new SipRecord(row.place(), "", null, code, "", null, null, null);
        }
        RowValues<RecordColumn> values = new RowValues<>(row, findings);
        String fonds = values.required(FONDS, 100);
        String series = values.text(SERIES, 100);
        String arcFileCode = values.archiveCode(ARC_FILE_CODE, false);
        String fileCode =
                CodeInParts.OF_RECORD.read(
                        row, values, fonds, arcFileCode, values.isBlank(ARC_FILE_CODE));
        FileDescription description = describe(values, arcFileCode);
        Access access = values.access(ACCESS);
        Boolean titlePublic = values.yesNo(TITLE_PUBLIC);
        if (access == Access.PUBLIC
                && description.mode() != null
                && Access.of(description.mode()) != Access.PUBLIC) {
            findings.add(Finding.warns("ACCESS_STRICTER", row.place(ACCESS)));
        }
        return new SipRecord(
                row.place(),
                fonds,
                series,
                fileCode,
                arcFileCode,
                values.blocked() ? null : description,
                access,
                titlePublic);
    }

    static FileDescription describe(RowValues<RecordColumn> values, String arcFileCode) {
        String title = values.required(TITLE, 1_000);
        Maintenance maintenance = values.entry(MAINTENANCE, Maintenance.class);
        if (values.isBlank(MAINTENANCE)) {
            values.missing(MAINTENANCE);
        } else if (maintenance != null && maintenance != Maintenance.PERMANENT) {
            values.block(MAINTENANCE, "NOT_PERMANENT", maintenance.vietnamese());
        }
        UseMode mode = values.entry(MODE, UseMode.class);
        ArchivalDate start = values.date(START_DATE);
        ArchivalDate end = values.date(END_DATE);
        ListDates.Period period = start == null && end == null ? values.period(PERIOD) : null;
        if (period != null) {
            start = period.start();
            end = period.end();
        }
        if (start != null && end != null && end.latest().isBefore(start.earliest())) {
            values.block(END_DATE, "END_BEFORE_START", end.toString(), start.toString());
        }
        ConfidenceLevel confidence = values.entry(CONFIDENCE_LEVEL, ConfidenceLevel.class);
        String paperFileCode = values.text(PAPER_FILE_CODE, 100);
        boolean digitised =
                confidence == ConfidenceLevel.DIGITISED || confidence == ConfidenceLevel.MIXED;
        if (digitised && paperFileCode == null) {
            values.block(PAPER_FILE_CODE, "PAPER_CODE_MISSING");
        }
        Boolean recovery = values.yesNo(RISK_RECOVERY);
        Boolean recovered = values.recoveryStatus(RISK_RECOVERY_STATUS);
        requireStatus(values, recovery, recovered, RISK_RECOVERY_STATUS);
        return new FileDescription(
                arcFileCode,
                title,
                maintenance == null ? Maintenance.OTHER : maintenance,
                mode,
                values.languages(LANGUAGE),
                start,
                end,
                values.text(KEYWORD, 100),
                values.number(TOTAL_DOC, 0, Integer.MAX_VALUE),
                values.number(NUMBER_OF_PAPER, 0, Integer.MAX_VALUE),
                values.number(NUMBER_OF_PAGE, 0, Integer.MAX_VALUE),
                values.entry(FORMAT, PhysicalCondition.class),
                values.text(INFOR_SIGN, 30),
                confidence,
                paperFileCode,
                recovery,
                recovered,
                values.text(DESCRIPTION, 2_000));
    }

    static <C extends Enum<C> & ListColumn> void requireStatus(
            RowValues<C> values,
            @Nullable Boolean recovery,
            @Nullable Boolean recovered,
            C column) {
        if (Boolean.TRUE.equals(recovery) && recovered == null && values.isBlank(column)) {
            values.block(column, "RECOVERY_STATUS_MISSING");
        }
    }

    /** The headings in the template's order. */
    static List<RecordColumn> columns() {
        return Stream.of(RecordColumn.values()).filter(ListColumn::ofTemplate).toList();
    }
}

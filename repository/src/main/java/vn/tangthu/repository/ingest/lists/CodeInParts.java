package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.List;

/**
 * Mã hồ sơ of a list that has it in parts: FileCode of OrganId, FileCatalog and FileNotation (Nghị
 * định 30/2020, Phụ lục VI; Thông tư 02/2019, which Thông tư 05/2025 joins to one field: mã định
 * danh cơ quan, or mã phông of a closed fonds, then the year, then number and notation). Where the
 * whole is missing it is put together with full stops, and told; where it is there, its parts must
 * stand in it in their order.
 *
 * @param whole the column of the whole code
 */
record CodeInParts<C extends Enum<C> & ListColumn>(C whole, C organ, C catalog, C notation) {
    static final CodeInParts<RecordColumn> OF_RECORD =
            new CodeInParts<>(
                    RecordColumn.FILE_CODE,
                    RecordColumn.ORGAN_ID,
                    RecordColumn.FILE_CATALOG,
                    RecordColumn.FILE_NOTATION);

    static final CodeInParts<DocumentColumn> OF_DOCUMENT =
            new CodeInParts<>(
                    DocumentColumn.FILE_CODE,
                    DocumentColumn.ORGAN_ID,
                    DocumentColumn.FILE_CATALOG,
                    DocumentColumn.FILE_NOTATION);

    /**
     * The code of a row; empty when there is none, which is a finding where it is required.
     *
     * @param fondsCode stands for OrganId in a list without that column; empty where it may not
     * @param other the code as another column has it, empty without one
     */
    String read(
            ListedRow<C> row,
            RowValues<C> values,
            String fondsCode,
            String other,
            boolean required) {
        if (values.isBlank(catalog) && values.isBlank(notation)) {
            return values.archiveCode(whole, required);
        }
        String given = values.archiveCode(whole, false);
        String own = values.archiveCode(organ, false);
        List<String> parts = new ArrayList<>();
        parts.add(own);
        parts.add(values.archiveCode(catalog, false));
        parts.add(values.archiveCode(notation, false));
        String code = given.isEmpty() ? other : given;
        if (!values.isBlank(whole) || !other.isEmpty()) {
            if (!code.isEmpty() && !stand(parts, code)) {
                C part = values.isBlank(notation) ? catalog : notation;
                values.block(part, "CODE_PARTS_DISAGREE", code, said(parts, " + "));
            }
            return given;
        }
        parts.set(0, own.isEmpty() && !row.columns().contains(organ) ? fondsCode : own);
        if (parts.contains("")) {
            if (required) {
                missing(values, parts);
            }
            return "";
        }
        String composed = said(parts, ".");
        row.composed(said(parts, " + ") + " = " + composed);
        return composed;
    }

    private void missing(RowValues<C> values, List<String> parts) {
        List<C> columns = List.of(organ, catalog, notation);
        for (int i = 0; i < columns.size(); i++) {
            C column = columns.get(i);
            if (parts.get(i).isEmpty() && values.isBlank(column)) {
                values.block(column, "VALUE_MISSING", column.heading());
            }
        }
    }

    private static String said(List<String> parts, String between) {
        return String.join(between, parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    /** Whether the parts that there are stand in the code, each by itself and in this order. */
    private static boolean stand(List<String> parts, String code) {
        int from = 0;
        for (String part : parts) {
            int at = part.isEmpty() ? from : code.indexOf(part, from);
            while (at >= 0 && !part.isEmpty() && !byItself(code, at, at + part.length())) {
                at = code.indexOf(part, at + 1);
            }
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }

    private static boolean byItself(String code, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(code.charAt(from - 1)))
                && (to == code.length() || !Character.isLetterOrDigit(code.charAt(to)));
    }
}

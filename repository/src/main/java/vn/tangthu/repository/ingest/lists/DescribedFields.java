package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions that came as fields of the circular and not as rows of a list: read by the same
 * rules, so that the same hồ sơ is described the same whichever way it was delivered.
 */
public final class DescribedFields {
    private final FindingSink findings;
    private final DocumentListReader documents = new DocumentListReader();

    public DescribedFields(FindingSink findings) {
        this.findings = findings;
    }

    /**
     * @param place for findings
     * @param fields by the circular's names, and {@code fondsCode}, {@code seriesCode}
     */
    public SipRecord record(String place, Map<String, String> fields) {
        return RecordListReader.record(row(RecordColumn.class, place, fields), findings);
    }

    /**
     * @param fields by the circular's names; {@code fileCode} is that of its hồ sơ
     * @param files paths of its files in the delivery
     * @param pages which pages of a file that it shares, {@code 4-6}; empty for all
     */
    public SipDocument document(
            String place, Map<String, String> fields, List<String> files, String pages) {
        SipDocument read = documents.document(row(DocumentColumn.class, place, fields), findings);
        return new SipDocument(
                read.place(),
                read.fileCode(),
                read.docCode(),
                files,
                ListedPages.of(pages, "", false),
                read.description(),
                read.access(),
                read.titlePublic());
    }

    /** The fields of documents that are read. */
    public static Set<String> ofDocument() {
        Set<String> fields = new HashSet<>();
        EnumSet.allOf(DocumentColumn.class).forEach(column -> fields.add(column.field()));
        return fields;
    }

    /** Of a field that nobody reads only a mark of secrecy counts, as in a list. */
    private static <C extends Enum<C> & ListColumn> ListedRow<C> row(
            Class<C> columns, String place, Map<String, String> fields) {
        Map<Integer, C> headings = new HashMap<>();
        List<ListCell> cells = new ArrayList<>(fields.size());
        fields.forEach(
                (field, value) -> {
                    C column = column(columns, field);
                    if (column != null) {
                        headings.put(cells.size(), column);
                    }
                    cells.add(ListCell.of(value));
                });
        return new ListedRow<>(place, headings, cells, new ListNotes<>());
    }

    private static <C extends Enum<C> & ListColumn> @Nullable C column(
            Class<C> columns, String field) {
        for (C column : columns.getEnumConstants()) {
            if (column.field().equals(field)) {
                return column;
            }
        }
        return null;
    }
}

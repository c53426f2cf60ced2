package vn.tangthu.repository.ingest.lists;

import java.util.List;
import java.util.stream.Stream;
import vn.tangthu.repository.Contractors.Field;
import vn.tangthu.repository.DeliveryList;

/** What the columns of the lists can be. */
public final class ListFields {
    private ListFields() {}

    /** In the template's order. */
    public static List<Field> of(DeliveryList list) {
        Stream<ListColumn> columns =
                switch (list) {
                    case RECORDS -> Stream.of(RecordColumn.values());
                    case DOCUMENTS -> Stream.of(DocumentColumn.values());
                };
        return columns.map(c -> new Field(c.field(), c.heading(), c.mandatory())).toList();
    }
}

package vn.tangthu.repository.ingest;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryList;

/** The rows that say how the columns of a delivery's lists were understood. */
final class DeliveryColumns {
    private DeliveryColumns() {}

    /** Replaces what was written of an earlier check. */
    static void write(JdbcClient jdbc, DeliveryId id, List<DeliveredColumn> columns) {
        int unused =
                jdbc.sql("delete from kept.delivery_column where delivery_id = ?")
                        .param(id.value())
                        .update();
        for (int i = 0; i < columns.size(); i++) {
            DeliveredColumn column = columns.get(i);
            String field = column.field();
            unused =
                    jdbc.sql(
                                    "insert into kept.delivery_column (delivery_id, ordinal, list,"
                                            + " heading, how, field, samples) values (?, ?, ?, ?,"
                                            + " ?, nullif(?, ''), ?)")
                            .params(
                                    id.value(),
                                    i,
                                    column.list().name(),
                                    DeliveryRegister.storable(column.heading()),
                                    column.how().name(),
                                    field == null ? "" : field,
                                    column.samples().stream()
                                            .map(DeliveryRegister::storable)
                                            .toArray(String[]::new))
                            .update();
        }
    }

    static List<DeliveredColumn> read(JdbcClient jdbc, DeliveryId id) {
        return jdbc.sql(
                        "select list, heading, how, field, samples from kept.delivery_column where"
                                + " delivery_id = ? order by ordinal")
                .param(id.value())
                .query(
                        (row, n) ->
                                new DeliveredColumn(
                                        DeliveryList.valueOf(row.getString(1)),
                                        row.getString(2),
                                        DeliveredColumn.How.valueOf(row.getString(3)),
                                        row.getString(4),
                                        List.of((String[]) row.getArray(5).getArray())))
                .list();
    }
}

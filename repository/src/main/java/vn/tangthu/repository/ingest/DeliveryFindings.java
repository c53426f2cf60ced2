package vn.tangthu.repository.ingest;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** The rows of what was found in a delivery. */
final class DeliveryFindings {
    /** Rows of one statement: 4,000 of the 65,535 parameters that PostgreSQL takes. */
    private static final int AT_ONCE = 500;

    private DeliveryFindings() {}

    /** In place of those of an earlier verdict. */
    static void write(JdbcClient jdbc, DeliveryId id, List<Finding> findings) {
        int unused =
                jdbc.sql("delete from kept.delivery_finding where delivery_id = ?")
                        .param(id.value())
                        .update();
        for (int from = 0; from < findings.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, findings.size());
            insert(jdbc, id, from, findings.subList(from, to));
        }
    }

    private static void insert(JdbcClient jdbc, DeliveryId id, int from, List<Finding> findings) {
        StringBuilder sql =
                new StringBuilder(
                        "insert into kept.delivery_finding (delivery_id, ordinal, code, severity,"
                                + " place, arguments, subject, records) values ");
        List<Object> values = new ArrayList<>(findings.size() * 8);
        for (int i = 0; i < findings.size(); i++) {
            sql.append(i == 0 ? "(?, ?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, ?)");
            Finding finding = findings.get(i);
            values.add(id.value());
            values.add(from + i);
            values.add(finding.code());
            values.add(finding.severity().name());
            values.add(DeliveryRegister.storable(finding.place()));
            values.add(
                    finding.values().stream()
                            .map(DeliveryRegister::storable)
                            .toArray(String[]::new));
            values.add(DeliveryRegister.storable(finding.subject()));
            values.add(
                    finding.records().stream()
                            .map(DeliveryRegister::storable)
                            .toArray(String[]::new));
        }
        int unused = jdbc.sql(sql.toString()).params(values).update();
    }

    /**
     * Nothing is told of a hồ sơ that may be a secret, or is being erased: where its row is gone
     * already, its order tells.
     */
    static final String NOT_BLOCKED =
            """
             and not exists (
                select from (
                    select id, arc_file_code as code from projection.record where blocked
                    union all
                    select object, code from kept.erasure where state = 'ORDERED') b
                where b.code = any(f.records || f.arguments)
                   or f.subject = b.code or starts_with(f.subject, b.code || '|')
                   or f.records is null and exists (select from projection.brought g
                        where g.aip_id = b.id and g.delivery_id = f.delivery_id))
            """;

    static List<Finding> read(JdbcClient jdbc, DeliveryId id, int offset, int limit) {
        return jdbc.sql(
                        "select f.code, f.severity, f.place, f.arguments, f.subject from"
                                + " kept.delivery_finding f where"
                                + " f.delivery_id = ?"
                                + NOT_BLOCKED
                                + " order by f.ordinal offset ? limit ?")
                .params(id.value(), offset, limit)
                .query(
                        (row, n) ->
                                new Finding(
                                        row.getString(1),
                                        Severity.valueOf(row.getString(2)),
                                        row.getString(3),
                                        List.of((String[]) row.getArray(4).getArray()),
                                        row.getString(5)))
                .list();
    }

    static long count(JdbcClient jdbc, DeliveryId id) {
        return jdbc.sql(
                        "select count(*) from kept.delivery_finding f where f.delivery_id = ?"
                                + NOT_BLOCKED)
                .param(id.value())
                .query(Long.class)
                .single();
    }
}

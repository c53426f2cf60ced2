package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.database.TestDatabase;

/** An erasure of one hồ sơ does not read tables that grow with all of them from end to end. */
class ErasingByIndexTest {
    private static final String ID = "'00000000-0000-4000-8000-000000000001'::uuid";

    @Test
    void whatIsErasedByARecordIsFoundByAnIndex() throws SQLException {
        List<String> conditions = new ArrayList<>();
        for (String table : ErasedRows.BY_RECORD) {
            conditions.add("projection." + table + " = any(array[" + ID + "])");
        }
        conditions.add("kept.correction_item where aip_id = " + ID);
        conditions.add(
                "kept.delivery_pair where record = 'a' or one ->> 'record' = 'a'"
                        + " or other ->> 'record' = 'a'");
        conditions.add("kept.suspicion where aip_id = " + ID);
        conditions.add("kept.destruction_item where aip_id = " + ID);
        conditions.add("kept.virus_check where sha512 = any(array['a'])");
        // What goes with its row.
        conditions.add("projection.incident_sighting where incident_id = " + ID);
        conditions.add("projection.brought where aip_id = " + ID);
        conditions.add("projection.received_package where aip_id = " + ID);
        conditions.add("projection.content_file where aip_id = " + ID);
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute("set enable_seqscan = off");
            for (String condition : conditions) {
                assertThat(plan(statement, "delete from " + condition))
                        .as(condition)
                        .contains("Index Cond")
                        .doesNotContain("Seq Scan");
            }
        }
    }

    private static String plan(Statement statement, String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("explain " + sql)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}

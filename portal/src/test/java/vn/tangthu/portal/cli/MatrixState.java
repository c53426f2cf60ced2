package vn.tangthu.portal.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What is kept in the database, table by table, to see whether a refused reader changed it. */
final class MatrixState {
    /** Written by jobs at any time, or on purpose by what is refused: that it was is logged. */
    private static final String NOT =
            "'activity', 'alarm', 'alarm_message', 'delivery_token', 'reading_watch',"
                    + " 'search_watch', 'text_fonds', 'text_line', 'unread', 'unusual_reading',"
                    + " 'use_due'";

    private final DataSource database;
    private final String question;

    MatrixState(RunningArchive archive) throws SQLException {
        database = archive.port(DataSource.class);
        List<String> parts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables =
                        statement.executeQuery(
                                "select table_name from information_schema.tables where"
                                        + " table_schema = 'kept' and table_type = 'BASE TABLE'"
                                        + " and table_name not like 'ledger%'"
                                        + " and table_name not in ("
                                        + NOT
                                        + ")")) {
            while (tables.next()) {
                String name = tables.getString(1);
                parts.add(
                        "select '"
                                + name
                                + "', md5(coalesce(string_agg(t::text, '|' order by t::text), ''))"
                                + " from kept."
                                + name
                                + " t");
            }
        }
        question = String.join(" union all ", parts);
    }

    /** A digest of each table. */
    Map<String, String> now() throws SQLException {
        Map<String, String> now = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                now.put(rows.getString(1), rows.getString(2));
            }
        }
        return now;
    }
}

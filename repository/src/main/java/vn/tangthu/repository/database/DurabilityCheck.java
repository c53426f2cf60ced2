package vn.tangthu.repository.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Refuses a server whose commits are not on the disk when they return, or whose text is not
 * Unicode.
 */
final class DurabilityCheck {
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "fsync", "on",
                    "full_page_writes", "on",
                    "synchronous_commit", "on",
                    "server_encoding", "UTF8");

    private DurabilityCheck() {}

    static void require(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (var required : REQUIRED.entrySet()) {
                String actual;
                try (ResultSet shown = statement.executeQuery("show " + required.getKey())) {
                    actual = shown.next() ? shown.getString(1) : "";
                }
                if (!required.getValue().equals(actual)) {
                    throw new DatabaseUnavailableException(
                            "Cơ sở dữ liệu không bảo đảm bền vững: "
                                    + required.getKey()
                                    + "="
                                    + actual,
                            "The database is not set to be durable.",
                            "Đặt / Set " + required.getKey() + "=" + required.getValue(),
                            null);
                }
            }
        }
    }
}

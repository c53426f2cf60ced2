package vn.tangthu.repository.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Brings both schemas to the state this release expects. Rooms number their files in ranges of
 * their own, so a lower number may appear after a higher one: out of order is allowed.
 */
final class Migrations {
    private Migrations() {}

    static void apply(DataSource dataSource) {
        migrate(dataSource, "projection");
        migrate(dataSource, "kept");
    }

    /**
     * Changes nothing.
     *
     * @throws DatabaseUnavailableException when the schemas are not what this release expects
     */
    static void require(DataSource dataSource) {
        for (String schema : List.of("projection", "kept")) {
            for (MigrationInfo one : flyway(dataSource, schema).info().all()) {
                if (one.getState() != MigrationState.SUCCESS
                        && one.getState() != MigrationState.OUT_OF_ORDER) {
                    throw new DatabaseUnavailableException(
                            "Cơ sở dữ liệu thuộc một phiên bản khác của Tàng Thư ("
                                    + schema
                                    + " "
                                    + one.getVersion()
                                    + ").",
                            "The database is of another version of Tàng Thư.",
                            "Cài cùng phiên bản trên cả hai máy, khởi động máy chính trước."
                                    + " / Install the same version on both machines, start the"
                                    + " archive's own first.",
                            null);
                }
            }
        }
    }

    private static void migrate(DataSource dataSource, String schema) {
        var unused = flyway(dataSource, schema).migrate();
    }

    private static Flyway flyway(DataSource dataSource, String schema) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + schema)
                .outOfOrder(true)
                .cleanDisabled(true)
                .load();
    }
}

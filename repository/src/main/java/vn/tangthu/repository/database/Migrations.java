package vn.tangthu.repository.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

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

    private static void migrate(DataSource dataSource, String schema) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + schema)
                .outOfOrder(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}

package vn.tangthu.repository.catalogue;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import vn.tangthu.repository.database.TestDatabase;

/** The contract on the embedded PostgreSQL. */
class EmbeddedCatalogueTest extends CatalogueContract {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Override
    DataSource database() {
        return DATABASE.dataSource();
    }
}

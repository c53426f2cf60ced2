package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import vn.tangthu.repository.database.ExternalPostgres;

/** The contract on an external PostgreSQL. Where none is installed it is skipped, but not in CI. */
class ExternalCatalogueTest extends CatalogueContract {
    private static @Nullable ExternalPostgres server;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> bin = ExternalPostgres.installed();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(bin).as("CI has a PostgreSQL below /usr/lib/postgresql").isPresent();
        }
        Assumptions.assumeTrue(bin.isPresent(), "no PostgreSQL below /usr/lib/postgresql");
        server = ExternalPostgres.start(bin.orElseThrow());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DataSource database() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.dataSource();
    }
}

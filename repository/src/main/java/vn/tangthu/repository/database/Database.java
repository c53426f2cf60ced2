package vn.tangthu.repository.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.TangThuHome;

/** The database, open: its server if it is ours, and a pool whose schemas are up to date. */
final class Database implements AutoCloseable {
    private final @Nullable EmbeddedPostgres server;
    private final HikariDataSource pool;

    private Database(@Nullable EmbeddedPostgres server, HikariDataSource pool) {
        this.server = server;
        this.pool = pool;
    }

    static Database open(DatabaseProperties properties, TangThuHome home)
            throws IOException, SQLException {
        String url = properties.url();
        if (url != null && !url.isBlank()) {
            return open(null, external(properties, url), properties.connections(), true);
        }
        EmbeddedPostgres server =
                EmbeddedPostgres.start(
                        home.database(),
                        home.database(),
                        home.logs().resolve("database.log"),
                        properties.runAs());
        try {
            return open(server, server.address(), properties.connections(), true);
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * That of an archive that another process owns: nothing of its schemas is changed, and they
     * must be those that this release makes.
     */
    static Database ofAnother(DatabaseProperties properties) throws IOException, SQLException {
        String url = properties.url();
        if (url == null || url.isBlank()) {
            throw new DatabaseUnavailableException(
                    "Chưa đặt tangthu.database.url.",
                    "tangthu.database.url is not set.",
                    "Đặt cùng địa chỉ như ở máy chính. / Set the address that the archive's own"
                            + " machine has.",
                    null);
        }
        return open(null, external(properties, url), properties.connections(), false);
    }

    private static Database open(
            @Nullable EmbeddedPostgres server,
            DatabaseAddress address,
            int connections,
            boolean migrate)
            throws SQLException {
        HikariDataSource pool = pool(address, connections);
        try {
            DurabilityCheck.require(pool);
            if (migrate) {
                Migrations.apply(pool);
            } else {
                Migrations.require(pool);
            }
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
        return new Database(server, pool);
    }

    private static DatabaseAddress external(DatabaseProperties properties, String url)
            throws IOException {
        Path file = properties.passwordFile();
        String password =
                file == null
                        ? properties.password() == null ? "" : properties.password()
                        : Files.readString(file).strip();
        String username = properties.username();
        return new DatabaseAddress(
                url, username == null ? PostgresCluster.OWNER : username, password);
    }

    static HikariDataSource pool(DatabaseAddress address, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tangthu");
        config.setJdbcUrl(address.url());
        config.setUsername(address.username());
        config.setPassword(address.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        if (connections > 2) {
            config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        }
        // Per session, so that an external server's or role's own setting cannot weaken it.
        config.setConnectionInitSql("set synchronous_commit = on");
        config.addDataSourceProperty("ApplicationName", "tangthu");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new DatabaseUnavailableException(
                    "Không kết nối được cơ sở dữ liệu (" + address + ").",
                    "The database cannot be reached.",
                    "Kiểm tra tangthu.database.url, username và password-file."
                            + " / Check tangthu.database.url, username and password-file.",
                    e);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    /** The pool first, so that no connection outlives its server. */
    @Override
    public void close() {
        pool.close();
        if (server != null) {
            server.close();
        }
    }
}

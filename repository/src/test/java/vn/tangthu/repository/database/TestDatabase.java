package vn.tangthu.repository.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A database of its own for a test class, both schemas up to date. One server for the test JVM, the
 * very one the application embeds, with its durable settings.
 *
 * <pre>{@code
 * static final TestDatabase DATABASE = TestDatabase.fresh();
 *
 * @AfterAll
 * static void close() {
 *     DATABASE.close();
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final HikariDataSource pool;
    private final TransactionTemplate transactions;

    private TestDatabase(String name, HikariDataSource pool) {
        this.name = name;
        this.pool = pool;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /** A new, empty database; the first call starts the server. */
    public static TestDatabase fresh() {
        return fresh(8);
    }

    /**
     * @param connections size of the pool, 2 to 20
     */
    public static TestDatabase fresh(int connections) {
        String name = "test_" + COUNT.incrementAndGet();
        Server.execute("create database " + name + " template " + EmbeddedPostgres.DATABASE);
        return new TestDatabase(name, Database.pool(Server.INSTANCE.address(name), connections));
    }

    /** One of another process, for a process that is to be killed: closing it drops nothing. */
    public static TestDatabase of(String url, String username, String password) {
        return new TestDatabase("", Database.pool(new DatabaseAddress(url, username, password), 4));
    }

    public DataSource dataSource() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    public TransactionTemplate transactions() {
        return transactions;
    }

    /** For tests that start the application: {@code tangthu.database.url} and so on. */
    public String url() {
        return pool.getJdbcUrl();
    }

    public String username() {
        return PostgresCluster.OWNER;
    }

    public String password() {
        return pool.getPassword();
    }

    @Override
    public void close() {
        pool.close();
        if (name.isEmpty()) {
            return;
        }
        Server.execute("drop database if exists " + name + " with (force)");
    }

    /** Started when first needed. */
    private static final class Server {
        private static final Path MEMORY = Path.of("/dev/shm");

        /** Some times what the servers of a few test JVMs take, with their logs. */
        private static final long MEMORY_BYTES = 4L << 30;

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                Path home = home();
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
                PreparedDatabase.into(home);
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(home, home, home.resolve("log"), null);
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            server.close();
                                            try {
                                                FileSystemUtils.deleteRecursively(home);
                                            } catch (IOException e) {
                                                throw new UncheckedIOException(e);
                                            }
                                        }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * In memory where there is plenty: every test has a database made and dropped, and on a
         * disk each waits until all of it lies there. The server does not know, and is as durable
         * as ever.
         */
        private static Path home() throws IOException {
            boolean plenty =
                    Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > MEMORY_BYTES;
            return plenty
                    ? Files.createTempDirectory(MEMORY, "tangthu-test-database")
                    : Files.createTempDirectory("tangthu-test-database");
        }

        static void execute(String sql) {
            DatabaseAddress address = INSTANCE.address("postgres");
            try (Connection connection =
                            DriverManager.getConnection(
                                    address.url(), address.username(), address.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}

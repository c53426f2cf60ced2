package vn.tangthu.repository.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The real server, started, killed and started again. */
class EmbeddedPostgresTest {
    @TempDir Path home;
    private Path binaries;

    @BeforeEach
    void letOthersIn() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        binaries = Files.createDirectories(Path.of("target", "postgres")).toRealPath();
    }

    private EmbeddedPostgres start() throws Exception {
        return EmbeddedPostgres.start(home, binaries, home.resolve("log"), null);
    }

    @Test
    void whoUnpacksAtTheSameTimeHasTheSameBinaries() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<PostgresBinaries> one = both.submit(() -> PostgresBinaries.below(home));
            PostgresBinaries other = PostgresBinaries.below(home);
            assertThat(one.get().program("postgres"))
                    .isEqualTo(other.program("postgres"))
                    .isExecutable();
        }
        try (var left = Files.list(home)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void isDurableListensOnLoopbackOnlyAndKeepsItsPasswordPrivate() throws Exception {
        try (EmbeddedPostgres server = start();
                Connection connection = connect(server)) {
            DurabilityCheck.require(new SingleConnectionDataSource(connection, true));
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(jdbc.sql("show listen_addresses").query(String.class).single())
                    .isEqualTo("127.0.0.1");
            assertThat(jdbc.sql("show data_checksums").query(String.class).single())
                    .isEqualTo("on");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            server.address().url(), "tangthu", "wrong"))
                    .hasMessageContaining("password");
        }
    }

    @Test
    void aServerLeftBehindIsStoppedAndNothingCommittedIsLost() throws Exception {
        EmbeddedPostgres abandoned = start();
        try (Connection connection = connect(abandoned);
                var statement = connection.createStatement()) {
            statement.execute("create table t as select 42 as n");
        }
        long orphan = abandoned.pid();
        try (EmbeddedPostgres server = start();
                Connection connection = connect(server);
                var rows = connection.createStatement().executeQuery("select n from t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
            assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
            assertThat(server.pid()).isNotEqualTo(orphan);
        } finally {
            abandoned.close();
        }
    }

    @Test
    void aServerThatIsKilledComesBackOnTheSamePort() throws Exception {
        try (EmbeddedPostgres server = start()) {
            try (Connection connection = connect(server);
                    var statement = connection.createStatement()) {
                statement.execute("create table t as select 7 as n");
            }
            PostgresProcesses.signal(server.pid(), "KILL");
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (true) {
                try (Connection connection = connect(server);
                        var rows = connection.createStatement().executeQuery("select n from t")) {
                    assertThat(rows.next()).isTrue();
                    return;
                } catch (SQLException e) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    Thread.sleep(100);
                }
            }
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedInPlainWords() throws Exception {
        start().close();
        Files.writeString(home.resolve("data/PG_VERSION"), "14\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("PostgreSQL 14");
    }

    private static Connection connect(EmbeddedPostgres server) throws Exception {
        DatabaseAddress address = server.address();
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }
}

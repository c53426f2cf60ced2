package vn.tangthu.repository.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that owns a database is killed with kill -9 while it commits. */
class KilledApplicationTest {
    @TempDir Path home;

    /** The process to be killed: says each number on standard output once it is committed. */
    static final class Committing {
        private Committing() {}

        public static void main(String[] args) throws Exception {
            EmbeddedPostgres server = open(Path.of(args[0]), Path.of(args[1]));
            try (Connection connection = connect(server);
                    var statement = connection.createStatement()) {
                statement.execute("create table said (n int primary key)");
                System.out.println("server " + server.pid());
                for (int n = 1; ; n++) {
                    statement.execute("insert into said values (" + n + ")");
                    System.out.println(n);
                }
            }
        }
    }

    private static EmbeddedPostgres open(Path home, Path binaries) throws Exception {
        return EmbeddedPostgres.start(home, binaries, home.resolve("log"), null);
    }

    private static Connection connect(EmbeddedPostgres server) throws Exception {
        DatabaseAddress address = server.address();
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }

    @Test
    void nothingCommittedIsLostAndTheServerDoesNotOutliveItsOwnerForLong() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path binaries = Files.createDirectories(Path.of("target", "postgres")).toRealPath();
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Committing.class.getName(),
                                home.toString(),
                                binaries.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long server = -1;
        int last = 0;
        try (var lines = owner.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("server ")) {
                    server = Long.parseLong(line.substring(7));
                } else if (line.matches("\\d+")) {
                    last = Integer.parseInt(line);
                }
                if (last == 200) {
                    PostgresProcesses.signal(owner.pid(), "KILL");
                }
            }
        }
        assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(last).isGreaterThanOrEqualTo(200);
        try (EmbeddedPostgres next = open(home, binaries);
                Connection connection = connect(next);
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("select max(n), count(*) from said")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(last);
            assertThat(rows.getInt(2)).isEqualTo(rows.getInt(1));
            assertThat(stillRuns(server)).isFalse();
        }
    }

    /**
     * A process that ended but that nobody has waited for (a container's init may not) has none.
     */
    private static boolean stillRuns(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe")).endsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }
}

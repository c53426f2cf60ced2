package vn.tangthu.repository.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.storage.TangThuHome;

/**
 * The system's own PostgreSQL in a temporary directory, reached as an operator's external database
 * is: by address, name and password file. It was installed for the tests and is of another major
 * version than the embedded one.
 */
public final class ExternalPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path directory;
    private final Process process;
    private final Database database;

    private ExternalPostgres(Path directory, Process process, Database database) {
        this.directory = directory;
        this.process = process;
        this.database = database;
    }

    /** The directory with {@code initdb} and {@code postgres}, if there is one. */
    public static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .findFirst();
        }
    }

    public static ExternalPostgres start(Path bin) throws Exception {
        Path directory = Files.createTempDirectory("tangthu-external-database");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Launcher launcher = Launcher.choose(null, List.of(directory, bin));
        Path data = Files.createDirectory(directory.resolve("data"));
        Path password = Files.writeString(directory.resolve("password"), "only for this test\n");
        Path forInitdb =
                Files.writeString(directory.resolve("password.initdb"), "only for this test\n");
        launcher.own(data);
        launcher.own(forInitdb);
        run(
                launcher.plainPrefix(),
                bin.resolve("initdb").toString(),
                "-D" + data,
                "--username=tangthu",
                "--pwfile=" + forInitdb,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(launcher.prefix());
        command.addAll(
                List.of(
                        bin.resolve("postgres").toString(),
                        "-D" + data,
                        "-p" + port,
                        "-clisten_addresses=127.0.0.1",
                        "-cunix_socket_directories="));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        DatabaseProperties properties =
                new DatabaseProperties(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        null,
                        null,
                        password,
                        null,
                        null);
        return new ExternalPostgres(
                directory, process, open(properties, new TangThuHome(directory.resolve("home"))));
    }

    private static Database open(DatabaseProperties properties, TangThuHome home) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return Database.open(properties, home);
            } catch (DatabaseUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static void run(List<String> prefix, String... command) throws Exception {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    @Override
    public void close() throws Exception {
        database.close();
        PostgresProcesses.signal(process.pid(), "INT");
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        FileSystemUtils.deleteRecursively(directory);
    }
}

package vn.tangthu.repository.database;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that the application runs itself. It listens on loopback only, on a port that was
 * free when it started. When this process is killed the server is stopped by the kernel's signal
 * or, where there is none, by the next start; neither loses what was committed. A server that dies
 * by itself is started again on the same port.
 */
final class EmbeddedPostgres implements AutoCloseable {
    static final String DATABASE = "tangthu";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORT_ATTEMPTS = 5;
    private static final int MAX_RESTARTS = 5;

    /** Recovery after a crash replays at most max_wal_size and is a matter of seconds. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private final PostgresBinaries binaries;
    private final PostgresCluster cluster;
    private final Launcher launcher;
    private final Path logFile;
    private int port;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private @Nullable Thread keeper;

    private EmbeddedPostgres(
            PostgresBinaries binaries, PostgresCluster cluster, Launcher launcher, Path logFile) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.launcher = launcher;
        this.logFile = logFile;
    }

    /**
     * Unpacks, initialises and starts what needs it; returns when the server takes connections.
     *
     * @param directory for programs, data and password
     * @param binariesDirectory where the programs are unpacked; usually {@code directory}
     * @param logFile takes what the server says
     * @param runAs account to use when this process is root, or null to look for one
     */
    static EmbeddedPostgres start(
            Path directory, Path binariesDirectory, Path logFile, @Nullable String runAs)
            throws IOException {
        PostgresBinaries binaries = PostgresBinaries.below(binariesDirectory);
        Launcher launcher =
                Launcher.choose(
                        runAs, List.of(directory.toRealPath(), binaries.program("").toRealPath()));
        PostgresCluster cluster = new PostgresCluster(directory.toRealPath());
        cluster.prepare(binaries, launcher);
        EmbeddedPostgres server = new EmbeddedPostgres(binaries, cluster, launcher, logFile);
        try {
            server.startOnFreePort();
            server.createDatabase();
        } catch (IOException | SQLException e) {
            server.close();
            throw new DatabaseUnavailableException(
                    "Không khởi động được cơ sở dữ liệu kèm theo.",
                    "The embedded database does not start: " + e.getMessage(),
                    "Xem nhật ký / Look into " + logFile,
                    e);
        }
        return server;
    }

    DatabaseAddress address() {
        return address(DATABASE);
    }

    DatabaseAddress address(String database) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                PostgresCluster.OWNER,
                cluster.password());
    }

    /** The server's process id, for measurements and tests. */
    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    private void startOnFreePort() throws IOException {
        rotateLog();
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            CompletableFuture<Process> started = new CompletableFuture<>();
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("postgres-keeper")
                            .unstarted(() -> keep(started));
            keeper = thread;
            thread.start();
            try {
                awaitReady(started.get());
                return;
            } catch (ExecutionException e) {
                throw new IOException("It cannot be run: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            } catch (IOException e) {
                stop();
                if (attempt == PORT_ATTEMPTS || !lastWords().contains("could not bind")) {
                    throw e;
                }
            }
        }
    }

    /**
     * Starts the server and stays: the kernel's signal comes when this very thread is gone. Starts
     * a server that died again.
     */
    private void keep(CompletableFuture<Process> first) {
        stopping = false;
        for (int restarts = 0; !stopping && restarts <= MAX_RESTARTS; restarts++) {
            try {
                Process running = launch();
                process = running;
                first.complete(running);
                int code = running.waitFor();
                if (!stopping) {
                    log.error("PostgreSQL ended by itself ({}): {}", code, lastWords());
                    Thread.sleep(1000);
                    new PostgresProcesses(cluster.data()).stopAll();
                }
            } catch (IOException e) {
                log.error("PostgreSQL cannot be started", e);
                first.completeExceptionally(e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(launcher.prefix());
        command.add(binaries.program("postgres").toString());
        command.addAll(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
        PostgresSettings.ALL.forEach(
                (name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(new File("/"));
        PostgresCluster.cleanEnvironment(builder);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .start();
    }

    private void awaitReady(Process running) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            try (Connection unused = connect("postgres")) {
                return;
            } catch (SQLException e) {
                if (!running.isAlive()) {
                    throw new IOException("It ended at once: " + lastWords(), e);
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("It takes no connections: " + lastWords(), e);
                }
                Thread.sleep(20);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        DatabaseAddress address = address(database);
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            try (var found =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void rotateLog() throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > 8 * 1024 * 1024) {
            Files.move(
                    logFile,
                    logFile.resolveSibling(logFile.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The end of the log, for messages. */
    private String lastWords() {
        try {
            byte[] all = Files.readAllBytes(logFile);
            int from = Math.max(0, all.length - 2000);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            log.warn("PostgreSQL does not stop cleanly; the next start recovers it", e);
        }
    }

    private void stop() throws IOException {
        stopping = true;
        Process running = process;
        if (running != null && running.isAlive()) {
            PostgresProcesses.signal(running.pid(), "INT");
            try {
                if (!running.waitFor(60, TimeUnit.SECONDS)) {
                    PostgresProcesses.signal(running.pid(), "QUIT");
                    if (!running.waitFor(10, TimeUnit.SECONDS)) {
                        running.destroyForcibly();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Thread thread = keeper;
        if (thread != null) {
            thread.interrupt();
        }
    }
}

package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * The packaged application as processes: what ./tangthu starts, what it leaves behind, what
 * survives kill -9.
 */
class PackagedIT {
    @TempDir static Path work;

    private static Path application;

    @BeforeAll
    static void extract() throws Exception {
        application = application(work);
    }

    /** Unpacks the packaged application as {@code ./tangthu} does. */
    static Path application(Path work) throws Exception {
        Path application = work.resolve("app");
        Process extracted =
                new ProcessBuilder(
                                java(),
                                "-Djarmode=tools",
                                "-jar",
                                "target/tangthu.jar",
                                "extract",
                                "--destination",
                                application.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(work.resolve("extract.log").toFile())
                        .start();
        assertThat(extracted.waitFor()).isZero();
        return application;
    }

    @Test
    @Breaks(Breakage.KILL)
    void verbsWorkWithAndWithoutThePortalAndAfterItWasKilled() throws Exception {
        Path home = Files.createDirectories(work.resolve("home"));
        Set<Path> temporaryBefore = list(Path.of(System.getProperty("java.io.tmpdir")));

        Ran added =
                run(
                        home,
                        "fonds",
                        "--add",
                        "H32.90",
                        "--archive",
                        "H32.LTLS",
                        "--series",
                        "01",
                        "Phông thử nghiệm");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(processesOf(home)).as("nothing stays after a verb").isEmpty();

        int port = freePort();
        Process server =
                start(home, work.resolve("serve.log"), "serve", "--port", Integer.toString(port));
        awaitPage(port, server);
        Ran while_ = run(home, "status", "--json");
        assertThat(while_.status()).as(while_.err()).isZero();
        assertThat(JsonMapper.shared().readTree(while_.out()).get("address").asString())
                .isEqualTo("http://127.0.0.1:" + port);
        assertThat(run(home, "fonds").out()).contains("H32.90");
        Ran second = run(home, "serve", "--port", Integer.toString(freePort()));
        assertThat(second.status()).isZero();
        assertThat(second.out()).contains(Integer.toString(port));

        server.destroyForcibly().waitFor();
        Ran after = run(home, "fonds");
        assertThat(after.status()).as(after.err()).isZero();
        assertThat(after.out()).contains("H32.90  Phông thử nghiệm");
        assertThat(processesOf(home)).as("nothing stays after kill -9 and another verb").isEmpty();

        port = freePort();
        server = start(home, work.resolve("serve.log"), "serve", "--port", Integer.toString(port));
        awaitPage(port, server);
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(processesOf(home)).as("nothing stays after a stop").isEmpty();
        assertThat(Files.exists(home.resolve("run/control"))).isFalse();

        Set<Path> temporary = list(Path.of(System.getProperty("java.io.tmpdir")));
        temporary.removeAll(temporaryBefore);
        assertThat(
                        temporary.stream()
                                .filter(
                                        path ->
                                                path.toString()
                                                        .matches(
                                                                ".*(tomcat|hsperf|vaadin|tangthu|PGSQL).*"))
                                // of other tests on this machine
                                .filter(path -> !path.toString().contains("tangthu-test-")))
                .as("everything lies below the home")
                .isEmpty();
    }

    @Test
    void whatCannotRunSaysSoWithStatusTwo() throws Exception {
        Path home = Files.createDirectories(work.resolve("other"));
        assertThat(run(home, "ingest", "no-such-folder").status()).isEqualTo(2);
        assertThat(run(home, "export", "no-such-code", "out").status()).isEqualTo(2);
        assertThat(run(home, "nonsense").status()).isEqualTo(2);
        assertThat(run(home, "audit", "--threads", "0").status()).isEqualTo(2);
        assertThat(run(home, "help").status()).isZero();
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(Path home, String... arguments) throws Exception {
        Path out = Files.createTempFile(work, "out", ".txt");
        Path err = Files.createTempFile(work, "err", ".txt");
        Process process =
                new ProcessBuilder(command(home, arguments))
                        .directory(work.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Process start(Path home, Path log, String... arguments) throws IOException {
        return new ProcessBuilder(command(home, arguments))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<String> command(Path home, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-Duser.timezone=Asia/Ho_Chi_Minh",
                                "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")),
                                "-Dtangthu.home=" + home,
                                "-jar",
                                application.resolve("tangthu.jar").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void awaitPage(int port, Process server) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 600; i++) {
                assertThat(server.isAlive())
                        .as(Files.readString(work.resolve("serve.log")))
                        .isTrue();
                try {
                    HttpResponse<String> page =
                            client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + port + "/"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
                    if (page.statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
                Thread.sleep(100);
            }
        }
        throw new AssertionError("no page: " + Files.readString(work.resolve("serve.log")));
    }

    private static List<String> processesOf(Path home) throws InterruptedException {
        List<String> found = List.of();
        for (int i = 0; i < 50; i++) {
            found =
                    ProcessHandle.allProcesses()
                            .map(PackagedIT::commandLine)
                            .filter(line -> line.contains(home.toString()))
                            .toList();
            if (found.isEmpty()) {
                return found;
            }
            Thread.sleep(100);
        }
        return found;
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static Set<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.collect(Collectors.toSet());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.TangThuHome;

/**
 * The packaged application in processes of its own on one home. Verbs that the server carries out
 * are asked for by this process, in the way a second {@code ./tangthu} asks, because a Java start
 * for each would make a storm of minutes one of hours.
 */
final class StormProcesses {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int GONE_SECONDS = 60;

    final Path work;
    final Path home;

    /** Of the server's web pages. */
    final int port;

    private final Path application;
    private @Nullable Child server;

    private StormProcesses(Path work, Path application) throws IOException {
        this.work = work;
        this.application = application;
        this.port = free();
        this.home = Files.createDirectories(work.resolve("home"));
        Files.createDirectories(home.resolve("tmp"));
    }

    /** Below those that systems hand out by themselves: the database would take it meanwhile. */
    private static int free() throws IOException {
        for (int port = 20_000 + ThreadLocalRandom.current().nextInt(5_000); ; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                assertThat(port).as("a port that nobody has").isLessThan(32_000);
            }
        }
    }

    record Ran(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        /** The whole answer came out, whatever became of the process afterwards. */
        boolean saysKept() {
            try {
                String outcome = json().path("outcome").asString("");
                return outcome.equals("KEPT") || outcome.equals("ALREADY_KEPT");
            } catch (JacksonException e) {
                return false;
            }
        }
    }

    /** A verb at work somewhere. */
    interface Working {
        String err() throws IOException;

        boolean isOver();

        /** Waits for the end. */
        Ran end() throws Exception;
    }

    record Child(Process process, Path outFile, Path errFile) implements Working {
        String out() throws IOException {
            return Files.readString(outFile);
        }

        @Override
        public String err() throws IOException {
            return Files.readString(errFile);
        }

        @Override
        public boolean isOver() {
            return !process.isAlive();
        }

        @Override
        public Ran end() throws Exception {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ends").isTrue();
            return new Ran(process.exitValue(), out(), err());
        }
    }

    private record Call(Thread thread, StringWriter out, StringWriter errors, int[] status)
            implements Working {
        @Override
        public String err() {
            return errors.toString();
        }

        @Override
        public boolean isOver() {
            return !thread.isAlive();
        }

        @Override
        public Ran end() throws Exception {
            thread.join(180_000);
            assertThat(thread.isAlive()).as("the caller hangs: %s", err()).isFalse();
            return new Ran(status[0], out.toString(), err());
        }
    }

    static StormProcesses extract(Path work) throws Exception {
        return new StormProcesses(work, PackagedIT.application(work));
    }

    /** In a process group of its own, as a terminal does it, so that a Ctrl-C reaches them all. */
    Child start(String... arguments) throws IOException {
        return start(List.of("-jar", application.resolve("tangthu.jar").toString()), arguments);
    }

    /** A main class of the tests, which is given the home and the arguments. */
    Child startMain(Class<?> main, String... arguments) throws IOException {
        return start(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        home.toString()),
                arguments);
    }

    private Child start(List<String> program, String... arguments) throws IOException {
        Path out = Files.createTempFile(work, "out", ".txt");
        Path err = Files.createTempFile(work, "err", ".txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                JAVA,
                                "-Xmx320m",
                                "-Xss512k",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-Duser.timezone=Asia/Ho_Chi_Minh",
                                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                                "-Dtangthu.home=" + home,
                                "-Dtangthu.drop-folder.interval=300ms"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new Child(process, out, err);
    }

    Ran run(String... arguments) throws Exception {
        return start(arguments).end();
    }

    /** The server, started if there is none. */
    Child serve() throws Exception {
        Child running = server;
        if (running != null && running.process().isAlive()) {
            return running;
        }
        Path control = home.resolve("run/control");
        String stale = Files.exists(control) ? Files.readString(control) : "";
        Child started = start("serve", "--port", Integer.toString(port));
        server = started;
        await(
                120,
                "the server starts",
                () -> {
                    assertThat(started.process().isAlive()).isTrue();
                    try {
                        return Files.exists(control) && !Files.readString(control).equals(stale);
                    } catch (IOException e) {
                        return false; // being replaced
                    }
                });
        return started;
    }

    /** Asks the server; at once back. */
    Working ask(String... arguments) throws Exception {
        Child running = serve();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int[] status = {2};
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        OptionalInt answer =
                                                ControlClient.run(
                                                        new TangThuHome(home),
                                                        List.of(arguments),
                                                        new PrintWriter(out),
                                                        new PrintWriter(err));
                                        status[0] = answer.orElse(2);
                                    } catch (IOException e) {
                                        err.write(e.toString());
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        assertThat(running).isNotNull();
        return new Call(thread, out, err, status);
    }

    Ran call(String... arguments) throws Exception {
        return ask(arguments).end();
    }

    JsonNode status() throws Exception {
        Ran status = call("status", "--json");
        assertThat(status.status()).as(status.err()).isZero();
        return status.json();
    }

    /**
     * @return whether there is such a hồ sơ; then what came out has the digests of what went in
     */
    boolean export(StormDelivery delivery, String code) throws Exception {
        Optional<List<String>> exported = exported(code);
        exported.ifPresent(files -> assertThat(files).isEqualTo(delivery.files(code)));
        return exported.isPresent();
    }

    /** SHA-256 of the files in its package, sorted; empty where there is no such hồ sơ. */
    Optional<List<String>> exported(String code) throws Exception {
        Path target = work.resolve("export-" + UUID.randomUUID());
        Ran exported = call("export", code, target.toString());
        if (exported.status() != 0) {
            assertThat(exported.status()).as(exported.err()).isEqualTo(2);
            assertThat(target).doesNotExist();
            return Optional.empty();
        }
        List<String> files = StormDelivery.pdfDigests(target);
        FileSystemUtils.deleteRecursively(target);
        return Optional.of(files);
    }

    /** How often the code is found by searching for it. */
    long found(String code) throws Exception {
        return hits(code).size();
    }

    /** A hồ sơ as a search shows it. */
    record Hit(String id, String title) {}

    /** Empty when it is not found; found twice is wrong. */
    Optional<Hit> hit(String code) throws Exception {
        List<Hit> hits = hits(code);
        assertThat(hits).hasSizeLessThan(2);
        return hits.stream().findFirst();
    }

    private List<Hit> hits(String code) throws Exception {
        Ran search = call("search", "--json", "--limit", "100", code);
        assertThat(search.status()).as(search.err()).isZero();
        List<Hit> hits = new ArrayList<>();
        for (JsonNode hit : search.json().path("hits")) {
            if (hit.path("arcFileCode").asString("").equals(code)) {
                hits.add(new Hit(hit.get("id").asString(), hit.path("title").asString("")));
            }
        }
        return hits;
    }

    /**
     * Kill -9 of this one process; its children do what they do then. They must be gone without
     * anybody's help.
     */
    void kill(Child victim) throws Exception {
        victim.process().destroyForcibly();
        assertThat(victim.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        awaitGone();
    }

    void awaitGone() {
        await(GONE_SECONDS, "processes are gone", () -> ours().isEmpty());
    }

    /**
     * As Ctrl-C at a terminal: to the process and its children at once.
     *
     * @return whether it met them: false when they had come to their end before
     */
    boolean interrupt(Child child) throws Exception {
        return new ProcessBuilder("kill", "-INT", "--", "-" + child.process().pid())
                        .start()
                        .waitFor()
                == 0;
    }

    /** Kills the server if there is one, so that a verb has the home to itself. */
    void withoutServer() throws Exception {
        Child running = server;
        server = null;
        if (running != null && running.process().isAlive()) {
            kill(running);
        }
    }

    boolean isReadByOcr() {
        return ours().stream().anyMatch(one -> commandLine(one).contains("tesseract"));
    }

    void await(int seconds, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Not within "
                                + seconds
                                + " s: "
                                + what
                                + "; processes "
                                + ours().stream().map(StormProcesses::commandLine).toList());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    void endAll() throws InterruptedException {
        for (int i = 0; i < 50 && !ours().isEmpty(); i++) {
            ours().forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(100);
        }
    }

    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    /** By its arguments, or as PostgreSQL's children do, by where it works. */
    private boolean isOurs(ProcessHandle process) {
        if (commandLine(process).contains(home.toString())) {
            return true;
        }
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .startsWith(home);
        } catch (IOException e) {
            return false;
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}

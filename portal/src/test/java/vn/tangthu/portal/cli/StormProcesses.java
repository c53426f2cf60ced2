package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Starts the packaged application in processes of its own, on one home, and ends them. */
record StormProcesses(Path work, Path application, Path home) {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    record Ran(int status, String out, String err) {}

    record Child(Process process, Path outFile, Path errFile) {
        String out() throws IOException {
            return Files.readString(outFile);
        }

        String err() throws IOException {
            return Files.readString(errFile);
        }

        /** The whole answer came out, whatever became of the process afterwards. */
        boolean saysKept() throws IOException {
            try {
                String outcome = JsonMapper.shared().readTree(out()).path("outcome").asString("");
                return outcome.equals("KEPT") || outcome.equals("ALREADY_KEPT");
            } catch (JacksonException e) {
                return false;
            }
        }
    }

    static StormProcesses extract(Path work) throws Exception {
        Path application = work.resolve("app");
        Process extracted =
                new ProcessBuilder(
                                JAVA,
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
        Path home = Files.createDirectories(work.resolve("home"));
        Files.createDirectories(home.resolve("tmp"));
        return new StormProcesses(work, application, home);
    }

    Child start(String... arguments) throws IOException {
        Path out = Files.createTempFile(work, "out", ".txt");
        Path err = Files.createTempFile(work, "err", ".txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                JAVA,
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-Duser.timezone=Asia/Ho_Chi_Minh",
                                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                                "-Dtangthu.home=" + home,
                                "-jar",
                                application.resolve("tangthu.jar").toString()));
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
        Child child = start(arguments);
        assertThat(child.process().waitFor(180, TimeUnit.SECONDS))
                .as("%s ends", List.of(arguments))
                .isTrue();
        Ran ran = new Ran(child.process().exitValue(), child.out(), child.err());
        Files.delete(child.outFile());
        Files.delete(child.errFile());
        return ran;
    }

    long records() throws Exception {
        Ran status = run("status", "--json");
        assertThat(status.status()).as(status.err()).isZero();
        return JsonMapper.shared().readTree(status.out()).get("records").asLong();
    }

    /** What comes out has the digests of what was delivered. */
    void export(StormDelivery delivery, String code) throws Exception {
        Path target = work.resolve("export-" + UUID.randomUUID());
        Ran exported = run("export", code, target.toString());
        assertThat(exported.status()).as(exported.err()).isZero();
        assertThat(StormDelivery.pdfDigests(target)).isEqualTo(delivery.digests().get(code));
        FileSystemUtils.deleteRecursively(target);
    }

    void interrupt(Process process) throws Exception {
        int unused = new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    }

    /** Everything at once: the application, its PostgreSQL and its workers. */
    void killAll() {
        ours().forEach(ProcessHandle::destroyForcibly);
    }

    void endAll() throws InterruptedException {
        for (int i = 0; i < 20 && !ours().isEmpty(); i++) {
            killAll();
            Thread.sleep(100);
        }
    }

    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains(home.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /** The server tidies what dead processes left, at its start. */
    void serveAndStop() throws Exception {
        Child server = start("serve", "--port", "0");
        Path control = home.resolve("run/control");
        for (int i = 0; i < 900 && !Files.exists(control); i++) {
            assertThat(server.process().isAlive()).as(server.err()).isTrue();
            Thread.sleep(100);
        }
        assertThat(control).exists();
        server.process().destroy();
        assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    void assertNothingLeft() throws Exception {
        for (String directory : List.of("staging", "tmp")) {
            try {
                assertThat(StormDelivery.files(home.resolve(directory))).as(directory).isEmpty();
            } catch (NoSuchFileException e) {
                // was never needed
            }
        }
        for (int i = 0; i < 50 && !ours().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(ours()).as("processes").isEmpty();
    }
}

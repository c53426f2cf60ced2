package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.PackageCopying;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RestoreDrills;
import vn.tangthu.repository.RestoreDrills.Drill;
import vn.tangthu.repository.RestoreDrills.Restored;

/**
 * A drill: the store is put together, then a process of its own with a home of its own reads the
 * tables back and rebuilds the catalogue, as one would after a disaster; nothing of the running
 * archive's settings reaches it. What it counts must be what was put back.
 */
final class DrillRun {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestoreDrills drills;
    private final Progress progress;
    private final List<String> problems = new ArrayList<>();
    private long documents;

    DrillRun(RestoreDrills drills, Progress progress) {
        this.drills = drills;
        this.progress = progress;
    }

    /**
     * @param keep whether the restored archive stays when all is well
     */
    Drill run(List<Path> sets, Path home, boolean keep, Reader actor) throws IOException {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long began = System.nanoTime();
        boolean made = !Files.exists(home);
        Restored restored = drills.restore(sets, home, progress);
        boolean stays = false;
        try {
            child(home, "restore", restored.kept().toString());
            count(home, restored);
            List<PackageCopying.Wrong> wrong = drills.compare(restored, progress);
            wrong.forEach(one -> problems.add(one.path() + ": " + one.detail()));
            double seconds = (System.nanoTime() - began) / 1e9;
            Drill drill =
                    new Drill(
                            UUID.randomUUID(),
                            restored.sets(),
                            home.toString(),
                            actor.name(),
                            start,
                            Instant.now().truncatedTo(ChronoUnit.MICROS),
                            problems.isEmpty(),
                            restored.fonds(),
                            restored.records(),
                            documents,
                            restored.erased(),
                            restored.ours() ? restored.fonds() + restored.records() : 0,
                            restored.files(),
                            restored.bytes(),
                            seconds,
                            problems.size(),
                            problems.isEmpty() ? null : problems.getFirst());
            drills.record(drill, actor);
            stays = keep && drill.passed();
            return drill;
        } finally {
            if (stays) { // read back already, and personal data
                boolean unused = FileSystemUtils.deleteRecursively(restored.kept());
            } else {
                remove(home, made);
            }
        }
    }

    List<String> problems() {
        return problems;
    }

    /** The catalogue that the restored archive makes of itself. */
    private void count(Path home, Restored restored) throws IOException {
        try {
            JsonNode rebuilt = JSON.readTree(child(home, "rebuild", "--json"));
            documents = rebuilt.path("documents").asLong(-1);
            equal("fonds", restored.fonds(), rebuilt.path("fonds").asLong(-1));
            equal("records", restored.records(), rebuilt.path("records").asLong(-1));
            long left = restored.left(); // acknowledged, and in none of the sets, as the note says
            for (JsonNode finding : rebuilt.path("findings")) {
                if (finding.path("code").asString("").equals("PACKAGE_LOST") && left-- > 0) {
                    continue;
                }
                problems.add(
                        finding.path("code").asString("")
                                + " "
                                + finding.path("place").asString("")
                                + ": "
                                + finding.path("message").asString(""));
            }
        } catch (JacksonException e) {
            problems.add("rebuild: " + e.getMessage());
        }
    }

    private void equal(String what, long expected, long counted) {
        if (expected != counted) {
            problems.add(what + ": " + expected + " ≠ " + counted);
        }
    }

    /** Its standard output. */
    private String child(Path home, String... verb) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Duser.timezone=Asia/Ho_Chi_Minh",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dspring.config.location=classpath:/",
                        "-Dtangthu.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "vn.tangthu.TangThu"));
        command.addAll(List.of(verb));
        Path errors = home.resolve("drill.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("TANGTHU_") || name.startsWith("SPRING_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (var out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 2) {
                throw new IOException(verb[0] + ": " + tail(errors));
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            process.destroy();
        }
    }

    private static String tail(Path errors) throws IOException {
        String all = Files.readString(errors, StandardCharsets.UTF_8);
        return all.substring(Math.max(0, all.length() - 2_000));
    }

    /** The place was empty before: everything there is ours. */
    private static void remove(Path home, boolean made) throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            for (Path each : all.toList()) {
                boolean unused = FileSystemUtils.deleteRecursively(each);
            }
        }
        if (made) {
            Files.deleteIfExists(home);
        }
    }

    static @Nullable Double secondsPerGigabyte(Drill drill) {
        return drill.bytes() == 0 ? null : drill.seconds() / (drill.bytes() / 1e9);
    }
}

package vn.tangthu.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @Test
    void aHomeHasOneOwnerAndIsFreeAfterwards(@TempDir Path dir) throws Exception {
        TangThuHome home = new TangThuHome(dir);
        try (HomeLock first = HomeLock.tryAcquire(home).orElseThrow()) {
            assertThat(HomeLock.tryAcquire(home)).isEmpty();
            assertThat(first).isNotNull();
        }
        assertThat(HomeLock.tryAcquire(home)).isPresent();
    }

    @Test
    void whoOwnsAHomeClosesItToOtherUsers(@TempDir Path dir) throws Exception {
        TangThuHome home = new TangThuHome(dir);
        // As the start script and the logging make them, before any of our code runs.
        for (String name : List.of("tmp", "logs", "store")) {
            Files.createDirectory(dir.resolve(name));
            Files.setPosixFilePermissions(
                    dir.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (HomeLock owned = HomeLock.tryAcquire(home).orElseThrow()) {
            assertThat(owned).isNotNull();
            for (Path open :
                    List.of(
                            home.tmp(),
                            home.logs(),
                            home.store(),
                            home.cache(),
                            home.staging(),
                            home.index(),
                            home.run())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                        .as("%s", open)
                        .endsWith("---");
            }
        }
    }

    @Test
    void whoOwnsAHomeFindsNoTemporaryFileOfADeadOwnerInIt(@TempDir Path dir) throws Exception {
        TangThuHome home = new TangThuHome(dir);
        Files.writeString(home.tmp().resolve("PDFBox123.tmp"), "a page");
        Files.writeString(home.tmp().resolve("received-1.zip"), "erased since");
        Files.writeString(
                Files.createDirectories(home.tmp().resolve("granted-1/pages")).resolve("1.png"),
                "a page");
        Path running = Files.createDirectory(home.tmp().resolve("tangthu-validate-1"));
        Files.writeString(running.resolve("names"), "of a validation at work");
        Path dead = Files.writeString(home.tmp().resolve("tangthu-validate-2.txt"), "names");
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

        try (HomeLock first = HomeLock.tryAcquire(home).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(home.tmp()).isDirectoryContaining(running::equals);
            assertThat(home.tmp().toFile().list()).hasSize(1);

            Path own = Files.writeString(home.tmp().resolve("of-the-owner"), "at work");
            assertThat(HomeLock.tryAcquire(home)).isEmpty();
            assertThat(own).exists();
        }
    }
}

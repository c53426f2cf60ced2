package vn.tangthu.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        Path running = Files.createDirectory(home.tmp().resolve(TangThuHome.ofValidation() + "1"));
        Files.writeString(running.resolve("names"), "of a validation at work");
        Files.writeString(home.tmp().resolve("tangthu-validate-999999999-2.txt"), "of a dead one");
        Files.createSymbolicLink(home.tmp().resolve("dangling"), dir.resolve("nowhere"));
        Path outside = Files.createDirectory(dir.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "not ours");
        Files.createSymbolicLink(home.tmp().resolve("link"), outside);

        try (HomeLock first = HomeLock.tryAcquire(home).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(home.tmp()).isDirectoryContaining(running::equals);
            assertThat(home.tmp().toFile().list()).hasSize(1);
            assertThat(kept).exists();

            Path own = Files.writeString(home.tmp().resolve("of-the-owner"), "at work");
            assertThat(HomeLock.tryAcquire(home)).isEmpty();
            assertThat(own).exists();
        }
    }

    @Test
    void aFolderOutsideOfTheHomeIsNotEmptied(@TempDir Path dir) throws Exception {
        Path shared = Files.createDirectory(dir.resolve("shared"));
        Path others = Files.writeString(shared.resolve("others"), "at work");
        Path root = Files.createDirectory(dir.resolve("home"));
        Files.createSymbolicLink(root.resolve("tmp"), shared);
        try (HomeLock owned = HomeLock.tryAcquire(new TangThuHome(root)).orElseThrow()) {
            assertThat(owned).isNotNull();
            assertThat(others).exists();
        }
    }
}

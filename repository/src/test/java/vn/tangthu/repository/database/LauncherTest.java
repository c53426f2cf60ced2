package vn.tangthu.repository.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root lends PostgreSQL an account; tested where root runs the tests. */
class LauncherTest {
    @TempDir Path directory;

    @Test
    void anAccountThatMayPassEverywhereEntersTheHomeOfRootAndOthersDoNot() throws Exception {
        assumeTrue(Launcher.isRoot());
        Path closed = Files.createDirectories(directory.resolve("root/home/database"));
        for (String path : List.of("root", "root/home", "root/home/database")) {
            Files.setPosixFilePermissions(
                    directory.resolve(path), PosixFilePermissions.fromString("rwx------"));
        }
        List<String> plain = Launcher.drop("nobody", List.of());
        assertThat(plain).isNotEmpty();
        assertThat(Launcher.reaches(plain, List.of(closed))).isFalse();
        List<String> passing = Launcher.drop("nobody", Launcher.PASS_EVERYWHERE);
        assertThat(passing).isNotEmpty();
        assertThat(Launcher.reaches(passing, List.of(closed))).isTrue();
    }
}

package vn.tangthu.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}

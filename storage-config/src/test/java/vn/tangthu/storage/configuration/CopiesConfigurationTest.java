package vn.tangthu.storage.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import vn.tangthu.storage.LockingStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.s3.S3ProxyServer;

class CopiesConfigurationTest {
    @TempDir Path temporary;
    private Path dir;

    @BeforeEach
    void real() throws IOException {
        dir = temporary.toRealPath();
    }

    private ApplicationContextRunner with(String... properties) {
        List<String> all = new ArrayList<>(List.of("tangthu.home=" + dir.resolve("home")));
        all.addAll(List.of(properties));
        return new ApplicationContextRunner()
                .withUserConfiguration(StorageConfiguration.class, CopiesConfiguration.class)
                .withPropertyValues(all.toArray(String[]::new));
    }

    private void assertRefused(String words, String... properties) {
        with(properties)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining(words));
    }

    @Test
    void unlessSaidThereAreNone() {
        with().run(context -> assertThat(context.getBean(StoreCopies.class).all()).isEmpty());
    }

    @Test
    void copiesMayLieInDirectoriesAndBucketsAtOnce() throws IOException {
        Path b = Files.createDirectories(dir.resolve("bản sao b"));
        try (S3ProxyServer server = S3ProxyServer.start(null)) {
            with(
                            "tangthu.copies.b.directory=" + b,
                            "tangthu.copies.b.every=1h",
                            "tangthu.copies.a-xa.type=s3",
                            "tangthu.copies.a-xa.s3.endpoint=" + server.endpoint(),
                            "tangthu.copies.a-xa.s3.bucket=ban-sao",
                            "tangthu.copies.a-xa.lock-days=90",
                            "tangthu.copies.a-xa.s3.access-key=" + S3ProxyServer.ACCESS_KEY,
                            "tangthu.copies.a-xa.s3.secret-key=" + S3ProxyServer.SECRET_KEY)
                    .run(
                            context -> {
                                List<StoreCopy> all = context.getBean(StoreCopies.class).all();
                                assertThat(all)
                                        .extracting(StoreCopy::name)
                                        .containsExactly("a-xa", "b");
                                assertThat(all.getFirst().where())
                                        .isEqualTo(server.endpoint() + "/ban-sao");
                                assertThat(all.getFirst().every()).hasMinutes(15);
                                assertThat(all.getLast().where()).isEqualTo(b.toString());
                                assertThat(all.getLast().every()).hasHours(1);
                                for (StoreCopy copy : all) {
                                    try (ObjectStore store = copy.opening().open()) {
                                        assertThat(store.describe()).isNotBlank();
                                        if (store instanceof LockingStore locking) {
                                            assertThat(locking.retention().orElseThrow())
                                                    .hasDays(90);
                                        }
                                    }
                                }
                            });
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNoCopyAndIsNotMade() {
        Path missing = dir.resolve("chưa gắn");
        with("tangthu.copies.b.directory=" + missing)
                .run(
                        context -> {
                            StoreCopy copy = context.getBean(StoreCopies.class).all().getFirst();
                            assertThatThrownBy(() -> copy.opening().open())
                                    .isInstanceOf(IOException.class)
                                    .hasMessageContaining("mounted");
                            assertThat(missing).doesNotExist();
                        });
    }

    @Test
    void whatWouldBeNoOtherPlaceIsRefusedInWords() throws IOException {
        Path store = Files.createDirectories(dir.resolve("home/store"));
        Path link = Files.createSymbolicLink(dir.resolve("liên kết"), store);
        assertRefused("are one place", "tangthu.copies.b.directory=" + store);
        assertRefused("are one place", "tangthu.copies.b.directory=" + link.resolve("sâu hơn"));
        assertRefused(
                "are one place",
                "tangthu.copies.b.directory=" + dir.resolve("b"),
                "tangthu.copies.c.directory=" + dir.resolve("b/c"));
        assertRefused(
                "is used already",
                "tangthu.copies.b.type=s3",
                "tangthu.copies.b.s3.endpoint=http://localhost:9",
                "tangthu.copies.c.type=s3",
                "tangthu.copies.c.s3.endpoint=http://localhost:9");
    }

    @Test
    void namesAndWhatIsMissingAreRefusedInWords() {
        assertRefused("not primary", "tangthu.copies.primary.directory=" + dir.resolve("b"));
        assertRefused("a name is of", "tangthu.copies.b_1.directory=" + dir.resolve("b"));
        assertRefused("directory is missing", "tangthu.copies.b.every=1h");
        assertRefused("endpoint is missing", "tangthu.copies.b.type=s3");
        assertRefused(
                "only an S3 service locks",
                "tangthu.copies.b.directory=" + dir.resolve("b"),
                "tangthu.copies.b.lock-days=30");
        assertRefused("lock-days is 0 to 36500", "tangthu.copies.b.lock-days=-1");
    }
}

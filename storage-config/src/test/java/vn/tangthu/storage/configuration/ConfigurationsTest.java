package vn.tangthu.storage.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.yaml.snakeyaml.Yaml;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.s3.S3ProxyServer;
import vn.tangthu.storage.s3.S3Settings;

class ConfigurationsTest {
    private static final Path CONFIGURATIONS = Path.of("configurations");
    @TempDir Path dir;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(StorageConfiguration.class);

    @ParameterizedTest
    @ValueSource(strings = {"one-server.properties", "s3-service.properties"})
    void everyStorageKeyOfAConfigurationIsOneWeKnow(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(CONFIGURATIONS.resolve(name))) {
            properties.load(in);
        }
        ConfigurationPropertySource source = new MapConfigurationPropertySource(properties);
        StorageProperties bound =
                new Binder(source)
                        .bind(
                                "tangthu.storage",
                                Bindable.of(StorageProperties.class),
                                new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                        .get();
        assertThat(bound.type().name().toLowerCase(Locale.ROOT))
                .isEqualTo(properties.getProperty("tangthu.storage.type"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void theComposeFileIsYamlAndRefersToWhatItDeclares() throws IOException {
        Map<String, Map<String, Object>> compose;
        try (Reader in = Files.newBufferedReader(CONFIGURATIONS.resolve("compose/compose.yaml"))) {
            compose = new Yaml().load(in);
        }
        Map<String, Object> services = Objects.requireNonNull(compose.get("services"));
        assertThat(services).containsOnlyKeys("database", "s3", "application");
        for (Object value : services.values()) {
            Map<String, Object> service = (Map<String, Object>) value;
            assertThat(service).containsKey("image");
            List<String> secrets = (List<String>) service.getOrDefault("secrets", List.of());
            assertThat(Objects.requireNonNull(compose.get("secrets")).keySet())
                    .containsAll(secrets);
            for (String volume : (List<String>) service.getOrDefault("volumes", List.of())) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (!source.startsWith(".")) {
                    assertThat(compose.get("volumes")).containsKey(source);
                }
            }
            Map<String, Object> depends =
                    (Map<String, Object>) service.getOrDefault("depends_on", Map.of());
            assertThat(services.keySet()).containsAll(depends.keySet());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bucket/policy.json", "bucket/policy-copy.json", "bucket/lifecycle.json"})
    void theBucketExamplesAreJson(String name) throws IOException {
        assertThat(
                        new ObjectMapper()
                                .readTree(Files.readString(CONFIGURATIONS.resolve(name)))
                                .isObject())
                .isTrue();
    }

    private static List<JsonNode> statements(String policy, String effect, String action)
            throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode one :
                new ObjectMapper()
                        .readTree(Files.readString(CONFIGURATIONS.resolve(policy)))
                        .path("Statement")) {
            for (JsonNode each : one.path("Action")) {
                if (one.path("Effect").asText().equals(effect) && each.asText().equals(action)) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    @Test
    void noKeysOfTheApplicationLockSoThatTheLawCannotErase() throws IOException {
        String lock = "s3:PutObjectRetention";
        assertThat(statements("bucket/policy.json", "Allow", lock)).isEmpty();
        assertThat(statements("bucket/policy.json", "Deny", lock))
                .singleElement()
                .satisfies(deny -> assertThat(deny.has("Condition")).isFalse());
        for (String action : List.of(lock, "s3:PutObject")) {
            assertThat(statements("bucket/policy-copy.json", "Deny", action))
                    .extracting(deny -> deny.path("Condition").toString())
                    .anyMatch(
                            condition ->
                                    condition.contains("\"s3:object-lock-mode\":\"COMPLIANCE\""))
                    .anyMatch(
                            condition ->
                                    condition.contains("s3:object-lock-remaining-retention-days"));
        }
    }

    @Test
    void withoutSettingsTheStoreLiesBelowTheHome() {
        application
                .withPropertyValues("tangthu.home=" + dir)
                .run(
                        context -> {
                            assertThat(context.getBean(TangThuHome.class).root()).isEqualTo(dir);
                            assertThat(context.getBean(ObjectStore.class).describe())
                                    .isEqualTo("file system, " + dir.resolve("store").toRealPath());
                        });
    }

    @Test
    void theArchivesOwnStoreIsWrittenToOnlyWhileItIsTheOneThatItWas() throws IOException {
        Path disk = dir.resolve("disk");
        byte[] bytes = {1};
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        application
                .withPropertyValues(
                        "tangthu.home=" + dir.resolve("home"), "tangthu.storage.directory=" + disk)
                .run(
                        context -> {
                            ObjectStore store = context.getBean(ObjectStore.class);
                            Object first =
                                    store.putNew(new StoreKey("a/1"), ByteSource.of(bytes), digest);
                            Files.move(disk, dir.resolve("elsewhere"));
                            Files.createDirectories(disk.resolve(".tangthu-tmp"));
                            assertThatThrownBy(
                                            () ->
                                                    store.putNew(
                                                            new StoreKey("a/2"),
                                                            ByteSource.of(bytes),
                                                            digest))
                                    .isInstanceOf(StoreException.NotThere.class);
                        });
    }

    @Test
    void theDefaultsOfAnS3StoreAreThese() throws IOException {
        application
                .withPropertyValues("tangthu.home=" + dir)
                .run(
                        context -> {
                            StorageProperties.S3Properties s3 =
                                    context.getBean(StorageProperties.class).s3();
                            assertThat(s3.pathStyle()).isTrue();
                            assertThat(s3.multipartThreshold().toMegabytes()).isEqualTo(8);
                            assertThat(s3.parallelTransfers()).isEqualTo(4);
                            assertThat(s3.attempts()).isEqualTo(5);
                            assertThat(s3.readTimeout()).hasSeconds(60);
                        });
    }

    @Test
    void keysOfAnS3StoreMayStandInFiles() throws IOException {
        Path access = Files.writeString(dir.resolve("access"), S3ProxyServer.ACCESS_KEY + "\n");
        Path secret = Files.writeString(dir.resolve("secret"), S3ProxyServer.SECRET_KEY + "\n");
        try (S3ProxyServer server = S3ProxyServer.start(null)) {
            application
                    .withPropertyValues(
                            "tangthu.home=" + dir,
                            "tangthu.storage.type=s3",
                            "tangthu.storage.s3.endpoint=" + server.endpoint(),
                            "tangthu.storage.s3.access-key-file=" + access,
                            "tangthu.storage.s3.secret-key-file=" + secret)
                    .run(
                            context ->
                                    assertThat(context.getBean(ObjectStore.class).describe())
                                            .startsWith("S3, " + server.endpoint() + "/tangthu"));
        }
    }

    @Test
    void anS3StoreWithoutAnEndpointSaysSo() {
        application
                .withPropertyValues("tangthu.home=" + dir, "tangthu.storage.type=s3")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("tangthu.storage.s3.endpoint"));
    }

    @Test
    void partsSmallerThanS3TakesAreRefused() {
        S3Settings good = S3Settings.of("http://localhost", "r", "bucket", "a", "s");
        assertThatThrownBy(
                        () ->
                                new S3Settings(
                                        good.endpoint(),
                                        "r",
                                        "b",
                                        "a",
                                        "s",
                                        true,
                                        true,
                                        true,
                                        1024,
                                        4,
                                        5,
                                        good.connectTimeout(),
                                        good.readTimeout(),
                                        Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 MiB");
    }
}

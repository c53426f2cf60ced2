package vn.tangthu.storage.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.storage.DirectoryStores;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreWitness;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.configuration.StorageProperties.S3Properties;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;
import vn.tangthu.storage.memory.MemoryObjectStore;
import vn.tangthu.storage.own.OwnStore;
import vn.tangthu.storage.s3.S3ObjectStore;
import vn.tangthu.storage.s3.S3Settings;

/** The home, the clock and the object store, as the configuration says. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {
    /** A bucket is not unmounted; each look at it is a request. */
    private static final Duration BUCKET_TRUSTED = Duration.ofMinutes(1);

    /**
     * @param home {@code tangthu.home}, also from the environment as {@code TANGTHU_HOME}
     */
    @Bean
    TangThuHome tangThuHome(@Value("${tangthu.home:home}") Path home) {
        return new TangThuHome(home);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    ObjectStore objectStore(
            StorageProperties properties, TangThuHome home, ObjectProvider<StoreWitness> witness)
            throws IOException {
        return switch (properties.type()) {
            case FILESYSTEM ->
                    own(
                            FileSystemObjectStore.open(directory(properties, home)),
                            home,
                            witness,
                            Duration.ZERO);
            case S3 ->
                    own(
                            S3ObjectStore.open(settings("tangthu.storage.s3.", properties.s3())),
                            home,
                            witness,
                            BUCKET_TRUSTED);
            case MEMORY -> new MemoryObjectStore();
        };
    }

    /** The catalogue is asked only where home and store do not agree by themselves. */
    private static ObjectStore own(
            ObjectStore store,
            TangThuHome home,
            ObjectProvider<StoreWitness> witness,
            Duration trusted) {
        StoreWitness asked =
                () -> {
                    StoreWitness known = witness.getIfAvailable();
                    return known == null ? List.of() : known.newest();
                };
        return new OwnStore(store, home.root().resolve("store-begun"), asked, trusted);
    }

    /** At the start, so that it is known which store it was before a disk is missing. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> storeKnownAtStart(ObjectStore store) {
        return new StoreKnownAtStart(store);
    }

    @Bean
    DirectoryStores directoryStores() {
        return FileSystemObjectStore::open;
    }

    static Path directory(StorageProperties properties, TangThuHome home) {
        Path directory = properties.directory();
        return directory == null ? home.store() : directory;
    }

    /**
     * @param prefix of the properties' names, for messages
     */
    static S3Settings settings(String prefix, S3Properties s3) throws IOException {
        return new S3Settings(
                required(prefix + "endpoint", s3.endpoint()),
                s3.region(),
                s3.bucket(),
                secret(prefix + "access-key", s3.accessKey(), s3.accessKeyFile()),
                secret(prefix + "secret-key", s3.secretKey(), s3.secretKeyFile()),
                s3.pathStyle(),
                s3.createBucket(),
                s3.versioning(),
                Math.toIntExact(s3.multipartThreshold().toBytes()),
                s3.parallelTransfers(),
                s3.attempts(),
                s3.connectTimeout(),
                s3.readTimeout(),
                Duration.ZERO);
    }

    private static String secret(String name, @Nullable String value, @Nullable Path file)
            throws IOException {
        if (file == null) {
            return required(name, value);
        }
        if (value != null && !value.isBlank()) {
            throw new IllegalArgumentException("Give " + name + " or " + name + "-file, not both");
        }
        try (var lines = Files.lines(file)) {
            return required(name + "-file", lines.findFirst().map(String::strip).orElse(null));
        }
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}

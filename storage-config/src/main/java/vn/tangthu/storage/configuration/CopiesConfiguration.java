package vn.tangthu.storage.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.configuration.CopiesProperties.CopyProperties;
import vn.tangthu.storage.configuration.CopiesProperties.Type;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;
import vn.tangthu.storage.s3.S3ObjectStore;

/** The copies that the configuration names; two that are one place are refused. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CopiesProperties.class)
class CopiesConfiguration {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";

    /** A century; a typing error must not lock for a thousand years. */
    private static final int MOST_LOCK_DAYS = 36_500;

    /** What the archive itself is called where copies are named. */
    private static final String PRIMARY = "primary";

    @Bean
    StoreCopies storeCopies(CopiesProperties copies, StorageProperties archive, TangThuHome home) {
        Map<String, String> places = new HashMap<>();
        List<Path> directories = new ArrayList<>();
        if (archive.type() == StorageProperties.Type.FILESYSTEM) {
            directories.add(real(StorageConfiguration.directory(archive, home)));
        } else if (archive.type() == StorageProperties.Type.S3) {
            places.put(archive.s3().toString(), PRIMARY);
        }
        List<StoreCopy> all = new ArrayList<>();
        new TreeMap<>(copies.copies())
                .forEach(
                        (name, copy) -> {
                            if (!name.matches(NAME) || name.equals(PRIMARY)) {
                                throw refused(name, "a name is of a-z, 0-9 and -, and not primary");
                            }
                            if (copy.type() == Type.S3 && copy.s3().endpoint() == null) {
                                throw refused(name, "its s3.endpoint is missing");
                            }
                            if (copy.lockDays() < 0 || copy.lockDays() > MOST_LOCK_DAYS) {
                                throw refused(name, "lock-days is 0 to " + MOST_LOCK_DAYS);
                            }
                            if (copy.type() == Type.FILESYSTEM && copy.lockDays() > 0) {
                                throw refused(name, "lock-days: only an S3 service locks objects");
                            }
                            if (copy.type() == Type.FILESYSTEM) {
                                apart(name, directory(name, copy), directories);
                            } else if (places.put(copy.s3().toString(), name) != null) {
                                throw refused(name, copy.s3() + " is used already");
                            }
                            all.add(copy(name, copy));
                        });
        return new StoreCopies(all);
    }

    private static StoreCopy copy(String name, CopyProperties copy) {
        if (copy.type() == Type.S3) {
            return new StoreCopy(
                    name,
                    copy.s3().toString(),
                    copy.every(),
                    () ->
                            S3ObjectStore.open(
                                    StorageConfiguration.settings(
                                                    "tangthu.copies." + name + ".s3.", copy.s3())
                                            .locking(Duration.ofDays(copy.lockDays()))));
        }
        Path directory = directory(name, copy);
        return new StoreCopy(name, directory.toString(), copy.every(), () -> open(directory));
    }

    private static ObjectStore open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("There is no directory " + directory + "; is it mounted?");
        }
        return FileSystemObjectStore.open(directory);
    }

    private static Path directory(String name, CopyProperties copy) {
        Path directory = copy.directory();
        if (directory == null) {
            throw refused(name, "its directory is missing");
        }
        return real(directory);
    }

    /** Neither in the other: a copy inside the archive would be copied into itself. */
    private static void apart(String name, Path directory, List<Path> others) {
        for (Path other : others) {
            if (directory.startsWith(other) || other.startsWith(directory)) {
                throw refused(name, directory + " and " + other + " are one place");
            }
        }
        others.add(directory);
    }

    /** As far as it is there, without symbolic links. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null
                    ? absolute
                    : real(parent).resolve(Objects.requireNonNull(absolute.getFileName()));
        }
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("tangthu.copies." + name + ": " + why);
    }
}

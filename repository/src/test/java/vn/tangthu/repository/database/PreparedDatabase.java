package vn.tangthu.repository.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * An empty database with both schemas, as the first start of this release leaves it. Unpacking the
 * programs, {@code initdb} and every migration, each on the disk, take longer than most tests: the
 * application's own code does it once for all modules, and again when the programs, a migration or
 * the way a cluster is made change; other starts get a copy. All copies have one password and one
 * epoch of the journal, which tells only databases of one home apart.
 *
 * <p>How a start makes its own is the matter of {@link EmbeddedPostgresTest} and of the tests of
 * the packaged application and of drills, which use none of this.
 */
public final class PreparedDatabase {
    /** One for all modules, whose tests run in their module's directory. */
    private static final Path PLACE = Path.of("..", "repository", "target", "postgres");

    private PreparedDatabase() {}

    /**
     * Lays programs, data and password below a directory that has none.
     *
     * @param directory of a home's database; nothing happens where it has data
     */
    public static void into(Path directory) throws IOException {
        if (Files.exists(directory.resolve("data"))) {
            return;
        }
        Path place = Files.createDirectories(PLACE).toRealPath();
        Path binaries = PostgresBinaries.below(place).directory();
        copy(prepared(place, binaries), directory);
        Path programs = directory.resolve(binaries.getFileName());
        if (!Files.exists(programs)) {
            Path unused = Files.createSymbolicLink(programs, binaries);
        }
    }

    /** One process makes it, the others wait for it. */
    private static synchronized Path prepared(Path place, Path binaries) throws IOException {
        Path prepared = place.resolve("prepared-" + digest(binaries));
        try (FileChannel channel =
                        FileChannel.open(
                                place.resolve("prepared.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(prepared)) {
                make(place, prepared);
            }
        }
        return prepared;
    }

    private static void make(Path place, Path prepared) throws IOException {
        Path fresh = Files.createTempDirectory(place, "preparing-");
        try {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (EmbeddedPostgres server =
                            EmbeddedPostgres.start(fresh, place, place.resolve("log"), null);
                    HikariDataSource pool = Database.pool(server.address(), 2)) {
                Migrations.apply(pool);
            }
            Files.move(fresh, prepared, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(fresh);
        }
    }

    /** Of all that decides what is made. */
    private static String digest(Path binaries) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        digest.update(binaries.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        try (InputStream in = PostgresCluster.class.getResourceAsStream("PostgresCluster.class")) {
            digest.update(Objects.requireNonNull(in).readAllBytes());
        }
        Resource[] scripts =
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/*.sql");
        Arrays.sort(scripts, Comparator.comparing(one -> String.valueOf(one.getFilename())));
        for (Resource script : scripts) {
            digest.update(String.valueOf(script.getFilename()).getBytes(StandardCharsets.UTF_8));
            digest.update(script.getContentAsByteArray());
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    private static void copy(Path from, Path to) throws IOException {
        Path unused =
                Files.walkFileTree(
                        from,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult preVisitDirectory(
                                    Path directory, BasicFileAttributes attributes)
                                    throws IOException {
                                if (!directory.equals(from)) {
                                    copyOf(directory);
                                }
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult visitFile(
                                    Path file, BasicFileAttributes attributes) throws IOException {
                                copyOf(file);
                                return FileVisitResult.CONTINUE;
                            }

                            /** With its owner and permissions, which the server asks for. */
                            private void copyOf(Path path) throws IOException {
                                Path unused =
                                        Files.copy(
                                                path,
                                                to.resolve(from.relativize(path)),
                                                StandardCopyOption.COPY_ATTRIBUTES);
                            }
                        });
    }
}

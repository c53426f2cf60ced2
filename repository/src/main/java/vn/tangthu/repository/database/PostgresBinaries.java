package vn.tangthu.repository.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path. The directory is named
 * after the digest of the archive, so that another release never runs with old programs; it appears
 * by a rename, so that a half-unpacked one is never used.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path directory) {
    /** Digits of the archive's SHA-256 in the name: enough to tell releases apart. */
    private static final int NAME_DIGITS = 12;

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /**
     * @param parent where {@code bin-…} stands or is made
     */
    static PostgresBinaries below(Path parent) throws IOException {
        String archive = archiveName();
        Path directory = parent.resolve("bin-" + digest(archive));
        if (!Files.isDirectory(directory)) {
            unpack(archive, directory);
            removeOthers(parent, directory);
        }
        return new PostgresBinaries(directory);
    }

    private static String archiveName() {
        String os = System.getProperty("os.name", "");
        String machine =
                switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "none";
                };
        String name = "/postgres-linux-" + machine + ".txz";
        if (!os.equals("Linux") || PostgresBinaries.class.getResource(name) == null) {
            throw new DatabaseUnavailableException(
                    "Không có PostgreSQL kèm theo cho máy này ("
                            + os
                            + " "
                            + System.getProperty("os.arch")
                            + ").",
                    "There is no embedded PostgreSQL for this machine.",
                    "Đặt tangthu.database.url tới một PostgreSQL bên ngoài."
                            + " / Set tangthu.database.url to an external PostgreSQL.",
                    null);
        }
        return name;
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new IOException("No " + archive + " on the class path");
        }
        return in;
    }

    private static String digest(String archive) throws IOException {
        var digest = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = open(archive)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
    }

    private static void unpack(String archive, Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("Not below a directory: " + directory);
        }
        Files.createDirectories(parent);
        Path partial = parent.resolve(".unpacking-" + UUID.randomUUID());
        try {
            try (InputStream raw = open(archive);
                    var tar =
                            new TarArchiveInputStream(
                                    new XZCompressorInputStream(new BufferedInputStream(raw)))) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    unpack(entry, tar, partial);
                }
            }
            Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            // Somebody else unpacked the same archive meanwhile.
        } finally {
            FileSystemUtils.deleteRecursively(partial);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("An entry leaves the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            directories(target);
            return;
        }
        directories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.getName().endsWith(".a")) {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
        }
    }

    /** Readable for the account the server runs as, whatever the umask. */
    private static void directories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.getParent();
            if (parent != null) {
                directories(parent);
            }
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, permissions(true));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        return EnumSet.copyOf(
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void removeOthers(Path parent, Path keep) throws IOException {
        try (Stream<Path> siblings = Files.list(parent)) {
            for (Path sibling : siblings.toList()) {
                if (!sibling.equals(keep)
                        && sibling.getFileName().toString().matches("bin-[0-9a-f]{12}")) {
                    FileSystemUtils.deleteRecursively(sibling);
                }
            }
        }
    }
}

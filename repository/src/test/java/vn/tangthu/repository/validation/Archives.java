package vn.tangthu.repository.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs a folder as others would send it. */
public final class Archives {
    private Archives() {}

    /** A ZIP or tar file, after the ending of its name; each name in it begins with the prefix. */
    public static Path pack(Path root, Path file, String prefix) throws IOException {
        return file.toString().endsWith(".zip") ? zip(root, file, prefix) : tar(root, file, prefix);
    }

    private static Path zip(Path root, Path file, String prefix) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, root, prefix);
        }
        return file;
    }

    /** The folder's files as entries. */
    public static void add(ZipOutputStream zip, Path root, String prefix) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(prefix + root.relativize(one)));
                Files.copy(one, zip);
            }
        }
    }

    private static Path tar(Path root, Path file, String prefix) throws IOException {
        try (TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8");
                var files = Files.walk(root)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                tar.putArchiveEntry(
                        new TarArchiveEntry(one.toFile(), prefix + root.relativize(one)));
                Files.copy(one, tar);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }
}

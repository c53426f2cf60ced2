package vn.tangthu.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The one directory below which everything lies that the running application writes, temporary
 * files included.
 *
 * @param root absolute path; {@code TANGTHU_HOME}
 */
public record TangThuHome(Path root) {
    public TangThuHome {
        root = root.toAbsolutePath().normalize();
    }

    /** Objects of the embedded default store. */
    public Path store() {
        return dir("store");
    }

    /** Data directory, work directory and password file of the embedded PostgreSQL. */
    public Path database() {
        return dir("database");
    }

    /** The Lucene index; can be rebuilt. */
    public Path index() {
        return dir("index");
    }

    /** Deliveries that are being received or stored; each in a directory of its own. */
    public Path staging() {
        return dir("staging");
    }

    /** Verified copies and page images made on demand; may be emptied while nothing runs. */
    public Path cache() {
        return dir("cache");
    }

    /** Temporary files; emptied at start. */
    public Path tmp() {
        return dir("tmp");
    }

    /** Lock, control token and port of the process that owns this home. */
    public Path run() {
        return dir("run");
    }

    public Path logs() {
        return dir("logs");
    }

    private Path dir(String name) {
        Path dir = root.resolve(name);
        try {
            if (!Files.isDirectory(dir)) {
                Files.createDirectories(root);
                Files.createDirectories(dir);
                closeToOthers(dir);
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + dir, e);
        }
    }

    /** What is hidden from readers must not lie open to other users of the machine. */
    private static void closeToOthers(Path dir) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(dir, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }
}

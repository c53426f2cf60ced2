package vn.tangthu.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The one directory below which everything lies that the running application writes, temporary
 * files included.
 *
 * @param root absolute path; {@code TANGTHU_HOME}
 */
public record TangThuHome(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(TangThuHome.class);

    private static final Pattern OF_A_VALIDATION =
            Pattern.compile("tangthu-validate-([0-9]{1,18})-.*");

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

    /** The drop folder, unless another is configured. */
    public Path inbox() {
        return dir("inbox");
    }

    /** Verified copies and page images made on demand; may be emptied while nothing runs. */
    public Path cache() {
        return dir("cache");
    }

    /** Temporary files of the process that owns the home; empty whenever the owner changes. */
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

    /** Private keys: keep a copy in a safe place, they are in no backup. */
    public Path keys() {
        return dir("keys");
    }

    /**
     * Closes what others made open: the start script and the logging make folders before this class
     * does. {@code database} stays as it is, because PostgreSQL may run as a user of its own.
     */
    void closeToOthers() throws IOException {
        for (String name :
                List.of("store", "index", "staging", "cache", "tmp", "run", "logs", "keys")) {
            Path dir = root.resolve(name);
            if (Files.isDirectory(dir)) {
                takeFromOthers(dir);
            }
        }
    }

    /**
     * What temporary files of a validation begin with: with the process, because a validation runs
     * without owning the home.
     */
    public static String ofValidation() {
        return "tangthu-validate-" + ProcessHandle.current().pid() + "-";
    }

    /**
     * Deletes what an owner that was killed left in {@code tmp}: pages, copies, packages, so bytes
     * that may have been erased since. Where an operator made {@code tmp} a link to a place outside
     * of the home, others may work there, and nothing is deleted.
     */
    void removeLeftovers() throws IOException {
        Path tmp = tmp();
        if (!tmp.toRealPath().startsWith(root.toRealPath())) {
            LOG.warn("{} leads out of the home: what a killed process left there stays", tmp);
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(tmp)) {
            for (Path one : left) {
                if (!isOfARunningValidation(one)) {
                    remove(one);
                }
            }
        }
    }

    private static boolean isOfARunningValidation(Path one) {
        Matcher name = OF_A_VALIDATION.matcher(one.getFileName().toString());
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    private static void remove(Path one) {
        try {
            if (Files.isSymbolicLink(one)) { // whatever it leads to is not ours
                Files.delete(one);
            } else {
                boolean unused = FileSystemUtils.deleteRecursively(one);
            }
        } catch (IOException e) { // someone else's, such as root's: no reason not to start
            LOG.warn("Cannot delete {}, left by an earlier process", one, e);
        }
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

    /** What an operator gave to a group on purpose stays given. */
    private static void takeFromOthers(Path dir) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(dir, PosixFileAttributeView.class);
        if (posix == null) {
            return;
        }
        Set<PosixFilePermission> permissions = new HashSet<>(posix.readAttributes().permissions());
        if (permissions.removeAll(PosixFilePermissions.fromString("------rwx"))) {
            posix.setPermissions(permissions);
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

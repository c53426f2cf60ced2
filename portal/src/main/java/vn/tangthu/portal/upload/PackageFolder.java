package vn.tangthu.portal.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.upload.UploadRefused.Reason;

/**
 * One package on the disk. While it arrives its folder holds {@code .goi.json} (what was announced)
 * and {@code .tep/} (its files, {@link FileSlots}); once it has arrived, the package itself, a ZIP
 * or a folder, and {@code .xong.json}. The renaming of the one note to the other is the moment of
 * arrival: before it a kill leaves a package that is finished again, after it one that is whole.
 */
final class PackageFolder {
    private static final String ARRIVING = ".goi.json";
    private static final String ARRIVED = ".xong.json";
    private static final String HANDED_IN = ".nop";
    private static final String CONTRACTOR = ".ben-giao";
    private static final String FILES = ".tep";
    private static final String BUILT = ".than";
    private static final String GONE = ".bo";
    private static final Logger LOG = LoggerFactory.getLogger(PackageFolder.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path root;

    PackageFolder(Path root) {
        this.root = root;
    }

    FileSlots slots() {
        return new FileSlots(root.resolve(FILES));
    }

    static PackageFolder create(Path root, IncomingPackage announced) throws IOException {
        PackageFolder folder = new PackageFolder(Files.createDirectory(root));
        Files.createDirectory(root.resolve(FILES));
        try (FileChannel out =
                FileChannel.open(
                        root.resolve(ARRIVING),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(announced));
            while (bytes.hasRemaining()) {
                int unused = out.write(bytes);
            }
            out.force(true);
        }
        FileSlots.sync(root);
        FileSlots.sync(Objects.requireNonNull(root.getParent()));
        return folder;
    }

    /** What was announced, while it arrives. */
    Optional<IncomingPackage> arriving() {
        return read(ARRIVING);
    }

    /** What was announced, when it has arrived and nobody handed it in. */
    Optional<IncomingPackage> waiting() {
        return isHandedIn() ? Optional.empty() : read(ARRIVED);
    }

    private Optional<IncomingPackage> read(String note) {
        if (isGone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(root.resolve(note)), IncomingPackage.class));
        } catch (IOException | JacksonException notThere) {
            return Optional.empty();
        }
    }

    /** When something last came. */
    Instant lastChange() {
        try {
            return Files.getLastModifiedTime(root.resolve(ARRIVING)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    Instant arrivedAt() {
        try {
            return Files.getLastModifiedTime(root.resolve(ARRIVED)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    void changed(Instant now) throws IOException {
        Files.setLastModifiedTime(root.resolve(ARRIVING), FileTime.from(now));
    }

    /**
     * Puts the files to their places and says that the package has arrived. After a kill the same
     * call goes on where it stood.
     *
     * @throws UploadRefused NAME_TWICE when a file stands where a folder would have to be
     */
    void finish(IncomingPackage announced) throws IOException {
        Path target = root.resolve(announced.name());
        if (Files.notExists(target)) {
            switch (announced.kind()) {
                case ZIP -> finishZip(target);
                case FOLDER -> finishFolder(target);
            }
        }
        // File systems keep the order of renamings in their journal: with this one on the disk,
        // those before it are.
        Files.move(root.resolve(ARRIVING), root.resolve(ARRIVED), StandardCopyOption.ATOMIC_MOVE);
        FileSlots.sync(root);
        erase(root.resolve(FILES));
    }

    private void finishZip(Path target) throws IOException {
        try (Stream<IncomingFile> files = slots().all()) {
            IncomingFile only = files.findFirst().orElseThrow();
            Files.move(slots().bytes(only), target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void finishFolder(Path target) throws IOException {
        Path built = Files.createDirectories(root.resolve(BUILT));
        try (Stream<IncomingFile> files = slots().all()) {
            Iterator<IncomingFile> each = files.iterator();
            while (each.hasNext()) {
                IncomingFile file = each.next();
                Path from = slots().bytes(file);
                Path to = built.resolve(file.path());
                if (!to.normalize().startsWith(built)) {
                    throw new UploadRefused(Reason.UNSAFE_NAME, file.path());
                }
                if (Files.exists(from)) {
                    place(from, to, file.path());
                    Files.setLastModifiedTime(to, FileTime.fromMillis(file.modified()));
                }
            }
        }
        Files.move(built, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void place(Path from, Path to, String path) throws IOException {
        try {
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            if (Files.isDirectory(to)) {
                throw new UploadRefused(Reason.NAME_TWICE, path);
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new UploadRefused(Reason.NAME_TWICE, path);
        } catch (FileSystemException e) {
            // "Not a directory": a part of the way is a file.
            if (isBelowAFile(to)) {
                throw new UploadRefused(Reason.NAME_TWICE, path);
            }
            throw e;
        }
    }

    private static boolean isBelowAFile(Path path) {
        for (Path up = path.getParent(); up != null; up = up.getParent()) {
            if (Files.isRegularFile(up)) {
                return true;
            }
        }
        return false;
    }

    /** Whom it comes from, as somebody said at the desk; empty while nobody did. */
    String contractor() {
        try {
            return Files.readString(root.resolve(CONTRACTOR)).strip();
        } catch (IOException nobodySaidIt) {
            return "";
        }
    }

    /** No effect when it is gone already. */
    void contractor(String name) throws IOException {
        if (Files.isDirectory(root) && !isGone()) {
            Path fresh = root.resolve(CONTRACTOR + ".moi");
            Files.writeString(fresh, name);
            Files.move(
                    fresh,
                    root.resolve(CONTRACTOR),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    boolean isHandedIn() {
        return Files.exists(root.resolve(HANDED_IN));
    }

    /** No effect when the delivery was done so quickly that the folder is gone already. */
    void markHandedIn() throws IOException {
        if (Files.isDirectory(root)) {
            Files.createFile(root.resolve(HANDED_IN));
        }
    }

    /** Erases it; what a kill leaves of it is nobody's package any more and goes later. */
    void erase() {
        try {
            Path gone = root.resolve(GONE);
            if (Files.isDirectory(root) && Files.notExists(gone)) {
                Files.createFile(gone);
            }
        } catch (IOException e) {
            LOG.warn("An upload could not be marked as erased: {}", root, e);
        }
        erase(root);
    }

    boolean isGone() {
        return Files.exists(root.resolve(GONE));
    }

    private static void erase(Path path) {
        try {
            Files.walkFileTree(path, new Erasing());
        } catch (NoSuchFileException e) {
            // erased already
        } catch (IOException e) {
            LOG.warn("Not all of an upload could be erased: {}", path, e);
        }
    }

    private static final class Erasing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
            // The mark that it is gone goes last, with its folder.
            if (!file.getFileName().toString().equals(GONE)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                throws IOException {
            Files.deleteIfExists(folder.resolve(GONE));
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}

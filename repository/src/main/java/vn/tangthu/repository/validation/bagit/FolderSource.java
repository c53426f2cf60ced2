package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Report;

/** A bag that is a folder. Never follows a link to outside of it. */
final class FolderSource implements BagSource {
    /** Each level holds a directory open. */
    private static final int MAX_DEPTH = 200;

    private final Path root;
    private final Report report;

    FolderSource(Path root, Report report) throws IOException {
        this.root = root.toRealPath();
        this.report = report;
    }

    @Override
    public void list(Lister lister) throws IOException {
        walk(lister, null);
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        walk(null, visitor);
    }

    private record Level(DirectoryStream<Path> stream, Iterator<Path> iterator, String prefix) {}

    private void walk(@Nullable Lister lister, @Nullable Visitor visitor) throws IOException {
        Deque<Level> levels = new ArrayDeque<>();
        try {
            open(levels, root, "", lister != null);
            while (!levels.isEmpty()) {
                Level level = levels.getLast();
                if (!hasNext(level, lister != null)) {
                    levels.removeLast().stream().close();
                    continue;
                }
                Path child = level.iterator().next();
                String path = level.prefix() + child.getFileName();
                BasicFileAttributes attributes = attributes(child, path, lister != null);
                if (attributes == null) {
                    continue;
                }
                if (attributes.isDirectory()) {
                    if (lister != null) {
                        lister.entry(new Entry(path, Kind.DIRECTORY, 0));
                    }
                    if (levels.size() == MAX_DEPTH) {
                        if (lister != null) {
                            report.error(BagCode.TOO_DEEP, path, "" + MAX_DEPTH);
                        }
                        continue;
                    }
                    open(levels, child, path + "/", lister != null);
                } else if (lister != null) {
                    lister.entry(new Entry(path, Kind.FILE, attributes.size()));
                } else if (visitor != null) {
                    visitor.file(path, attributes.size(), () -> Files.newInputStream(child));
                }
            }
        } finally {
            for (Level level : levels) {
                level.stream().close();
            }
        }
    }

    private boolean hasNext(Level level, boolean telling) {
        try {
            return level.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            if (telling) {
                report.error(BagCode.FILE_UNREADABLE, level.prefix(), "" + e.getCause());
            }
            return false;
        }
    }

    private void open(Deque<Level> levels, Path directory, String prefix, boolean telling)
            throws IOException {
        try {
            DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
            levels.addLast(new Level(stream, stream.iterator(), prefix));
        } catch (IOException e) {
            if (prefix.isEmpty()) {
                throw e;
            }
            if (telling) {
                report.error(BagCode.FILE_UNREADABLE, prefix, e.toString());
            }
        }
    }

    /** Null when it is not to be read; why not is told once, when listing. */
    private @Nullable BasicFileAttributes attributes(Path child, String path, boolean telling) {
        try {
            BasicFileAttributes own =
                    Files.readAttributes(
                            child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (own.isSymbolicLink()) {
                return followed(child, path, telling);
            }
            if (own.isOther()) {
                if (telling) {
                    report.error(BagCode.NOT_A_FILE, path);
                }
                return null;
            }
            return own;
        } catch (IOException e) {
            if (telling) {
                report.error(BagCode.FILE_UNREADABLE, path, e.toString());
            }
            return null;
        }
    }

    private @Nullable BasicFileAttributes followed(Path link, String path, boolean telling) {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
            Path real = link.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (real.startsWith(root) && attributes.isRegularFile()) {
                if (telling) {
                    report.warning(BagCode.LINK_INSIDE, path, target);
                }
                return attributes;
            }
        } catch (IOException e) {
            target = "?";
        }
        if (telling) {
            report.error(BagCode.LINK, path, target);
        }
        return null;
    }

    @Override
    public Optional<InputStream> tagFile(String path) throws IOException {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
            return Optional.empty();
        }
        return Optional.of(Files.newInputStream(file));
    }

    @Override
    public boolean parallel() {
        return true;
    }

    @Override
    public void close() {}
}

package vn.tangthu.repository.validation.common;

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

/** A package that is a folder. No link is ever followed. */
final class FolderFiles implements PackageFiles {
    private static final int MAX_DEPTH = 200;

    private final Path root;

    FolderFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    private record Level(Path path, String prefix, int depth) {}

    @Override
    public void list(Troubles troubles, Lister lister) throws IOException {
        Deque<Level> todo = new ArrayDeque<>();
        todo.add(new Level(root, "", 0));
        while (!todo.isEmpty()) {
            Level level = todo.removeLast();
            if (level.depth() > MAX_DEPTH) {
                troubles.trouble(Trouble.TOO_DEEP, level.prefix(), "" + MAX_DEPTH);
                continue;
            }
            try (DirectoryStream<Path> children = Files.newDirectoryStream(level.path())) {
                for (Path child : children) {
                    child(child, level, todo, troubles, lister);
                }
            } catch (DirectoryIteratorException | java.nio.file.FileSystemException e) {
                troubles.trouble(Trouble.UNREADABLE, level.prefix(), e.toString());
            }
        }
    }

    private static void child(
            Path child, Level level, Deque<Level> todo, Troubles troubles, Lister lister)
            throws IOException {
        String path = level.prefix() + child.getFileName();
        BasicFileAttributes attributes =
                Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            lister.item(new Item(path, true, 0, Place.NONE));
            todo.add(new Level(child, path + "/", level.depth() + 1));
        } else if (attributes.isRegularFile()) {
            lister.item(new Item(path, false, attributes.size(), Place.NONE));
        } else if (attributes.isSymbolicLink()) {
            troubles.trouble(Trouble.LINK, path, Files.readSymbolicLink(child).toString());
        } else {
            troubles.trouble(Trouble.SPECIAL, path, path);
        }
    }

    @Override
    public InputStream open(Item item) throws IOException {
        return Files.newInputStream(root.resolve(item.path()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String name() {
        return String.valueOf(root.getFileName());
    }

    @Override
    public boolean archive() {
        return false;
    }

    @Override
    public void close() {}
}

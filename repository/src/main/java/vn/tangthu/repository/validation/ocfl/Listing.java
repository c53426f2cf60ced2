package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads directories: links and special files are findings and are not handed on. */
final class Listing {
    /** Deeper than this is no honest package. */
    static final int MAX_DEPTH = 200;

    private static final int LINKS_AT_MOST = 1_000_000;
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final Set<Object> linked = ConcurrentHashMap.newKeySet();

    /** Something in a directory. */
    record Child(Path parent, String name, boolean directory) {
        /** Made when asked for: a directory may have half a million. */
        Path path() {
            return parent.resolve(name);
        }
    }

    /** The children in the order of their names. */
    List<Child> of(Path directory, String inner, Findings findings) {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                String name = String.valueOf(path.getFileName());
                child(
                        directory,
                        path,
                        name,
                        inner.isEmpty() ? name : inner + "/" + name,
                        findings,
                        children);
            }
        } catch (DirectoryIteratorException | IOException e) {
            findings.error("OCFL_UNREADABLE", inner, e.toString());
        }
        children.sort(Comparator.comparing(Child::name));
        return children;
    }

    private void child(
            Path parent,
            Path path,
            String name,
            String inner,
            Findings findings,
            List<Child> children)
            throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(
                        path,
                        UNIX
                                ? "unix:isSymbolicLink,isDirectory,isRegularFile,nlink,fileKey"
                                : "isSymbolicLink,isDirectory,isRegularFile",
                        LinkOption.NOFOLLOW_LINKS);
        if (Boolean.TRUE.equals(attributes.get("isSymbolicLink"))) {
            findings.error("E090", inner, "symbolic link");
            return;
        }
        boolean directory = Boolean.TRUE.equals(attributes.get("isDirectory"));
        if (!directory && !Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            findings.error("E090", inner, "not a regular file");
            return;
        }
        if (!directory
                && attributes.get("nlink") instanceof Integer links
                && links > 1
                && linked.size() < LINKS_AT_MOST
                && attributes.get("fileKey") instanceof Object key
                && !linked.add(key)) {
            findings.error("E090", inner, "hard link");
        }
        children.add(new Child(parent, name, directory));
    }

    /** Whether it is a regular file, no link. */
    static boolean isFile(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (IOException e) {
            return false;
        }
    }
}

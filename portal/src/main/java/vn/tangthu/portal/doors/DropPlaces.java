package vn.tangthu.portal.doors;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.tangthu.repository.DeliveryArchives;

/**
 * The drop folder and its three own folders. Everything moves by renaming within one file system: a
 * kill leaves it before or after, never between.
 */
record DropPlaces(Path root, Path working, Path done, Path refused) {
    static final String MARKER = ".ready";
    static final String REPORT = "report";
    private static final Set<String> OWN = Set.of("working", "done", "refused", REPORT);
    private static final int LONGEST_NAME = 150;

    /**
     * Makes what is missing of it.
     *
     * @throws IOException when it cannot be read and written, or one of its own folders is a link
     *     or on another file system
     */
    static DropPlaces open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path root = directory.toRealPath();
        if (!Files.isDirectory(root) || !Files.isReadable(root) || !Files.isWritable(root)) {
            throw new AccessDeniedException(root.toString());
        }
        DropPlaces places =
                new DropPlaces(
                        root,
                        root.resolve("working"),
                        root.resolve("done"),
                        root.resolve("refused"));
        for (Path own : List.of(places.working, places.done, places.refused)) {
            if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(own);
            }
            boolean real = Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS);
            if (!real || !Files.getFileStore(own).equals(Files.getFileStore(root))) {
                throw new NotDirectoryException(own.toString());
            }
            if (!Files.isReadable(own) || !Files.isWritable(own)) {
                throw new AccessDeniedException(own.toString());
            }
        }
        return places;
    }

    /** Markers in the drop folder, at most so many. */
    List<Path> markers(int most) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(DropPlaces::isMarker).sorted().limit(most).toList();
        }
    }

    static boolean isMarker(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(MARKER) && name.length() > MARKER.length();
    }

    /** What the marker is about. */
    static String nameOf(Path marker) {
        String name = marker.getFileName().toString();
        return name.substring(0, name.length() - MARKER.length());
    }

    /** The folder or archive of this name: one is right, none and two are not. */
    List<Path> named(String name) {
        return Stream.concat(Stream.of(""), DeliveryArchives.ENDINGS.stream())
                .map(ending -> root.resolve(name + ending))
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** Whether a person can read the name as it is, and it is not one of ours. */
    static boolean isPlain(String name) {
        return !OWN.contains(name)
                && !name.startsWith(".")
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(DropPlaces::misleads);
    }

    private static boolean misleads(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> c == 0xFFFD || c == '\\';
        };
    }

    /** A name for a folder of ours. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(c -> plain.appendCodePoint(misleads(c) ? '_' : c));
        String text = plain.substring(0, Math.min(plain.length(), 60)).strip();
        return text.isEmpty() ? "_" : text;
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}

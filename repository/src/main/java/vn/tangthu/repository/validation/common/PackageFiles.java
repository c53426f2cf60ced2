package vn.tangthu.repository.validation.common;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A package as it lies there, a folder, an OCFL object of which it is the head version, or an
 * archive that is read where it lies. Paths are relative to its base directory and separated by
 * {@code /}. Memory does not grow with the number of files.
 */
public interface PackageFiles extends Closeable {
    /** What may be wrong with the container itself. */
    enum Trouble {
        /** A symbolic link, which is not followed. */
        LINK,
        /** A pipe, device or socket. */
        SPECIAL,
        UNREADABLE,
        /** The name leads out of the package. */
        OUTSIDE,
        /** Nothing can be read. */
        DAMAGED,
        /** Refused unread. */
        BOMB,
        /** Beside the base directory. */
        STRAY,
        TOO_DEEP,
        /** An archive without a base directory: the package's files lie at its top. */
        FLAT
    }

    /** Receives what is wrong. */
    @FunctionalInterface
    interface Troubles {
        void trouble(Trouble what, String path, String detail);
    }

    /**
     * Where the bytes are; of a folder all zero.
     *
     * @param method 0 stored, 8 deflated
     */
    record Place(long offset, long compressed, int method) {
        static final Place NONE = new Place(0, 0, 0);
    }

    /** A file or a directory. */
    record Item(String path, boolean directory, long size, Place place) {}

    /** Receives what is there. */
    @FunctionalInterface
    interface Lister {
        void item(Item item) throws IOException;
    }

    /** Everything; must be called once, before anything is opened. */
    void list(Troubles troubles, Lister lister) throws IOException;

    /** The bytes of a file that was listed; may be called by several threads. */
    InputStream open(Item item) throws IOException;

    /** Name of the base directory; empty when there is none. Known after listing. */
    String name();

    /** Whether it is an archive. */
    boolean archive();

    /**
     * A folder, ZIP or tar file.
     *
     * @throws IOException when it is neither
     */
    static PackageFiles of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return ObjectFiles.is(path) ? new ObjectFiles(path) : new FolderFiles(path);
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(512);
        }
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8) {
            return new ZipFiles(path);
        }
        if (head.length == 512
                && new String(head, 257, 5, java.nio.charset.StandardCharsets.US_ASCII)
                        .equals("ustar")) {
            return new TarFiles(path);
        }
        throw new IOException(
                "Không phải thư mục, ZIP hay tar. / Not a folder, ZIP or tar: " + path);
    }
}

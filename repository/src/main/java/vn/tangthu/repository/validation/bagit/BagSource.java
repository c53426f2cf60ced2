package vn.tangthu.repository.validation.bagit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A bag as it lies there: a folder or an archive file. Paths are relative to the base directory and
 * separated by {@code /}.
 */
interface BagSource extends Closeable {
    /** What stands at a path. */
    enum Kind {
        FILE,
        DIRECTORY
    }

    /**
     * @param size bytes; -1 where the archive does not tell before it is read
     */
    record Entry(String path, Kind kind, long size) {}

    /** Receives what a source lists. */
    @FunctionalInterface
    interface Lister {
        void entry(Entry entry) throws IOException;
    }

    /** Opens a file's bytes; valid during {@link Visitor#file} only, unless {@link #parallel}. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /** Receives each regular file. */
    @FunctionalInterface
    interface Visitor {
        void file(String path, long size, Opening opening) throws IOException;
    }

    /**
     * Everything, names only, and says what is wrong with the container itself. Must be called
     * once, before the other two.
     */
    void list(Lister lister) throws IOException;

    /** A tag file below the base directory; empty when there is none of that exact name. */
    Optional<InputStream> tagFile(String path) throws IOException;

    /** Every regular file, with its bytes. */
    void visit(Visitor visitor) throws IOException;

    /** Whether files may be opened later and by other threads. */
    boolean parallel();
}

package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Rebuilding what can be rebuilt, and saving what cannot. */
public interface Recovery {
    /**
     * Drops the projection and makes it again from the objects in the store alone; a new journal
     * epoch follows.
     *
     * @return how many records there are now, and what could not be read
     */
    Rebuilt rebuild(Progress progress) throws IOException;

    /**
     * Writes what only the database holds (requests, accounts, refused deliveries, activity) to a
     * new or empty directory.
     */
    void backup(Path directory, Progress progress) throws IOException;

    /** Reads such a directory back, replacing what is there; its digests are checked first. */
    void restore(Path directory, Progress progress) throws IOException;

    record Rebuilt(long fonds, long records, long documents, List<Finding> findings) {}
}

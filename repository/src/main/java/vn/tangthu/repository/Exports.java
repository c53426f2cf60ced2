package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;

/** Whole packages on their way out. */
public interface Exports {
    /**
     * Writes the head version of an AIP below an empty or absent directory, every file verified.
     *
     * @throws Retrieval.Damaged when one file is bad; then nothing is left in the directory
     */
    void export(AipId id, Path directory, Reader reader, Progress progress)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}

package vn.tangthu.repository;

import java.io.IOException;
import java.io.OutputStream;

/** All files of a document as they were delivered, in one ZIP made on the way. */
public interface OriginalFiles {
    /**
     * Writes the ZIP. Each file is matched against its digests before its first byte is written,
     * and the first of them before anything is.
     *
     * @throws Retrieval.NotAvailable before anything was written: there is no such document, or the
     *     reader may not have every file of it whole
     * @throws Retrieval.Damaged when a file is damaged; what was written by then is no whole ZIP
     *     and must not look like one
     */
    void zip(AipId record, DocumentId document, OutputStream out, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}

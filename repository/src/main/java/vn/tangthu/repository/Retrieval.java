package vn.tangthu.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Content files on their way out. The whole file is matched against its digests before the first
 * byte leaves; what is handed out is that verified private copy, never the stored object opened
 * again.
 */
public interface Retrieval {
    /**
     * The whole file, also for the id of a part of it: so only for who may read every document in
     * it.
     *
     * @throws NotAvailable when there is none or the reader may not have it: the two look the same
     * @throws Damaged when the bytes are not those that were taken in; an incident was opened
     */
    VerifiedFile open(ContentFileId file, Reader reader) throws IOException, NotAvailable, Damaged;

    /** A verified private copy; it stays as it is until closed. */
    interface VerifiedFile extends Closeable {
        Path path();

        ContentFile file();
    }

    /** There is no such thing for this reader. */
    final class NotAvailable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The stored bytes are damaged or missing. */
    final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ContentFileId file;

        public Damaged(ContentFileId file) {
            super("Content file " + file + " is damaged");
            this.file = file;
        }

        public ContentFileId file() {
            return file;
        }
    }
}

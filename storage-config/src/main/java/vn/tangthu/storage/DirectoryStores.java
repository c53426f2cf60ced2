package vn.tangthu.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens a directory that somebody names while the application runs, as a store: a folder on a
 * mounted medium, or the place of a restored archive. Each object is one plain file whose path
 * below the directory is its key.
 */
public interface DirectoryStores {
    /** Makes the directory when there is none; the caller closes the store. */
    ObjectStore open(Path directory) throws IOException;
}

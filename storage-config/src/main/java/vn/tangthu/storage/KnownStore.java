package vn.tangthu.storage;

import java.io.IOException;

/** A store that can tell whether what answers in its place is itself. */
public interface KnownStore {
    /**
     * @throws StoreException.NotThere when it is not: its disk is not mounted, or another lies
     *     there. Nothing is thrown where an archive has not begun yet
     * @throws IOException when it does not answer
     */
    void assertThere() throws IOException;
}

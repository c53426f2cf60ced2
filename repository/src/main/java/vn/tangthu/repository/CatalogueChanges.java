package vn.tangthu.repository;

import java.util.Collection;

/**
 * Tells the journal, and so the index, of what changed in other tables than the catalogue's own. In
 * the caller's transaction, which holds the journal until it ends.
 */
public interface CatalogueChanges {
    /** To be taken before rows are changed that others change under it too. */
    void lock();

    /** These are to be read again. */
    void changed(Collection<AipId> ids);

    /** The newest line; to wait for after the commit. */
    long head();

    /**
     * Entries of paper get the digitised hồ sơ of the same fonds and code, and are told as changed.
     * A hồ sơ that is more open than its entry gets the narrower rights.
     *
     * @return how many
     */
    int linkPaper();

    /** The same of these entries only, which came after their hồ sơ: rights stay as they are. */
    int linkPaper(Collection<AipId> entries);
}

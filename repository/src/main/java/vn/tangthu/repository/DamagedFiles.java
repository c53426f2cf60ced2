package vn.tangthu.repository;

import java.util.Set;

/**
 * Which files of a record are damaged, so that a page withholds those and leaves the others open.
 * This is for what a page offers; whether bytes go out is decided by {@link Retrieval}, which
 * matches every file each time.
 */
public interface DamagedFiles {
    /**
     * The files of {@code record} that open incidents are about. Empty when its state is not {@link
     * FixityState.Damaged}, and when only descriptions in the package are damaged; all of them when
     * the package cannot be read at all.
     */
    Set<ContentFileId> of(RecordView.Full record);
}

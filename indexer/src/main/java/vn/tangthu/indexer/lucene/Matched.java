package vn.tangthu.indexer.lucene;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/**
 * Where in a record something was found.
 *
 * @param whole in its whole description
 * @param listed in what everybody may know of it
 * @param described in some description, and not on pages only
 * @param documents in these, or on their pages
 */
public record Matched(boolean whole, boolean listed, boolean described, Set<DocumentId> documents) {

    public FindAmong.Match match() {
        return new FindAmong.Match(
                described ? FindAmong.By.DESCRIPTION : FindAmong.By.TEXT, whole, documents);
    }

    /**
     * Whether some of it is what the reader may see now; otherwise rights changed since the index
     * was written, and that it was found must not be told.
     */
    public static boolean isIn(@Nullable RecordView view, @Nullable Matched matched) {
        if (view == null || matched == null) {
            return false;
        }
        if (!(view instanceof RecordView.Full full)) {
            return matched.listed();
        }
        return matched.whole()
                || full.documents().stream()
                        .map(ArchivalDocument::id)
                        .anyMatch(matched.documents()::contains);
    }
}

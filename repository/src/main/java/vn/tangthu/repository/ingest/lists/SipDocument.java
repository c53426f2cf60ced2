package vn.tangthu.repository.ingest.lists;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Rights;

/**
 * A row of the list of documents.
 *
 * @param place list and row, for findings
 * @param fileCode the hồ sơ as the row names it, or null to go by the document code
 * @param docCode as given; empty when missing
 * @param fileNames names or relative paths of its files, empty to go by the document code
 * @param pages which pages of a file that it shares are its own
 * @param description null when the row has a blocking finding; ordinal 0 where none was given
 * @param access as given, or null
 * @param titlePublic as given, or null
 */
public record SipDocument(
        String place,
        @Nullable String fileCode,
        String docCode,
        List<String> fileNames,
        ListedPages pages,
        @Nullable DocumentDescription description,
        @Nullable Access access,
        @Nullable Boolean titlePublic) {
    public SipDocument {
        fileNames = List.copyOf(fileNames);
    }

    /** Its own rights; a document that says nothing restricts nothing beyond its hồ sơ. */
    public Rights rights() {
        Access byMode =
                description == null || description.mode() == null
                        ? null
                        : Access.of(description.mode());
        return RightsRule.of(byMode, access, titlePublic, Access.PUBLIC);
    }
}

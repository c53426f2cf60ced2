package vn.tangthu.indexer;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/**
 * A record as the index takes it in: all of it, and what of it which readers may see. The rights
 * are those that the catalogue answered with when asked as such a reader, so the index decides
 * nothing itself.
 *
 * @param all the record as the operator sees it
 * @param access that of the record: public if anybody sees all of it, listed if the agency of the
 *     fonds does, else hidden
 * @param publicDocuments documents that anybody sees
 * @param agencyDocuments documents that the agency of the fonds sees
 * @param listed what everybody may know of a listed record, or null
 * @param texts where the text of its files comes from
 * @param carrier paper has no documents, and its id is that of an entry and not of a package
 */
public record IndexableRecord(
        RecordView.Full all,
        Access access,
        Set<DocumentId> publicDocuments,
        Set<DocumentId> agencyDocuments,
        RecordView.@Nullable Listed listed,
        ExtractedTexts texts,
        Carrier carrier) {
    /** A digitised one. */
    public IndexableRecord(
            RecordView.Full all,
            Access access,
            Set<DocumentId> publicDocuments,
            Set<DocumentId> agencyDocuments,
            RecordView.@Nullable Listed listed,
            ExtractedTexts texts) {
        this(all, access, publicDocuments, agencyDocuments, listed, texts, Carrier.DIGITAL);
    }

    public IndexableRecord {
        publicDocuments = Set.copyOf(publicDocuments);
        agencyDocuments = Set.copyOf(agencyDocuments);
    }
}

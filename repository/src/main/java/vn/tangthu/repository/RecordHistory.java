package vn.tangthu.repository;

import java.io.IOException;
import java.util.Optional;

/**
 * Every version of a hồ sơ, also of a withdrawn one, read from its package. For archivists, and as
 * far as they may read it for auditors and administrators; for everybody else there is none.
 */
public interface RecordHistory {
    /**
     * The newest version, with the whole history.
     *
     * @throws IOException when the package cannot be read or is not as its inventory says
     */
    Optional<Aip> newest(AipId id, Reader reader) throws IOException;

    /**
     * @param version from 1
     * @return empty when there is none, or for this reader
     */
    Optional<Aip> version(AipId id, int version, Reader reader) throws IOException;

    /**
     * A file as it was in a version, fetched anew from the store and matched with its digests.
     *
     * @throws Retrieval.Damaged when the bytes are not those of that version; an incident was
     *     opened
     */
    Retrieval.VerifiedFile open(AipId id, int version, ContentFileId file, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;

    /**
     * The image of a page as it was in a version.
     *
     * @param page from 1
     * @param width one of {@link PageImages#WIDTHS}
     */
    PageRenderer.Rendered image(
            AipId id, int version, ContentFileId file, int page, int width, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}

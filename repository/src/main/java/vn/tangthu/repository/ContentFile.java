package vn.tangthu.repository;

import vn.tangthu.storage.Digest;

/**
 * A computer file of a document as it was delivered and is kept.
 *
 * @param path logical path in the AIP, {@code representations/rep1/data/…}
 * @param originalName the name it was delivered under, verbatim
 * @param mimeType from the code list of Thông tư 05/2025
 * @param size bytes
 * @param pages pages counted in it when it was taken in, 0 where pages mean nothing
 */
public record ContentFile(
        ContentFileId id,
        String path,
        String originalName,
        String mimeType,
        long size,
        int pages,
        Digest sha512,
        Digest sha256) {}

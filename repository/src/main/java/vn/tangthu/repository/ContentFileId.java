package vn.tangthu.repository;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A computer file in an AIP; derived from the AIP id and its path, so that a rebuild finds the
 * same.
 */
public record ContentFileId(UUID value) {
    public static ContentFileId of(String uuid) {
        return new ContentFileId(UUID.fromString(uuid));
    }

    /**
     * The id of the file at a logical path of an AIP: name-based (RFC 9562, version 3), so that it
     * can be found again from the two.
     */
    public static ContentFileId derive(AipId aip, String path) {
        return new ContentFileId(
                UUID.nameUUIDFromBytes((aip + "\nfile\n" + path).getBytes(StandardCharsets.UTF_8)));
    }

    /** The id of the pages of a file that are one document's. */
    public static ContentFileId derivePart(ContentFileId whole, DocumentId document) {
        return new ContentFileId(
                UUID.nameUUIDFromBytes(
                        (whole + "\npart\n" + document).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

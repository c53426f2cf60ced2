package vn.tangthu.repository;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A document (văn bản, tài liệu) of a hồ sơ; derived from the AIP id and the document code, so that
 * a rebuild finds the same.
 */
public record DocumentId(UUID value) {
    public static DocumentId of(String uuid) {
        return new DocumentId(UUID.fromString(uuid));
    }

    /**
     * The id of the document that had this code when it was first stored: name-based (RFC 9562,
     * version 3). A later correction of the code keeps the id.
     */
    public static DocumentId derive(AipId aip, String docCode) {
        return new DocumentId(
                UUID.nameUUIDFromBytes(
                        (aip + "\ndocument\n" + docCode).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

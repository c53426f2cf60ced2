package vn.tangthu.repository;

import java.util.UUID;

/**
 * A document (văn bản, tài liệu) of a hồ sơ; derived from the AIP id and the document code, so that
 * a rebuild finds the same.
 */
public record DocumentId(UUID value) {
    public static DocumentId of(String uuid) {
        return new DocumentId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

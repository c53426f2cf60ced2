package vn.tangthu.repository;

import java.util.UUID;

/**
 * A computer file in an AIP; derived from the AIP id and its path, so that a rebuild finds the
 * same.
 */
public record ContentFileId(UUID value) {
    public static ContentFileId of(String uuid) {
        return new ContentFileId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package vn.tangthu.repository;

import java.util.UUID;

/**
 * An archival information package: one hồ sơ. Reserved in the database before the first byte is
 * stored; it is the OCFL object id ({@link #urn()}) and the permanent identifier in public
 * addresses. Never derived from a code of the archive, because codes change with the agencies that
 * gave them.
 */
public record AipId(UUID value) {
    public static AipId of(String uuid) {
        return new AipId(UUID.fromString(uuid));
    }

    /** {@code urn:uuid:…} in lower case, as RFC 9562 prints it. */
    public String urn() {
        return "urn:uuid:" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

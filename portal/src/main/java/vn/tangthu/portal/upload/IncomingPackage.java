package vn.tangthu.portal.upload;

import java.time.Instant;
import java.util.UUID;

/**
 * A package on its way, as its sender announced it.
 *
 * @param id nobody can guess it
 * @param account whose it is; for others it is not there
 * @param name the name of the ZIP or of the folder, safe on every file system
 * @param files how many there will be
 * @param bytes how much all of them will be
 */
public record IncomingPackage(
        UUID id, UUID account, String name, Kind kind, int files, long bytes, Instant since) {
    /** What the package is once it has arrived. */
    public enum Kind {
        /** One ZIP file. */
        ZIP,
        /** A folder with files at their places. */
        FOLDER
    }

    /** How far it has come. {@code at} is when something last came. */
    public record Arrival(int files, long bytes, Instant at) {}
}

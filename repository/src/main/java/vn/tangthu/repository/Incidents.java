package vn.tangthu.repository;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where damage is reported that was found outside an audit, while a file was on its way out. The
 * incident stays open until an audit finds the file sound again.
 */
public interface Incidents {
    /**
     * Durable on return. While an incident with the same path is open, this gives that one.
     *
     * @param aip the record, or null when it is none
     * @param path the key in the store
     * @param detail what was expected and what was found, for the archivist
     * @return the id of the incident
     * @throws IOException when the archive's store as a whole is not there or does not answer: that
     *     is no damage of the record, nothing was opened, and one alarm tells of it
     */
    UUID open(@Nullable AipId aip, String path, FixityAudits.Damage damage, String detail)
            throws IOException;
}

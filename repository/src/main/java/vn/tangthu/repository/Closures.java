package vn.tangthu.repository;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was closed until a day that is over (ADR 0050): fonds, hồ sơ and documents whose own {@link
 * Rights#closedUntil} lies before today. It stays closed until a person opens it.
 */
public interface Closures {
    /** The most that are opened at once; each waits until the index has it. */
    int MOST = 50;

    enum Level {
        FONDS,
        RECORD,
        DOCUMENT
    }

    /**
     * @param id of the fonds, the hồ sơ or the document
     * @param record the hồ sơ that it is or stands in; null for a fonds
     * @param code of the fonds, the hồ sơ or the document
     * @param rights its own, not joined with those above
     * @param stays what it still is once it is opened, by the levels above it
     */
    record Over(
            Level level,
            UUID id,
            FondsId fonds,
            @Nullable AipId record,
            String code,
            String title,
            Rights rights,
            Access stays) {}

    /** The earliest ends first; nothing for everybody but archivists. */
    Slice<Over> over(int offset, int limit, Reader reader);

    /**
     * Makes public what was closed until a day that is over: the ordinary change of rights, with a
     * version of its own. Ground, basis and day stand in the versions before.
     *
     * @param one as it was shown
     * @return false where its rights are others by now, and were left as they are
     * @throws RefusedException for everybody but an archivist, without a reason, and where it is
     *     not there any more
     */
    boolean open(Over one, String reason, Reader actor);
}

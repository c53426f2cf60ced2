package vn.tangthu.repository;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Taking back what should not have been taken in. Nothing is erased: a withdrawn hồ sơ is a new
 * version whose PREMIS tells who withdrew it and why; audits go on checking its bytes; from outside
 * it looks as if it had never been there. Its code is free for a right delivery, which becomes a
 * package of its own.
 */
public interface Withdrawals {
    /**
     * Withdraws a hồ sơ. When this returns it is at no exit any more, nor in the index; that stands
     * in the database at once and in the package before this returns.
     *
     * @throws RefusedException {@code NO_SUCH_RECORD}; {@code VERSION_CONFLICT} while a delivery
     *     brings a version of it
     */
    void withdraw(AipId id, String reason, Reader actor);

    /**
     * Withdraws every hồ sơ that this delivery brought first, all in the same moment. Their
     * packages follow in the background, after a crash at the next start. Hồ sơ of which it brought
     * a later version stay.
     *
     * @return how many
     */
    int withdrawDelivery(DeliveryId delivery, String reason, Reader actor);

    /**
     * Undoes a withdrawal: as it was before, with a new version.
     *
     * @throws RefusedException {@code CODE_HELD_BY_OTHER} when its code is kept or delivered by
     *     another
     */
    void reinstate(AipId id, String reason, Reader actor);

    /** The newest first; for archivists, auditors and administrators, empty for all others. */
    Slice<Withdrawn> withdrawn(int offset, int limit, Reader reader);

    /** For the same readers. */
    Optional<Withdrawn> find(AipId id, Reader reader);

    /** What withdrawing a delivery would do; for archivists, otherwise zeros. */
    Extent extent(DeliveryId delivery, Reader reader);

    /** Who may know what is withdrawn. */
    static boolean mayKnow(Reader reader) {
        return reader.is(Role.ARCHIVIST)
                || reader.is(Role.AUDITOR)
                || reader.is(Role.ADMINISTRATOR);
    }

    /**
     * @param shown hồ sơ it brought first and that are shown
     * @param withdrawn those that are withdrawn already
     * @param inPackages how many of these stand as withdrawn in their packages too
     */
    record Extent(int shown, int withdrawn, int inPackages) {}

    /**
     * @param titleOrNull null when this reader could not read the hồ sơ before
     * @param version head version
     */
    record Withdrawn(
            AipId id,
            String arcFileCode,
            @Nullable String titleOrNull,
            String fondsCode,
            @Nullable DeliveryId delivery,
            int version,
            Instant at,
            String actor,
            String reason) {}
}

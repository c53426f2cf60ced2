package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
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
     *     brings a version of it; {@code PACKAGE_WAITS} when it is withdrawn and the package, which
     *     is damaged or older than what was acknowledged, takes that when it is repaired
     */
    void withdraw(AipId id, String reason, Reader actor);

    /**
     * Takes back what this delivery brought. Every hồ sơ that it created is withdrawn, all in the
     * same moment; packages follow in the background. A hồ sơ of which it brought a later version
     * goes back, by a new version and one after the other in the background, to what it was before;
     * no right becomes wider by that. After a crash both go on at the next start. Where another
     * delivery's version, or for a later version any other, stands on what it brought, nothing is
     * done: {@link Extent#left} names them for a decision.
     *
     * @throws RefusedException {@code VERSION_CONFLICT} while a delivery brings a version of one
     */
    TakenBack withdrawDelivery(DeliveryId delivery, String reason, Reader actor);

    /**
     * Undoes a withdrawal: as it was before, with a new version.
     *
     * @throws RefusedException {@code CODE_HELD_BY_OTHER} when its code is kept or delivered by
     *     another; {@code VERSION_LOST} when the package is older than what was acknowledged
     */
    void reinstate(AipId id, String reason, Reader actor);

    /** The newest first; for archivists, auditors and administrators, empty for all others. */
    Slice<Withdrawn> withdrawn(int offset, int limit, Reader reader);

    /** For the same readers. */
    Optional<Withdrawn> find(AipId id, Reader reader);

    /** What withdrawing a delivery would do, and has done; for archivists, otherwise nothing. */
    Extent extent(DeliveryId delivery, Reader reader);

    /** Who may know what is withdrawn. */
    static boolean mayKnow(Reader reader) {
        return reader.is(Role.ARCHIVIST)
                || reader.is(Role.AUDITOR)
                || reader.is(Role.ADMINISTRATOR);
    }

    /**
     * @param shown hồ sơ it created that are shown and can be withdrawn
     * @param withdrawn those it created that are withdrawn already
     * @param inPackages how many of these stand as withdrawn in their packages too
     * @param later hồ sơ of which it brought a later version that can be taken back
     * @param underWay those whose version is being taken back
     * @param back those that went back to what they were
     * @param left how many stay as they are, since other versions stand on what it brought
     * @param leftCodes the first 20 of these
     */
    record Extent(
            int shown,
            int withdrawn,
            int inPackages,
            int later,
            int underWay,
            int back,
            int left,
            List<String> leftCodes) {
        public static final Extent NOTHING = new Extent(0, 0, 0, 0, 0, 0, 0, List.of());

        public Extent {
            leftCodes = List.copyOf(leftCodes);
        }
    }

    /**
     * @param withdrawn how many hồ sơ were withdrawn
     * @param later how many go back to the version before
     * @param left how many stay as they are
     */
    record TakenBack(int withdrawn, int later, int left) {}

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

package vn.tangthu.repository;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * The writing side of the catalogue: reservations and the acknowledgement. A reserved or staged AIP
 * is visible to nobody; {@link #acknowledge} makes a whole delivery visible in one transaction
 * together with its journal lines.
 */
public interface CatalogueWriter {
    /**
     * Reserves the id of a hồ sơ before its first byte is stored; durable on return.
     *
     * @param fingerprint {@link Aip#fingerprint()} of what is delivered
     */
    Reservation reserve(DeliveryId delivery, String arcFileCode, Digest fingerprint);

    /**
     * Puts the rows of a stored AIP in place, not visible yet. Again with the same AIP: no effect.
     */
    void stage(DeliveryId delivery, Aip aip);

    /**
     * One transaction: everything staged for the delivery becomes visible, with one journal line
     * each. This is the acknowledgement.
     */
    List<AipId> acknowledge(DeliveryId delivery);

    /**
     * Drops a reservation and its staged rows; the caller has removed the object. No effect on an
     * acknowledged one.
     */
    void discard(AipId id);

    /** Reservations that are not acknowledged, of one delivery or of all (null). */
    List<OpenReservation> openReservations(@Nullable DeliveryId delivery);

    /** Replaces the rows by those of a new version, with a journal line. */
    void changed(Aip aip, ChangeJournal.Kind kind);

    /** The acknowledged AIP with this code, and its fingerprint. */
    Optional<Known> known(String arcFileCode);

    record Known(AipId id, int version, Digest fingerprint) {}

    record OpenReservation(DeliveryId delivery, AipId id, String arcFileCode, boolean staged) {}

    sealed interface Reservation {
        /** It is this delivery's, now or from before an interruption. */
        record Reserved(AipId id) implements Reservation {}

        /** The same hồ sơ, byte for byte, is kept already. */
        record AlreadyKept(AipId id) implements Reservation {}

        /** The code is kept with other bytes or another description. */
        record TakenByOther(AipId id) implements Reservation {}

        /** Another delivery that is not finished holds it; wait and ask again. */
        record InFlight(DeliveryId by) implements Reservation {}
    }
}

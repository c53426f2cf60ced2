package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * The writing side of the catalogue: reservations and the acknowledgement. A reserved or staged AIP
 * is visible to nobody, nor is a staged version of what is kept; {@link #acknowledge} makes a whole
 * delivery visible in one transaction together with its journal lines.
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
     * Notes that the delivery is about to store this version of what is kept; durable on return.
     * Until {@link #acknowledge} or {@link #discardVersion} nobody else makes a version of it.
     *
     * @throws RefusedException ({@code VERSION_CONFLICT}) when another delivery is about to do so,
     *     or the catalogue is not level with the version before
     */
    void reserveVersion(DeliveryId delivery, AipId id, String arcFileCode, int version);

    /** The version is stored whole; readers see the one before it still. */
    void stageVersion(DeliveryId delivery, AipId id);

    /** Versions that are not acknowledged, of one delivery or of all (null). */
    List<OpenVersion> openVersions(@Nullable DeliveryId delivery);

    /** Drops the note; the caller has removed the version from the store. */
    void discardVersion(AipId id);

    /**
     * The acknowledgement: the word into the store ({@link Acknowledgements}), then one transaction
     * in which everything staged for the delivery becomes visible, with one journal line each.
     * Interrupted between the two, {@link #finishAcknowledged} ends it.
     *
     * @return what became visible, new records first
     * @throws IOException when the store fails; nothing is visible then, but the word may have been
     *     stored
     */
    List<AipId> acknowledge(DeliveryId delivery) throws IOException;

    /**
     * Makes visible what the store says is acknowledged of the delivery and the catalogue does not
     * show; to be called before anything of an interrupted delivery is stored or taken away.
     *
     * @return what became visible
     */
    List<AipId> finishAcknowledged(DeliveryId delivery) throws IOException;

    /**
     * Drops a reservation and its staged rows; the caller has removed the object. No effect on an
     * acknowledged one.
     */
    void discard(AipId id);

    /** Reservations that are not acknowledged, of one delivery or of all (null). */
    List<OpenReservation> openReservations(@Nullable DeliveryId delivery);

    /** Replaces the rows by those of a new version, with a journal line. */
    void changed(Aip aip, ChangeJournal.Kind kind);

    /**
     * A new version of an acknowledged AIP with other documents or files, made by an archivist:
     * object, word and rows, in this order; durable and visible on return. What was before stays in
     * its version.
     *
     * @throws RefusedException ({@code NOT_ALLOWED}, {@code VERSION_CONFLICT}, {@code
     *     NO_SUCH_RECORD}), or what {@code edit} refuses
     */
    void change(AipId id, int expectedVersion, ArchivistsChange change);

    /**
     * @param message what was done and why, for the version's history
     * @param sources where the bytes of new files lie
     */
    record ArchivistsChange(
            String message,
            Reader actor,
            UnaryOperator<Aip> edit,
            Map<ContentFileId, Path> sources) {
        public ArchivistsChange {
            sources = Map.copyOf(sources);
        }
    }

    /** The acknowledged AIP with this code, and its fingerprint; not a withdrawn one. */
    Optional<Known> known(String arcFileCode);

    /**
     * @param hidden whether nobody outside the archive may know that it is there
     */
    record Known(AipId id, int version, Digest fingerprint, boolean hidden) {}

    /**
     * What restricts the entry of paper of this fonds and code, whatever its capitals, that no hồ
     * sơ stands for, or a withdrawn one; empty where there is none.
     */
    Optional<OnPaper> onPaper(FondsId fonds, String fileCode);

    /**
     * @param known whether everybody may know that the entry is there
     */
    record OnPaper(PaperRights rights, boolean known) {}

    /**
     * The acknowledged AIPs, not withdrawn ones, of which a package with one of these ids brought
     * what stands, or whose own id it is (what is given out has that as its OBJID).
     *
     * @param keys {@link Aip.Received#key()}, at most 1,000
     */
    List<KnownPackage> packages(Collection<String> keys);

    /**
     * Keys of the packages that brought what stands of one AIP, the oldest first.
     *
     * @param kind only of this one, {@link Aip.Received#kind()}
     */
    List<String> packagesOf(AipId id, String kind);

    /**
     * @param key of the package, as it was asked for
     * @param arcFileCode of the hồ sơ
     */
    record KnownPackage(String key, String arcFileCode, Known record) {}

    record OpenReservation(DeliveryId delivery, AipId id, String arcFileCode, boolean staged) {}

    /**
     * @param stored whether the version is stored whole
     */
    record OpenVersion(DeliveryId delivery, AipId id, int version, boolean stored) {}

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

package vn.tangthu.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreKey;

/**
 * What was acknowledged, told by the object store alone: log objects below {@code
 * log/acknowledged/}, written when every package of a delivery is stored and before the catalogue's
 * transaction. <b>The object is the acknowledgement</b>; the transaction follows it, after a crash
 * at the next start. A package that none of them names was never acknowledged.
 */
public interface Acknowledgements {
    /**
     * Writes what is not written yet of these; durable on return. Again with the same: no effect.
     *
     * @param packages the version of each that is acknowledged; each is in the store
     */
    void write(DeliveryId delivery, Map<AipId, Integer> packages) throws IOException;

    /**
     * Writes the word for a version that an archivist made and that is in the store; durable on
     * return. Again: no effect.
     */
    void write(AipId aip, int version, String actor) throws IOException;

    /**
     * The newest version that an archivist made and that a word is there for, sound or not; 0 for
     * none. One listing. Versions that deliveries brought have their words with their deliveries
     * and do not count.
     */
    int newest(AipId aip) throws IOException;

    /** Where the word for a version that an archivist made stands. */
    static StoreKey wordOf(AipId aip, int version) {
        return new StoreKey(
                String.format(
                        Locale.ROOT, "log/acknowledged/versions/%s/%06d.jsonl", aip, version));
    }

    /** The packages of one delivery that are acknowledged, with the version. */
    Map<AipId, Integer> of(DeliveryId delivery) throws IOException;

    /** The log objects of one delivery that are sound: key and digest. */
    Map<String, Digest> objects(DeliveryId delivery) throws IOException;

    /**
     * What the words of these deliveries and of versions that archivists made of it say of one
     * package; nothing else of what it returns is to be asked.
     *
     * @param deliveries those that brought it
     */
    All about(AipId aip, Collection<DeliveryId> deliveries) throws IOException;

    /** Everything. About 40 bytes of memory for each package. */
    All all() throws IOException;

    /** Everything that was acknowledged, as it was when it was read. */
    interface All {
        /**
         * The newest version of it that is acknowledged, and the newest that a delivery brought.
         */
        Optional<Acknowledged> of(AipId aip);

        /** Every package that one of them names, in no order. */
        void forEach(Consumer<AipId> acknowledged);

        /** Deliveries of which log objects are there, also damaged ones. */
        Set<DeliveryId> deliveries();

        /** Log objects that are sound: key and digest. */
        Map<String, Digest> objects();

        /**
         * Whether a log object of it is damaged or lost while a later one is there. That proves
         * that the delivery was acknowledged; what it named is not known for certain.
         */
        boolean isDamaged(DeliveryId delivery);

        /** What is wrong with log objects, by key. */
        Map<String, Problem> problems();
    }

    /**
     * @param version the newest, of a delivery or of an archivist
     * @param delivery the newest that brought a version, null when no word of one is left
     * @param inventory the first 64 bits of the SHA-512 of the version's inventory, 0 when the word
     *     is damaged and proves only that it was given
     * @param delivered the newest version that a delivery brought, 0 when no word of one is left
     */
    record Acknowledged(
            int version, @Nullable DeliveryId delivery, long inventory, int delivered) {}

    /** What is wrong with one log object. */
    record Problem(FixityAudits.Damage damage, String detail) {}
}

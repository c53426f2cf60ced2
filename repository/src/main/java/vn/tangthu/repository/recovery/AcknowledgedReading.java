package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.storage.Digest;

/**
 * Reads the version of a package that was acknowledged. What a delivery brings counts when its word
 * is in the store. What an archivist changes has a word too, which proves that it was there; a
 * version by an archivist that is whole and died before its word counts all the same, as it does at
 * the next start where the catalogue is still there. So the head counts if it is the acknowledged
 * version or follows it by corrections only, which the package's origin tells; a version of a
 * delivery that died before its word is passed over.
 */
final class AcknowledgedReading {
    private final AipStore store;
    private final Acknowledgements.All acknowledged;

    AcknowledgedReading(AipStore store, Acknowledgements.All acknowledged) {
        this.store = store;
        this.acknowledged = acknowledged;
    }

    /** What is to be shown of a package. */
    sealed interface Reading {
        /**
         * @param first origin of its first version
         * @param delivered fingerprint of the version that was delivered last
         * @param missing the acknowledged version, if the store holds only older ones; otherwise 0
         */
        record Shown(Aip aip, Aip.Origin first, Digest delivered, int missing) implements Reading {}

        record LeftOut(Aip head) implements Reading {}
    }

    Reading read(AipId id) throws IOException {
        Aip aip = store.read(id);
        Optional<Acknowledged> known = acknowledged.of(id);
        DeliveryId by = aip.origin().delivery();
        if (by != null && acknowledged.isDamaged(by)) {
            // Acknowledged, but the list of what is torn: nothing kept may be lost by that.
            int least = known.map(Acknowledged::version).orElse(1);
            return shown(
                    aip,
                    known.map(Acknowledged::delivered).orElse(1),
                    aip.version() < least ? least : 0);
        }
        if (known.isEmpty()) {
            return new Reading.LeftOut(aip);
        }
        int version = known.get().version();
        while (aip.version() > version
                && !Objects.equals(aip.origin().delivery(), known.get().delivery())) {
            aip = store.read(id, aip.version() - 1);
        }
        return shown(aip, known.get().delivered(), aip.version() < version ? version : 0);
    }

    private Reading shown(Aip aip, int delivered, int missing) throws IOException {
        Aip brought =
                delivered < aip.version() ? store.read(aip.id(), Math.max(1, delivered)) : aip;
        return new Reading.Shown(aip, first(brought), brought.fingerprint(), missing);
    }

    /**
     * A package tells of the delivery that brought its head; who brought it first stands in version
     * 1.
     */
    private Aip.Origin first(Aip brought) {
        try {
            return brought.version() == 1 ? brought.origin() : store.read(brought.id(), 1).origin();
        } catch (IOException e) {
            return brought
                    .origin(); // better the later origin than no hồ sơ; audits name the damage
        }
    }
}

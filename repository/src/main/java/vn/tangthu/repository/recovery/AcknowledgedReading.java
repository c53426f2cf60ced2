package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.util.Optional;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.storage.Digest;

/**
 * Reads the version of a package that was acknowledged. What a delivery brings counts when its word
 * is in the store. What an archivist changes has a word too, which proves that it was there; a
 * version by an archivist that is whole and died before its word counts all the same, as it does at
 * the next start where the catalogue is still there. So the head counts if it is the acknowledged
 * version or follows it by corrections only, which the package's origins tell; a version of a
 * delivery that died before its word is passed over, with what stands on it.
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
         * @param delivered fingerprint of the version that was delivered last and stands
         * @param missing the acknowledged version, if the store holds only older ones; otherwise 0
         */
        record Shown(Aip aip, Digest delivered, int missing) implements Reading {}

        record LeftOut(Aip head) implements Reading {}
    }

    Reading read(AipId id) throws IOException {
        Aip aip = store.read(id);
        Optional<Acknowledged> known = acknowledged.of(id);
        int version = known.map(Acknowledged::version).orElse(0);
        // The word for what stays of an erased package stands for that of the delivery it came in.
        boolean succeeded = aip.history().getFirst().kind() == RecordVersion.Kind.SUCCEEDED;
        int delivered =
                Math.max(
                        known.map(Acknowledged::delivered).orElse(0),
                        succeeded && version > 0 ? 1 : 0);
        while (true) {
            Aip.Origin newest = aip.origins().getLast();
            DeliveryId by = newest.delivery();
            boolean torn = by != null && acknowledged.isDamaged(by);
            // Torn: acknowledged, but the list of what is; nothing kept may be lost by that.
            if (torn || aip.version() <= version || newest.version() <= delivered) {
                int least = torn ? Math.max(version, 1) : version;
                return shown(aip, aip.version() < least ? least : 0);
            }
            int before = Math.max(version, newest.version() - 1);
            if (before == 0) {
                return new Reading.LeftOut(store.read(id));
            }
            aip = store.read(id, before);
        }
    }

    private Reading shown(Aip aip, int missing) throws IOException {
        int delivered = aip.lastOrigin().version();
        Aip brought = delivered < aip.version() ? store.read(aip.id(), delivered) : aip;
        return new Reading.Shown(aip, brought.fingerprint(), missing);
    }
}

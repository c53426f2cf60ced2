package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.CatalogueWriter.OpenVersion;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.storage.Digest;

/**
 * Stores delivered hồ sơ as new versions of what is kept, after an archivist decided so. Nobody
 * sees them until the whole delivery is acknowledged; done again after an interruption it adds
 * nothing twice.
 */
final class VersionAdding {
    /** Against a correction that is made at the same moment. */
    private static final int ATTEMPTS = 3;

    private final AipStore store;
    private final CatalogueWriter catalogue;
    private final Clock clock;

    VersionAdding(AipStore store, CatalogueWriter catalogue, Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * @return empty when it is kept by now as it was delivered
     */
    Optional<AipId> add(DeliveryRow delivery, ValidRecord record) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return tryToAdd(delivery, record);
            } catch (RefusedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Optional<AipId> tryToAdd(DeliveryRow delivery, ValidRecord record) throws IOException {
        Known known =
                catalogue
                        .known(record.arcFileCode())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                record.arcFileCode() + " is not kept any more"));
        if (record.late()) {
            return late(delivery, record, known);
        }
        Digest delivered = AipAssembly.fingerprint(delivery, record);
        if (known.fingerprint().equals(delivered)) {
            return Optional.empty();
        }
        AipId id = known.id();
        Optional<OpenVersion> mine =
                catalogue.openVersions(delivery.id()).stream()
                        .filter(open -> open.id().equals(id))
                        .findAny();
        int version = known.version() + 1;
        if (mine.isPresent()) {
            Aip head = store.read(id);
            if (head.version() == version && head.fingerprint().equals(delivered)) {
                // From before an interruption, perhaps without its last write.
                store.addVersion(head, version - 1, Map.of());
                catalogue.stageVersion(delivery.id(), id);
                return Optional.of(id);
            }
            store.removeUnacknowledged(id, version);
        }
        catalogue.reserveVersion(delivery.id(), id, record.arcFileCode(), version);
        Aip head = store.read(id);
        AipAssembly.Assembled next =
                AipAssembly.next(
                        head, delivery, record, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.addVersion(next.aip(), version - 1, next.sources());
        catalogue.stageVersion(delivery.id(), id);
        return Optional.of(id);
    }

    /** What is acknowledged of a hồ sơ. */
    Aip head(Known known) throws IOException {
        return store.read(known.id(), known.version());
    }

    private Optional<AipId> late(DeliveryRow delivery, ValidRecord record, Known known)
            throws IOException {
        AipId id = known.id();
        Aip head = head(known);
        if (LateDocuments.missing(head, record).isEmpty()) {
            return Optional.empty();
        }
        int version = known.version() + 1;
        boolean mine =
                catalogue.openVersions(delivery.id()).stream().anyMatch(o -> o.id().equals(id));
        if (mine) {
            Aip stored = store.read(id);
            if (stored.version() == version && LateDocuments.missing(stored, record).isEmpty()) {
                // From before an interruption, perhaps without its last write.
                store.addVersion(stored, version - 1, Map.of());
                catalogue.stageVersion(delivery.id(), id);
                return Optional.of(id);
            }
            store.removeUnacknowledged(id, version);
        }
        catalogue.reserveVersion(delivery.id(), id, record.arcFileCode(), version);
        AipAssembly.Assembled next =
                AipAssembly.late(
                        head, delivery, record, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.addVersion(next.aip(), version - 1, next.sources());
        catalogue.stageVersion(delivery.id(), id);
        return Optional.of(id);
    }
}

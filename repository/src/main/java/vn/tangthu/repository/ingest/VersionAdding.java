package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.storage.Digest;

/**
 * Adds delivered hồ sơ as new versions of what is kept, after an archivist decided so. Each is
 * durable by itself; done again after an interruption it adds nothing twice.
 */
final class VersionAdding {
    private final AipStore store;
    private final CatalogueWriter catalogue;
    private final Clock clock;

    VersionAdding(AipStore store, CatalogueWriter catalogue, Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    AipId add(DeliveryRow delivery, ValidRecord record) throws IOException {
        Known known =
                catalogue
                        .known(record.arcFileCode())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                record.arcFileCode() + " is not kept any more"));
        Digest delivered = AipAssembly.fingerprint(delivery, record);
        if (known.fingerprint().equals(delivered)) {
            return known.id();
        }
        Aip head = store.read(known.id());
        if (!head.fingerprint().equals(delivered)) {
            AipAssembly.Assembled next =
                    AipAssembly.next(
                            head, delivery, record, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            store.addVersion(next.aip(), head.version(), next.sources());
            head = next.aip();
        }
        catalogue.changed(head, ChangeJournal.Kind.AIP_CHANGED);
        return known.id();
    }
}

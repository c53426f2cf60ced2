package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import vn.tangthu.repository.CatalogueWriter.Reservation;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.check.DeliveryCheck;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.source.SourceLimits;

/** Leaves a delivery as a process that died while storing leaves it. */
final class KilledDelivery {
    private final IngestRoom room;
    private final DeliveryRow row;

    KilledDelivery(IngestRoom room, DeliveryRow row) {
        this.room = room;
        this.row = row;
    }

    DeliveryId storeHalf(Path source) throws IOException {
        List<ValidRecord> records =
                new DeliveryCheck(
                                room.catalogue,
                                null,
                                Clock.systemUTC(),
                                SourceLimits.STANDARD,
                                ListLimits.STANDARD,
                                2)
                        .check(source, Progress.NONE)
                        .sound();
        for (int i = 0; i < 2; i++) {
            ValidRecord record = records.get(i);
            var reserved =
                    (Reservation.Reserved)
                            room.writer.reserve(
                                    row.id(),
                                    record.arcFileCode(),
                                    AipAssembly.fingerprint(row, record));
            AipAssembly.Assembled assembled = AipAssembly.first(reserved.id(), row, record);
            room.store.store(assembled.aip(), assembled.sources());
            if (i == 0) {
                room.writer.stage(row.id(), assembled.aip());
            }
        }
        return row.id();
    }
}

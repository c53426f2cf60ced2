package vn.tangthu.repository.ingest;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;

/** A delivery as its row says. */
record DeliveryRow(
        DeliveryId id,
        String name,
        String submitter,
        String actor,
        Path source,
        boolean owned,
        boolean acceptSound,
        boolean dryRun,
        State state,
        Instant receivedAt,
        @Nullable Instant finishedAt,
        int records,
        int documents,
        int files,
        long bytes,
        long blocking,
        long warnings,
        @Nullable String failure,
        @Nullable String content,
        @Nullable State stagedAs,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable String decidedBy,
        long place,
        boolean paused,
        @Nullable AccountId account,
        Aip.@Nullable Bag bag,
        @Nullable String acceptedContent,
        @Nullable String acceptedReason,
        @Nullable String acceptedBy) {
    DeliveryRow with(Aip.@Nullable Bag read) {
        return new DeliveryRow(
                id,
                name,
                submitter,
                actor,
                source,
                owned,
                acceptSound,
                dryRun,
                state,
                receivedAt,
                finishedAt,
                records,
                documents,
                files,
                bytes,
                blocking,
                warnings,
                failure,
                content,
                stagedAs,
                decision,
                reason,
                decidedBy,
                place,
                paused,
                account,
                read,
                acceptedContent,
                acceptedReason,
                acceptedBy);
    }
}

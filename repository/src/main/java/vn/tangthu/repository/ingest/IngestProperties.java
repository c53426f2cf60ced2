package vn.tangthu.repository.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of taking in.
 *
 * @param checkThreads files that are read at once while a delivery is checked; 0 is one per core,
 *     at most 4
 * @param storeThreads hồ sơ that are stored at once
 * @param workers deliveries that are worked on at once, from whichever door they came; large ones
 *     never take the last of several
 */
@ConfigurationProperties("tangthu.ingest")
record IngestProperties(
        @DefaultValue("0") int checkThreads,
        @DefaultValue("3") int storeThreads,
        @DefaultValue("2") int workers) {
    int readers() {
        return checkThreads > 0
                ? checkThreads
                : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    }
}

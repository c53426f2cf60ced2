package vn.tangthu.repository.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.tangthu.repository.ScanRules;

/**
 * Settings of taking in.
 *
 * @param checkThreads files that are read at once while a delivery is checked; 0 is one per core,
 *     at most 4
 * @param storeThreads hồ sơ that are stored at once
 * @param workers deliveries that are worked on at once, from whichever door they came; large ones
 *     never take the last of several
 * @param scanDpi pixels per inch the contract asks of scans; 0 asks for nothing
 * @param mapDpi the same for maps and technical drawings
 * @param scanColour whether scans are to be in colour
 * @param scanBreach what becomes of a delivery that falls short of that
 */
@ConfigurationProperties("tangthu.ingest")
record IngestProperties(
        @DefaultValue("0") int checkThreads,
        @DefaultValue("3") int storeThreads,
        @DefaultValue("2") int workers,
        @DefaultValue("200") int scanDpi,
        @DefaultValue("300") int mapDpi,
        @DefaultValue("true") boolean scanColour,
        @DefaultValue("told") ScanRules.Breach scanBreach) {
    ScanRules scanRules() {
        return new ScanRules(
                scanDpi,
                mapDpi,
                scanColour ? ScanRules.Colours.COLOUR : ScanRules.Colours.ANY,
                scanBreach);
    }

    int readers() {
        return checkThreads > 0
                ? checkThreads
                : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    }
}

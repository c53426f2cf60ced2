package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTimeTest {
    @Test
    void aSmallFileIsToldWithinTenSecondsAndALargeOneHasTheTimeToBeRead() {
        assertThat(WorkerContentProbe.limit(1_000)).isLessThan(Duration.ofSeconds(10));
        assertThat(WorkerContentProbe.limit(200L << 20)).isGreaterThan(Duration.ofSeconds(30));
        assertThat(WorkerContentProbe.limit(Long.MAX_VALUE / 2)).isEqualTo(WorkerContentProbe.MOST);
    }
}

package vn.tangthu.indexer.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judged set in small; {@code ./tangthu bench quality} asks all of it. */
class SearchQualityTest {
    @TempDir private Path home;

    @Test
    void aSmallArchiveMeetsTheBars() throws IOException {
        Map<String, double[]> bars = SearchQuality.run(600, 6, home);
        assertThat(bars).hasSize(13);
        bars.forEach(
                (name, bar) -> {
                    // Six queries tell less than forty: one may go wrong.
                    double slack = 0.17;
                    if (bar[2] > 0) {
                        assertThat(bar[0]).as(name).isGreaterThanOrEqualTo(bar[1] - slack);
                    } else {
                        assertThat(bar[0]).as(name).isLessThanOrEqualTo(bar[1] + slack);
                    }
                });
    }
}

package vn.tangthu.indexer.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchForTests;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;

/** The judged set on OpenSearch, in small and beside Lucene's own index; prints both. */
@Tag("opensearch")
class OpenSearchQualityTest {
    private static final int RECORDS = Integer.getInteger("tangthu.quality.records", 600);
    private static final int EACH = Integer.getInteger("tangthu.quality.each", 6);

    @TempDir private Path home;

    @Test
    void aSmallArchiveMeetsTheBarsOnOpenSearchToo() throws IOException {
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            Map<String, double[]> bars = SearchQuality.compare(RECORDS, EACH, engine, home);
            assertThat(bars).hasSize(13);
            bars.forEach(
                    (name, bar) -> {
                        double slack = 1.0 / EACH + 0.005; // one query may go wrong
                        if (bar[2] > 0) {
                            assertThat(bar[0]).as(name).isGreaterThanOrEqualTo(bar[1] - slack);
                        } else {
                            assertThat(bar[0]).as(name).isLessThanOrEqualTo(bar[1] + slack);
                        }
                    });
        }
    }
}

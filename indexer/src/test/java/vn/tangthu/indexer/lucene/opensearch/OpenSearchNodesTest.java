package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** Three nodes with a replica of everything: each in its turn may be lost. */
@Tag("opensearch")
class OpenSearchNodesTest {
    @Test
    void theLossOfANodeLosesNothingAndSearchesGoOn() throws IOException {
        FakeArchive archive = new FakeArchive();
        SampleHoldings holdings = new SampleHoldings(archive);
        try (OpenSearchServer server = OpenSearchServer.of(3);
                OpenSearchForTests engine = server.index(1)) {
            FeedForTests feed = new FeedForTests(engine.index(), archive);
            feed.catchUp();
            long all = engine.index().current().size().records();
            Search search = engine.search(archive);
            List<AipId> before = found(search);
            assertThat(before).isNotEmpty();
            for (int node = 0; node < 3; node++) {
                green(engine);
                server.kill(node);
                // What came in since changes how usual words are, and so who of near equals is
                // first.
                assertThat(found(search))
                        .as("without node %d", node)
                        .startsWith(before.getFirst())
                        .hasSameElementsAs(before);
                // What comes in meanwhile is found at once, and is there when the node is back.
                archive.add(
                        holdings.province,
                        "H32.99." + node,
                        "Hồ sơ đến khi mất một nút",
                        "1999",
                        "1999",
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Biên bản").type(DocumentType.PLAN).page("Một trang"));
                feed.catchUp();
                assertThat(engine.index().current().size().records()).isEqualTo(++all);
                server.startAgain(node);
            }
            green(engine);
            assertThat(found(search)).hasSameElementsAs(before);
            assertThat(engine.again().current().size().records()).isEqualTo(all);
            assertThat(engine.again().current().cursor().orElseThrow().sequence())
                    .isEqualTo(archive.head());
        }
    }

    private static List<AipId> found(Search search) {
        return search
                .search(SearchRequest.of("giao đất Diên Khánh"), Reader.ANONYMOUS)
                .hits()
                .stream()
                .map(Hit::id)
                .toList();
    }

    private static void green(OpenSearchForTests engine) throws IOException {
        JsonNode health =
                engine.cluster().get("_cluster/health?wait_for_status=green&timeout=100s");
        assertThat(health.path("timed_out").asBoolean(true)).isFalse();
    }
}

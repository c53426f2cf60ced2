package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
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

    /** What the operator is warned of: what the first copy alone had acknowledged is gone. */
    @Test
    void whatIsLostWithAFirstCopyWhoseStaleOneIsForcedIsTakenInAgain() throws IOException {
        FakeArchive archive = new FakeArchive();
        SampleHoldings holdings = new SampleHoldings(archive);
        try (OpenSearchServer server = OpenSearchServer.of(3);
                OpenSearchForTests engine = server.index(1)) {
            FeedForTests feed = new FeedForTests(engine.index(), archive);
            feed.catchUp();
            green(engine);
            RecordIndex.Generation current = engine.index().current();
            long all = current.size().records();
            String name = ((ClusterGeneration) current).name();
            Cluster cluster = engine.cluster();
            // No copy takes another's place meanwhile.
            JsonNode kept =
                    cluster.put(
                            name + "/_settings",
                            QueryJson.object().put("index.routing.allocation.enable", "none"));
            assertThat(kept.path("acknowledged").asBoolean()).isTrue();
            int first = node(cluster, name, true);
            int second = node(cluster, name, false);
            server.kill(second);
            server.await(2);
            AipId withdrawn = current.recordsOf(holdings.province, null, 1).getFirst();
            archive.withdraw(withdrawn);
            current.remove(withdrawn);
            current.refresh();
            assertThat(current.size().records()).isEqualTo(all - 1);
            server.startAgain(second);
            server.kill(first);
            server.await(2);
            ObjectNode command = QueryJson.object().put("index", name).put("shard", 0);
            command.put("node", "n" + (second + 1)).put("accept_data_loss", true);
            ObjectNode body = QueryJson.object();
            body.putArray("commands").addObject().set("allocate_stale_primary", command);
            JsonNode forced = cluster.post("_cluster/reroute", body);
            assertThat(forced.path("acknowledged").asBoolean()).isTrue();
            JsonNode health =
                    cluster.get("_cluster/health/" + name + "?wait_for_status=yellow&timeout=100s");
            assertThat(health.path("timed_out").asBoolean(true)).isFalse();
            assertThat(current.size().records()).as("what was acknowledged is gone").isEqualTo(all);
            RecordIndex.Cursor covering = new RecordIndex.Cursor(archive.epoch(), archive.head());
            assertThatThrownBy(() -> current.commit(covering, List.of()))
                    .isInstanceOf(ClusterCursor.OvertakenException.class);
            feed.catchUp();
            assertThat(engine.index().current().size().records()).isEqualTo(all - 1);
            assertThat(engine.again().current().cursor()).contains(covering);
        }
    }

    /** Where the first copy of the only shard lies, or the other one; from 0. */
    private static int node(Cluster cluster, String name, boolean first) throws IOException {
        JsonNode shards = cluster.get(name + "/_search_shards");
        for (JsonNode copy : shards.at("/shards/0")) {
            if (copy.path("primary").asBoolean() == first) {
                String id = copy.path("node").asString();
                String node = shards.path("nodes").path(id).path("name").asString();
                return Integer.parseInt(node.substring(1)) - 1;
            }
        }
        throw new AssertionError(shards);
    }

    /** All of them: who is last of the first twenty may change with how usual words are. */
    private static List<AipId> found(Search search) {
        return search
                .search(
                        new SearchRequest(
                                "giao đất Diên Khánh", Filters.NONE, Sort.RELEVANCE, 0, 100),
                        Reader.ANONYMOUS)
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

package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** Feeders and nodes that are killed: nothing is lost and nothing stands there twice. */
@Tag("opensearch")
class OpenSearchFaultsTest {
    @Test
    void aFeederThatIsKilledLosesAndDoublesNothing() throws Exception {
        OpenSearchServer server = OpenSearchServer.shared();
        FakeArchive archive = FeedingProcess.archive();
        try (OpenSearchForTests engine = server.index()) {
            for (int kill = 0; kill < 4; kill++) {
                Process feeder = FeedingProcess.start(server.urls(), engine.prefix());
                // At its work: what it sent has been seen, and most is still to come.
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                long seen = 64L * (kill + 1);
                while (records(engine) < seen && System.nanoTime() < end) {
                    Thread.sleep(5);
                }
                feeder.destroyForcibly().waitFor();
            }
            assertThat(records(engine)).as("something was fed before it was killed").isPositive();
            RecordIndex again = engine.again();
            FeedForTests feed = new FeedForTests(again, archive);
            feed.catchUp();
            assertThat(again.current().size().records()).isEqualTo(idsOf(archive).size());
            assertThat(again.current().cursor().orElseThrow().sequence()).isEqualTo(archive.head());
            assertThat(ids(engine, archive)).hasSameElementsAs(idsOf(archive));
        }
    }

    private static List<AipId> idsOf(FakeArchive archive) {
        return archive.after(0, Integer.MAX_VALUE).stream()
                .filter(entry -> !entry.kind().isOfFonds())
                .map(entry -> new AipId(entry.subject()))
                .distinct()
                .toList();
    }

    private static long records(OpenSearchForTests engine) throws IOException {
        try {
            return engine.index().current().size().records();
        } catch (Cluster.RefusedException e) {
            return 0;
        }
    }

    private static List<AipId> ids(OpenSearchForTests engine, FakeArchive archive) {
        Search search = engine.search(archive);
        List<AipId> ids = new ArrayList<>();
        for (int offset = 0; ; offset += 100) {
            SearchPage page =
                    search.search(
                            new SearchRequest(
                                    "",
                                    SearchRequest.Filters.NONE,
                                    SearchRequest.Sort.OLDEST,
                                    offset,
                                    100),
                            Reader.OPERATOR);
            page.hits().stream().map(Hit::id).forEach(ids::add);
            if (page.hits().size() < 100) {
                return ids;
            }
        }
    }

    @Test
    void whatIsErasedLeavesTheFilesOfTheServer() throws IOException {
        FakeArchive archive = FeedingProcess.archive();
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            new FeedForTests(engine.index(), archive).catchUp();
            AipId one = idsOf(archive).getFirst();
            long before = records(engine);
            engine.index().current().expunge(List.of(one));
            engine.index().current().awaitExpunged();
            assertThat(records(engine)).isEqualTo(before - 1);
            String name = ((ClusterGeneration) engine.index().current()).name();
            assertThat(
                            engine.cluster()
                                    .get(name + "/_stats/docs")
                                    .at("/_all/total/docs/deleted")
                                    .asLong(-1))
                    .isZero();
        }
    }

    @Test
    void whatArrivesLateFromAFeederThatWasKilledTakesNothingsPlace() throws IOException {
        FakeArchive archive = FeedingProcess.archive();
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            new FeedForTests(engine.index(), archive).catchUp();
            ClusterGeneration former = (ClusterGeneration) engine.index().current();
            long all = records(engine);
            AipId one = idsOf(archive).getFirst();
            long number =
                    engine.cluster().get(former.name() + "/_doc/" + one).path("_version").asLong();
            RecordIndex.Generation next = engine.again().current();
            next.remove(one);
            next.refresh();
            assertThat(records(engine)).isEqualTo(all - 1);
            String late =
                    "{\"index\":{\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}%n{\"aip\":\"%s\"}%n"
                            .formatted(one, number, one);
            JsonNode answer =
                    engine.cluster()
                            .change(
                                    ClusterGeneration.writing(former.name()) + "/_bulk",
                                    List.of(late.getBytes(StandardCharsets.UTF_8)))
                            .body();
            assertThat(answer.at("/items/0/index/status").asInt()).isEqualTo(409);
            next.refresh();
            assertThat(records(engine)).isEqualTo(all - 1);
        }
    }

    @Test
    void anotherArchivesIndexIsNeitherWrittenToNorDeleted() throws IOException {
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            assertThatThrownBy(() -> engine.ofArchive(UUID.randomUUID()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(engine.prefix());
            String longer = engine.prefix() + "-g-east-g-" + UUID.randomUUID();
            JsonNode unused = engine.cluster().put(longer, QueryJson.object());
            RecordIndex again = engine.again();
            assertThat(again.current().isOpen()).isTrue();
            assertThat(engine.cluster().send("GET", longer, null).isGood()).isTrue();
        }
    }

    @Test
    void anIndexThatIsNamedOtherwiseOrNotThereIsNeverMadeByAWrite() throws IOException {
        FakeArchive archive = FeedingProcess.archive();
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            FeedForTests feed = new FeedForTests(engine.index(), archive);
            feed.catchUp();
            long all = records(engine);
            String name = ((ClusterGeneration) engine.index().current()).name();
            assertThat(engine.cluster().send("DELETE", name, null).isGood()).isTrue();
            archive.rights(idsOf(archive).getFirst(), Rights.LISTED);
            assertThatThrownBy(feed::catchUp).isInstanceOf(IOException.class);
            feed.catchUp();
            assertThat(records(engine)).as("filled anew").isEqualTo(all);
        }
    }

    @Test
    void anIndexThatIsLostIsNoticedByWhoeverAsksForIt() throws IOException {
        FakeArchive archive = FeedingProcess.archive();
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            FeedForTests feed = new FeedForTests(engine.index(), archive);
            feed.catchUp();
            long all = records(engine);
            String name = ((ClusterGeneration) engine.index().current()).name();
            assertThat(engine.cluster().send("DELETE", name, null).isGood()).isTrue();
            assertThatThrownBy(() -> ids(engine, archive)).isInstanceOf(RuntimeException.class);
            feed.catchUp();
            assertThat(records(engine)).as("filled anew, without any change").isEqualTo(all);
        }
    }

    @Test
    void aRebuildAnswersOnlyWhenItIsComplete() throws IOException {
        FakeArchive archive = FeedingProcess.archive();
        try (OpenSearchForTests engine = OpenSearchServer.shared().index()) {
            FeedForTests feed = new FeedForTests(engine.index(), archive);
            feed.catchUp();
            long all = records(engine);
            RecordIndex.Generation fresh = engine.index().begin();
            fresh.commit(new RecordIndex.Cursor(UUID.randomUUID(), 0), List.of(), 9);
            assertThat(records(engine)).isEqualTo(all);
            RecordIndex again = engine.again();
            assertThat(again.begun().orElseThrow().head()).hasValue(9);
            feed.rebuild();
            feed.catchUp();
            assertThat(records(engine)).isEqualTo(all);
            assertThat(feed.rebuilding()).isFalse();
        }
    }
}

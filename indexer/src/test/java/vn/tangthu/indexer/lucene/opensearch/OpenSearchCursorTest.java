package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** The cursor goes with the index, whatever operators and feeders do to one of them. */
@Tag("opensearch")
class OpenSearchCursorTest {
    private static final int RECORDS = 90;

    private final FakeArchive archive = new FakeArchive();
    private final FondsId fonds = archive.addFonds("F", "Phông thử", Rights.OPEN);
    private @Nullable OpenSearchForTests opened;
    private int added;

    @AfterEach
    void close() throws IOException {
        OpenSearchForTests engine = opened;
        if (engine != null) {
            engine.close();
            Cluster.Answer unused =
                    engine.cluster().send("DELETE", "_snapshot/" + engine.prefix(), null);
        }
    }

    private OpenSearchForTests engine(int shards) throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            AipId unused = add();
        }
        OpenSearchForTests engine = OpenSearchServer.shared().indexOfShards(shards);
        opened = engine;
        return engine;
    }

    private AipId add() {
        String code = "K." + added++;
        return archive.add(
                fonds,
                code,
                "Hồ sơ thử " + code,
                null,
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Văn bản").page("Trang của " + code));
    }

    private static String name(RecordIndex index) {
        return ((ClusterGeneration) index.current()).name();
    }

    private static void snapshot(OpenSearchForTests engine) throws IOException {
        String repository = "_snapshot/" + engine.prefix();
        ObjectNode place = QueryJson.object().put("type", "fs");
        place.putObject("settings").put("location", engine.prefix());
        JsonNode made = engine.cluster().put(repository, place);
        assertThat(made.path("acknowledged").asBoolean()).isTrue();
        ObjectNode what = QueryJson.object().put("indices", name(engine.index()));
        JsonNode taken = engine.cluster().put(repository + "/s?wait_for_completion=true", what);
        assertThat(taken.at("/snapshot/state").asString()).isEqualTo("SUCCESS");
    }

    /**
     * @param before what is done to the index, which is in the way
     */
    private static void restore(OpenSearchForTests engine, String method, String before)
            throws IOException {
        assertThat(engine.cluster().send(method, before, null).isGood()).isTrue();
        JsonNode restored =
                engine.cluster()
                        .post(
                                "_snapshot/"
                                        + engine.prefix()
                                        + "/s/_restore?wait_for_completion=true",
                                QueryJson.object());
        assertThat(restored.at("/snapshot/shards/failed").asInt(-1)).isZero();
    }

    /** What anybody finds is what the archive has, each once. */
    private void level(OpenSearchForTests engine, RecordIndex index, int records)
            throws IOException {
        assertThat(index.current().size().records()).isEqualTo(records);
        assertThat(index.current().cursor().orElseThrow().sequence()).isEqualTo(archive.head());
        assertThat(
                        engine.search(archive)
                                .search(SearchRequest.of("hồ sơ thử"), Reader.ANONYMOUS)
                                .total())
                .isEqualTo(records);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anIndexThatIsPutBackGoesOnFromTheCursorItHadThen(int shards) throws IOException {
        OpenSearchForTests engine = engine(shards);
        FeedForTests feed = new FeedForTests(engine.index(), archive);
        feed.catchUp();
        level(engine, engine.index(), RECORDS);
        snapshot(engine);
        AipId taken = add();
        archive.withdraw(taken);
        archive.withdraw(
                new AipId(archive.after(0, 10).getLast().subject())); // it is in the snapshot
        AipId more = add();
        feed.catchUp();
        level(engine, engine.index(), RECORDS);
        restore(engine, "DELETE", name(engine.index()));
        ClusterRecordIndex again = engine.again();
        assertThat(name(again))
                .as("it is asked, and not built anew")
                .isEqualTo(name(engine.index()));
        assertThat(again.current().cursor().orElseThrow().sequence()).isLessThan(archive.head());
        new FeedForTests(again, archive).catchUp();
        level(engine, again, RECORDS);
        assertThat(archive.records(List.of(more), Reader.ANONYMOUS)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "3, true"})
    void anIndexThatIsPutBackUnderARunningFeederIsOpenedAgain(int shards, boolean killed)
            throws Exception {
        OpenSearchForTests engine = engine(shards);
        new FeedForTests(engine.index(), archive).catchUp();
        snapshot(engine);
        ClusterRecordIndex running = engine.index();
        FeedForTests feed = new FeedForTests(running, archive);
        AipId last = add();
        feed.catchUp();
        for (int i = 0; i < 3; i++) {
            running = engine.again();
            feed = new FeedForTests(running, archive);
            last = add();
            feed.catchUp();
        }
        Instant lastTerm = Instant.now();
        // In the index, and its cursor not yet written when an older state takes its place.
        RecordIndex.Generation current = running.current();
        RecordIndex.Cursor cursor = current.cursor().orElseThrow();
        current.remove(new AipId(archive.after(0, 10).getLast().subject()));
        current.refresh();
        restore(engine, "POST", name(running) + "/_close");
        // And after it, before that was noticed: numbers above all that the older state knows.
        current.remove(last);
        current.refresh();
        if (killed) {
            // Terms of one second run ahead of the clock.
            Thread.sleep(Duration.between(Instant.now(), lastTerm.plusSeconds(5)));
            running = engine.again();
            feed = new FeedForTests(running, archive);
        } else {
            assertThatThrownBy(() -> current.commit(cursor, List.of()))
                    .isInstanceOf(ClusterCursor.OvertakenException.class);
            assertThat(current.isOpen()).isFalse();
        }
        AipId unused = add();
        feed.catchUp();
        level(engine, running, RECORDS + 5);
    }

    @Test
    void whatIsParkedInOneOfShardsThatArePutBackToSeveralMomentsIsKnown() throws IOException {
        OpenSearchForTests engine = engine(3);
        new FeedForTests(engine.index(), archive).catchUp();
        RecordIndex.Generation current = engine.index().current();
        RecordIndex.Cursor cursor = current.cursor().orElseThrow();
        String parked = archive.after(0, 10).getLast().subject().toString();
        current.commit(cursor, List.of(new IndexStatus.Parked(parked, "so it is")));
        Map<String, String> then = cursors(engine);
        current.commit(cursor, List.of());
        Map<String, String> now = cursors(engine);
        assertThat(then).hasSize(3).containsOnlyKeys(now.keySet());
        for (String shard : then.keySet()) {
            write(engine, shard, then.get(shard));
            assertThat(engine.again().current().parked())
                    .as(shard)
                    .extracting(IndexStatus.Parked::aip)
                    .containsExactly(parked);
            write(engine, shard, now.get(shard));
            assertThat(engine.again().current().parked()).isEmpty();
        }
    }

    private static void write(OpenSearchForTests engine, String id, @Nullable String cursor)
            throws IOException {
        JsonNode written =
                engine.cluster()
                        .put(
                                name(engine.index()) + "/_doc/" + id,
                                QueryJson.object().put(ClusterCursor.FIELD, cursor));
        assertThat(written.path("result").asString()).isEqualTo("updated");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anIndexOfWhichNobodyKnowsHowFarItIsFilledIsFilledAnew(int shards) throws IOException {
        OpenSearchForTests engine = engine(shards);
        new FeedForTests(engine.index(), archive).catchUp();
        String before = name(engine.index());
        // As a shard that the operator let begin empty, for want of a copy.
        ObjectNode own = QueryJson.object();
        own.putObject("query").putObject("ids").putArray("values").add(cursorOf(engine));
        JsonNode deleted = engine.cluster().post(before + "/_delete_by_query?refresh=true", own);
        assertThat(deleted.path("deleted").asInt()).isEqualTo(1);
        archive.newEpoch(); // which does not tell any more what was withdrawn before
        ClusterRecordIndex again = engine.again();
        assertThat(name(again)).isNotEqualTo(before);
        assertThat(again.current().size().records()).isZero();
        assertThat(engine.cluster().send("GET", before, null).isMissing()).isTrue();
        new FeedForTests(again, archive).catchUp();
        assertThat(again.current().size().records()).isEqualTo(RECORDS);
    }

    private static String cursorOf(OpenSearchForTests engine) throws IOException {
        return List.copyOf(cursors(engine).keySet()).getLast();
    }

    /** Of each shard by its id, as it stands there. */
    private static Map<String, String> cursors(OpenSearchForTests engine) throws IOException {
        ObjectNode body = QueryJson.object().put("size", 100);
        body.putObject("query").putObject("bool").putObject("must_not");
        ((ObjectNode) body.at("/query/bool/must_not")).putObject("exists").put("field", Schema.AIP);
        body.putArray("stored_fields").add(ClusterCursor.FIELD);
        JsonNode refreshed = engine.cluster().post(name(engine.index()) + "/_refresh");
        assertThat(refreshed.at("/_shards/failed").asInt(-1)).isZero();
        JsonNode hits =
                engine.cluster().post(name(engine.index()) + "/_search", body).at("/hits/hits");
        Map<String, String> cursors = new LinkedHashMap<>();
        for (JsonNode hit : hits) {
            String text = hit.path("fields").path(ClusterCursor.FIELD).path(0).asString();
            cursors.put(hit.path("_id").asString(), text);
        }
        return cursors;
    }

    @Test
    void ofTwoFeedersTheFormerIsToldAndItsCursorComesTooLate() throws IOException {
        OpenSearchForTests engine = engine(1);
        new FeedForTests(engine.index(), archive).catchUp();
        RecordIndex.Generation former = engine.index().current();
        RecordIndex.Cursor cursor = former.cursor().orElseThrow();
        ClusterRecordIndex next = engine.again();
        AipId unused = add();
        new FeedForTests(next, archive).catchUp();
        assertThatThrownBy(
                        () -> former.commit(new RecordIndex.Cursor(cursor.epoch(), 1), List.of()))
                .isInstanceOf(ClusterCursor.OvertakenException.class);
        level(engine, engine.again(), RECORDS + 1);
    }

    @Test
    void anAliasThatARestoreGaveToTwoIndicesDoublesNothingAndIsToldAtTheStart() throws IOException {
        OpenSearchForTests engine = engine(1);
        new FeedForTests(engine.index(), archive).catchUp();
        String other = engine.prefix() + "-g-" + UUID.randomUUID();
        ObjectNode body =
                IndexBody.of(
                        new SearchProperties(null, null, null, null, null, null, 1, 0),
                        OpenSearchForTests.ARCHIVE);
        body.putObject("aliases").putObject(engine.prefix() + "-current");
        JsonNode unused = engine.cluster().put(other, body);
        level(engine, engine.index(), RECORDS);
        assertThatThrownBy(engine::again)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(other);
    }

    @Test
    void anIndexOfBeforeIsReplacedIfItIsThisArchives() throws IOException {
        String prefix = OpenSearchServer.shared().freePrefix();
        OpenSearchForTests any = engine(1);
        String old = prefix + "-g-" + UUID.randomUUID();
        ObjectNode body = QueryJson.object();
        body.putObject("mappings").putObject("_meta").put(IndexBody.SCHEMA, Schema.VERSION);
        body.putObject("aliases").putObject(prefix + "-current");
        JsonNode made = any.cluster().put(old, body);
        assertThat(made.path("acknowledged").asBoolean()).isTrue();
        List<URI> urls = OpenSearchServer.shared().urls();
        assertThatThrownBy(() -> new OpenSearchForTests(urls, prefix, 0))
                .as("nothing says whose it is")
                .isInstanceOf(IllegalStateException.class);
        ObjectNode whose = QueryJson.object().put("archive", OpenSearchForTests.ARCHIVE.toString());
        JsonNode said = any.cluster().put(prefix + "-cursors/_doc/archive?refresh=true", whose);
        assertThat(said.path("result").asString()).isEqualTo("created");
        try (OpenSearchForTests engine = new OpenSearchForTests(urls, prefix, 0)) {
            assertThat(name(engine.index())).isNotEqualTo(old);
            assertThat(any.cluster().send("GET", old, null).isMissing()).isTrue();
            assertThat(any.cluster().send("GET", prefix + "-cursors", null).isMissing()).isTrue();
        }
    }

    @Test
    void anIndexOfAnOlderLayoutAnswersUntilAnotherIsFilled() throws IOException {
        OpenSearchForTests engine = engine(1);
        new FeedForTests(engine.index(), archive).catchUp();
        String old = name(engine.index());
        ObjectNode body = QueryJson.object();
        body.putObject("_meta")
                .put(IndexBody.SCHEMA, Schema.VERSION)
                .put(IndexBody.LAYOUT, IndexBody.OLDEST_LAYOUT)
                .put(IndexBody.ARCHIVE, OpenSearchForTests.ARCHIVE.toString());
        assertThat(engine.cluster().put(old + "/_mapping", body).path("acknowledged").asBoolean())
                .isTrue();
        ClusterRecordIndex again = engine.again();
        assertThat(name(again)).isEqualTo(old);
        assertThat(again.outdated()).isTrue();
        level(engine, again, RECORDS);
        new FeedForTests(again, archive).catchUp();
        assertThat(name(again)).isNotEqualTo(old);
        assertThat(again.outdated()).isFalse();
        assertThat(again.current().size().records()).isEqualTo(RECORDS);
        assertThat(engine.cluster().send("GET", old, null).isMissing()).isTrue();
        assertThat(engine.again().outdated()).isFalse();
    }
}

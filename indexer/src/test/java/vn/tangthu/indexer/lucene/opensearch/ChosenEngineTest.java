package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.Suggestions;

/** The setting chooses one engine for all ports of the search, or the start is refused. */
class ChosenEngineTest {
    private static final List<Class<?>> PORTS =
            List.of(
                    RecordIndex.class,
                    Search.class,
                    Suggestions.class,
                    InsideRecord.class,
                    FindAmong.class);

    @TempDir private Path home;

    @Test
    void withoutASettingTheIndexLiesBelowTheHome() {
        try (var context = ChosenEngine.with(home, Map.of())) {
            for (Class<?> port : PORTS) {
                assertThat(context.getBean(port).getClass().getSimpleName()).startsWith("Lucene");
            }
        }
    }

    @Test
    void anEngineThatIsNotKnownOrDoesNotAnswerIsRefused() {
        assertThatThrownBy(() -> ChosenEngine.with(home, Map.of("tangthu.search.engine", "solr")))
                .rootCause()
                .hasMessageContaining("solr");
        Map<String, Object> dead =
                Map.of(
                        "tangthu.search.engine",
                        "opensearch",
                        "tangthu.search.urls",
                        "http://127.0.0.1:1");
        assertThatThrownBy(() -> ChosenEngine.with(home, dead))
                .hasStackTraceContaining("OpenSearch không trả lời / does not answer");
    }

    @Test
    @Tag("opensearch")
    void onAClusterNothingIsLeftOfTheIndexBelowTheHome() throws IOException {
        OpenSearchServer server = OpenSearchServer.shared();
        Map<String, Object> settings =
                Map.of(
                        "tangthu.search.engine",
                        "opensearch",
                        "tangthu.search.urls",
                        server.urls().getFirst().toString(),
                        "tangthu.search.prefix",
                        "chosen",
                        "tangthu.search.replicas",
                        "0");
        try (var context = ChosenEngine.with(home, settings)) {
            for (Class<?> port : PORTS) {
                assertThat(context.getBean(port).getClass().getName())
                        .doesNotContain("lucene.Lucene");
            }
            assertThat(context.getBean(PageTexts.class)).isNotNull();
            assertThat(home.resolve("index")).doesNotExist();
        }
    }
}

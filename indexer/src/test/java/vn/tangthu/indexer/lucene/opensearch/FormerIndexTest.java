package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FormerIndex;
import vn.tangthu.storage.TangThuHome;

/** What was erased stands in no index of an engine that does not search any more. */
class FormerIndexTest {
    @TempDir private Path dir;

    @Test
    void afterAClusterErasingWaitsUntilTheOperatorSaysThatItsIndexIsGone() throws IOException {
        try (var context = ChosenEngine.with(dir, Map.of())) {
            FormerIndex former = context.getBean(FormerIndex.class);
            assertThatCode(former::forget).doesNotThrowAnyException();
            TangThuHome home = new TangThuHome(dir);
            ClusterMark mark = ClusterMark.in(home);
            assertThat(ClusterMark.in(home)).isEqualTo(mark);
            assertThatThrownBy(former::forget).hasMessageContaining("search-cluster");
            Files.delete(dir.resolve("search-cluster"));
            assertThatCode(former::forget).doesNotThrowAnyException();
        }
    }

    @Test
    void whereAClusterSearchesTheIndexBelowTheHomeGoes() throws IOException {
        Path index = Files.createDirectories(dir.resolve("index/g-1"));
        Files.writeString(index.resolve("_0.cfs"), "bimatxyzw");
        TangThuHome home = new TangThuHome(dir);
        FormerIndex former = new SearchConfiguration.OnCluster().formerIndex(home);
        former.forget();
        assertThat(dir.resolve("index")).doesNotExist();
        former.forget();
    }
}

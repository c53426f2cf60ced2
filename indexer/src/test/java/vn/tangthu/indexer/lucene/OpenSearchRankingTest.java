package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;

/** An index on OpenSearch ranks as Lucene's own does. */
@Tag("opensearch")
class OpenSearchRankingTest extends RankingContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return OpenSearchServer.shared().index();
    }
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;

/** An index on OpenSearch answers what people type. */
@Tag("opensearch")
class OpenSearchSampleQueriesTest extends SampleQueriesContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return OpenSearchServer.shared().index();
    }
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;

/** An index on OpenSearch tells where inside a record something stands. */
@Tag("opensearch")
class OpenSearchInsideRecordTest extends InsideRecordContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return OpenSearchServer.shared().index();
    }
}

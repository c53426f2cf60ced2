package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;

/** An index on OpenSearch keeps the rights of readers. */
@Tag("opensearch")
class OpenSearchRightsInSearchTest extends RightsInSearchContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return OpenSearchServer.shared().index();
    }

    /** Each word is some fifty questions over the network. */
    @Override
    int every() {
        return 17;
    }
}

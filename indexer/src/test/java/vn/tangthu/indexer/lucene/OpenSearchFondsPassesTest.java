package vn.tangthu.indexer.lucene;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchForTests;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;

/** An index of three shards on OpenSearch takes fonds in pieces too. */
@Tag("opensearch")
class OpenSearchFondsPassesTest extends FondsPassesContract {
    @Override
    EngineForTests engine() throws IOException {
        return OpenSearchServer.shared().indexOfShards(3);
    }

    @Override
    EngineForTests killed(EngineForTests engine) throws IOException {
        return ((OpenSearchForTests) engine).restarted();
    }
}

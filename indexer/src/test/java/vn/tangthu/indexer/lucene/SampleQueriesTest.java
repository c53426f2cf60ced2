package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;

/** Lucene's own index answers what people type. */
class SampleQueriesTest extends SampleQueriesContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return new IndexForTests(directory);
    }
}

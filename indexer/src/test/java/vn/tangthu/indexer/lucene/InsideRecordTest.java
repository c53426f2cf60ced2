package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;

/** Lucene's own index tells where inside a record something stands. */
class InsideRecordTest extends InsideRecordContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return new IndexForTests(directory);
    }
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;

/** Lucene's own index keeps the rights of readers. */
class RightsInSearchTest extends RightsInSearchContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return new IndexForTests(directory);
    }
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;

/** Lucene's own index ranks. */
class RankingTest extends RankingContract {
    @Override
    EngineForTests engine(Path directory) throws IOException {
        return new IndexForTests(directory);
    }
}

package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FondsPassesTest extends FondsPassesContract {
    @TempDir private Path dir;

    @Override
    EngineForTests engine() throws IOException {
        return new IndexForTests(dir);
    }

    /** Its writer commits nothing when it is closed. */
    @Override
    EngineForTests killed(EngineForTests engine) throws IOException {
        engine.close();
        return new IndexForTests(dir);
    }
}

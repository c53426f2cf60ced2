package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Retrieval;

/** A copy whose end is told once, when it is gone. */
final class CountedCopy implements Retrieval.VerifiedFile {
    private final Retrieval.VerifiedFile copy;
    private final Runnable gone;
    private final AtomicBoolean told = new AtomicBoolean();

    CountedCopy(Retrieval.VerifiedFile copy, Runnable gone) {
        this.copy = copy;
        this.gone = gone;
    }

    @Override
    public Path path() {
        return copy.path();
    }

    @Override
    public ContentFile file() {
        return copy.file();
    }

    @Override
    public void close() throws IOException {
        copy.close();
        if (told.compareAndSet(false, true)) {
            gone.run();
        }
    }
}

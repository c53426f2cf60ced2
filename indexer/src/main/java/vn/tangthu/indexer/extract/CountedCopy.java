package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Retrieval;

/** A copy whose end is told once, when it is gone; until then it is known as left behind. */
final class CountedCopy implements Retrieval.VerifiedFile {
    private final Retrieval.VerifiedFile copy;
    private final Runnable gone;
    private final Set<CountedCopy> left;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param left takes this copy while it could not be deleted, so that somebody tries again
     */
    CountedCopy(Retrieval.VerifiedFile copy, Runnable gone, Set<CountedCopy> left) {
        this.copy = copy;
        this.gone = gone;
        this.left = left;
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
        try {
            copy.close();
        } catch (IOException e) {
            left.add(this);
            throw e;
        }
        left.remove(this);
        if (told.compareAndSet(false, true)) {
            gone.run();
        }
    }
}

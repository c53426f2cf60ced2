package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.TangThuHome;

/**
 * Erases what OCR has read of a file that is not read to its end, and ends its reading, on machines
 * that help, too: a pause may hold that for days. Before the verified copies (by name), which stay
 * while they are read.
 */
@Component
final class ErasedSpool implements ErasureStep {
    private final Path spool;
    private final ExtractionRunner runner;
    private final TextWorkers workers;

    ErasedSpool(TangThuHome home, ExtractionRunner runner, TextWorkers workers) {
        this.runner = runner;
        this.workers = workers;
        this.spool = home.cache().resolve("ocr");
    }

    @Override
    public Place place() {
        return Place.DERIVED;
    }

    @Override
    public void erase(List<Erased> some) throws IOException {
        for (Erased one : some) {
            runner.erase(one.digests());
        }
        workers.awaitSwept();
        if (!Files.isDirectory(spool)) {
            return;
        }
        for (Erased one : some) {
            for (Digest digest : one.digests()) {
                OcrSpool.removeAll(spool, digest);
            }
        }
    }
}

package vn.tangthu.indexer.extract;

import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.indexer.extract.worker.TrustAnchors;
import vn.tangthu.indexer.extract.worker.WorkerMain;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.storage.TangThuHome;

/** The worker processes as a bean; they cost nothing until the first request. */
@Configuration(proxyBeanMethods = false)
@InWorkers
class ExtractionConfiguration {
    @Bean(destroyMethod = "close")
    WorkerPool workerPool(
            TangThuHome home,
            @Value("${tangthu.extraction.workers:2}") int workers,
            @Value("${tangthu.formats.signatures:}") String signatures,
            @Value("${tangthu.formats.containers:}") String containers,
            @Value("${" + TrustAnchors.DIRECTORY + ":}") String trust) {
        return new WorkerPool(
                WorkerLimits.USUAL.withWorkers(workers),
                home.tmp(),
                home.cache(),
                WorkerMain.class.getName(),
                List.of(
                        "-Dtangthu.formats.signatures=" + signatures,
                        "-Dtangthu.formats.containers=" + containers,
                        "-D" + TrustAnchors.DIRECTORY + "=" + absolute(trust)));
    }

    /** A worker has a directory of its own. */
    private static String absolute(String path) {
        return path.isBlank() ? "" : Path.of(path).toAbsolutePath().toString();
    }
}

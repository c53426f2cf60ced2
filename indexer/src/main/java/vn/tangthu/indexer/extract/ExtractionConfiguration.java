package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.indexer.extract.worker.TrustAnchors;
import vn.tangthu.indexer.extract.worker.WorkerMain;
import vn.tangthu.storage.TangThuHome;

/** The worker processes as a bean; they cost nothing until the first request. */
@Configuration(proxyBeanMethods = false)
class ExtractionConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ExtractionConfiguration.class);

    @Bean(destroyMethod = "close")
    WorkerPool workerPool(
            TangThuHome home,
            @Value("${tangthu.extraction.workers:2}") int workers,
            @Value("${tangthu.formats.signatures:}") String signatures,
            @Value("${tangthu.formats.containers:}") String containers,
            @Value("${" + TrustAnchors.DIRECTORY + ":}") String trust) {
        removeLeftovers(home.tmp());
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

    /**
     * Page images and scratch files of a process that was killed; they show records to whoever
     * reads the disk. One home has one owner, so whoever wrote them is dead.
     */
    private static void removeLeftovers(Path tmp) {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(tmp, "{ocr,worker,bind}-[0-9]*")) {
            for (Path one : left) {
                boolean unused = FileSystemUtils.deleteRecursively(one);
            }
        } catch (IOException e) {
            LOG.warn("Temporary files of an earlier process are left in {}", tmp, e);
        }
    }
}

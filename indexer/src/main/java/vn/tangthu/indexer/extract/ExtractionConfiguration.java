package vn.tangthu.indexer.extract;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.storage.TangThuHome;

/** The worker processes as a bean; they cost nothing until the first request. */
@Configuration(proxyBeanMethods = false)
class ExtractionConfiguration {
    @Bean(destroyMethod = "close")
    WorkerPool workerPool(TangThuHome home, @Value("${tangthu.extraction.workers:2}") int workers) {
        return new WorkerPool(WorkerLimits.USUAL.withWorkers(workers), home.tmp(), home.cache());
    }
}

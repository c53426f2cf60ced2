package vn.tangthu.repository.dissemination;

import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.storage.TangThuHome;

/** Puts the two caches below the home. */
@Configuration(proxyBeanMethods = false)
@InWorkers
@EnableConfigurationProperties(DisseminationProperties.class)
class DisseminationConfiguration {

    @Bean
    VerifiedCopies verifiedCopies(TangThuHome home, DisseminationProperties limits)
            throws IOException {
        return new VerifiedCopies(home.cache().resolve("copies"), limits.copies().toBytes());
    }

    @Bean
    PageCache pageCache(TangThuHome home, DisseminationProperties limits) throws IOException {
        return new PageCache(home.cache().resolve("pages"), limits.pages().toBytes());
    }
}

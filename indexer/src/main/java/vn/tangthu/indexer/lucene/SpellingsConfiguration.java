package vn.tangthu.indexer.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.storage.TangThuHome;

@Configuration(proxyBeanMethods = false)
class SpellingsConfiguration {
    @Bean
    Spellings spellings(TangThuHome home, Analyzer analyzer) {
        return new Spellings(new Analysis(analyzer), home.root().resolve(Spellings.FILE));
    }
}

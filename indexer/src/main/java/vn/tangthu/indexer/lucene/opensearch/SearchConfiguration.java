package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.FormerIndex;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.lucene.Spellings;
import vn.tangthu.indexer.lucene.Suggesting;
import vn.tangthu.indexer.lucene.Units;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.storage.TangThuHome;

/** Which engine searches; a wrong setting is refused at the start, whichever it is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {
    SearchConfiguration(SearchProperties checked) {}

    /** What a cluster holds is not known here any more. */
    @Bean
    @ConditionalOnProperty(
            name = "tangthu.search.engine",
            havingValue = SearchProperties.LUCENE,
            matchIfMissing = true)
    FormerIndex formerCluster(TangThuHome home) {
        return () -> ClusterMark.refuseErasing(home);
    }

    /** The ports of the index, on a cluster. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(
            name = "tangthu.search.engine",
            havingValue = SearchProperties.OPENSEARCH)
    static class OnCluster {
        @Bean
        ClusterRecordIndex recordIndex(
                SearchProperties properties, Analyzer analyzer, TangThuHome home)
                throws IOException {
            ClusterMark mark = ClusterMark.in(home);
            return new ClusterRecordIndex(
                    new Cluster(properties), analyzer, properties, mark.archive());
        }

        /** The home's own index, of before, is built anew when it is wanted again. */
        @Bean
        FormerIndex formerIndex(TangThuHome home) {
            return () -> ClusterMark.delete(home.index());
        }

        @Bean
        Search search(
                ClusterRecordIndex index,
                Catalogue catalogue,
                Units units,
                Analyzer analyzer,
                Spellings spellings) {
            return new ClusterSearch(index, catalogue, units, analyzer, spellings, true);
        }

        @Bean
        InsideRecord insideRecord(
                ClusterRecordIndex index,
                Catalogue catalogue,
                Analyzer analyzer,
                Spellings spellings) {
            return new ClusterInsideRecord(index, catalogue, analyzer, spellings);
        }

        @Bean
        FindAmong findAmong(
                ClusterRecordIndex index,
                Catalogue catalogue,
                Units units,
                Analyzer analyzer,
                Spellings spellings) {
            return new ClusterFindAmong(index, catalogue, units, analyzer, spellings);
        }

        @Bean
        Suggestions suggestions(
                ClusterRecordIndex index,
                Catalogue catalogue,
                Analyzer analyzer,
                Spellings spellings) {
            return new Suggesting(new ClusterLooking(index), catalogue, analyzer, spellings);
        }
    }
}

package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.analysis.Analyzer;
import tools.jackson.databind.JsonNode;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.EngineForTests;
import vn.tangthu.indexer.lucene.Spellings;
import vn.tangthu.indexer.lucene.Suggesting;
import vn.tangthu.indexer.lucene.Units;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Catalogue;

/** An index on a real OpenSearch, under a prefix of its own; its indices go when it is closed. */
public final class OpenSearchForTests implements EngineForTests {
    static final UUID ARCHIVE = new UUID(4, 3);

    private final Analyzer analyzer = new VietnameseAnalyzer();
    private final SearchProperties properties;
    private final Cluster cluster;
    private final ClusterRecordIndex index;

    public OpenSearchForTests(List<URI> nodes, String prefix, int replicas) throws IOException {
        this(nodes, prefix, 1, replicas);
    }

    OpenSearchForTests(List<URI> nodes, String prefix, int shards, int replicas)
            throws IOException {
        this(
                new SearchProperties(
                        SearchProperties.OPENSEARCH,
                        nodes,
                        null,
                        null,
                        null,
                        prefix,
                        shards,
                        replicas));
    }

    OpenSearchForTests(SearchProperties properties) throws IOException {
        this.properties = properties;
        cluster = new Cluster(properties);
        index = new ClusterRecordIndex(cluster, analyzer, properties, ARCHIVE);
    }

    @Override
    public ClusterRecordIndex index() {
        return index;
    }

    String prefix() {
        return properties.prefixOrDefault();
    }

    Cluster cluster() {
        return cluster;
    }

    /** As after a restart of the feeder: what it had not sent is gone. */
    ClusterRecordIndex again() throws IOException {
        return ofArchive(ARCHIVE);
    }

    /** The same, and what searches in it. */
    public OpenSearchForTests restarted() throws IOException {
        return new OpenSearchForTests(properties);
    }

    ClusterRecordIndex ofArchive(UUID archive) throws IOException {
        return new ClusterRecordIndex(new Cluster(properties), analyzer, properties, archive);
    }

    @Override
    public Search search(Catalogue catalogue, boolean spellings, boolean widening) {
        Analysis analysis = new Analysis(analyzer);
        return new ClusterSearch(
                index,
                catalogue,
                new Units(null),
                analyzer,
                spellings ? new Spellings(analysis, null) : Spellings.none(analysis),
                widening);
    }

    @Override
    public Search search(Catalogue catalogue, Units units) {
        return new ClusterSearch(index, catalogue, units, analyzer, spellings(), true);
    }

    @Override
    public First first(Catalogue catalogue) {
        ClusterSearch search =
                new ClusterSearch(index, catalogue, new Units(null), analyzer, spellings(), true);
        return (request, reader) -> search.first(request, reader).size();
    }

    /** Bytes of the index once all is on the disk and no segments are being merged. */
    public long settledBytes() throws IOException {
        String name = ((ClusterGeneration) index.current()).name();
        JsonNode unused = cluster.post(name + "/_flush?force=true&wait_if_ongoing=true");
        while (true) {
            JsonNode stats = cluster.get(name + "/_stats/store,merge").path("_all");
            if (stats.at("/total/merges/current").asInt(0) == 0) {
                return stats.at("/primaries/store/size_in_bytes").asLong();
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private Spellings spellings() {
        return new Spellings(new Analysis(analyzer), null);
    }

    @Override
    public Suggestions suggestions(Catalogue catalogue) {
        return new Suggesting(new ClusterLooking(index), catalogue, analyzer, spellings());
    }

    @Override
    public InsideRecord inside(Catalogue catalogue) {
        return new ClusterInsideRecord(index, catalogue, analyzer, spellings());
    }

    @Override
    public FindAmong among(Catalogue catalogue) {
        return new ClusterFindAmong(index, catalogue, new Units(null), analyzer, spellings());
    }

    @Override
    public void close() throws IOException {
        Cluster.Answer unused = cluster.send("DELETE", properties.prefixOrDefault() + "-*", null);
    }
}

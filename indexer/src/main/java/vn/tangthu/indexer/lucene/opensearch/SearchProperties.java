package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which engine searches.
 *
 * @param engine {@code lucene} (default), the index below the home; or {@code opensearch}
 * @param urls of the cluster's nodes, {@code https://host:9200}; each is asked when the one before
 *     does not answer
 * @param username of the cluster's account, or null for none
 * @param passwordFile a file that holds its password and nothing else
 * @param certificates PEM file of the authorities that vouch for the nodes; null for those of Java
 * @param prefix of the names of all indices of this archive; each archive on a cluster has its own
 * @param shards primary shards of the index, 1 to 64; more than one changes scores a little
 * @param replicas further copies of each shard, 0 to 5
 */
@ConfigurationProperties("tangthu.search")
public record SearchProperties(
        @Nullable String engine,
        @Nullable List<URI> urls,
        @Nullable String username,
        @Nullable Path passwordFile,
        @Nullable Path certificates,
        @Nullable String prefix,
        @Nullable Integer shards,
        @Nullable Integer replicas) {
    public static final String LUCENE = "lucene";
    public static final String OPENSEARCH = "opensearch";

    static final String DEFAULT_PREFIX = "tangthu";
    static final int DEFAULT_SHARDS = 1;
    static final int DEFAULT_REPLICAS = 1;

    public SearchProperties {
        urls = urls == null ? List.of() : List.copyOf(urls);
        if (engine != null && !engine.equals(LUCENE) && !engine.equals(OPENSEARCH)) {
            throw refused(
                    "tangthu.search.engine: lucene | opensearch, không phải / not: " + engine);
        }
        if (OPENSEARCH.equals(engine)) {
            check(urls, username, passwordFile);
        }
        within("shards", shards, 1, 64);
        within("replicas", replicas, 0, 5);
        if (prefix != null && !prefix.matches("[a-z][a-z0-9-]{0,40}")) {
            throw refused(
                    "tangthu.search.prefix: chữ thường, số, gạch / small letters, figures, -");
        }
    }

    private static void check(
            List<URI> urls, @Nullable String username, @Nullable Path passwordFile) {
        if (urls.isEmpty()) {
            throw refused(
                    "tangthu.search.urls: chưa khai báo nút OpenSearch nào / no OpenSearch node is"
                            + " given");
        }
        for (URI url : urls) {
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null || url.getUserInfo() != null) {
                // What stands before the host may be a password: it is told to nobody.
                throw refused(
                        "tangthu.search.urls: http(s)://host:port; máy / host: " + url.getHost());
            }
            if (username != null && "http".equals(url.getScheme()) && !isLoopback(url)) {
                throw refused(
                        "tangthu.search.urls: cần https khi có username / https is needed with a"
                                + " username; máy / host: "
                                + url.getHost());
            }
        }
        if ((username == null) != (passwordFile == null)) {
            throw refused(
                    "tangthu.search.username và/and password-file: cần cả hai / both or neither");
        }
    }

    private static boolean isLoopback(URI url) {
        return List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
    }

    private static void within(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw refused("tangthu.search." + name + ": " + least + "–" + most + ": " + value);
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why);
    }

    String prefixOrDefault() {
        return prefix == null ? DEFAULT_PREFIX : prefix;
    }

    int shardsOrDefault() {
        return shards == null ? DEFAULT_SHARDS : shards;
    }

    int replicasOrDefault() {
        return replicas == null ? DEFAULT_REPLICAS : replicas;
    }

    /**
     * @throws IOException when the file cannot be read or holds none; its content is never told
     */
    @Nullable String password() throws IOException {
        if (passwordFile == null) {
            return null;
        }
        String password = Files.readString(passwordFile).strip();
        if (password.isEmpty()) {
            throw new IOException("tangthu.search.password-file: trống / empty: " + passwordFile);
        }
        return password;
    }
}

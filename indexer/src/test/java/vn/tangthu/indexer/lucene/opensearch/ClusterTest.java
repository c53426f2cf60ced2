package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that answer half, late, or with what is no answer. */
class ClusterTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<HttpServer> servers = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void stop() {
        ended.countDown();
        servers.forEach(server -> server.stop(0));
    }

    private URI node(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private URI saying(String text) throws IOException {
        return node(exchange -> answer(exchange, text));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static SearchProperties at(
            List<URI> nodes, @Nullable String username, @Nullable Path password) {
        return new SearchProperties(
                "opensearch", nodes, username, password, null, null, null, null);
    }

    private static Cluster cluster(URI... nodes) throws IOException {
        return new Cluster(
                at(List.of(nodes), null, null), Duration.ofSeconds(20), Duration.ofMillis(300));
    }

    @Test
    void aNodeThatStopsInTheMidstOfItsAnswerIsPassedOver() throws IOException {
        URI halting =
                node(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 1_000);
                            exchange.getResponseBody().write('{');
                            exchange.getResponseBody().flush();
                            try {
                                ended.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Cluster cluster = cluster(halting, saying("{\"took\":1}"));
        assertThat(cluster.ask("t/_search", BODY).body().path("took").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNoJsonIsNoSuccess() throws IOException {
        Cluster proxied = cluster(saying("<html>Sign in</html>"));
        assertThatThrownBy(() -> proxied.get("")).isInstanceOf(IOException.class);
        Cluster empty = cluster(saying(""));
        assertThatThrownBy(() -> empty.get("")).isInstanceOf(IOException.class);
        Cluster second = cluster(saying("<html>"), saying("{\"took\":2}"));
        assertThat(second.get("").path("took").asInt()).isEqualTo(2);
    }

    @Test
    void linesGoAsOneBodyWithItsLength() throws IOException {
        URI echo =
                node(
                        exchange -> {
                            String length = exchange.getRequestHeaders().getFirst("Content-Length");
                            byte[] body = exchange.getRequestBody().readAllBytes();
                            answer(
                                    exchange,
                                    "{\"length\":" + length + ",\"read\":" + body.length + "}");
                        });
        var answer = cluster(echo).change("t/_bulk", List.of(new byte[40_000], new byte[2])).body();
        assertThat(answer.path("length").asInt()).isEqualTo(40_002);
        assertThat(answer.path("read").asInt()).isEqualTo(40_002);
    }

    @Test
    void whatFailedOnAShardIsNotTakenForDone() throws IOException {
        var half = Cluster.JSON.readTree("{\"_shards\":{\"total\":2,\"failed\":1}}");
        var whole = Cluster.JSON.readTree("{\"_shards\":{\"total\":2,\"failed\":0}}");
        assertThatThrownBy(() -> Cluster.ofAllShards(half)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Cluster.ofAllShards(Cluster.JSON.createObjectNode()))
                .isInstanceOf(IOException.class);
        assertThat(Cluster.ofAllShards(whole)).isSameAs(whole);
    }

    @Test
    void aPasswordIsNeitherToldNorSentInClear() {
        Path file = Path.of("password");
        assertThatThrownBy(
                        () ->
                                at(
                                        List.of(URI.create("https://u:secret@es.example:9200")),
                                        "u",
                                        file))
                .hasMessageContaining("es.example")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> at(List.of(URI.create("http://es.example:9200")), "u", file))
                .hasMessageContaining("https");
        assertThat(at(List.of(URI.create("http://127.0.0.1:9200")), "u", file)).isNotNull();
        assertThat(at(List.of(URI.create("https://es.example:9200")), "u", file)).isNotNull();
        assertThat(at(List.of(URI.create("http://es.example:9200")), null, null)).isNotNull();
    }
}

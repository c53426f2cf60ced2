package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.repository.AipId;

/** What a server may answer to changes; the real one is asked by {@code OpenSearchFaultsTest}. */
class BulkTest {
    private static final AipId ONE = new AipId(new UUID(0, 1));
    private static final AipId TWO = new AipId(new UUID(0, 2));
    private static final byte[] BODY = "{\"aip\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    private final Deque<Function<List<String>, String>> answers = new ArrayDeque<>();
    private final List<List<String>> received = new ArrayList<>();
    private HttpServer server;
    private Bulk bulk;
    private long number;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI dead = URI.create("http://127.0.0.1:1");
        URI alive = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        SearchProperties properties =
                new SearchProperties(
                        "opensearch", List.of(dead, alive), null, null, null, null, null, null);
        bulk = new Bulk(new Cluster(properties), "t-writing", () -> ++number);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> actions = body.lines().filter(line -> line.contains("\"_id\"")).toList();
        received.add(actions);
        assertThat(exchange.getRequestURI().toString())
                .isEqualTo("/t-writing/_bulk?require_alias=true");
        String answer = answers.isEmpty() ? items(actions, 201) : answers.remove().apply(actions);
        boolean whole = answer.startsWith("{");
        byte[] bytes = whole ? answer.getBytes(StandardCharsets.UTF_8) : new byte[] {'{', '}'};
        exchange.sendResponseHeaders(whole ? 200 : Integer.parseInt(answer), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Statuses in the order of the changes, the last for all others. */
    private static String items(List<String> actions, int... statuses) {
        ObjectNode answer = Cluster.JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (int i = 0; i < actions.size(); i++) {
            JsonNode action = Cluster.JSON.readTree(actions.get(i));
            String kind = action.propertyNames().iterator().next();
            int status = statuses[Math.min(i, statuses.length - 1)];
            ObjectNode item = items.addObject().putObject(kind).put("status", status);
            if (status >= 300) {
                item.putObject("error").put("reason", "so it is");
            }
        }
        return answer.toString();
    }

    @Test
    void aBusyServerIsGivenTimeAndOnlyWhatItDidNotTakeIsSentAgain() throws IOException {
        answers.add(actions -> "429");
        answers.add(actions -> items(actions, 201, 429));
        answers.add(actions -> "503");
        bulk.put(ONE, BODY);
        bulk.put(TWO, BODY);
        bulk.flush();
        assertThat(received).extracting(List::size).containsExactly(2, 2, 1, 1);
        assertThat(received.getLast().getFirst()).contains(TWO.toString());
        assertThat(bulk.refused()).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodIsTakenOutAndToldOnce() throws IOException {
        answers.add(actions -> items(actions, 400, 201));
        bulk.put(ONE, BODY);
        bulk.put(TWO, BODY);
        bulk.flush();
        assertThat(received).hasSize(2);
        assertThat(received.getLast()).hasSize(1);
        assertThat(received.getLast().getFirst()).contains("delete", ONE.toString());
        assertThat(bulk.refused()).containsOnlyKeys(ONE);
        assertThat(bulk.refused()).isEmpty();
    }

    @Test
    void whatOneNodeCannotDoNowIsNotRefusedForGood() throws IOException {
        answers.add(actions -> items(actions, 403, 201, 400));
        AipId three = new AipId(new UUID(0, 3));
        bulk.put(ONE, BODY);
        bulk.put(TWO, BODY);
        bulk.put(three, BODY);
        assertThatThrownBy(bulk::flush).isInstanceOf(Cluster.RefusedException.class);
        assertThat(bulk.refused()).containsOnlyKeys(three);
        bulk.flush();
        assertThat(received.getLast()).hasSize(2);
        assertThat(received.getLast().getFirst()).contains("index", ONE.toString());
        assertThat(received.getLast().getLast()).contains("delete", three.toString());
    }

    @Test
    void oneRecordThatIsTooLargeHoldsUpNoOther() throws IOException {
        AipId three = new AipId(new UUID(0, 3));
        for (int i = 0; i < 4; i++) {
            answers.add(
                    actions ->
                            actions.stream()
                                            .anyMatch(
                                                    each ->
                                                            each.contains(TWO.toString())
                                                                    && each.contains("index"))
                                    ? "413"
                                    : items(actions, 201));
        }
        bulk.put(ONE, BODY);
        bulk.put(TWO, BODY);
        bulk.put(three, BODY);
        bulk.flush();
        assertThat(bulk.refused()).containsOnlyKeys(TWO);
        assertThat(received).extracting(List::size).startsWith(3, 1, 1);
        assertThat(received.stream().flatMap(List::stream))
                .anyMatch(each -> each.contains("index") && each.contains(three.toString()))
                .anyMatch(each -> each.contains("delete") && each.contains(TWO.toString()));
    }

    /** A node that stood still may do what another did long ago. */
    @Test
    void eachChangeOfARecordHasAHigherNumberAndTheSameWhenItIsSentAgain() throws IOException {
        answers.add(actions -> "503");
        bulk.put(ONE, BODY);
        bulk.flush();
        bulk.remove(ONE);
        bulk.flush();
        List<Long> numbers =
                received.stream()
                        .map(each -> Cluster.JSON.readTree(each.getFirst()).iterator().next())
                        .peek(
                                each ->
                                        assertThat(each.path("version_type").asString())
                                                .isEqualTo("external_gte"))
                        .map(each -> each.path("version").asLong())
                        .toList();
        assertThat(numbers).containsExactly(1L, 1L, 2L);
    }

    @Test
    void whatWasNotAcknowledgedIsKeptAndSentWithTheNext() throws IOException {
        answers.add(actions -> "500");
        bulk.put(ONE, BODY);
        assertThatThrownBy(bulk::flush).isInstanceOf(IOException.class);
        bulk.remove(TWO);
        bulk.flush();
        assertThat(received.getLast()).hasSize(2);
        int before = received.size();
        bulk.flush();
        assertThat(received).as("nothing is left").hasSize(before);
    }

    @Test
    void onlyTheLastChangeOfARecordIsSentAndOnlySoMuchAtOnce() throws IOException {
        bulk.put(ONE, BODY);
        bulk.remove(ONE);
        bulk.put(ONE, BODY);
        bulk.flush();
        assertThat(received).hasSize(1);
        assertThat(received.getFirst()).hasSize(1);
        bulk.put(ONE, new byte[4 << 20]);
        bulk.put(TWO, new byte[4 << 20]);
        assertThat(received).as("the first went before the second came").hasSize(2);
    }
}

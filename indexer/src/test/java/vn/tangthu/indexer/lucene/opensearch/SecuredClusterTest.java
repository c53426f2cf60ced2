package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.indexer.lucene.opensearch.SecuredNode.Keys;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** A cluster with TLS of an authority of its own and an account: it is that one, or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredClusterTest {
    private static final String WRONG = "mật khẩu cũ";

    @TempDir private static Path directory;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable Level before;
    private Keys keys;

    @BeforeAll
    void keys() throws IOException {
        keys = new Keys(directory);
    }

    @BeforeEach
    void listen() {
        Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        before = all.getLevel();
        all.setLevel(Level.DEBUG);
        log.list.clear();
        log.start();
        all.addAppender(log);
    }

    @AfterEach
    void close() throws Exception {
        Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        all.detachAppender(log);
        all.setLevel(before);
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        open.clear();
        for (ILoggingEvent event : log.list) {
            tellsNoPassword(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                tellsNoPassword(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    private static void tellsNoPassword(String text) {
        for (String password : List.of(SecuredNode.PASSWORD, WRONG)) {
            assertThat(text)
                    .doesNotContain(password)
                    .doesNotContain(SecuredNode.basic(password).substring("Basic ".length()));
        }
    }

    /** With all that led to it, as a log has it. */
    private static String told(Throwable failed) {
        StringWriter all = new StringWriter();
        failed.printStackTrace(new PrintWriter(all));
        tellsNoPassword(all.toString());
        return all.toString();
    }

    private URI plainNode() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] text =
                            "{\"version\":{\"number\":\"3.6.0\",\"distribution\":\"opensearch\"}}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                });
        server.start();
        open.add(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private SecuredNode node(String alias, URI behind) throws IOException {
        SecuredNode node = new SecuredNode(keys, alias, behind);
        open.add(node);
        return node;
    }

    private SearchProperties settings(
            List<URI> urls, String password, @Nullable Path authorities, String prefix)
            throws IOException {
        Path file = Files.createTempFile(directory, "password", "");
        return new SearchProperties(
                SearchProperties.OPENSEARCH,
                urls,
                SecuredNode.USERNAME,
                Files.writeString(file, password + "\n"),
                authorities,
                prefix,
                1,
                0);
    }

    private Cluster cluster(SecuredNode node, String password, @Nullable Path authorities)
            throws IOException {
        return new Cluster(settings(List.of(node.url()), password, authorities, "t"));
    }

    @Test
    void theRightAuthorityAndPasswordOpenIt() throws IOException {
        SecuredNode node = node(Keys.HERE, plainNode());
        Cluster cluster = cluster(node, SecuredNode.PASSWORD, keys.pem(Keys.OURS));
        JsonNode version = cluster.get("").path("version");
        assertThat(version.path("number").asString()).isEqualTo("3.6.0");
        assertThat(node.asked).containsExactly(SecuredNode.basic(SecuredNode.PASSWORD));
    }

    @Test
    void aWrongPasswordIsSaidAndTriedOnceAndNobodyElseIsAsked() throws IOException {
        URI plain = plainNode();
        SecuredNode node = node(Keys.HERE, plain);
        SecuredNode second = node(Keys.HERE, plain);
        Cluster cluster =
                new Cluster(
                        settings(
                                List.of(node.url(), second.url()),
                                WRONG,
                                keys.pem(Keys.OURS),
                                "t"));
        Throwable failed = catchThrowable(() -> cluster.get(""));
        assertThat(failed)
                .isInstanceOf(Cluster.RefusedException.class)
                .hasMessageContainingAll("401", "mật khẩu / the cluster", "password-file");
        assertThat(told(failed)).contains("401");
        assertThat(node.asked).containsExactly(SecuredNode.basic(WRONG));
        assertThat(second.asked).isEmpty();
    }

    @Test
    void aNodeThatAnotherAuthorityVouchesForGetsNothingNotEvenTheAccount() throws IOException {
        SecuredNode node = node(Keys.HERE, plainNode());
        for (@Nullable Path authorities : new @Nullable Path[] {keys.pem(Keys.FOREIGN), null}) {
            Cluster cluster = cluster(node, SecuredNode.PASSWORD, authorities);
            Throwable failed = catchThrowable(() -> cluster.get(""));
            assertThat(failed)
                    .isInstanceOf(Cluster.UntrustedException.class)
                    .hasMessageContainingAll("tangthu.search.certificates", "127.0.0.1", "PKIX");
            assertThat(told(failed)).contains("PKIX");
        }
        assertThat(node.asked).isEmpty();
    }

    @Test
    void aNodeOfAnotherNameGetsNothingEither() throws IOException {
        SecuredNode node = node(Keys.ELSEWHERE, plainNode());
        Cluster cluster = cluster(node, SecuredNode.PASSWORD, keys.pem(Keys.OURS));
        Throwable failed = catchThrowable(() -> cluster.get(""));
        assertThat(failed)
                .isInstanceOf(Cluster.UntrustedException.class)
                .hasMessageContainingAll("another host's", "127.0.0.1");
        assertThat(told(failed)).contains("127.0.0.1");
        assertThat(node.asked).isEmpty();
    }

    @Test
    void ofSeveralNodesOneThatIsNotTrustedIsPassedOverAndToldOnce() throws IOException {
        URI plain = plainNode();
        SecuredNode elsewhere = node(Keys.ELSEWHERE, plain);
        SecuredNode here = node(Keys.HERE, plain);
        Cluster cluster =
                new Cluster(
                        settings(
                                List.of(elsewhere.url(), here.url()),
                                SecuredNode.PASSWORD,
                                keys.pem(Keys.OURS),
                                "t"));
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.get("").has("version")).isTrue();
        }
        assertThat(here.asked).hasSize(3);
        assertThat(elsewhere.asked).isEmpty();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("A node of the cluster is passed over");
    }

    @Test
    void aPasswordFileThatIsEmptyIsRefused() throws IOException {
        SecuredNode node = node(Keys.HERE, plainNode());
        assertThatThrownBy(() -> cluster(node, " ", keys.pem(Keys.OURS)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tangthu.search.password-file");
        assertThat(node.asked).isEmpty();
    }

    /** Neither an index below the home nor another way to the cluster takes its place. */
    @Test
    void theServerDoesNotStartOnAClusterThatRefusesIt() throws IOException {
        SecuredNode node = node(Keys.HERE, plainNode());
        Path home = Files.createTempDirectory(directory, "home");
        Path file = Files.writeString(home.resolve("password"), WRONG);
        Map<String, Object> settings = new HashMap<>();
        settings.put("tangthu.search.engine", "opensearch");
        settings.put("tangthu.search.urls", node.url().toString());
        settings.put("tangthu.search.username", SecuredNode.USERNAME);
        settings.put("tangthu.search.password-file", file.toString());
        settings.put("tangthu.search.certificates", keys.pem(Keys.OURS).toString());
        Throwable password = catchThrowable(() -> ChosenEngine.with(home, settings).close());
        assertThat(told(password)).contains("OpenSearch 401", "password-file");
        settings.put("tangthu.search.certificates", keys.pem(Keys.FOREIGN).toString());
        Throwable authority = catchThrowable(() -> ChosenEngine.with(home, settings).close());
        assertThat(told(authority)).contains("tangthu.search.certificates", "PKIX");
        assertThat(home.resolve("index")).doesNotExist();
    }

    /** All that the product asks of a server passes; what it costs to read a large record too. */
    @Test
    @Tag("opensearch")
    void aRealServerBehindItIsFedAndSearched() throws IOException {
        OpenSearchServer server = OpenSearchServer.shared();
        SecuredNode node = node(Keys.HERE, server.urls().getFirst());
        FakeArchive archive = new FakeArchive();
        SampleHoldings holdings = new SampleHoldings(archive);
        AipId large = large(archive, holdings.province);
        SearchProperties right =
                settings(
                        List.of(node.url()),
                        SecuredNode.PASSWORD,
                        keys.pem(Keys.OURS),
                        server.freePrefix());
        try (OpenSearchForTests engine = new OpenSearchForTests(right)) {
            new FeedForTests(engine.index(), archive).catchUp();
            assertThat(
                            engine.search(archive)
                                    .search(
                                            SearchRequest.of("giao đất Diên Khánh"),
                                            Reader.ANONYMOUS)
                                    .hits())
                    .isNotEmpty();
            InsideRecord inside = engine.inside(archive);
            node.asked.clear();
            node.largest = 0;
            InsideRecord.Found found =
                    inside.find(large, null, "muối", null, false, 50, Reader.ANONYMOUS);
            assertThat(found.hits()).hasSize(50);
            InsideRecord.Position at = found.hits().get(49).at();
            InsideRecord.Around around = inside.around(large, at, "muối", 50, Reader.ANONYMOUS);
            assertThat(around.document().hits()).hasSize(50);
            assertThat(around.before().hits()).hasSize(1);
            // Of 5,000 pages of 3,000 characters each, 15 MB.
            assertThat(node.largest).as("bytes of the largest answer").isLessThan(250_000);
            // To find: whether it stands so, two of how usual words are, one of like words, what is
            // nearest, and the list with its total; around it the same, and before and behind.
            assertThat(node.asked).as("requests").hasSizeLessThan(20);
            SearchProperties wrong = settings(List.of(node.url()), WRONG, keys.pem(Keys.OURS), "t");
            assertThatThrownBy(() -> new OpenSearchForTests(wrong))
                    .isInstanceOf(Cluster.RefusedException.class);
        }
        assertThat(node.asked).doesNotContain("");
    }

    private static AipId large(FakeArchive archive, FondsId fonds) {
        FakeArchive.Doc document = new FakeArchive.Doc("Tập ảnh chụp");
        for (int page = 1; page <= 5_000; page++) {
            document.page("Cấp muối cho dân\n" + "một dòng chữ ".repeat(230));
        }
        return archive.add(fonds, "H32.97.1", "Hồ sơ lớn", null, null, null, Rights.OPEN, document);
    }
}

package vn.tangthu.indexer.lucene.opensearch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks to the nodes of a cluster. A node that does not answer, or says that it cannot now, is
 * passed over for the next; everything sent may therefore arrive twice, and must be such that this
 * changes nothing.
 */
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    static final JsonMapper JSON = JsonMapper.builder().build();

    static final int BUSY = 429;
    static final int TOO_LARGE = 413;
    private static final int MISSING = 404;
    private static final int NOT_KNOWN = 401;
    private static final int NOT_ALLOWED = 403;

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /** The longest that a node may take for a change, to the last byte of its answer. */
    private static final Duration CHANGING = Duration.ofSeconds(120);

    /** The same of a search: who waits longer has gone away. */
    private static final Duration SEARCHING = Duration.ofSeconds(10);

    private final List<URI> nodes;
    private final @Nullable String authorization;
    private final HttpClient http;
    private final Duration changing;
    private final Duration searching;
    private volatile int first;

    /** Nodes of which it was said that they are not trusted. */
    private final Set<URI> told = ConcurrentHashMap.newKeySet();

    Cluster(SearchProperties properties) throws IOException {
        this(properties, CHANGING, SEARCHING);
    }

    /**
     * @param changing the longest that a node may take for a change
     * @param searching the same of a search
     */
    Cluster(SearchProperties properties, Duration changing, Duration searching) throws IOException {
        this.changing = changing;
        this.searching = searching;
        this.nodes = Objects.requireNonNull(properties.urls());
        String password = properties.password();
        this.authorization =
                password == null
                        ? null
                        : "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (properties.username() + ":" + password)
                                                        .getBytes(StandardCharsets.UTF_8));
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING);
        Path certificates = properties.certificates();
        if (certificates != null) {
            client.sslContext(trusting(certificates));
        }
        this.http = client.build();
    }

    private static SSLContext trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + number++, each);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("tangthu.search.certificates: " + pem, e);
        }
    }

    /**
     * @param status of HTTP
     */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status < 300;
        }

        boolean isMissing() {
            return status == MISSING;
        }
    }

    /** What the cluster refused; asked again it would refuse it again. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        final int status;

        RefusedException(int status, String what) {
            super("OpenSearch " + status + ": " + told(status) + what);
            this.status = status;
        }

        private static String told(int status) {
            return switch (status) {
                case NOT_KNOWN ->
                        "cụm không nhận tài khoản hoặc mật khẩu / the cluster does not accept the"
                                + " account or its password (tangthu.search.username,"
                                + " password-file) ";
                case NOT_ALLOWED -> "tài khoản không có quyền / the account has not the right: ";
                default -> "";
            };
        }
    }

    /** A node that did not show who it is: nothing was sent to it, not even the account. */
    static final class UntrustedException extends IOException {
        private static final long serialVersionUID = 1L;

        UntrustedException(URI node, Throwable why) {
            super(
                    "Chứng chỉ của nút OpenSearch không được bảo chứng hoặc của máy khác / The"
                            + " OpenSearch node's certificate is not vouched for, or another"
                            + " host's (tangthu.search.certificates): "
                            + node.getHost()
                            + ":"
                            + node.getPort()
                            + ": "
                            + why.getMessage(),
                    why);
        }
    }

    JsonNode get(String path) throws IOException {
        return good(send("GET", path, null));
    }

    JsonNode post(String path, ObjectNode body) throws IOException {
        return good(send("POST", path, bytes(body)));
    }

    JsonNode post(String path) throws IOException {
        return good(send("POST", path, null));
    }

    JsonNode put(String path, ObjectNode body) throws IOException {
        return good(send("PUT", path, bytes(body)));
    }

    static byte[] bytes(ObjectNode body) {
        return JSON.writeValueAsBytes(body);
    }

    private static JsonNode good(Answer answer) throws IOException {
        if (!answer.isGood()) {
            throw new RefusedException(answer.status(), reason(answer.body()));
        }
        return answer.body();
    }

    /** The first thousand characters of what the cluster says about it. */
    static String reason(JsonNode body) {
        JsonNode error = body.path("error");
        JsonNode cause = error.path("root_cause").path(0).path("reason");
        String why = cause.isMissingNode() ? error.toString() : cause.asString("");
        return why.substring(0, Math.min(1_000, why.length()));
    }

    /**
     * Whatever the answer is.
     *
     * @param body JSON; null for none
     * @throws IOException when no node gives one
     */
    Answer send(String method, String path, byte @Nullable [] body) throws IOException {
        return send(method, path, body == null ? List.of() : List.of(body), changing);
    }

    /** A search or another question, which is not waited for as long as a change is. */
    Answer ask(String path, byte[] body) throws IOException {
        return send("POST", path, List.of(body), searching);
    }

    /**
     * @param lines of JSON, sent one after another without a copy of all of them
     */
    Answer change(String path, List<byte[]> lines) throws IOException {
        return send("POST", path, lines, changing);
    }

    private Answer send(String method, String path, List<byte[]> body, Duration limit)
            throws IOException {
        IOException failed = null;
        UntrustedException untrusted = null;
        Answer busy = null;
        int start = first;
        for (int i = 0; i < nodes.size(); i++) {
            int at = (start + i) % nodes.size();
            try {
                Answer answer = ask(nodes.get(at), method, path, body, limit);
                if (answer.status() < 502 || answer.status() > 504) {
                    first = at;
                    return answer;
                }
                busy = answer;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (UntrustedException e) {
                untrusted = e;
                if (told.add(nodes.get(at))) {
                    LOG.warn("A node of the cluster is passed over", e);
                }
            } catch (IOException e) {
                failed = e;
            }
        }
        if (busy != null) {
            return busy;
        }
        if (untrusted != null) {
            throw untrusted;
        }
        throw new IOException(
                "OpenSearch không trả lời / does not answer: " + nodes,
                Objects.requireNonNull(failed));
    }

    private Answer ask(URI node, String method, String path, List<byte[]> body, Duration limit)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve("/" + path));
        request.method(method, publisher(body));
        if (!body.isEmpty()) {
            boolean lines = path.startsWith("_msearch") || path.contains("_bulk");
            request.header("Content-Type", lines ? "application/x-ndjson" : "application/json");
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        // A limit of the request itself ends at the head of the answer.
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), json(answer.statusCode(), answer.body()));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(node.getHost() + ": " + limit);
        } catch (ExecutionException e) {
            for (Throwable why = e.getCause(); why != null; why = why.getCause()) {
                if (why instanceof CertificateException) {
                    throw new UntrustedException(node, why);
                }
            }
            throw new IOException(node.getHost() + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while OpenSearch was asked");
        } finally {
            boolean unused = asked.cancel(true);
        }
    }

    private static HttpRequest.BodyPublisher publisher(List<byte[]> body) {
        if (body.isEmpty()) {
            return HttpRequest.BodyPublishers.noBody();
        }
        long length = body.stream().mapToLong(piece -> piece.length).sum();
        return HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(
                        () ->
                                new SequenceInputStream(
                                        Collections.enumeration(
                                                body.stream()
                                                        .map(ByteArrayInputStream::new)
                                                        .toList()))),
                length);
    }

    /**
     * What is no JSON, as a proxy's page, says nothing beside an error; and it is no success,
     * whatever it calls itself.
     */
    private static JsonNode json(int status, byte[] body) throws IOException {
        try {
            JsonNode json = body.length == 0 ? null : JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            if (status < 300) {
                throw new IOException("OpenSearch " + status + ": no JSON", e);
            }
        }
        if (status < 300) {
            throw new IOException("OpenSearch " + status + ": no JSON");
        }
        return JSON.createObjectNode();
    }

    /**
     * The answer of a request to all copies that are up, if none of them failed.
     *
     * @throws IOException when it is not so, for the rest was done and this is not known by status
     */
    static JsonNode ofAllShards(JsonNode answer) throws IOException {
        if (answer.at("/_shards/failed").asInt(-1) != 0) {
            throw new IOException("OpenSearch: not on all shards: " + answer.path("_shards"));
        }
        return answer;
    }
}

package vn.tangthu.indexer.lucene.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * TLS and an account before a node, as a secured cluster has them: the distribution that tests
 * unpack comes without the server's own security plug-in.
 */
final class SecuredNode implements AutoCloseable {
    static final String USERNAME = "tangthu";
    static final String PASSWORD = "mật khẩu:của cụm";

    private static final char[] STORE = "changeit".toCharArray();

    private final HttpsServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI behind;

    /** The account of each request that came through TLS; empty for none. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Bytes of the largest answer. */
    volatile long largest;

    /**
     * @param keys of {@link Keys}
     * @param alias whose key it shows
     */
    SecuredNode(Keys keys, String alias, URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        this.server.setHttpsConfigurator(new HttpsConfigurator(keys.showing(alias)));
        this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        this.server.createContext("/", this::pass);
        this.server.start();
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    static String basic(String password) {
        byte[] both = (USERNAME + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String account = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(account == null ? "" : account);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!basic(PASSWORD).equals(account)) {
                // As the plug-in says it: in plain text.
                answer(exchange, 401, "Unauthorized".getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpRequest.Builder on =
                    HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
                            .method(
                                    exchange.getRequestMethod(),
                                    HttpRequest.BodyPublishers.ofByteArray(body));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                on.header("Content-Type", type);
            }
            HttpResponse<byte[]> answer =
                    http.send(on.build(), HttpResponse.BodyHandlers.ofByteArray());
            largest = Math.max(largest, answer.body().length);
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    /** An authority of one's own, another, and keys for this machine and for another name. */
    static final class Keys {
        static final String OURS = "ours";
        static final String FOREIGN = "foreign";
        static final String HERE = "here";
        static final String ELSEWHERE = "elsewhere";

        private final Path directory;
        private final KeyStore all;

        Keys(Path directory) throws IOException {
            this.directory = directory;
            Path store = directory.resolve("all.p12");
            key(store, OURS, "-ext", "bc:c");
            key(store, FOREIGN, "-ext", "bc:c");
            key(store, HERE, "-signer", OURS, "-ext", "san=ip:127.0.0.1");
            key(store, ELSEWHERE, "-signer", OURS, "-ext", "san=dns:node.example");
            try (InputStream in = Files.newInputStream(store)) {
                all = KeyStore.getInstance("PKCS12");
                all.load(in, STORE);
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        private static void key(Path store, String alias, String... more) throws IOException {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    System.getProperty("java.home") + "/bin/keytool",
                                    "-genkeypair",
                                    "-alias",
                                    alias,
                                    "-keyalg",
                                    "EC",
                                    "-validity",
                                    "2",
                                    "-dname",
                                    "CN=" + alias,
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    store.toString(),
                                    "-storepass",
                                    new String(STORE)));
            command.addAll(List.of(more));
            try {
                Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
                String said =
                        new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (made.waitFor() != 0) {
                    throw new IOException(said);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        /** A PEM file with the certificate of an authority. */
        Path pem(String alias) throws IOException {
            try {
                byte[] der = all.getCertificate(alias).getEncoded();
                String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
                return Files.writeString(
                        directory.resolve(alias + ".pem"),
                        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        private SSLContext showing(String alias) throws IOException {
            try {
                KeyStore one = KeyStore.getInstance("PKCS12");
                one.load(null, STORE);
                one.setKeyEntry(
                        alias, all.getKey(alias, STORE), STORE, all.getCertificateChain(alias));
                KeyManagerFactory keys =
                        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(one, STORE);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }
    }
}

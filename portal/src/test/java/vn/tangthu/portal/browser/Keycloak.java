package vn.tangthu.portal.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/** A real Keycloak on loopback, unpacked by the build's profile {@code keycloak-tests}. */
final class Keycloak implements AutoCloseable {
    /** Generous: it builds itself at its first start, and the machine may build beside it. */
    private static final Duration START = Duration.ofMinutes(4);

    private final Process process;
    private final int port;

    /**
     * @param words what stands between at signs in the realm
     */
    Keycloak(Path work, Map<String, String> words) throws IOException, InterruptedException {
        Path home = home();
        // What a run before left there has other addresses.
        boolean unused = FileSystemUtils.deleteRecursively(home.resolve("data"));
        Path data = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(data.resolve("tinh-realm.json"), realm(words));
        port = free();
        ProcessBuilder start =
                new ProcessBuilder(
                                "sh",
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port,
                                "--http-management-port=" + free(),
                                "--hostname=http://localhost:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(work.resolve("keycloak.log").toFile());
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        process = start.start();
        await(work.resolve("keycloak.log"));
    }

    private static Path home() throws IOException {
        Path unpacked = Path.of("target/keycloak");
        Assumptions.assumeTrue(Files.isDirectory(unpacked), "run by ./tangthu test --keycloak");
        try (Stream<Path> all = Files.list(unpacked)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
        }
    }

    private static String realm(Map<String, String> words) throws IOException {
        try (InputStream in = Keycloak.class.getResourceAsStream("/keycloak/tinh-realm.json")) {
            String realm =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                realm = realm.replace("@" + word.getKey() + "@", word.getValue());
            }
            return realm;
        }
    }

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As Keycloak writes itself. */
    String issuer() {
        return "http://localhost:" + port + "/realms/tinh";
    }

    private void await(Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START);
        HttpRequest discovery =
                HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(end) && process.isAlive()) {
                try {
                    if (client.send(discovery, HttpResponse.BodyHandlers.discarding()).statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Not yet.
                }
                Thread.sleep(500);
            }
        }
        close();
        throw new IllegalStateException("Keycloak does not start:\n" + Files.readString(log));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A real OpenSearch of one or more nodes on loopback, from the distribution that {@code ./tangthu
 * test --opensearch} unpacks; it refuses to run as root, so then it runs as nobody. With the system
 * property {@code tangthu.test.opensearch.url} the tests that need one node ask that one.
 */
public final class OpenSearchServer implements AutoCloseable {
    private static final long STARTING_SECONDS = 240;
    private static final String HEAP = "768m";

    private static @Nullable OpenSearchServer shared;

    private final Path directory;
    private final List<Node> nodes = new ArrayList<>();
    private final String prefix;
    private final String heap;
    private int prefixes;

    private static final class Node {
        final int number;
        final int http;
        final int transport;
        @Nullable Process process;

        Node(int number, int http, int transport) {
            this.number = number;
            this.http = http;
            this.transport = transport;
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + http);
        }
    }

    /** One that runs already and stays; with {@code path.repo} set for snapshots. */
    private OpenSearchServer(URI running) {
        directory = Path.of("target").toAbsolutePath();
        heap = "";
        nodes.add(new Node(1, running.getPort(), 0));
        prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
    }

    private OpenSearchServer(int count, String heap) throws IOException {
        this.prefix = "t";
        this.heap = heap;
        directory = Files.createTempDirectory(unpacked().getParent(), "opensearch-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (int i = 1; i <= count; i++) {
            nodes.add(new Node(i, freePort(), freePort()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        for (Node node : nodes) {
            start(node);
        }
        await(count);
    }

    /** One node for all tests of a run. */
    public static synchronized OpenSearchServer shared() throws IOException {
        OpenSearchServer running = shared;
        if (running == null) {
            String there = System.getProperty("tangthu.test.opensearch.url");
            running =
                    there == null
                            ? new OpenSearchServer(1, HEAP)
                            : new OpenSearchServer(URI.create(there));
            shared = running;
        }
        return running;
    }

    static OpenSearchServer of(int nodes) throws IOException {
        return new OpenSearchServer(nodes, HEAP);
    }

    /**
     * One node for a benchmark, to be {@linkplain #discard() discarded}.
     *
     * @param heap as {@code -Xmx} has it
     */
    public static OpenSearchServer withHeap(String heap) throws IOException {
        return new OpenSearchServer(1, heap);
    }

    /** Processor time of all nodes since they began. */
    public Duration cpu() throws IOException {
        long all = 0;
        for (JsonNode node : cluster().get("_nodes/stats/process").path("nodes")) {
            all += node.at("/process/cpu/total_in_millis").asLong();
        }
        return Duration.ofMillis(all);
    }

    private Cluster cluster() throws IOException {
        return new Cluster(new SearchProperties(null, urls(), null, null, null, null, null, null));
    }

    /** A new, empty index without replicas. */
    public OpenSearchForTests index() throws IOException {
        return index(0);
    }

    OpenSearchForTests index(int replicas) throws IOException {
        return new OpenSearchForTests(urls(), prefix + prefixes++, replicas);
    }

    public OpenSearchForTests indexOfShards(int shards) throws IOException {
        return new OpenSearchForTests(urls(), prefix + prefixes++, shards, 0);
    }

    /** A prefix that nothing has. */
    String freePrefix() {
        return prefix + prefixes++;
    }

    List<URI> urls() {
        return nodes.stream().map(Node::url).toList();
    }

    /** As power fails, or the kernel takes the memory back. */
    void kill(int node) {
        Process process = nodes.get(node).process;
        if (process != null) {
            process.destroyForcibly();
            try {
                int unused = process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void startAgain(int node) throws IOException {
        start(nodes.get(node));
        await(nodes.size());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path unpacked() throws IOException {
        Path unpacked =
                Path.of(System.getProperty("tangthu.test.opensearch", "target/opensearch"))
                        .toAbsolutePath();
        if (!Files.isDirectory(unpacked)) {
            throw new IOException("./tangthu test --opensearch: " + unpacked);
        }
        return unpacked;
    }

    private static Path distribution() throws IOException {
        try (Stream<Path> inside = Files.list(unpacked())) {
            return inside.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private void start(Node node) throws IOException {
        Path home = distribution();
        Path own = directory.resolve("n" + node.number);
        Path config = Files.createDirectories(own.resolve("config"));
        Path tmp = Files.createDirectories(own.resolve("tmp"));
        Files.copy(
                home.resolve("config/log4j2.properties"),
                config.resolve("log4j2.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        List<String> seeds =
                nodes.stream().map(each -> "\"127.0.0.1:" + each.transport + "\"").toList();
        List<String> names =
                IntStream.rangeClosed(1, nodes.size()).mapToObj(i -> "\"n" + i + "\"").toList();
        Files.writeString(
                config.resolve("opensearch.yml"),
                String.join(
                        "\n",
                        "cluster.name: " + directory.getFileName(),
                        "node.name: n" + node.number,
                        "path.data: " + own.resolve("data"),
                        "path.logs: " + own.resolve("logs"),
                        "path.repo: " + own.resolve("snapshots"),
                        "network.host: 127.0.0.1",
                        "http.port: " + node.http,
                        "transport.port: " + node.transport,
                        "cluster.routing.allocation.disk.threshold_enabled: false",
                        "discovery.seed_hosts: " + seeds,
                        "cluster.initial_cluster_manager_nodes: " + names,
                        ""));
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            run("chown", "-R", "nobody", own.toString());
            run("chmod", "-R", "a+rX", home.toString());
            command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
        }
        command.addAll(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xms512m",
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + tmp,
                        "-javaagent:" + home.resolve("agent/opensearch-agent.jar"),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dopensearch.path.home=" + home,
                        "-Dopensearch.path.conf=" + config,
                        "-Dopensearch.distribution.type=zip",
                        "-Dopensearch.bundled_jdk=false",
                        "-cp",
                        home.resolve("lib") + "/*",
                        "org.opensearch.bootstrap.OpenSearch"));
        node.process =
                new ProcessBuilder(command)
                        .directory(own.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("n" + node.number + ".log").toFile())
                        .start();
    }

    private static void run(String... command) throws IOException {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + ": " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Until so many nodes know each other. */
    void await(int count) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTING_SECONDS);
        Cluster cluster = cluster();
        while (true) {
            try {
                JsonNode health = cluster.get("_cluster/health");
                if (health.path("number_of_nodes").asInt(0) == count) {
                    return;
                }
            } catch (IOException e) {
                for (Node node : nodes) {
                    Process process = node.process;
                    if (count == nodes.size() && process != null && !process.isAlive()) {
                        throw new IOException("OpenSearch ended: " + directory, e);
                    }
                }
            }
            if (System.nanoTime() > end) {
                throw new IOException("OpenSearch does not start: " + directory);
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private void stop() {
        for (int i = 0; i < nodes.size(); i++) {
            kill(i);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Closed, and nothing is left of it, not even its logs. */
    public void discard() throws IOException {
        close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package vn.tangthu.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product as it is served: {@code ./tangthu serve} in a process of its own with its standard
 * heap, spoken to over its control port as its other verbs do. Tells what it costs.
 */
final class ServedArchive implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;
    private final Path gcLog;
    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private long gcRead;

    private ServedArchive(Path home, Path gcLog, Process process, int port) {
        this.home = home;
        this.gcLog = gcLog;
        this.process = process;
        this.port = port;
    }

    /**
     * @param options for its JVM
     */
    static ServedArchive start(Path script, Path home, Path log, String... options)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path gcLog = log.resolveSibling("gc.log");
        Files.deleteIfExists(gcLog);
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), "serve", "--port", Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("TANGTHU_HOME", home.toString());
        builder.environment()
                .put(
                        "TANGTHU_JAVA_OPTS",
                        "-Xlog:gc:file=" + gcLog + " " + String.join(" ", options));
        ServedArchive served = new ServedArchive(home, gcLog, builder.start(), port);
        while (!served.answers()) {
            if (!served.process.isAlive()) {
                throw new IllegalStateException("It stopped: " + Files.readString(log));
            }
            Thread.sleep(200);
        }
        return served;
    }

    private boolean answers() throws InterruptedException {
        try {
            return client.send(
                                    HttpRequest.newBuilder(address("/")).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /**
     * Runs a verb in the service.
     *
     * @param lines told each piece of what it says, as it says it
     * @return its exit status
     */
    int run(List<String> arguments, Consumer<String> lines)
            throws IOException, InterruptedException {
        List<String> control = Files.readAllLines(home.resolve("run/control"));
        byte[] call =
                JSON.writeValueAsBytes(
                        java.util.Map.of("arguments", arguments, "directory", home.toString()));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.get(0) + "/verb"))
                        .header("Authorization", "Bearer " + control.get(1))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(call))
                        .build();
        HttpResponse<InputStream> response =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader body =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                if (line.charAt(0) == 'x') {
                    return Integer.parseInt(line.substring(1));
                }
                lines.accept(JSON.readValue(line.substring(1), String.class));
            }
        }
        throw new IOException("The service ended before the verb did");
    }

    /** The same; all it says, when it has ended. */
    String say(String... arguments) throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        int unused = run(List.of(arguments), said::append);
        return said.toString();
    }

    /** Calls the interface for programs. */
    void call(String method, String path, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(address(path))
                                .header("Authorization", "Bearer " + token)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " from " + path + ": " + answer.body());
        }
    }

    /** Seconds of processor time so far, of the service with its database and its workers. */
    double cpu() throws IOException {
        return Shell.cpu(process.toHandle());
    }

    /** MiB of the service with its database and its workers. */
    double memory() throws IOException {
        return ServerBench.proportionalSetSize(home, process.pid()) / 1024.0;
    }

    /**
     * The least heap that was in use after a collection since the last call, MiB; {@link
     * Double#NaN} when there was none. What is garbage in the old generation is in it.
     */
    double heapAfterCollection() throws IOException {
        byte[] all = Files.readAllBytes(gcLog);
        String fresh =
                new String(all, (int) gcRead, all.length - (int) gcRead, StandardCharsets.UTF_8);
        gcRead = all.length;
        double least = Double.NaN;
        for (var found = java.util.regex.Pattern.compile("->(\\d+)M\\(").matcher(fresh);
                found.find(); ) {
            double megabytes = Double.parseDouble(found.group(1));
            least = Double.isNaN(least) ? megabytes : Math.min(least, megabytes);
        }
        return least;
    }

    /** The heap in use right after a full collection, MiB: what is held, no garbage. */
    double heapHeld() throws IOException, InterruptedException {
        double unused = heapAfterCollection();
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collect =
                new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int status = collect.waitFor();
        for (int i = 0; i < 20; i++) {
            Thread.sleep(250);
            double least = heapAfterCollection();
            if (!Double.isNaN(least)) {
                return least;
            }
        }
        throw new IOException("No collection was seen; jcmd ended with " + status);
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

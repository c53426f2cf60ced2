package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.cli.StormProcesses.Child;
import vn.tangthu.portal.cli.StormProcesses.Ran;

/**
 * The ways in that no verb goes, killed while they are at work: the drop folder, and programs that
 * deliver with a token. Each looks afterwards as those on its other side would.
 */
final class StormDoors {
    private static final Set<String> KEPT = Set.of("KEPT", "ALREADY_KEPT");

    private final StormProcesses processes;
    private final SplittableRandom random;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path inbox;
    private @Nullable String token;
    private int dropped;

    StormDoors(StormProcesses processes, SplittableRandom random) {
        this.processes = processes;
        this.random = random;
        this.inbox = processes.home.resolve("inbox");
    }

    /** What has to hold whenever one looks. */
    interface Always {
        void holds() throws Exception;
    }

    /**
     * The delivery lies in the drop folder when the server is killed, once or twice, and beside it
     * the same with a file too few. The one ends in {@code done/}, the other in {@code refused/},
     * each once and with its report.
     *
     * @return whether a kill came before the end
     */
    boolean killDropFolder(StormDelivery delivery, Always always) throws Exception {
        Child server = processes.serve();
        String sound = "storm-" + ++dropped;
        String lacking = "lacking-" + dropped;
        Path half = drop(delivery.folder(), lacking);
        Files.delete(StormDelivery.files(half.resolve("TaiLieu")).getFirst());
        drop(delivery.path(), sound);
        boolean lackingFirst = random.nextBoolean();
        ready(lackingFirst ? lacking : sound);
        Thread.sleep(random.nextInt(300));
        ready(lackingFirst ? sound : lacking);
        boolean hit = false;
        for (int kills = 1 + random.nextInt(2); kills > 0; kills--) {
            Thread.sleep(random.nextInt(2_500));
            hit |= ended("done", sound).isEmpty() || ended("refused", lacking).isEmpty();
            processes.kill(server);
            server = processes.serve();
        }
        await(
                "both deliveries end",
                always,
                () -> !ended("done", sound).isEmpty() && !ended("refused", lacking).isEmpty());
        assertReported("done", sound, delivery.path(), KEPT);
        assertReported("refused", lacking, delivery.folder(), Set.of("REFUSED"));
        for (String name : List.of(sound, lacking)) {
            assertThat(ended("working", name)).as(name).isEmpty();
            assertThat(inbox.resolve(name + ".ready")).doesNotExist();
            assertThat(inbox.resolve(name)).doesNotExist();
            assertThat(inbox.resolve(name + ".zip")).doesNotExist();
        }
        assertThat(ended("refused", sound)).isEmpty();
        assertThat(ended("done", lacking)).isEmpty();
        return hit;
    }

    /** Laid down as people do: under another name until all of it is there. */
    private Path drop(Path source, String name) throws IOException {
        Files.createDirectories(inbox);
        Path arriving = inbox.resolve("." + name);
        FileSystemUtils.copyRecursively(source, arriving);
        return Files.move(
                arriving, inbox.resolve(Files.isDirectory(source) ? name : name + ".zip"));
    }

    private void ready(String name) throws IOException {
        Files.writeString(inbox.resolve(name + ".ready"), "Đơn vị số hóa\n");
    }

    private void assertReported(String where, String name, Path source, Set<String> states)
            throws IOException {
        assertThat(ended(where, name)).as("%s in %s/, once", name, where).hasSize(1);
        Path folder = ended(where, name).getFirst();
        JsonNode report =
                JsonMapper.shared()
                        .readTree(Files.readString(folder.resolve("report/report.json")));
        assertThat(report.at("/delivery/state").asString()).isIn(states);
        assertThat(report.at("/delivery/submitter").asString()).isEqualTo("Đơn vị số hóa");
        if (where.equals("refused")) {
            assertThat(report.get("findings").valueStream())
                    .anyMatch(finding -> finding.get("code").asString().equals("FILE_MISSING"));
        }
        assertThat(folder.resolve("report/report.txt")).isNotEmptyFile();
        assertThat(folder.resolve("report/findings.xlsx")).isNotEmptyFile();
        Path delivered = folder.resolve(Files.isDirectory(source) ? name : name + ".zip");
        if (Files.isRegularFile(source)) {
            assertThat(delivered).hasSameBinaryContentAs(source);
        } else {
            assertThat(StormDelivery.files(delivered)).isNotEmpty();
        }
    }

    private List<Path> ended(String where, String name) throws IOException {
        if (!Files.isDirectory(inbox.resolve(where))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(inbox.resolve(where))) {
            return all.filter(path -> path.getFileName().toString().endsWith("-" + name)).toList();
        }
    }

    /** Nothing waits in the drop folder: only what ended lies there. */
    void assertEmpty() throws IOException {
        if (Files.exists(inbox)) {
            try (Stream<Path> all = Files.list(inbox)) {
                assertThat(all.map(path -> path.getFileName().toString()).toList())
                        .isSubsetOf("working", "done", "refused");
            }
            assertThat(inbox.resolve("working")).isEmptyDirectory();
        }
    }

    /**
     * The server is killed while a program hands the delivery in over a slow line, or after it took
     * it. What was answered for goes on by itself; asked again with the same key it is the same
     * delivery, and what was not answered for is taken then.
     *
     * @return whether a kill came before the end
     */
    boolean killRest(StormDelivery delivery, Always always) throws Exception {
        byte[] zip = Files.readAllBytes(delivery.zipped());
        String key = UUID.randomUUID().toString();
        Child server = served();
        int line = random.nextInt(1_200);
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(post(zip, key, line), BodyHandlers.ofString());
        Thread.sleep(random.nextInt(line + 1_500));
        boolean hit = !sent.isDone() || !KEPT.contains(stateOf(idOf(sent.join())));
        processes.kill(server);
        @Nullable String promised = answer(sent);
        server = served();
        if (promised != null && random.nextBoolean()) {
            Thread.sleep(random.nextInt(1_500));
            hit |= !KEPT.contains(stateOf(promised));
            processes.kill(server);
            served();
        }
        if (promised != null) {
            String id = promised;
            await("what was answered for is kept", always, () -> KEPT.contains(stateOf(id)));
        }
        HttpResponse<String> again = client.send(post(zip, key, 0), BodyHandlers.ofString());
        assertThat(again.statusCode()).as(again.body()).isIn(200, 202);
        String id = idOf(again);
        if (promised != null) {
            assertThat(again.statusCode()).as("nothing is taken twice").isEqualTo(200);
            assertThat(id).as("the same key is the same delivery").isEqualTo(promised);
        }
        await("kept", always, () -> KEPT.contains(stateOf(id)));
        System.out.printf(
                "    answered before the kill: %s; asked again: %d%n",
                promised != null, again.statusCode());
        return hit;
    }

    /** The id of the delivery that it promised to keep; null when nothing came back. */
    private static @Nullable String answer(CompletableFuture<HttpResponse<String>> sent)
            throws Exception {
        try {
            HttpResponse<String> answer = sent.get(30, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return idOf(answer);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
            return null;
        }
    }

    /** The server when its web pages answer, and the token, made before there was any. */
    private Child served() throws Exception {
        if (token == null) {
            processes.withoutServer();
            Ran made = processes.startMain(StormArchivist.class, StormArchivist.MAKE_TOKEN).end();
            assertThat(made.status()).as(made.err()).isZero();
            token =
                    made.out()
                            .lines()
                            .filter(line -> line.startsWith(StormArchivist.TOKEN))
                            .map(line -> line.substring(StormArchivist.TOKEN.length()))
                            .findFirst()
                            .orElseThrow();
        }
        Child server = processes.serve();
        processes.await(
                60,
                "the API answers",
                () -> {
                    try {
                        return stateOf(UUID.randomUUID().toString()).equals("404");
                    } catch (IOException e) {
                        return false;
                    }
                });
        return server;
    }

    /**
     * @param millis how long the line takes
     */
    private HttpRequest post(byte[] zip, String key, int millis) {
        return request("/api/deliveries?name=storm.zip")
                .header("Content-Type", "application/zip")
                .header("Idempotency-Key", key)
                .POST(
                        BodyPublishers.fromPublisher(
                                BodyPublishers.ofInputStream(() -> new SlowLine(zip, millis)),
                                zip.length))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + processes.port + path))
                .header("Authorization", "Bearer " + token);
    }

    /** Its state, or the status where there is none. */
    private String stateOf(String id) throws IOException {
        try {
            HttpResponse<String> answer =
                    client.send(
                            request("/api/deliveries/" + id).GET().build(),
                            BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? JsonMapper.shared().readTree(answer.body()).get("state").asString()
                    : String.valueOf(answer.statusCode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String idOf(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).get("id").asString();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Always always, Condition condition) {
        processes.await(
                180,
                what,
                () -> {
                    try {
                        always.holds();
                        Thread.sleep(100);
                        return condition.holds();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** Bytes that take their time. */
    private static final class SlowLine extends FilterInputStream {
        private static final int PIECES = 20;

        private final int piece;
        private final int pause;

        SlowLine(byte[] bytes, int millis) {
            super(new java.io.ByteArrayInputStream(bytes));
            piece = bytes.length / PIECES + 1;
            pause = millis / PIECES;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            InputStream bytes = in;
            return bytes.read(buffer, offset, Math.min(length, piece));
        }
    }
}

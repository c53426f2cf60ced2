package vn.tangthu.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium as the system has it, spoken to in its own protocol (CDP) over a WebSocket: a benchmark
 * runs on the application's class path, which has no Playwright.
 */
final class Chrome implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> sessions = new ConcurrentHashMap<>();

    private Chrome(Process process, Path profile, URI address)
            throws IOException, InterruptedException {
        this.process = process;
        this.profile = profile;
        try {
            socket =
                    client.newWebSocketBuilder()
                            .buildAsync(address, new Ear())
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Chromium does not listen at " + address, e);
        }
    }

    /**
     * @param profile a folder that is made, and removed at the end
     */
    static Chrome start(Path profile) throws IOException, InterruptedException {
        String executable =
                PLACES.stream()
                        .filter(place -> Files.isExecutable(Path.of(place)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Needs one of " + PLACES));
        Archive.delete(profile);
        Files.createDirectories(profile);
        Process process =
                new ProcessBuilder(
                                executable,
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--user-data-dir=" + profile,
                                "--remote-debugging-port=0",
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Path told = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 300; i++) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() >= 2) {
                return new Chrome(
                        process,
                        profile,
                        URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IOException("Chromium does not start");
    }

    /** Hears answers and events, each a text that may come in pieces. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence piece, boolean last) {
            heard.append(piece);
            if (last) {
                JsonNode message = JSON.readTree(heard.toString());
                heard.setLength(0);
                if (message.has("id")) {
                    CompletableFuture<JsonNode> asked = waiting.remove(message.path("id").asInt());
                    if (asked != null) {
                        boolean unused = asked.complete(message);
                    }
                } else {
                    Consumer<JsonNode> of = sessions.get(message.path("sessionId").asString(""));
                    if (of != null) {
                        of.accept(message);
                    }
                }
            }
            from.request(1);
            return null;
        }
    }

    private JsonNode send(@Nullable String session, String method, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        Map<String, Object> call = new HashMap<>();
        call.put("id", id);
        call.put("method", method);
        call.put("params", parameters);
        if (session != null) {
            call.put("sessionId", session);
        }
        try {
            var unused =
                    socket.sendText(JSON.writeValueAsString(call), true)
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            JsonNode told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (told.has("error")) {
                throw new IOException(method + ": " + told.path("error"));
            }
            return told.path("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("No answer to " + method, e);
        }
    }

    /** Somebody with no cookies and an empty cache, in a window of this size. */
    Tab person(int width, int height) throws IOException, InterruptedException {
        String context =
                send(null, "Target.createBrowserContext", Map.of())
                        .path("browserContextId")
                        .asString();
        String target =
                send(
                                null,
                                "Target.createTarget",
                                Map.of("url", "about:blank", "browserContextId", context))
                        .path("targetId")
                        .asString();
        String session =
                send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asString();
        return new Tab(context, session, width, height);
    }

    /** A page that is open. */
    final class Tab implements AutoCloseable {
        private final String context;
        private final String session;
        private final Map<String, Long> inFlight = new ConcurrentHashMap<>();
        private long bytes;
        private int requests;
        private volatile long quietSince = System.nanoTime();

        private Tab(String context, String session, int width, int height)
                throws IOException, InterruptedException {
            this.context = context;
            this.session = session;
            sessions.put(session, this::heard);
            tell("Network.enable", Map.of());
            tell("Page.enable", Map.of());
            tell(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of(
                            "width",
                            width,
                            "height",
                            height,
                            "deviceScaleFactor",
                            1,
                            "mobile",
                            width < 700));
        }

        private synchronized void heard(JsonNode event) {
            JsonNode told = event.path("params");
            String id = told.path("requestId").asString("");
            switch (event.path("method").asString("")) {
                case "Network.requestWillBeSent" -> inFlight.put(id, System.nanoTime());
                case "Network.responseReceived" -> requests++;
                case "Network.loadingFinished" -> {
                    bytes += told.path("encodedDataLength").asLong();
                    inFlight.remove(id);
                    quietSince = System.nanoTime();
                }
                case "Network.loadingFailed" -> {
                    inFlight.remove(id);
                    quietSince = System.nanoTime();
                }
                default -> {}
            }
        }

        /** Bytes over the wire since the last call, as sent: headers too, compressed. */
        synchronized long bytes() {
            long now = bytes;
            bytes = 0;
            requests = 0;
            return now;
        }

        synchronized int requests() {
            return requests;
        }

        void tell(String method, Map<String, ?> parameters)
                throws IOException, InterruptedException {
            JsonNode unused = send(session, method, parameters);
        }

        /** 1.6 Mbit/s, 150 ms there and back, a processor four times slower: a phone's slow 4G. */
        void slowPhone() throws IOException, InterruptedException {
            tell(
                    "Network.emulateNetworkConditions",
                    Map.of(
                            "offline",
                            false,
                            "latency",
                            150,
                            "downloadThroughput",
                            1.6 * 1_000_000 / 8,
                            "uploadThroughput",
                            0.75 * 1_000_000 / 8));
            tell("Emulation.setCPUThrottlingRate", Map.of("rate", 4));
        }

        /** Runs before any script of each page to come. */
        void before(String script) throws IOException, InterruptedException {
            tell("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        }

        void open(URI address) throws IOException, InterruptedException {
            tell("Page.navigate", Map.of("url", address.toString()));
            settled(500);
        }

        /** Until it is loaded and nothing has been on the line for so many milliseconds. */
        void settled(long millis) throws IOException, InterruptedException {
            until(
                    () ->
                            inFlight.isEmpty()
                                    && System.nanoTime() - quietSince > millis * 1_000_000L,
                    "the page is quiet");
            while (!evaluate("document.readyState").asString("").equals("complete")) {
                Thread.sleep(20);
            }
        }

        private static void until(BooleanSupplier met, String what)
                throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!met.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new IOException("It never came to be that " + what);
                }
                Thread.sleep(10);
            }
        }

        /** Waits until the expression is true in the page. */
        void until(String expression) throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!evaluate("!!(" + expression + ")").asBoolean()) {
                if (System.nanoTime() > end) {
                    throw new IOException("Never true: " + expression);
                }
                Thread.sleep(20);
            }
        }

        /** What the expression is; a promise is waited for. */
        JsonNode evaluate(String expression) throws IOException, InterruptedException {
            JsonNode told =
                    send(
                            session,
                            "Runtime.evaluate",
                            Map.of(
                                    "expression",
                                    expression,
                                    "awaitPromise",
                                    true,
                                    "returnByValue",
                                    true));
            if (told.has("exceptionDetails")) {
                throw new IOException(expression + ": " + told.path("exceptionDetails"));
            }
            return told.path("result").path("value");
        }

        /** A real press of the mouse on the middle of what the selector names. */
        void press(String selector) throws IOException, InterruptedException {
            JsonNode at =
                    evaluate(
                            "(() => { const one = document.querySelector(`"
                                    + selector
                                    + "`); one.scrollIntoView({block: 'center'});"
                                    + " const box = one.getBoundingClientRect();"
                                    + " return [box.x + box.width / 2, box.y + box.height / 2] })()");
            for (String kind : List.of("mousePressed", "mouseReleased")) {
                tell(
                        "Input.dispatchMouseEvent",
                        Map.of(
                                "type",
                                kind,
                                "x",
                                at.get(0).asDouble(),
                                "y",
                                at.get(1).asDouble(),
                                "button",
                                "left",
                                "clickCount",
                                1));
            }
        }

        /** Real keys, letter by letter. */
        void type(String text) throws IOException, InterruptedException {
            for (int i = 0; i < text.length(); i++) {
                String letter = text.substring(i, i + 1);
                for (String kind : List.of("keyDown", "keyUp")) {
                    tell(
                            "Input.dispatchKeyEvent",
                            kind.equals("keyDown")
                                    ? Map.of("type", kind, "text", letter, "key", letter)
                                    : Map.of("type", kind, "key", letter));
                }
            }
        }

        @Override
        public void close() throws IOException, InterruptedException {
            sessions.remove(session);
            JsonNode unused =
                    send(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.abort();
        client.close();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Archive.delete(profile);
    }
}

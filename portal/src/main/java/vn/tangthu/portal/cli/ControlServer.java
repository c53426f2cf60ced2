package vn.tangthu.portal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.TangThuHome;

/**
 * Lets {@code ./tangthu} run its verbs inside the process that owns the home. Listens on loopback
 * only and answers to nobody without the secret of {@link ControlFile}. The answer is a stream of
 * lines: {@code o} and a JSON string for standard output, {@code e} for standard error, at the end
 * {@code x} and the exit status.
 */
final class ControlServer implements AutoCloseable {
    private final TangThuHome home;
    private final HttpServer server;
    private final Verbs verbs;
    private final JsonMapper json;
    private final String token;

    ControlServer(TangThuHome home, Verbs verbs, JsonMapper json) throws IOException {
        this.home = home;
        this.verbs = verbs;
        this.json = json;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.token = HexFormat.of().formatHex(secret);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/verb", this::handle);
        server.start();
        new ControlFile(server.getAddress().getPort(), token).write(home);
    }

    record Call(List<String> arguments, String directory) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!MessageDigest.isEqual(
                    given.getBytes(StandardCharsets.UTF_8),
                    ("Bearer " + token).getBytes(StandardCharsets.UTF_8))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            Call call = json.readValue(exchange.getRequestBody().readAllBytes(), Call.class);
            exchange.sendResponseHeaders(200, 0);
            run(call, exchange.getResponseBody());
        }
    }

    private void run(Call call, OutputStream body) {
        AtomicBoolean gone = new AtomicBoolean();
        Writer lines = new OutputStreamWriter(body, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(new TaggedLines('o', lines, gone));
        PrintWriter err = new PrintWriter(new TaggedLines('e', lines, gone));
        int status =
                verbs.run(
                        call.arguments(),
                        new Session(out, err, Path.of(call.directory()), gone::get));
        out.flush();
        err.flush();
        try {
            synchronized (lines) {
                lines.write("x" + status + "\n");
                lines.flush();
            }
        } catch (IOException e) {
            gone.set(true); // the caller went away; there is nobody to tell
        }
    }

    /** Collects text and sends it on at each flush as one tagged line. */
    private final class TaggedLines extends Writer {
        private final char tag;
        private final Writer lines;
        private final AtomicBoolean gone;
        private final StringBuilder pending = new StringBuilder();

        TaggedLines(char tag, Writer lines, AtomicBoolean gone) {
            this.tag = tag;
            this.lines = lines;
            this.gone = gone;
        }

        @Override
        public void write(char[] buffer, int offset, int length) {
            pending.append(buffer, offset, length);
            if (pending.length() > 8192) {
                flush();
            }
        }

        @Override
        public void flush() {
            if (pending.isEmpty() || gone.get()) {
                return;
            }
            try {
                synchronized (lines) {
                    lines.write(tag + json.writeValueAsString(pending.toString()) + "\n");
                    lines.flush();
                }
            } catch (IOException e) {
                gone.set(true);
            }
            pending.setLength(0);
        }

        @Override
        public void close() {
            flush();
        }
    }

    @Override
    public void close() throws IOException {
        ControlFile.delete(home);
        server.stop(0);
    }
}

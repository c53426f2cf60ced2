package vn.tangthu.repository.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on a socket that speaks as much of SMTP (RFC 5321) as a client needs. */
public final class MailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    /** It answers 451 to the text of a message: try again later. */
    public volatile boolean busy;

    /**
     * @param port 0 for any
     */
    public MailServer(int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread unused = Thread.ofPlatform().daemon().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Messages that were taken, with their headers. */
    public List<String> taken() {
        return taken;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                serve(client);
            } catch (IOException e) {
                // the client left, or the server ends
            }
        }
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        say(out, "220 thu.example ESMTP");
        for (String line; (line = in.readLine()) != null; ) {
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO", "HELO" -> say(out, "250 thu.example");
                case "DATA" -> {
                    say(out, "354 go on");
                    StringBuilder text = new StringBuilder();
                    for (String part; (part = in.readLine()) != null && !part.equals("."); ) {
                        text.append(part.startsWith("..") ? part.substring(1) : part).append('\n');
                    }
                    if (busy) {
                        say(out, "451 busy");
                    } else {
                        taken.add(text.toString());
                        say(out, "250 taken");
                    }
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package vn.tangthu.repository.scanning;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks clamd's protocol on loopback, and misbehaves as asked. */
public final class FakeClamd implements AutoCloseable {
    /** What it calls infected. */
    public static final String HARM = "tang thu harmful words";

    public enum Manner {
        GOOD,
        /** Takes everything and never answers. */
        HANGS,
        /** Says OK without its end. */
        HALF_ANSWER,
        /** Goes away after the command. */
        CLOSES,
        /** As a clamd with a small StreamMaxLength. */
        SIZE_LIMIT,
        /** Speaks something else. */
        WRONG_ANSWER,
        /** As clamd where it cannot read what it was given. */
        ERROR,
        /** As clamd with AlertExceedsMax. */
        OWN_LIMIT,
        /** Does not even answer a PING. */
        DEAF
    }

    public volatile Manner manner = Manner.GOOD;
    public volatile String version = "ClamAV 1.4.6/100/Wed Jan  1 09:10:11 2025";
    public volatile String harm = HARM;

    /** Run when a scan begins. */
    public volatile Runnable onScan = () -> {};

    public final AtomicInteger scans = new AtomicInteger();
    private final ServerSocket server;

    public FakeClamd() throws IOException {
        this(0);
    }

    public FakeClamd(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder command = new StringBuilder();
            for (int b; (b = in.read()) > 0; ) {
                command.append((char) b);
            }
            if (manner == Manner.DEAF) {
                Thread.sleep(60_000);
            }
            switch (command.toString()) {
                case "zVERSION" -> say(socket, version + "\0");
                case "zPING" -> say(socket, "PONG\0");
                case "zINSTREAM" -> stream(socket, in);
                default -> say(socket, "UNKNOWN COMMAND\0");
            }
        } catch (IOException | InterruptedException e) {
            // the other side went away
        }
    }

    private void stream(Socket socket, DataInputStream in)
            throws IOException, InterruptedException {
        int unused = scans.incrementAndGet();
        onScan.run();
        if (manner == Manner.CLOSES) {
            return;
        }
        if (manner == Manner.SIZE_LIMIT) {
            byte[] first = in.readNBytes(in.readInt());
            assert first.length > 0;
            say(socket, "INSTREAM size limit exceeded. ERROR\0");
            Thread.sleep(300);
            return;
        }
        StringBuilder all = new StringBuilder();
        for (int length; (length = in.readInt()) > 0; ) {
            all.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        }
        switch (manner) {
            case HANGS -> Thread.sleep(60_000);
            case HALF_ANSWER -> say(socket, "stream: OK");
            case WRONG_ANSWER -> say(socket, "HTTP/1.1 200 OK\0");
            case ERROR -> say(socket, "stream: Can't allocate memory ERROR\0");
            case OWN_LIMIT -> say(socket, "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0");
            default ->
                    say(
                            socket,
                            all.indexOf(harm) >= 0
                                    ? "stream: Test.Harm-1 FOUND\0"
                                    : "stream: OK\0");
        }
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

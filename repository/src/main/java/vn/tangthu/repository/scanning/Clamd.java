package vn.tangthu.repository.scanning;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with clamd (clamd(8), commands VERSION, PING and INSTREAM), one connection for each
 * question. A question that is not answered in time ends with an {@link IOException}, whatever the
 * other side does; so does an answer that is no whole answer. Nothing but the word OK of a whole
 * answer means clean.
 */
final class Clamd implements AutoCloseable {
    /** What clamd said of a stream. */
    sealed interface Reply {
        record Clean() implements Reply {}

        record Found(String signature) implements Reply {}

        /** More than its StreamMaxLength: it looked at nothing. */
        record TooLarge() implements Reply {}

        /** It looked and could not say. */
        record Failed(String words) implements Reply {}
    }

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int CHUNK = 64 << 10;
    private static final int LONGEST_ANSWER = 8 << 10;

    private static final String STREAM = "stream: ";
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");

    private final SocketAddress address;
    private final Duration patience;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("clamd-clock").factory());

    /**
     * @param patience the longest that a scan may take
     */
    Clamd(SocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Engine and signatures: {@code ClamAV 1.4.6/27501/Wed Jan 1 09:10:11 2026}. */
    String version() throws IOException {
        String version = ask("zVERSION\0", null, SHORT);
        if (!version.startsWith("ClamAV")) {
            throw new IOException("Not clamd's version: " + version);
        }
        return version;
    }

    boolean isAlive() {
        try {
            return ask("zPING\0", null, SHORT).equals("PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * @throws IOException when clamd was not reached, went away, took too long or said something
     *     that is no answer; or the stream cannot be read
     */
    Reply scan(InputStream bytes) throws IOException {
        String answer = ask("zINSTREAM\0", bytes, patience);
        if (answer.equals(STREAM + "OK")) {
            return new Reply.Clean();
        }
        Matcher found = FOUND.matcher(answer);
        if (found.matches()) {
            return new Reply.Found(found.group(1));
        }
        if (answer.startsWith("INSTREAM size limit exceeded")) {
            return new Reply.TooLarge();
        }
        if (answer.endsWith("ERROR")) {
            return new Reply.Failed(answer);
        }
        throw new IOException("Not an answer of clamd: " + answer);
    }

    private String ask(String command, @Nullable InputStream bytes, Duration limit)
            throws IOException {
        try (SocketChannel channel = open()) {
            // A read of a channel knows no time limit, but it ends when the channel is closed.
            ScheduledFuture<?> alarm =
                    clock.schedule(
                            () -> closeQuietly(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                channel.connect(resolved());
                write(channel, ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
                IOException broken = bytes == null ? null : send(channel, bytes);
                return answer(channel, broken);
            } finally {
                alarm.cancel(false);
            }
        }
    }

    private SocketChannel open() throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    /** At each question anew: the address behind a name may change. */
    private SocketAddress resolved() {
        return address instanceof InetSocketAddress host
                ? new InetSocketAddress(host.getHostString(), host.getPort())
                : address;
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed either way
        }
    }

    /** Null, or why the other side took no more: it may have said why before it closed. */
    private static @Nullable IOException send(SocketChannel channel, InputStream bytes)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        int length;
        while ((length = bytes.readNBytes(chunk, 0, CHUNK)) > 0) {
            ByteBuffer buffer = ByteBuffer.allocate(4 + length);
            buffer.putInt(length).put(chunk, 0, length).flip();
            try {
                write(channel, buffer);
            } catch (IOException e) {
                return e;
            }
        }
        try {
            write(channel, ByteBuffer.allocate(4)); // the end
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int unused = channel.write(buffer);
        }
    }

    /** Up to the zero that ends it; without one it was cut off, and cut off it may say OK. */
    private static String answer(SocketChannel channel, @Nullable IOException broken)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_ANSWER);
        try {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer);
                for (int i = Math.max(0, buffer.position() - read); i < buffer.position(); i++) {
                    if (buffer.get(i) == 0) {
                        return new String(buffer.array(), 0, i, StandardCharsets.UTF_8).strip();
                    }
                }
                if (read < 0) {
                    throw new EOFException("clamd went away before its answer was whole");
                }
            }
        } catch (IOException e) {
            if (broken != null) {
                e.addSuppressed(broken);
            }
            throw e;
        }
        throw new IOException("clamd does not end its answer");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

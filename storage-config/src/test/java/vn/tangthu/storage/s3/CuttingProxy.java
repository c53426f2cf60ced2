package vn.tangthu.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between client and server and loses answers: the server has done what was asked, the
 * client never hears of it.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;

    /** How many answers are still to be lost. */
    final AtomicInteger answersToLose = new AtomicInteger();

    /** Cut one answer after so many bytes, or Long.MAX_VALUE. */
    final AtomicLong cutAnswerAfter = new AtomicLong(Long.MAX_VALUE);

    final AtomicInteger lost = new AtomicInteger();

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[16 * 1024];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read; (read = in.read(buffer)) >= 0; ) {
                passed += read;
                if (answers && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    lost.incrementAndGet();
                    return;
                }
                if (answers && passed > cutAnswerAfter.get()) {
                    cutAnswerAfter.set(Long.MAX_VALUE);
                    lost.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side is gone; the other is closed with it
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

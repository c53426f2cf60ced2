package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.storage.TangThuHome;

/** A server that dies in the middle of what it was asked to do. */
class ControlClientTest {
    @TempDir private Path tmp;

    /**
     * @param answer what it still says
     */
    private String diesAfter(String answer, String... arguments) throws Exception {
        TangThuHome home = new TangThuHome(tmp.resolve("home"));
        StringWriter err = new StringWriter();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new ControlFile(server.getLocalPort(), "x").write(home);
            Thread dying = Thread.ofVirtual().start(() -> serve(server, answer));
            var status =
                    ControlClient.run(
                            home,
                            List.of(arguments),
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(err));
            dying.join();
            assertThat(status).hasValue(2);
        }
        return err.toString();
    }

    private static void serve(ServerSocket server, String answer) {
        try (Socket caller = server.accept()) {
            InputStream in = caller.getInputStream();
            int unused = in.read(new byte[4096]);
            OutputStream out = caller.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void isToldInASentenceThatSaysWhatBecomesOfTheDelivery() throws Exception {
        String told =
                diesAfter(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ne\"x\"\n\r\n",
                        "ingest",
                        "goi");
        assertThat(told).contains("Máy chủ dừng giữa chừng", "not lost", "./tangthu status");
        assertThat(told).doesNotContain("IOException", "closed");
        assertThat(diesAfter("", "audit"))
                .contains("stopped")
                .doesNotContain("IOException", "delivery");
    }
}

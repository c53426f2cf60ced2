package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Addresses that no browser writes, sent as they are. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class OddAddressesTest {
    @LocalServerPort private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/;/app/",
                "/%61pp/",
                "/%61pp",
                "/VAADIN/../app",
                "/VAADIN/%2e%2e/app",
                "/VAADIN/..;/app/",
                "//app/",
                "/./app",
                "/app;x=1/",
                "/app/;/tim",
                "/app/%2e%2e/tim",
                "/app%2f",
                "/%2e%2e/app",
                "/tim;a=b?q=x",
                "/tim?q=%ff%fe",
                "/tim?%ff=1",
                "/%61pp?q=%ff",
                "/khong-co?q=%ff",
                "/app%2f?lang=%ff%fe",
                "/tim?q=%00",
                "/tim?q=%",
                "/%00",
                "/ho-so/%00",
                "/ho-so/%ff",
                "/ho-so/..%2f..%2f",
                "/tep/../../etc/passwd",
                "/ma/%ff%fe",
                "/%5capp",
                "/APP/"
            })
    void aPlainRefusalAndNothingInTheLog(String address, CapturedOutput output) throws IOException {
        refused(address, output);
    }

    @Test
    void addressesOfAnyLengthToo(CapturedOutput output) throws IOException {
        refused("/" + "a".repeat(20_000), output);
        refused("/tim?q=" + "a".repeat(20_000), output);
        refused("/tim?" + "a=1&".repeat(1_500), output);
        assertThat(send("/tim?q=" + "a".repeat(6_000))).startsWith("HTTP/1.1 200");
    }

    @Test
    void whatIsWrittenPlainlyIsServed() throws IOException {
        assertThat(send("/app/")).contains("behind the login");
        assertThat(send("/tim-theo/%C4%91%E1%BA%A5t")).doesNotStartWith("HTTP/1.1 400");
        assertThat(send("/%74im?q=a")).startsWith("HTTP/1.1 200");
    }

    @Test
    void whatIsSaidOfAnErasedPackageLeadsToWhatStaysOfIt() throws IOException {
        String now = "/ho-so/" + FakeArchive.SOUND;
        String erased = "/ho-so/" + FakeArchive.ERASED;
        assertThat(send(erased)).startsWith("HTTP/1.1 301").contains("Location: " + now + "\r\n");
        assertThat(send(erased + "/tai-lieu/1?trang=2"))
                .contains("Location: " + now + "/tai-lieu/1?trang=2\r\n");
        assertThat(send("/ho-so/" + FakeArchive.HIDDEN)).startsWith("HTTP/1.1 404");
        assertThat(send("/ho-so/" + FakeArchive.MISSING)).startsWith("HTTP/1.1 404");
        assertThat(send(now)).startsWith("HTTP/1.1 200");
        assertThat(send("/yeu-cau?ho-so=" + FakeArchive.ERASED)).contains(FakeArchive.CODE);
    }

    private void refused(String address, CapturedOutput output) throws IOException {
        String answer = send(address);
        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 40[04] .*")
                .doesNotContain("behind the login")
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("Tomcat");
        assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain(" ERROR ");
    }

    private String send(String address) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + address
                                            + " HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

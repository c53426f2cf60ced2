package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.storage.TangThuHome;

/** Papers that applicants attach over HTTP, as a browser without JavaScript sends them. */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tangthu.portal.throttle-scale=1000",
            "tangthu.portal.verify-largest=1MB",
            "tangthu.portal.verify-read-on=64MB"
        })
class AttachedPapersTest {
    private static final String FORM = "/yeu-cau/tra-cuu";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @LocalServerPort private int port;
    @Autowired private FakeRequests requests;
    @Autowired private FakeAttachments attachments;
    @Autowired private TangThuHome home;
    @Autowired private Fees fees;
    private Browserless somebody;
    private String reference = "";

    @BeforeEach
    void ask() {
        somebody = new Browserless(port);
        attachments.kept.clear();
        reference =
                requests.submit(
                                new NewRequest(Kind.READ, null, "x", "y", "An", "0905123456", null),
                                Reader.ANONYMOUS)
                        .value();
    }

    /** A form as browsers write it; fields and files in the order they are added. */
    private static final class Form {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Form field(String name, String value) {
            body.writeBytes(
                    ("--XyZ\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n")
                            .formatted(name, value)
                            .getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Form file(String name, byte[] bytes) {
            body.writeBytes(
                    ("--XyZ\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"%s\"\r\n"
                                    + "Content-Type: application/pdf\r\n\r\n")
                            .formatted(name)
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            return this;
        }

        byte[] whole() {
            body.writeBytes("--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
            return body.toByteArray();
        }
    }

    private String token() throws Exception {
        Matcher token = TOKEN.matcher(somebody.get(FORM).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private Form form(String token, String lastFour) {
        return new Form()
                .field("_csrf", token)
                .field("ma", reference)
                .field("bon-so", lastFour)
                .field("noi-dung", "của mẹ tôi");
    }

    private HttpResponse<String> send(byte[] body) throws Exception {
        return somebody.multipart(PapersController.ADDRESS, body);
    }

    private boolean isWaiting() {
        String[] files = home.tmp().toFile().list();
        return files != null && files.length > 0;
    }

    private void nothingIsLeft() {
        assertThat(home.tmp()).isEmptyDirectory();
        assertThat(attachments.kept).isEmpty();
    }

    @Test
    void papersAreTakenAndThePageTellsTheirNamesAndSizes() throws Exception {
        String sent = somebody.get("/yeu-cau/da-gui?ma=" + reference).body();
        assertThat(sent).contains("action=\"" + PapersController.ADDRESS, "multipart/form-data");
        HttpResponse<String> answer =
                send(
                        form(token(), "3456")
                                .file("Giấy ủy quyền.pdf", new byte[2_048])
                                .file("", new byte[0])
                                .file("cccd <b>.jpg", new byte[10])
                                .whole());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Đã nhận giấy tờ", "Giấy ủy quyền.pdf", "cccd &lt;b&gt;.jpg")
                .contains("chưa quét mã độc")
                .doesNotContain("<b>.jpg", "/app-tep/");
        assertThat(attachments.kept).extracting(Attachment::size).containsExactly(2_048L, 10L);
        assertThat(home.tmp()).isEmptyDirectory();
    }

    @Test
    void withoutTheTokenOfTheFormNothingIsTaken() throws Exception {
        byte[] file = new byte[100];
        String mine = token();
        assertThat(send(form("x".repeat(80), "3456").file("a", file).whole()).statusCode())
                .isEqualTo(403);
        Form none = new Form().field("ma", reference).field("bon-so", "3456");
        assertThat(send(none.file("a", file).whole()).statusCode()).isEqualTo(403);
        Form after = new Form().file("a", file).field("_csrf", mine).field("ma", reference);
        assertThat(send(after.field("bon-so", "3456").whole()).statusCode())
                .as("a file before the token")
                .isEqualTo(403);
        somebody = new Browserless(port);
        assertThat(send(form(mine, "3456").file("a", file).whole()).statusCode())
                .as("somebody else's token")
                .isEqualTo(403);
        assertThat(somebody.post(PapersController.ADDRESS, "ma=" + reference).statusCode())
                .isEqualTo(403);
        nothingIsLeft();
    }

    @Test
    void aWrongSecretAndAMissingRequestAreTheSame() throws Exception {
        HttpResponse<String> wrong = send(form(token(), "9999").file("a", new byte[9]).whole());
        String known = reference;
        reference = "YC-2026-KHONGCO";
        HttpResponse<String> missing = send(form(token(), "3456").file("a", new byte[9]).whole());
        assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(missing.statusCode());
        assertThat(TOKEN.matcher(wrong.body().replace(known, "X")).replaceAll(""))
                .isEqualTo(TOKEN.matcher(missing.body().replace(reference, "X")).replaceAll(""))
                .contains("Không có yêu cầu nào khớp");
        nothingIsLeft();
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndWhatWasWrittenStays() throws Exception {
        HttpResponse<String> answer =
                send(
                        form(token(), "3456")
                                .file("to.pdf", new byte[65 << 10])
                                .file("rong.pdf", new byte[0])
                                .whole());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("to.pdf", "Tệp rong.pdf rỗng", "của mẹ tôi");
        Form four = form(token(), "3456");
        for (int i = 0; i < 4; i++) {
            four.file("a" + i, new byte[] {(byte) i});
        }
        assertThat(send(four.whole()).body()).contains("nhiều nhất 3 tệp");
        HttpResponse<String> large =
                send(form(token(), "3456").file("a.pdf", new byte[5 << 20]).whole());
        assertThat(large.statusCode()).as("also where its length was said").isEqualTo(422);
        assertThat(large.body()).contains("nhiều nhất 3 MB", "của mẹ tôi");
        assertThat(send("no form".getBytes(StandardCharsets.US_ASCII)).statusCode()).isEqualTo(403);
        nothingIsLeft();
    }

    @Test
    void aReliefOfTheTableIsClaimedInTheFormOfTheRequestAndNoOther() throws Exception {
        String fields =
                "loai-yeu-cau=sao&can-tim=x&muc-dich=y&ho-ten=An&lien-he=0905123456&dien-uu-tien=";
        String page = somebody.get("/yeu-cau").body();
        assertThat(page)
                .contains("<option value=\"01\">", "giảm 50 %", "Thẻ sinh viên")
                .doesNotContain("<option value=\"07\"");
        assertThat(somebody.submit("/yeu-cau", fields + "01").statusCode()).isEqualTo(302);
        assertThat(requests.claimed).isEqualTo(FeeGroup.STUDENT);
        HttpResponse<String> wrong = somebody.submit("/yeu-cau", fields + "07");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#dien-uu-tien\"");
        assertThat(somebody.submit("/yeu-cau", fields).statusCode()).isEqualTo(302);
        assertThat(requests.claimed).isNull();
        String reference = this.reference;
        Mockito.when(fees.claim(reference))
                .thenReturn(
                        Optional.of(
                                new Fees.Claim(
                                        FeeGroup.STUDENT,
                                        Instant.EPOCH,
                                        new Fees.ClaimDecision(
                                                false, Instant.EPOCH, "lan", "Thẻ hết hạn"),
                                        null)));
        assertThat(somebody.submit(FORM, FORM, "ma=" + reference + "&bon-so=3456").body())
                .contains("không được áp dụng", "Thẻ hết hạn")
                .doesNotContain("lan</");
        Mockito.when(fees.claim(reference))
                .thenReturn(
                        Optional.of(
                                new Fees.Claim(
                                        FeeGroup.STUDENT,
                                        Instant.EPOCH,
                                        null,
                                        Fees.Settled.WAIVED)));
        assertThat(somebody.submit(FORM, FORM, "ma=" + reference + "&bon-so=3456").body())
                .contains("không cần xét nữa: bạn được miễn toàn bộ phí")
                .doesNotContain("đang xem xét");
    }

    /** As a browser that does not say how much comes; it reads the answer when it has sent all. */
    @Test
    void aHundredMegabytesWithoutALengthEndOnAPageThatSaysWhy() throws Exception {
        String page = somebody.get(FORM).body();
        assertThat(page).isNotEmpty();
        byte[] head =
                ("--XyZ\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.pdf\"\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] fields = form(token(), "3456").body.toByteArray();
        HttpResponse<String> answer =
                somebody.stream(
                        PapersController.ADDRESS,
                        out -> {
                            out.write(fields);
                            out.write(head);
                            byte[] piece = new byte[1 << 16];
                            for (int i = 0; i < 1_600; i++) {
                                out.write(piece);
                            }
                            out.write("\r\n--XyZ--\r\n".getBytes(StandardCharsets.US_ASCII));
                        });
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("nhiều nhất 3 MB");
        nothingIsLeft();
    }

    @Test
    void whatIsCutOffLeavesNothing() throws Exception {
        String token = token();
        byte[] cut = form(token, "3456").file("a.pdf", new byte[50_000]).body.toByteArray();
        try (Socket socket = new Socket("localhost", port);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            out.write(
                    ("POST "
                                    + PapersController.ADDRESS
                                    + " HTTP/1.1\r\nHost: localhost:"
                                    + port
                                    + "\r\nCookie: "
                                    + somebody.cookies()
                                    + "\r\nContent-Type: multipart/form-data; boundary=XyZ"
                                    + "\r\nContent-Length: 900000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(cut);
            out.flush();
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end && isWaiting()) {
            Thread.sleep(20);
        }
        nothingIsLeft();
        assertThat(send(form(token, "3456").file("b", new byte[1]).whole()).statusCode())
                .as("its place was given back")
                .isEqualTo(200);
    }
}

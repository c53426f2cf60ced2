package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The page of a certificate, over HTTP. */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tangthu.portal.throttle-scale=1000",
            "tangthu.portal.verify-largest=1MB",
            "tangthu.portal.verify-read-on=64MB"
        })
class IssuedPagesTest {
    @LocalServerPort private int port;
    @Autowired private FakeCertificates certificates;
    private Browserless somebody;

    @BeforeEach
    void newPerson() {
        somebody = new Browserless(port);
    }

    private String page(String code, String query) throws Exception {
        HttpResponse<String> answer = somebody.get("/chung-nhan/" + code + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        return answer.body();
    }

    private String asked(String code, Digest file) throws Exception {
        return page(code, "?sha512=" + file.hex());
    }

    private int pdf(String code) throws Exception {
        return somebody.get("/chung-nhan/" + code + "/chung-nhan.pdf").statusCode();
    }

    @Test
    void ofAnOpenRecordItSaysWhatIsCertifiedAndGivesThePdf() throws Exception {
        assertThat(page(FakeCertificates.OPEN, ""))
                .contains("CN-2026-000001", "Còn giá trị", FakeArchive.CODE)
                .contains("/ho-so/" + FakeArchive.SOUND, FakeCertificates.OURS.hex())
                .contains("tangthu/x", "chung-nhan.pdf");
        HttpResponse<String> pdf =
                somebody.get("/chung-nhan/" + FakeCertificates.OPEN + "/chung-nhan.pdf");
        assertThat(pdf.body()).isEqualTo("CN-2026-000001");
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
    }

    @Test
    void aCodeThatWasNeverGivenIsNoPageWhateverItLooksLike() throws Exception {
        for (String code : List.of("z".repeat(26), "CN-2026-000001", "1", "A".repeat(26), "%00")) {
            assertThat(somebody.get("/chung-nhan/" + code).statusCode()).isIn(404, 400);
            assertThat(pdf(code)).isIn(404, 400);
        }
        assertThat(somebody.get("/chung-nhan/").statusCode()).isEqualTo(404);
        assertThat(sent("z".repeat(26), FakeArchive.BYTES).statusCode()).isEqualTo(404);
    }

    @Test
    void eachFileHasAPageOfItsOwnThatTellsOfNoOther() throws Exception {
        String both = FakeCertificates.LATER;
        String ours = "/" + certificates.of(both).codeOf(FakeCertificates.OURS);
        assertThat(page(both, ours))
                .contains("chỉ nói về tệp thứ 1 của giấy chứng nhận CN-2026-000002")
                .contains(FakeCertificates.OURS.hex(), "action=\"/chung-nhan/" + both + ours)
                .doesNotContain(FakeCertificates.REPLACED.hex(), "chung-nhan.pdf");
        assertThat(page(both, ours + "?sha512=" + FakeCertificates.OURS.hex()))
                .contains("Đúng tệp này, nguyên vẹn");
        assertThat(page(both, ours + "?sha512=" + FakeCertificates.REPLACED.hex()))
                .as("another of the same certificate")
                .contains("Không phải tệp này")
                .doesNotContain("nay đã có tệp khác thay");
        assertThat(page(both, ours + "?lang=en"))
                .contains("file 1 of certificate")
                .doesNotContain("??");
    }

    @Test
    void aFileOfWhatIsClosedIsConfirmedToWhomHasItAndItsCodeAndNothingElseIsTold()
            throws Exception {
        for (String code : List.of(FakeCertificates.HIDDEN, FakeCertificates.BLOCKED)) {
            String single = "/" + certificates.of(code).codeOf(FakeCertificates.REPLACED);
            assertThat(page(code, single))
                    .doesNotContain(FakeCertificates.REPLACED.hex(), "/ho-so/", "Đã có");
            assertThat(page(code, single + "?sha512=" + FakeCertificates.REPLACED.hex()))
                    .contains("Đúng tệp này, nguyên vẹn")
                    .doesNotContain("/ho-so/");
            assertThat(page(code, "?sha512=" + FakeCertificates.REPLACED.hex()))
                    .as("without the file's own code, as before")
                    .doesNotContain("Đúng");
        }
    }

    @Test
    void aFilesCodeOfAnotherCertificateOrOfNoFileIsNoPage() throws Exception {
        String other = certificates.of(FakeCertificates.OPEN).codeOf(FakeCertificates.OURS);
        for (String code : List.of(other, "a".repeat(26), "A".repeat(26), "1")) {
            assertThat(
                            somebody.get("/chung-nhan/" + FakeCertificates.LATER + "/" + code)
                                    .statusCode())
                    .isEqualTo(404);
        }
        assertThat(
                        page(
                                FakeCertificates.WITHDRAWN,
                                "/"
                                        + certificates
                                                .of(FakeCertificates.WITHDRAWN)
                                                .codeOf(FakeCertificates.OURS)))
                .contains("Đã thu hồi");
    }

    @Test
    void aLaterVersionAndAWithdrawalAreTold() throws Exception {
        assertThat(page(FakeCertificates.LATER, "")).contains("đã có phiên bản mới hơn");
        assertThat(page(FakeCertificates.WITHDRAWN, ""))
                .contains("Đã thu hồi", "lập &lt;nhầm&gt;")
                .doesNotContain("Còn giá trị", "chung-nhan.pdf");
        assertThat(pdf(FakeCertificates.WITHDRAWN)).isEqualTo(404);
    }

    /** The old PDF names a file that not everybody may see by now, as far as anybody knows. */
    @Test
    void aPdfThatNamesMoreThanEverybodySeesNowIsNotGivenOut() throws Exception {
        assertThat(pdf(FakeCertificates.LATER)).isEqualTo(404);
        assertThat(page(FakeCertificates.LATER, ""))
                .contains(FakeCertificates.OURS.hex())
                .doesNotContain(FakeCertificates.REPLACED.hex());
    }

    @Test
    void whatIsListedHiddenBlockedOrErasedLooksTheSame() throws Exception {
        String first = null;
        for (String code :
                List.of(
                        FakeCertificates.LISTED,
                        FakeCertificates.HIDDEN,
                        FakeCertificates.BLOCKED,
                        FakeCertificates.HIDDEN_FONDS,
                        FakeCertificates.SMALLER_FONDS)) {
            String body =
                    page(code, "")
                            .replace(code, "MÃ")
                            .replace(certificates.of(code).number(), "SỐ");
            assertThat(body)
                    .contains("không công khai", "20/11/2026")
                    .doesNotContain("000.00.15", FakeCertificates.REPLACED.hex(), "tangthu/x")
                    .doesNotContain(certificates.of(code).sha512().hex());
            assertThat(pdf(code)).isEqualTo(404);
            assertThat(Objects.requireNonNullElse(first, body)).isEqualTo(body);
            first = body;
            String no = page(code, "?sha512=" + PublicPagesHouse.NOWHERE);
            String closed = asked(code, FakeCertificates.REPLACED);
            assertThat(closed.replace(FakeCertificates.REPLACED.hex(), PublicPagesHouse.NOWHERE))
                    .isEqualTo(no)
                    .contains("Không xác nhận được");
        }
    }

    @Test
    void aDroppedFileIsToldByItsVersion() throws Exception {
        assertThat(asked(FakeCertificates.OPEN, FakeCertificates.OURS))
                .contains("Đúng, tệp được chứng nhận và còn nguyên vẹn");
        assertThat(asked(FakeCertificates.LATER, FakeCertificates.REPLACED))
                .contains("nay đã có tệp khác thay");
        assertThat(asked(FakeCertificates.FONDS, FakeCertificates.OURS))
                .contains("Đúng, tệp của phông này");
        assertThat(asked(FakeCertificates.AUDIT, FakeCertificates.OURS))
                .contains("nhưng giấy này không nói đến");
        assertThat(page(FakeCertificates.OPEN, "?sha512=" + "0".repeat(128)))
                .contains("Không xác nhận được")
                .doesNotContain("kín");
    }

    @Test
    void theCertificateItselfIsKnownOnItsPageAndOnTheOneForAllFiles() throws Exception {
        byte[] pdf = "CN-2026-000005".getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(DigestAlgorithm.SHA512, pdf);
        String answer = sent(FakeCertificates.HIDDEN, pdf).headers().firstValue("Location").get();
        assertThat(answer)
                .endsWith("/chung-nhan/" + FakeCertificates.HIDDEN + "?sha512=" + digest.hex());
        assertThat(asked(FakeCertificates.HIDDEN, digest))
                .contains("Đúng, đây là giấy chứng nhận kho đã lập")
                .contains("không công khai");
        assertThat(asked(FakeCertificates.OPEN, digest)).contains("Không xác nhận được");
        assertThat(somebody.get("/kiem-chung?sha512=" + digest.hex()).body())
                .contains("/chung-nhan/" + FakeCertificates.HIDDEN, "CN-2026-000005")
                .doesNotContain("Không xác nhận được");
    }

    @Test
    void withoutJavaScriptAFileIsSentToThePageItself() throws Exception {
        assertThat(sent(FakeCertificates.OPEN, FakeArchive.BYTES).headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith(
                        "/chung-nhan/"
                                + FakeCertificates.OPEN
                                + "?sha512="
                                + FakeCertificates.OURS.hex());
        assertThat(page(FakeCertificates.OPEN, "?loi=lon")).contains("1 MB");
        assertThat(page(FakeCertificates.OPEN, "?sha512=abc")).contains("128 ký tự");
        assertThat(sent(FakeCertificates.OPEN, new byte[2 << 20]).headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("?loi=lon");
    }

    private HttpResponse<String> sent(String code, byte[] file) throws Exception {
        return PublicPagesTest.sent(port, "/chung-nhan/" + code, file);
    }
}

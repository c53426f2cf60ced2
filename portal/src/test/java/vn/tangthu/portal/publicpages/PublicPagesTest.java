package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.portal.papers.CsvTable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tangthu.portal.throttle-scale=1000",
            "tangthu.portal.verify-largest=1MB",
            "tangthu.portal.verify-read-on=64MB"
        })
class PublicPagesTest {
    static final String RECORD = "/ho-so/" + FakeArchive.SOUND;
    static final String VIEWER = RECORD + "/tai-lieu/1";

    private static final String SHA512 = Digest.of(DigestAlgorithm.SHA512, FakeArchive.BYTES).hex();

    @LocalServerPort private int port;
    @Autowired private FakeRequests requests;
    @Autowired private FakeArchive archive;
    @Autowired private ActivityLog activity;
    @Autowired private OnlineReadings readings;
    @Autowired private SavedSearches saved;
    @Autowired private Fees fees;
    @Autowired private AnswerLetters letters;
    private Browserless somebody;

    @BeforeEach
    void newPerson() {
        somebody = new Browserless(port);
    }

    static List<String> everyPage() {
        return List.of(
                "/",
                "/tim?q=giao+%C4%91%E1%BA%A5t",
                "/tim?q=zzz",
                "/tim?q=a&phong=" + FakeArchive.FONDS + "&tu=1998&online=1&sap=cu&trang=2",
                RECORD,
                RECORD + "/nguyen-ven",
                "/ho-so/" + FakeArchive.LISTED,
                "/ho-so/" + FakeArchive.DAMAGED,
                "/ho-so/" + FakeArchive.DAMAGED + "/nguyen-ven",
                VIEWER + "?trang=13&q=giao+%C4%91%E1%BA%A5t",
                VIEWER + "?trang=2&xem=anh",
                VIEWER + "?xem=van-ban&q=zzz",
                RECORD + "/tim?q=giao",
                RECORD + "/tim?q=zzz",
                "/thu-bao",
                "/thu-bao/" + PublicPagesHouse.NOTICE,
                "/phong",
                "/phong/" + FakeArchive.FONDS,
                "/phong/" + FakeArchive.FONDS + "/muc-luc/" + FakeArchive.SERIES,
                "/co-quan",
                "/co-quan?q=dien",
                "/co-quan?q=zzz&sau=khong-co",
                "/co-quan/" + FakeBodies.DISTRICT,
                "/co-quan/" + FakeBodies.COMMUNE,
                "/tim?q=Di%C3%AAn+Kh%C3%A1nh",
                "/yeu-cau",
                "/yeu-cau?ho-so=" + FakeArchive.LISTED + "&q=x",
                "/yeu-cau/tra-cuu",
                "/phi",
                "/gio",
                "/tim-theo/dat",
                "/tim-nang-cao",
                "/kiem-chung",
                "/kiem-chung?sha512=abc",
                "/kiem-chung?sha512=" + "0".repeat(128),
                "/kiem-chung?sha512=" + SHA512,
                "/chung-nhan/" + FakeCertificates.OPEN,
                "/chung-nhan/" + FakeCertificates.OPEN + "?sha512=" + SHA512,
                "/chung-nhan/" + FakeCertificates.LATER + "?sha512=" + "0".repeat(128),
                "/chung-nhan/" + FakeCertificates.WITHDRAWN,
                "/chung-nhan/" + FakeCertificates.HIDDEN,
                "/chung-nhan/" + FakeCertificates.AUDIT,
                "/chung-nhan/" + FakeCertificates.FONDS,
                "/tro-giup",
                "/tro-giup/tiep-can",
                "/tro-giup/ho-tich");
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void everyPageAnswersInBothLanguagesWithoutASessionAndUnderTheStrictPolicy(String path)
            throws Exception {
        HttpResponse<String> vietnamese = somebody.get(path);
        String inEnglish = path + (path.contains("?") ? "&" : "?") + "lang=en";
        HttpResponse<String> english = somebody.get(inEnglish);

        assertThat(vietnamese.statusCode()).isEqualTo(200);
        assertThat(vietnamese.body()).contains("<html lang=\"vi\"").endsWith("</html>\n");
        assertThat(english.body()).contains("<html lang=\"en\"").contains("Search");
        assertThat(vietnamese.body() + english.body()).doesNotContain("??");
        List<String> cookies = vietnamese.headers().allValues("Set-Cookie");
        boolean form = path.startsWith("/yeu-cau") || path.contains("/thu-bao/");
        assertThat(cookies).hasSize(form ? 1 : 0).allMatch(c -> c.startsWith("TANGTHU-FORM="));
        assertThat(vietnamese.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none';")
                .doesNotContain("unsafe");
        assertThat(vietnamese.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(vietnamese.body())
                .doesNotContain("style=\"")
                .doesNotContain("onclick")
                .doesNotContain("<script>");
    }

    @Test
    void aFileOfOursIsConfirmedAndClosedAndForeignOnesGetTheSameNo() throws Exception {
        assertThat(somebody.get("/kiem-chung?sha512=" + SHA512.toUpperCase(Locale.ROOT)).body())
                .contains("Đúng, tệp còn nguyên vẹn", RECORD + "/nguyen-ven");
        String closed = somebody.get("/kiem-chung?sha512=" + "0".repeat(128)).body();
        assertThat(closed).contains("Không xác nhận được").doesNotContain("kín");
        assertThat(sent(FakeArchive.BYTES)).endsWith("/kiem-chung?sha512=" + SHA512);
        byte[] changed = FakeArchive.BYTES.clone();
        changed[7] ^= 1;
        assertThat(sent(changed)).contains("?sha512=").doesNotEndWith(SHA512);
        assertThat(sent(new byte[0])).endsWith("?loi=tep");
    }

    @Test
    void anOpenRecordHasACertificateAndAListedOrHiddenOneHasNone() throws Exception {
        HttpResponse<String> pdf = somebody.get(RECORD + "/chung-nhan.pdf");
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-");
        for (Object none : List.of(FakeArchive.LISTED, FakeArchive.HIDDEN, FakeArchive.MISSING)) {
            assertThat(somebody.get("/ho-so/" + none + "/chung-nhan.pdf").statusCode())
                    .isEqualTo(404);
        }
    }

    /** What is said of a file must not depend on whether a hidden one has these bytes. */
    @Test
    void theAnswerForAHiddenFileIsLetterByLetterThatForNone() throws Exception {
        String hidden = "0".repeat(128);
        String none = PublicPagesHouse.NOWHERE;
        HttpResponse<String> one = somebody.get("/kiem-chung?sha512=" + hidden);
        HttpResponse<String> other = somebody.get("/kiem-chung?sha512=" + none);
        assertThat(one.body().replace(hidden, "X")).isEqualTo(other.body().replace(none, "X"));
        assertThat(one.statusCode()).isEqualTo(other.statusCode());
        assertThat(one.headers().map().keySet()).isEqualTo(other.headers().map().keySet());
    }

    /**
     * A browser sends everything before it reads; this one too, over a bare connection, far more
     * than Tomcat swallows by itself.
     */
    @Test
    void aFileAboveTheLimitEndsOnAPageAndNotWithACutConnection() throws Exception {
        for (int megabytes : new int[] {2, 40}) {
            byte[] file = new byte[megabytes << 20];
            String head = "--XyZ\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\n";
            try (Socket socket = new Socket("localhost", port)) {
                OutputStream out = socket.getOutputStream();
                out.write(
                        ("POST /kiem-chung HTTP/1.1\r\nHost: localhost:"
                                        + port
                                        + "\r\nContent-Type: multipart/form-data; boundary=XyZ\r\n"
                                        + "Content-Length: "
                                        + (head.length() + file.length + 11)
                                        + "\r\n\r\n"
                                        + head)
                                .getBytes(StandardCharsets.US_ASCII));
                out.write(file);
                out.write("\r\n--XyZ--\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                BufferedReader answer =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                assertThat(answer.readLine()).contains(" 302");
                StringBuilder headers = new StringBuilder();
                for (String line; !(line = answer.readLine()).isEmpty(); ) {
                    headers.append(line).append('\n');
                }
                assertThat(headers).contains("/kiem-chung?loi=lon");
            }
        }
        assertThat(somebody.get("/kiem-chung?loi=lon").body()).contains("1 MB");
    }

    /** As a browser without JavaScript sends it; where the answer leads. */
    private String sent(byte[] file) throws Exception {
        return sent(port, "/kiem-chung", file).headers().firstValue("Location").orElse("");
    }

    static HttpResponse<String> sent(int port, String page, byte[] file) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--XyZ\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"đơn.pdf\"\r\n"
                                + "Content-Type: application/pdf\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + page))
                            .header("Content-Type", "multipart/form-data; boundary=XyZ")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whenTooManySearchAtOnceAPageSaysWhenToTryAgain() throws Exception {
        HttpResponse<String> vietnamese = somebody.get("/tim?q=" + FakeArchive.TOO_MANY);
        assertThat(vietnamese.statusCode()).isEqualTo(503);
        assertThat(vietnamese.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(vietnamese.body()).contains("Hệ thống đang bận").doesNotContain("Exception");
        assertThat(somebody.get("/tim?lang=en&q=" + FakeArchive.TOO_MANY).body())
                .contains("The system is busy");
    }

    @Test
    void thePageSaysHowManyHaveItAsTypedBeforeThoseThatOnlyComeNear() throws Exception {
        assertThat(somebody.get("/tim?q=Ph%E1%BB%A5ng").body())
                .contains("Có đúng những chữ đã gõ đứng cạnh nhau: 1 hồ sơ, đứng trước");
        assertThat(somebody.get("/tim?lang=en&q=Ph%E1%BB%A5ng").body())
                .contains("stand first; those behind only have words like them");
        assertThat(somebody.get("/tim?lang=vi&q=giao").body()).doesNotContain("chữ gần giống");
    }

    @Test
    void englishIsRememberedByACookieAndVietnameseComesBack() throws Exception {
        somebody.get("/?lang=en");
        assertThat(somebody.get("/tro-giup").body()).contains("How to search?");
        somebody.get("/?lang=vi");
        assertThat(somebody.get("/tro-giup").body()).contains("Tìm thế nào?");
        assertThat(new Browserless(port).get("/", "Accept-Language", "en").body())
                .contains("<html lang=\"vi\"");
    }

    @Test
    void aListOfEstimatedLengthLeadsOnlyToPagesThatThereAre() throws Exception {
        String second = somebody.get("/tim?q=v%C3%B4+s%E1%BB%91&trang=2").body();
        assertThat(second)
                .contains("trong khoảng 52.000 hồ sơ")
                .contains("rel=\"next nofollow\"")
                .contains("trang=3\"")
                .doesNotContain("trang=4\"")
                .doesNotContain("trang=500\"");
        assertThat(somebody.get("/tim?q=v%C3%B4+s%E1%BB%91&trang=3").body())
                .contains("trang=2\"")
                .doesNotContain("rel=\"next nofollow\"")
                .doesNotContain("hồ sơ thứ 10.000");
    }

    @Test
    void whereTheListBreaksOffItSaysSoAndOffersOtherOrders() throws Exception {
        assertThat(somebody.get("/tim?q=v%C3%B4+s%E1%BB%91&trang=500").body())
                .contains("Danh sách chỉ đi đến hồ sơ thứ 10.000")
                .contains("href=\"#loc\">Thu hẹp bằng bộ lọc")
                .contains("sap=cu\">Cũ trước")
                .contains("sap=moi\">Mới trước")
                .doesNotContain("rel=\"next nofollow\"");
        assertThat(somebody.get("/tim?q=v%C3%B4+s%E1%BB%91&trang=500&sap=cu&lang=en").body())
                .contains("goes no further than file 10,000")
                .contains("sap=moi")
                .doesNotContain("sap=cu\">Oldest");
    }

    @Test
    void whatWasTypedIsShownAsTyped() throws Exception {
        String shown = "CVT&lt;NN và &lt;script&gt;alert(1)&lt;/script&gt;";
        assertThat(somebody.get(RECORD).body()).contains(shown).contains("&lt;cũ&gt;");
        assertThat(somebody.get("/tim?q=a").body())
                .contains(shown)
                .contains("<mark>giao đất</mark>")
                .contains("&lt;b&gt;A&lt;/b&gt;");
        assertThat(somebody.get("/tim?q=%22%3E%3Cscript%3E").body())
                .contains("&quot;&gt;&lt;script&gt;");
        assertThat(somebody.get(VIEWER + "?q=giao").body()).contains("&lt;ở&gt;");
    }

    @Test
    void paperThatIsNotDigitisedHasAPageAndCanBeAskedForButNothingOfAPackage() throws Exception {
        String page = somebody.get("/ho-so/" + FakeArchive.PAPER).body();
        assertThat(page)
                .contains(
                        "Hồ sơ đắp đập &lt;Suối Dầu&gt;",
                        "Chưa số hóa",
                        "0,35",
                        "Bình thường",
                        "Một phần bị ẩm",
                        "/yeu-cau?ho-so=" + FakeArchive.PAPER)
                .doesNotContain("nguyen-ven");
        assertThat(somebody.get("/ho-so/" + FakeArchive.PAPER_LISTED).body())
                .contains("tiêu đề không công khai", "1990", "Chưa số hóa")
                .doesNotContain("Mét giá", "Tình trạng vật lý");
        for (String form : List.of("/ho-so/%s/nguyen-ven", "/ho-so/%s/tai-lieu/1")) {
            assertSame(form.formatted(FakeArchive.PAPER), form.formatted(FakeArchive.MISSING));
        }
        assertThat(somebody.get("/ho-so/" + FakeArchive.PAPER + "/chung-nhan.pdf").statusCode())
                .isEqualTo(404);
        assertThat(somebody.get("/tim?q=giao").body())
                .contains("dang=giay", "Hồ sơ giấy, chưa số hóa");
        assertThat(somebody.get("/tim?q=giao&dang=giay").body())
                .contains("name=\"dang\" value=\"giay\"");
        assertThat(somebody.get("/phong/" + FakeArchive.FONDS).body()).contains("dang=giay");
        assertThat(somebody.get("/yeu-cau?ho-so=" + FakeArchive.PAPER).body())
                .contains("000.00.15.H41/02.0900");
        assertThat(somebody.get("/ho-so/" + FakeArchive.PAPER + "?lang=en").body())
                .contains("Not digitised", "0.35");
        somebody.get("/?lang=vi");
    }

    @Test
    void hiddenAndMissingGiveTheSameAnswer() throws Exception {
        for (String form : List.of("/ho-so/%s", "/ho-so/%s/nguyen-ven", "/ho-so/%s/tai-lieu/1")) {
            assertSame(form.formatted(FakeArchive.HIDDEN), form.formatted(FakeArchive.MISSING));
        }
        String missing = "/tep/dddddddd-0000-4000-8000-000000000000";
        assertSame("/tep/" + FakeArchive.HIDDEN_FILE, missing);
        assertSame(
                "/tep/" + FakeArchive.HIDDEN_FILE + "/trang/1/480.jpg",
                missing + "/trang/1/480.jpg");
        assertSame("/phong/" + FakeArchive.HIDDEN_FONDS, "/phong/" + FakeArchive.MISSING);
        // What is only listed has a page, but neither documents nor digests.
        assertSame("/ho-so/" + FakeArchive.LISTED + "/nguyen-ven", "/khong-co");
        assertSame("/ho-so/" + FakeArchive.LISTED + "/tai-lieu/1", "/ho-so/khong-phai-ma");
        assertSame("/ma/khong-co", "/actuator/env");
    }

    private void assertSame(String one, String other) throws Exception {
        HttpResponse<String> first = somebody.get(one);
        HttpResponse<String> second = somebody.get(other);
        assertThat(first.statusCode()).as(one).isEqualTo(404).isEqualTo(second.statusCode());
        assertThat(first.body()).isEqualTo(second.body()).contains("Không có trang này");
        assertThat(first.headers().map().keySet()).isEqualTo(second.headers().map().keySet());
    }

    @Test
    void aListedRecordTellsWhatItMayAndHowToAsk() throws Exception {
        String page = somebody.get("/ho-so/" + FakeArchive.LISTED).body();
        assertThat(page)
                .contains("000.00.15.H41/02.0146")
                .contains("1999–2001")
                .contains("tiêu đề không công khai")
                .contains("/yeu-cau?ho-so=" + FakeArchive.LISTED)
                .doesNotContain("/tep/");
    }

    @Test
    void aCodeLeadsToThePermanentAddress() throws Exception {
        HttpResponse<String> answer = somebody.get("/ma/" + FakeArchive.CODE);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(RECORD);
    }

    @Test
    void resultsLeadStraightToThePageAndSayWhyAndHowSound() throws Exception {
        HttpResponse<String> answer = somebody.get("/tim?q=giao+dat");
        assertThat(answer.body())
                .contains("1–3 trong 57 hồ sơ")
                .contains(VIEWER + "?trang=13&amp;q=giao+dat#tim-1")
                .contains("Khớp ở: tiêu đề, thời gian của hồ sơ 1998, nội dung trang 13")
                .contains("kiểm tra ngày 12/11/2026")
                .contains("Có hư hỏng")
                .contains("Theo yêu cầu".toLowerCase(Locale.ROOT));
        assertThat(answer.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    }

    @Test
    void filtersAreLinksOnlyThreeDeepAndEachCanBeTakenBack() throws Exception {
        String shallow = somebody.get("/tim?q=a&tu=1998&den=1998").body();
        assertThat(shallow)
                .contains(
                        "rel=\"nofollow\" href=\"/tim?q=a&amp;tu=1998&amp;den=1998&amp;loai=02\"");
        assertThat(shallow).contains("Bỏ lọc:").contains("href=\"/tim?q=a\"");
        String deep = somebody.get("/tim?q=a&tu=1998&loai=02&online=1").body();
        assertThat(deep).doesNotContain("coquan=").contains("class=\"off\"");
    }

    @Test
    void whoAnswersTodayIsAFilterThatTheOtherFormsKeep() throws Exception {
        BodyId commune = BodyId.of(FakeBodies.COMMUNE);
        assertThat(somebody.get("/tim?q=a").body())
                .contains(
                        "Cơ quan có trách nhiệm hôm nay",
                        "Xã Diên Khánh (Tỉnh Khánh Hòa) (có phông mỗi nơi một phần)",
                        "href=\"/tim?q=a&amp;trachnhiem=" + commune + "\"");
        assertThat(somebody.get("/tim?q=a&trachnhiem=" + commune).body())
                .contains(
                        "Nay thuộc: Xã Diên Khánh",
                        "name=\"trachnhiem\" value=\"" + commune + "\"",
                        "/tim/ket-qua.csv?q=a&amp;trachnhiem=" + commune,
                        "href=\"/tim?q=a\"");
        assertThat(somebody.get("/tim?q=a&trachnhiem=xa").body()).doesNotContain("Nay thuộc:");
        assertThat(new Browserless(port).get("/tim?q=a&trachnhiem=" + commune + "&lang=en").body())
                .contains("Body responsible today", "Answers today: Xã Diên Khánh", "of some fonds")
                .doesNotContain("??");
    }

    @Test
    void moreThanThreeFiltersAreNotSearchedAndThePageSaysHowToGoOn() throws Exception {
        int before = archive.searches.get();
        String four = "/tim?q=a&tu=1998&loai=02&online=1&dang=so";
        HttpResponse<String> deep = somebody.get(four);
        assertThat(deep.statusCode()).isEqualTo(403);
        assertThat(deep.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        assertThat(deep.headers().firstValue("Retry-After")).isEmpty();
        assertThat(deep.body())
                .contains("nhiều nhất 3 bộ lọc; địa chỉ này có 4", "Bỏ “Năm: 1998–…”", "/app")
                .contains("href=\"/tim?q=a&amp;loai=02&amp;online=1&amp;dang=so\"")
                .contains("href=\"/tim?q=a\"")
                .endsWith("</html>\n");
        assertThat(new Browserless(port).get(four + "&lang=en").body())
                .contains("at most 3 filters; this address has 4")
                .doesNotContain("??");
        assertThat(somebody.get("/tim?q=a&tu=1998&loai=02&loai=03&online=1&dang=so").body())
                .contains("Chỉ giữ 3 bộ lọc đầu")
                .contains("href=\"/tim?q=a&amp;tu=1998&amp;loai=02&amp;loai=03\"")
                .doesNotContain("Bỏ “");
        assertThat(
                        somebody.get(four.replace("/tim?", "/tim/ket-qua.csv?"))
                                .headers()
                                .firstValue("Location")
                                .orElse(""))
                .endsWith("/tim?q=a&tu=1998&loai=02&online=1&dang=so");
        assertThat(archive.searches.get()).isEqualTo(before);
        assertThat(somebody.get("/tim?q=b&tu=1998&den=1999&loai=02&online=1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void languageAndPlaceAreFacetsAndFiltersLikeTheOthers() throws Exception {
        String unit = BodyId.of(FakeBodies.DISTRICT).toString();
        assertThat(somebody.get("/tim?q=a&loai=02").body())
                .contains("Ngôn ngữ", "Tiếng Pháp", "Nơi hình thành tài liệu")
                .contains("Huyện Diên Khánh (Tỉnh Khánh Hòa)")
                .contains("rel=\"nofollow\" href=\"/tim?q=a&amp;loai=02&amp;ngonngu=03\"")
                .contains("rel=\"nofollow\" href=\"/tim?q=a&amp;loai=02&amp;noi=" + unit + "\"");
        String chosen = somebody.get("/tim?q=a&ngonngu=03&ngonngu=zz&noi=" + unit).body();
        assertThat(chosen)
                .contains("Ngôn ngữ: Tiếng Pháp", "Nơi hình thành: Huyện Diên Khánh")
                .contains("href=\"/tim?q=a&amp;noi=" + unit + "\"")
                .contains("href=\"/tim?q=a&amp;ngonngu=03\"")
                .contains("name=\"ngonngu\" value=\"03\"", "name=\"noi\" value=\"" + unit);
    }

    @Test
    void nothingFoundOffersWaysOn() throws Exception {
        assertThat(somebody.get("/tim?q=zzz").body())
                .contains("Không tìm thấy hồ sơ nào")
                .contains("/tim?q=giao+dat")
                .contains("7 hồ sơ")
                .contains("/yeu-cau?q=zzz")
                // Three ways on with their counts, whatever was typed.
                .contains("1 phông")
                .contains("/tim?q=&amp;online=1")
                .contains("/tim?q=&amp;sap=moi")
                .contains("văn phòng đăng ký đất đai");
        assertThat(somebody.get("/yeu-cau?q=zzz").body()).contains("Tôi cần tìm: zzz</textarea>");
    }

    @Test
    void theViewerMarksWordsOnTheImageAndListsOtherPages() throws Exception {
        String page = somebody.get(VIEWER + "?trang=13&q=giao").body();
        assertThat(page)
                .contains("/trang/13/480.jpg 480w")
                .contains("<rect class=\"wash\"")
                .contains("<mark>giao đất</mark>")
                .contains("trang=14&amp;q=giao")
                .contains("Trang 13 / 24")
                .contains("href=\"" + VIEWER + "?trang=12&amp;q=giao\"")
                // The very line, the find before, and the one after in the next document.
                .contains("<p id=\"tim-1\"")
                .contains(VIEWER + "?trang=3&amp;q=giao#tim-1\">Chỗ tìm thấy trước")
                .contains(VIEWER + "?trang=14&amp;q=giao#tim-1\">Chỗ tìm thấy sau");
        assertThat(somebody.get(VIEWER + "?trang=14&q=giao").body())
                .contains("/tai-lieu/2?trang=3&amp;q=giao#tim-1\">Chỗ tìm thấy sau");
        assertThat(somebody.get(VIEWER + "?trang=3&q=giao").body())
                .doesNotContain("Chỗ tìm thấy trước");
        assertThat(somebody.get(VIEWER + "?trang=25").statusCode()).isEqualTo(404);
        assertThat(somebody.get(VIEWER + "?trang=0").statusCode()).isEqualTo(404);
    }

    @Test
    void whereTheLookingStoppedTheViewerSaysSoAndLeadsOn() throws Exception {
        String page = somebody.get(VIEWER + "?trang=3&q=" + FakeArchive.NOT_YET).body();
        assertThat(page).contains("Chưa thấy “lau-lam”").doesNotContain("Không thấy");
        String on = RECORD + "/tim?q=lau-lam&amp;sau=1-1-14\"";
        assertThat(page.split(Pattern.quote(on), -1)).as("all places, and the next").hasSize(3);
        assertThat(page).contains(RECORD + "/tim?q=lau-lam\">Chỗ tìm thấy trước");
    }

    @Test
    void whenTooManyLookInsideRecordsAPageSaysWhenToTryAgain() throws Exception {
        for (String address : List.of(RECORD + "/tim?q=", VIEWER + "?q=")) {
            HttpResponse<String> busy = somebody.get(address + FakeArchive.TOO_MANY);
            assertThat(busy.statusCode()).as(address).isEqualTo(503);
            assertThat(busy.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(busy.body()).contains("Hệ thống đang bận");
        }
    }

    @Test
    void insideARecordEachPlaceIsListedWithItsLineAndOfAClosedOneNothing() throws Exception {
        String page = somebody.get(RECORD + "/tim?q=giao").body();
        assertThat(page)
                .contains(VIEWER + "?trang=13&amp;q=giao#tim-1")
                .contains("/tai-lieu/2?trang=3&amp;q=giao#tim-1")
                .contains("&lt;ở&gt;");
        String on = somebody.get(RECORD + "/tim?q=giao&sau=1-1-13").body();
        assertThat(on).contains("/1?trang=14&amp;q=giao").doesNotContain("/1?trang=13&amp;q");
        assertThat(somebody.get(RECORD + "/tim?q=giao&sau=9-9-x").statusCode()).isEqualTo(200);
        for (Object closed : List.of(FakeArchive.LISTED, FakeArchive.HIDDEN, FakeArchive.MISSING)) {
            assertThat(somebody.get("/ho-so/" + closed + "/tim?q=giao").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatIsTypedIsAnsweredWithAddressesThatTheArchiveMadeAndKeptNowhere() throws Exception {
        HttpResponse<String> answer = somebody.get("/goi-y?q=125%20q");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        assertThat(answer.body())
                .contains("\"url\":\"/tim?q=125%2FQ%C4%90-UBND\"")
                .contains("\"url\":\"/ho-so/" + FakeArchive.SOUND)
                .contains("\"kind\":\"Số ký hiệu\"");
        assertThat(somebody.get("/goi-y?q=1").body()).isEqualTo("[]");
        assertThat(somebody.get("/goi-y").body()).isEqualTo("[]");
        assertThat(somebody.get("/goi-y?q=--").body()).as("signs are no name").isEqualTo("[]");
        assertThat(somebody.get("/goi-y?q=dien").body()).contains("/co-quan/");
    }

    @Test
    void resultsLeaveAsATableWithoutFormulasAndItIsNotedHowMany() throws Exception {
        assertThat(somebody.get("/tim?q=a&tu=1998&trang=2").body())
                .contains("/tim/ket-qua.xlsx?q=a&amp;tu=1998\"");
        HttpResponse<String> csv = somebody.get("/tim/ket-qua.csv?q=giao&tu=1998");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Cache-Control")).hasValue("no-store");
        List<String> rows = csv.body().lines().toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(1))
                .startsWith("\"" + FakeArchive.CODE)
                .contains(RECORD)
                .contains("\"13\"");
        assertThat(rows.get(2)).contains("Theo yêu cầu").contains("\"\"");
        assertThat(csv.body()).doesNotContain(FakeArchive.SECRET_WORDS);
        Mockito.verify(activity).record(Reader.ANONYMOUS, "RESULTS_EXPORT", null, "ket-qua.csv: 3");
        assertThat(somebody.bytes("/tim/ket-qua.xlsx?q=giao").body()).startsWith('P', 'K');
        assertThat(somebody.get("/tim/ket-qua.pdf?q=giao").statusCode()).isEqualTo(404);
        assertThat(somebody.get("/tim/ket-qua.csv?q=" + FakeArchive.TOO_MANY).statusCode())
                .isEqualTo(503);
        for (String start : List.of("=1+1", "+1", "-1", "@a", "\t=1", " =1", "＝1")) {
            assertThat(CsvTable.neutral(start)).startsWith("'");
        }
    }

    @Test
    void openingALetterChangesNothingAndItsButtonsDo() throws Exception {
        String page = "/thu-bao/" + PublicPagesHouse.NOTICE;
        assertThat(somebody.get(page).body())
                .contains("Xác nhận nhận thư")
                .doesNotContain("an@example.vn");
        Mockito.verify(saved, Mockito.never()).confirm(Mockito.any());
        somebody.submit(page, page + "/xac-nhan", "");
        Mockito.verify(saved).confirm(PublicPagesHouse.NOTICE);
        somebody.submit(page, page + "/thoi", "");
        Mockito.verify(saved).stop(PublicPagesHouse.NOTICE);
        for (String wrong : List.of("b".repeat(26), "x", "A".repeat(26))) {
            assertThat(somebody.get("/thu-bao/" + wrong).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aFileLeavesWholeOrInPartWithItsDigests() throws Exception {
        String path = "/tep/" + FakeArchive.FILE;
        HttpResponse<byte[]> whole = somebody.bytes(path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(FakeArchive.BYTES);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(whole.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''Quy%E1%BA%BFt");
        assertThat(whole.headers().firstValue("Repr-Digest").orElse(""))
                .matches("sha-256=:[A-Za-z0-9+/]{43}=:, sha-512=:[A-Za-z0-9+/]{86}==:");

        HttpResponse<byte[]> part = somebody.bytes(path, "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(FakeArchive.BYTES, 10, 20));
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes 10-19/" + FakeArchive.BYTES.length);
        assertThat(somebody.bytes(path, "Range", "bytes=999999-").statusCode()).isEqualTo(416);
        assertThat(somebody.bytes(path, "Range", "bytes=0-1", "If-Range", "\"other\"").body())
                .isEqualTo(FakeArchive.BYTES);
    }

    @Test
    void pageImagesComeInFourWidthsAndAreAskedForAgain() throws Exception {
        String path = "/tep/" + FakeArchive.FILE + "/trang/1/480.jpg";
        HttpResponse<byte[]> image = somebody.bytes(path);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        String tag = image.headers().firstValue("ETag").orElseThrow();
        assertThat(image.headers().firstValue("Cache-Control").orElse("")).contains("private");
        assertThat(somebody.bytes(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(somebody.bytes(path.replace("480", "481")).statusCode()).isEqualTo(404);
    }

    @Test
    void damageIsToldPlainlyAndNoByteLeaves() throws Exception {
        for (String path : List.of("", "/trang/1/480.jpg")) {
            HttpResponse<byte[]> answer = somebody.bytes("/tep/" + FakeArchive.DAMAGED_FILE + path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("Tệp này bị hư hỏng nên không được mở")
                    .doesNotContain("%PDF");
            assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void ofADamagedRecordOnlyTheDamagedFileIsWithheldAndWordsSayWhy() throws Exception {
        String record = "/ho-so/" + FakeArchive.DAMAGED;
        String damaged = "/tep/" + FakeArchive.DAMAGED_FILE;
        String whole = "/tep/" + FakeArchive.WHOLE_FILE;
        for (String way : List.of("", "/nguyen-ven")) {
            assertThat(somebody.get(record + way).body())
                    .as(way)
                    .doesNotContain(damaged)
                    .contains("href=\"" + whole + "\"")
                    .contains("tệp bị hư hỏng, tạm thời không mở");
        }
        assertThat(somebody.get(record).body())
                .contains("Chỉ tệp hư hỏng tạm thời không mở")
                .contains("/yeu-cau?ho-so=" + FakeArchive.DAMAGED);
        for (String way : List.of("/tai-lieu/1", "/tai-lieu/1?xem=anh")) {
            assertThat(somebody.get(record + way).body())
                    .as(way)
                    .doesNotContain("<img")
                    .doesNotContain("href=\"/tep/")
                    .contains("Tạm thời không tải được tệp này")
                    .contains("Ảnh trang này tạm thời không mở")
                    .contains("/yeu-cau?ho-so=" + FakeArchive.DAMAGED);
        }
        assertThat(somebody.get(record + "/tai-lieu/2").body())
                .contains("<img")
                .contains("href=\"" + whole + "\"")
                .contains("Chỉ tệp hư hỏng tạm thời không mở")
                .doesNotContain("Ảnh trang này tạm thời không mở");
        assertThat(somebody.get(VIEWER).body()).contains("<img").contains("href=\"/tep/");
    }

    @Test
    void whatARequestCostsIsReadBeforeItIsSentAndOnceItIsTold() throws Exception {
        assertThat(somebody.get("/yeu-cau").body()).contains("href=\"/phi\"");
        assertThat(somebody.get("/phi").body())
                .contains("Sao một trang", "3.000 đồng một trang", "Nghị quyết 12", "01/01/2026")
                .contains("được giảm 50 %", "Thẻ sinh viên", "Nộp tại quầy tiếp dân");
        String good =
                "loai-yeu-cau=sao&can-tim=giao+dat&muc-dich=thu+tuc&ho-ten=An&lien-he=0912345678";
        String reference =
                somebody.submit("/yeu-cau", good)
                        .headers()
                        .firstValue("Location")
                        .orElse("")
                        .replaceAll(".*ma=", "");
        String secrets = "ma=" + reference + "&bon-so=5678";
        assertThat(somebody.submit("/yeu-cau/tra-cuu", secrets).body())
                .as("what it would come to tells how long a hồ sơ is")
                .doesNotContain("phi-h");
        Fees.Payment half =
                new Fees.Payment(
                        1,
                        2_000,
                        LocalDate.of(2026, 11, 20),
                        "BL 7",
                        Fees.Method.CASH,
                        Instant.EPOCH,
                        "lan",
                        null);
        Mockito.when(fees.of(reference))
                .thenReturn(
                        Optional.of(
                                new Fees.Fee(
                                        reference,
                                        1,
                                        new Fees.Estimate(
                                                PublicPagesHouse.FEES,
                                                List.of(
                                                        new Fees.Line(
                                                                1,
                                                                "Sao <b> một trang",
                                                                Fees.Unit.PAGE,
                                                                3_000,
                                                                4)),
                                                Set.of(1)),
                                        null,
                                        0,
                                        12_000L,
                                        false,
                                        false,
                                        Instant.EPOCH,
                                        "lan",
                                        "nội bộ",
                                        List.of(half))));
        Mockito.when(letters.of(reference))
                .thenReturn(
                        List.of(
                                new AnswerLetters.Letter(
                                        1,
                                        "07/TB-LTLS",
                                        AccessRequests.Status.GRANTED,
                                        Instant.EPOCH,
                                        "lan",
                                        Digest.of(DigestAlgorithm.SHA512, new byte[0]))));
        assertThat(somebody.submit("/yeu-cau/tra-cuu", secrets).body())
                .contains("Tải thông báo số 07/TB-LTLS (PDF)", "Số 07/TB-LTLS, ngày 01/01/1970")
                .contains("Còn phải nộp 10.000 đồng", "Sao &lt;b&gt; một trang: 4 × 3.000")
                .contains("Đã nộp 2.000 đồng", "Nộp tại quầy tiếp dân")
                .contains("Tài liệu được giao sau khi nộp phí")
                .doesNotContain("nội bộ", "??");
    }

    @Test
    void aRequestIsCheckedAsAWholeKeptAndFollowed() throws Exception {
        HttpResponse<String> empty = somebody.submit("/yeu-cau", "ho-ten=%3Cb%3E");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body())
                .contains("href=\"#can-tim\"")
                .contains("href=\"#muc-dich\"")
                .contains("href=\"#lien-he\"")
                .contains("href=\"#loai-yeu-cau\"")
                .contains("value=\"&lt;b&gt;\"");
        int before = requests.kept.size();
        String good =
                "loai-yeu-cau=sao&can-tim=giao+dat&muc-dich=thu+tuc&ho-ten=An&lien-he=0912345678"
                        + "&ho-so="
                        + FakeArchive.SOUND;
        assertThat(somebody.post("/yeu-cau", good).statusCode()).isEqualTo(403);
        assertThat(somebody.submit("/yeu-cau", good + "&trang-web=x").statusCode()).isEqualTo(422);
        assertThat(requests.kept).hasSize(before);

        HttpResponse<String> sent = somebody.submit("/yeu-cau", good);
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(requests.kept).hasSize(before + 1);
        String reference = sent.headers().firstValue("Location").orElse("").replaceAll(".*ma=", "");
        assertThat(somebody.get("/yeu-cau/da-gui?ma=" + reference).body())
                .contains(reference)
                .contains("23/11/2026")
                .doesNotContain("0912345678");

        HttpResponse<String> wrong =
                somebody.submit("/yeu-cau/tra-cuu", "ma=" + reference + "&bon-so=0000");
        HttpResponse<String> missing =
                somebody.submit("/yeu-cau/tra-cuu", "ma=YC-2026-ZZZZZZ&bon-so=0000");
        assertThat(wrong.body().replace(reference, "").replaceAll("_csrf\".*?>", ""))
                .isEqualTo(
                        missing.body().replace("YC-2026-ZZZZZZ", "").replaceAll("_csrf\".*?>", ""));
        assertThat(somebody.submit("/yeu-cau/tra-cuu", "ma=" + reference + "&bon-so=5678").body())
                .contains("Còn 1 ngày làm việc")
                .contains("Chưa có người nhận xử lý")
                .contains("giao dat");
        String applicant = "ma=" + reference + "&bon-so=5678&noi-dung=";
        assertThat(
                        somebody.submit(
                                        "/yeu-cau/tra-cuu",
                                        "/yeu-cau/tra-cuu/khieu-nai",
                                        applicant + "Sai")
                                .body())
                .contains("Yêu cầu này hiện không thể khiếu nại tại đây")
                .contains("Bổ sung thông tin");
        assertThat(
                        somebody.submit(
                                        "/yeu-cau/tra-cuu",
                                        "/yeu-cau/tra-cuu/bo-sung",
                                        "ma=" + reference + "&bon-so=5679&noi-dung=x")
                                .statusCode())
                .isEqualTo(422);
        assertThat(
                        somebody.submit(
                                        "/yeu-cau/tra-cuu",
                                        "/yeu-cau/tra-cuu/bo-sung",
                                        applicant + "thua+so+12")
                                .body())
                .contains("Đã nhận phần bổ sung của bạn")
                .contains("thua so 12");
        assertThat(somebody.submit("/yeu-cau/tra-cuu", "/yeu-cau/tra-cuu/rut", applicant).body())
                .contains("Yêu cầu đã được rút")
                .doesNotContain("Rút yêu cầu này");
    }

    @Test
    void aBasketHoldsWhatItsOwnerMaySeeAndIsAskedForAtOnce() throws Exception {
        String ids = "muc=" + FakeArchive.SOUND + "&muc=" + FakeArchive.LISTED;
        HttpResponse<String> put = somebody.post("/gio/them", ids + "&ve=%2Ftim%3Fq%3Dgiao");
        assertThat(put.headers().firstValue("Location").orElse("")).contains("/gio?viec=&ve=");
        assertThat(put.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=86400");
        HttpResponse<String> hidden = somebody.post("/gio/them", "muc=" + FakeArchive.HIDDEN);
        HttpResponse<String> missing = somebody.post("/gio/them", "muc=" + FakeArchive.MISSING);
        assertThat(hidden.headers().firstValue("Location"))
                .isEqualTo(missing.headers().firstValue("Location"));
        assertThat(hidden.headers().allValues("Set-Cookie"))
                .isEqualTo(missing.headers().allValues("Set-Cookie"));
        String basket = somebody.get("/gio?ve=%2Ftim%3Fq%3Dgiao").body();
        assertThat(basket)
                .contains("/ho-so/" + FakeArchive.SOUND, "/ho-so/" + FakeArchive.LISTED)
                .contains("href=\"/tim?q=giao\"")
                .doesNotContain(FakeArchive.HIDDEN.toString(), FakeArchive.SECRET_WORDS);
        assertThat(somebody.get("/gio?ve=%2F%2Fexample.org").body())
                .doesNotContain("href=\"//example.org", "Quay lại trang vừa xem");

        String form = somebody.get("/yeu-cau?gio=1").body();
        assertThat(form).contains("name=\"muc\" value=\"" + bare(FakeArchive.LISTED));
        String person =
                "loai-yeu-cau=sao&muc-dich=thu+tuc&ho-ten=An&lien-he=0912345678&thay-mat=HTX";
        String both =
                "&muc="
                        + bare(FakeArchive.SOUND)
                        + "&muc="
                        + bare(FakeArchive.LISTED)
                        + "&can-tim=";
        int before = requests.kept.size();
        HttpResponse<String> gone =
                somebody.submit("/yeu-cau", person + both + "&muc=" + FakeArchive.HIDDEN);
        assertThat(gone.statusCode()).isEqualTo(422);
        assertThat(gone.body()).contains("1 mục không còn tìm thấy");
        assertThat(requests.kept).hasSize(before);
        HttpResponse<String> sent = somebody.submit("/yeu-cau", person + both);
        assertThat(sent.statusCode()).isEqualTo(302);
        String reference = sent.headers().firstValue("Location").orElse("").replaceAll(".*ma=", "");
        AccessRequests.Request kept = requests.find(reference).orElseThrow();
        assertThat(kept.items())
                .extracting(AccessRequests.Item::record)
                .containsExactly(FakeArchive.SOUND, FakeArchive.LISTED);
        assertThat(kept.request().onBehalfOf()).isEqualTo("HTX");
        assertThat(somebody.get("/gio").body()).contains("Giỏ đang trống");
        assertThat(somebody.submit("/yeu-cau/tra-cuu", "ma=" + reference + "&bon-so=5678").body())
                .contains("Từng mục", "Thay mặt", "Mục nào?");
    }

    @Test
    void howPaperIsToBeUsedIsAskedOnlyWhereSomethingIsOnPaper() throws Exception {
        assertThat(somebody.get("/yeu-cau").body()).doesNotContain("name=\"hinh-thuc\"");
        assertThat(somebody.get("/yeu-cau?ho-so=" + bare(FakeArchive.SOUND)).body())
                .doesNotContain("name=\"hinh-thuc\"");
        String paper = bare(FakeArchive.PAPER);
        assertThat(somebody.get("/yeu-cau?ho-so=" + paper).body())
                .contains("name=\"hinh-thuc\" value=\"phong-doc\"", "Đọc tại phòng đọc")
                .contains("value=\"\" id=\"ht-\" checked");
        String fields = "muc-dich=y&ho-ten=An&lien-he=0905123456&ho-so=" + paper;
        HttpResponse<String> sent =
                somebody.submit("/yeu-cau", fields + "&loai-yeu-cau=doc&hinh-thuc=phong-doc");
        assertThat(sent.statusCode()).isEqualTo(302);
        String reference = sent.headers().firstValue("Location").orElse("").replaceAll(".*ma=", "");
        assertThat(requests.find(reference).orElseThrow().request().paperUse())
                .isEqualTo(PaperUse.READING_ROOM);
        assertThat(somebody.submit("/yeu-cau/tra-cuu", "ma=" + reference + "&bon-so=3456").body())
                .contains("<dd>Đọc tại phòng đọc</dd>");
        HttpResponse<String> wrong =
                somebody.submit("/yeu-cau", fields + "&loai-yeu-cau=sao&hinh-thuc=phong-doc");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("href=\"#hinh-thuc\"", "không đi cùng đọc tại phòng đọc")
                .contains("id=\"ht-phong-doc\" checked");
        assertThat(
                        somebody.submit("/yeu-cau", fields + "&loai-yeu-cau=doc&hinh-thuc=khac")
                                .statusCode())
                .isEqualTo(422);
    }

    /** Two items, the first granted, the other not decided. */
    private String halfGranted() {
        String reference = "YC-2026-DOCNUA";
        Instant at = Instant.parse("2026-11-20T02:00:00Z");
        LocalDate due = LocalDate.of(2026, 11, 23);
        List<AccessRequests.Item> items = new ArrayList<>();
        for (AccessRequests.Status status :
                List.of(AccessRequests.Status.GRANTED, AccessRequests.Status.IN_PROGRESS)) {
            items.add(
                    new AccessRequests.Item(
                            items.size() + 1,
                            items.isEmpty() ? FakeArchive.SOUND : FakeArchive.LISTED,
                            null,
                            false,
                            status,
                            due,
                            null,
                            null,
                            1));
        }
        requests.kept.put(
                reference,
                new AccessRequests.Request(
                        new AccessRequests.Reference(reference),
                        new AccessRequests.NewRequest(
                                AccessRequests.Kind.READ,
                                FakeArchive.SOUND,
                                "x",
                                "y",
                                "An",
                                "0912345678",
                                null),
                        AccessRequests.Status.IN_PROGRESS,
                        at,
                        due,
                        null,
                        1,
                        null,
                        List.of(),
                        items));
        return reference;
    }

    @Test
    void whatIsConditionalTellsItsOwnTermAndACorrectedKindIsRead() throws Exception {
        AccessRequests.Request half = requests.find(halfGranted()).orElseThrow();
        AccessRequests.Item open = half.items().getFirst();
        List<AccessRequests.Item> items = new ArrayList<>();
        for (int days : List.of(1, 7)) {
            items.add(
                    new AccessRequests.Item(
                            items.size() + 1,
                            open.record(),
                            null,
                            false,
                            AccessRequests.Status.IN_PROGRESS,
                            days == 1 ? half.dueOn() : LocalDate.of(2026, 12, 1),
                            null,
                            "lan",
                            days));
        }
        requests.kept.put(
                "YC-2026-HANDAI",
                new AccessRequests.Request(
                        new AccessRequests.Reference("YC-2026-HANDAI"),
                        half.request(),
                        AccessRequests.Status.IN_PROGRESS,
                        half.receivedAt(),
                        half.dueOn(),
                        null,
                        1,
                        "lan",
                        List.of(
                                new AccessRequests.Step(
                                        half.receivedAt(),
                                        AccessRequests.Status.IN_PROGRESS,
                                        "lan",
                                        null,
                                        "Cần bản sao",
                                        null,
                                        0,
                                        AccessRequests.Kind.CERTIFIED_COPY)),
                        items));
        assertThat(somebody.get("/yeu-cau/da-gui?ma=YC-2026-HANDAI").body())
                .contains("23/11/2026 (1 ngày làm việc)", "01/12/2026 (7 ngày làm việc)");
        assertThat(somebody.submit("/yeu-cau/tra-cuu", "ma=YC-2026-HANDAI&bon-so=5678").body())
                .contains("thời hạn của tài liệu đó là 7 ngày làm việc")
                .contains("Sửa loại yêu cầu:</span> <span>Bản sao có chứng thực");
        assertThat(
                        somebody.submit(
                                        "/yeu-cau/tra-cuu",
                                        "ma=" + half.reference().value() + "&bon-so=5678")
                                .body())
                .contains("Hạn trả lời")
                .doesNotContain("thời hạn của tài liệu đó", "Sửa loại yêu cầu");
    }

    @Test
    void aReadingIsShownWhileAnotherItemIsOpenAndSaysWhenToComeBack() throws Exception {
        String reference = halfGranted();
        OnlineReadings.Reading reading =
                new OnlineReadings.Reading(
                        new UUID(3, 3),
                        "BD-2026-000001-ABCD",
                        reference,
                        FakeArchive.SOUND,
                        "H41.02.0145",
                        List.of(),
                        2,
                        false,
                        3,
                        OnlineReadings.State.OPEN,
                        Instant.EPOCH,
                        "lan",
                        null,
                        Instant.parse("2126-11-25T02:00:00Z"),
                        null);
        Mockito.when(readings.offered(Mockito.any())).thenReturn(List.of(reading));
        Mockito.when(readings.open(Mockito.any(), Mockito.any())).thenReturn(reading);
        Mockito.when(readings.opened(reading.number())).thenReturn(Optional.of(reading));
        Mockito.when(readings.page(reading.number(), 1, 1000)).thenThrow(new PageInk.Busy());
        try {
            String secrets = "ma=" + reference + "&bon-so=5678";
            assertThat(somebody.submit("/yeu-cau/tra-cuu", secrets).body())
                    .contains(reading.number());
            assertThat(
                            somebody.submit(
                                            "/yeu-cau/tra-cuu",
                                            "/yeu-cau/tra-cuu/doc",
                                            secrets + "&so=" + reading.number())
                                    .statusCode())
                    .isEqualTo(302);
            Mockito.when(readings.offered(Mockito.any()))
                    .thenReturn(
                            List.of(
                                    new OnlineReadings.Reading(
                                            reading.id(),
                                            reading.number(),
                                            reference,
                                            FakeArchive.SOUND,
                                            "H41.02.0145",
                                            List.of(),
                                            2,
                                            false,
                                            3,
                                            OnlineReadings.State.ENDED,
                                            Instant.EPOCH,
                                            "lan",
                                            null,
                                            reading.until(),
                                            new OnlineReadings.Ending(
                                                    Instant.parse("2026-11-24T02:00:00Z"),
                                                    "lan",
                                                    "nội bộ"))));
            assertThat(somebody.submit("/yeu-cau/tra-cuu", secrets).body())
                    .contains("kho đã dừng trước hạn lúc", reading.number())
                    .doesNotContain("nội bộ");
            HttpResponse<String> busy =
                    somebody.get("/doc-truc-tuyen/" + reading.number() + "/1-1000.jpg");
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.headers().firstValue("Retry-After")).contains("5");
        } finally {
            Mockito.reset(readings);
        }
    }

    @Test
    void aBasketIsBoundedForgivesForgedCookiesAndTakesNothingFromStrangers() throws Exception {
        StringBuilder many = new StringBuilder("muc=" + FakeArchive.SOUND);
        for (int i = 0; i < 60; i++) {
            many.append("&muc=").append(new UUID(1, i));
        }
        assertThat(somebody.post("/gio/them", many.toString()).statusCode()).isEqualTo(302);
        for (String odd :
                List.of("x", "_", ".", "a".repeat(3_000), bare(FakeArchive.HIDDEN) + "_zz")) {
            HttpResponse<String> shown =
                    new Browserless(port).get("/gio", "Cookie", "TANGTHU-GIO=" + odd);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("Giỏ đang trống");
        }
        HttpResponse<String> foreign =
                new Browserless(port)
                        .post(
                                "/gio/them",
                                "muc=" + FakeArchive.SOUND,
                                "Sec-Fetch-Site",
                                "cross-site");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("TANGTHU-GIO"));
        assertThat(new Browserless(port).post("/gio/bo-het", "").statusCode()).isEqualTo(403);
    }

    @Test
    void aBasketTakesNothingThatDoesNotTellWhereItComesFrom() throws Exception {
        String own = "http://localhost:" + port;
        String[][] foreign = {
            {"Accept", "*/*"},
            {"Origin", "null"},
            {"Origin", "http://evil.example"},
            {"Origin", "http://localhost:" + (port + 1)},
            {"Origin", own + ".evil.example"},
            {"Origin", "http://evil.example", "Referer", own + "/tim"},
            {"Referer", "http://evil.example/?" + own + "/"},
            {"Origin", own, "Sec-Fetch-Site", "same-site"},
        };
        for (String[] headers : foreign) {
            HttpResponse<String> refused =
                    new Browserless(port).post("/gio/them", "muc=" + FakeArchive.SOUND, headers);
            assertThat(refused.statusCode()).as(String.join(" ", headers)).isEqualTo(403);
            assertThat(refused.headers().allValues("Set-Cookie"))
                    .noneMatch(cookie -> cookie.startsWith("TANGTHU-GIO"));
        }
        String[][] ours = {
            {"Origin", own},
            {"Referer", own + "/tim?q=giao"},
            {"Sec-Fetch-Site", "same-origin"},
        };
        for (String[] headers : ours) {
            assertThat(
                            new Browserless(port)
                                    .post("/gio/them", "muc=" + FakeArchive.SOUND, headers)
                                    .statusCode())
                    .as(String.join(" ", headers))
                    .isEqualTo(302);
        }
    }

    @Test
    void aRecordThatVanishedBetweenFormAndSendingIsToldAndNothingIsSent() throws Exception {
        String person = "loai-yeu-cau=sao&muc-dich=thu+tuc&ho-ten=An&lien-he=0912345678";
        int before = requests.kept.size();
        for (String more : List.of("&can-tim=giao+dat", "&can-tim=&muc=" + FakeArchive.SOUND)) {
            List<String> told = new ArrayList<>();
            for (AipId gone : List.of(FakeArchive.HIDDEN, FakeArchive.MISSING)) {
                HttpResponse<String> answer =
                        somebody.submit("/yeu-cau", person + more + "&ho-so=" + gone);
                assertThat(answer.statusCode()).isEqualTo(422);
                assertThat(answer.body())
                        .contains("1 mục không còn tìm thấy")
                        .doesNotContain(gone.toString());
                told.add(answer.body().replaceAll("_csrf\".*?>", ""));
            }
            assertThat(told.getFirst()).isEqualTo(told.getLast());
        }
        assertThat(requests.kept).hasSize(before);
        HttpResponse<String> odd =
                somebody.submit("/yeu-cau", person + "&can-tim=x&thay-mat=A%0AB");
        assertThat(odd.statusCode()).isEqualTo(422);
        assertThat(odd.body()).contains("viết trên một dòng");
        String both = "&ho-so=" + FakeArchive.SOUND + "&muc=" + FakeArchive.LISTED;
        HttpResponse<String> sent = somebody.submit("/yeu-cau", person + both);
        String reference = sent.headers().firstValue("Location").orElse("").replaceAll(".*ma=", "");
        assertThat(requests.find(reference).orElseThrow().items())
                .extracting(AccessRequests.Item::record)
                .containsExactly(FakeArchive.SOUND, FakeArchive.LISTED);
    }

    private static String bare(AipId id) {
        return id.toString().replace("-", "");
    }

    @Test
    void aGuidedSearchBecomesAnOrdinaryAddress() throws Exception {
        HttpResponse<String> answer =
                somebody.get("/tim-theo/dat?ai=Nguy%E1%BB%85n&o-dau=L%C6%B0%C6%A1ng&tu=1998&den=");
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .endsWith("/tim?q=Nguy%E1%BB%85n+L%C6%B0%C6%A1ng&tu=1998");
        assertThat(somebody.get("/tim-theo/khac").statusCode()).isEqualTo(404);
        assertThat(
                        somebody.get(
                                        "/tim-nang-cao?ca-chu=giao&cum-tu=Di%C3%AAn+%22Kh%C3%A1nh&so-ky-hieu=125"
                                                + "&mot-trong=x+y&coquan=zzz&tu=1998&den=&phong=&loai=02&online=1&sap=cu"
                                                + "&ngonngu=03&dang=giay&noi=&noi-ten=")
                                .headers()
                                .firstValue("Location")
                                .orElse(""))
                .endsWith(
                        "/tim?q=giao+125+%22Di%C3%AAn++Kh%C3%A1nh%22&coquan=zzz&tu=1998&loai=02"
                                + "&online=1&ngonngu=03&dang=giay&sap=cu");
        assertThat(
                        somebody.get("/tim-nang-cao?ca-chu=&mot-trong=x+y+x")
                                .headers()
                                .firstValue("Location")
                                .orElse(""))
                .endsWith("/tim?q=x+%7C+y");
    }

    private String sentOnTo(String form) throws Exception {
        return somebody.get(form).headers().firstValue("Location").orElse("");
    }

    @Test
    void whateverAFacetCanNarrowByCanBeChosenInTheAdvancedFormAtOnce() throws Exception {
        assertThat(somebody.get("/tim-nang-cao").body())
                .contains("<option value=\"03\">Tiếng Pháp</option>")
                .contains("<option value=\"giay\">", "name=\"noi-ten\"", "name=\"coquan\"")
                .doesNotContain("role=\"alert\"");
        assertThat(sentOnTo("/tim-nang-cao?ca-chu=&coquan=uy+ban"))
                .as("a part of the one name that there is")
                .endsWith("/tim?q=&coquan=%E1%BB%A6y+ban+nh%C3%A2n+d%C3%A2n+t%E1%BB%89nh");
        assertThat(sentOnTo("/tim-nang-cao?ca-chu=&coquan=uy+ban&da-chon=1"))
                .as("one of several that were offered")
                .endsWith("/tim?q=&coquan=uy+ban");
        BodyId district = BodyId.of(FakeBodies.DISTRICT);
        String two = "/tim-nang-cao?ca-chu=giao&noi-ten=dien+khanh&tu=1998&ngonngu=03&dang=giay";
        String which = somebody.get(two).body();
        assertThat(which)
                .contains("role=\"alert\"", "Có nhiều tên gần với “dien khanh”: chọn một.")
                .contains("<option value=\"" + district + "\">")
                .contains("<select id=\"noi-ten\" name=\"noi\"")
                .contains("value=\"giao\"", "value=\"1998\"")
                .containsPattern(
                        "<option (value=\"03\" selected|selected=\"selected\" value=\"03\")")
                .containsPattern(
                        "<option (value=\"giay\" selected|selected=\"selected\" value=\"giay\")");
        assertThat(sentOnTo(two + "&noi=" + district))
                .endsWith("/tim?q=giao&tu=1998&ngonngu=03&noi=" + district + "&dang=giay");
        assertThat(sentOnTo(two + "&noi=-"))
                .as("none of them")
                .endsWith("/tim?q=giao&tu=1998&ngonngu=03&dang=giay");
        assertThat(sentOnTo("/tim-nang-cao?ca-chu=&noi-ten=dien+lac")).contains("/tim?q=&noi=");
        assertThat(somebody.get("/tim-nang-cao?ca-chu=giao&noi-ten=xyz").body())
                .contains("Không có tên nào như vậy", "value=\"xyz\"", "value=\"giao\"");
        assertThat(somebody.get("/tim-nang-cao?ca-chu=&noi-ten=%3Cb%3E%22").body())
                .doesNotContain("<b>");
        assertThat(sentOnTo("/tim-nang-cao?ca-chu=&phong-ten=" + "h41-sxd"))
                .endsWith("/tim?q=&phong=" + FakeArchive.FONDS);
    }

    @Test
    void whatOpensAtOnceIsCountedAndFilteredAsOneThing() throws Exception {
        assertThat(somebody.get("/tim?q=a").body())
                .contains("href=\"/tim?q=a&amp;online=1\"", "Cách xem");
        assertThat(somebody.get("/tim?q=a&online=1").body())
                .containsPattern("<a [^>]*href=\"/tim\\?q=a\"[^>]*><span>Xem được ngay</span>");
    }

    @Test
    void whatIsOnlyListedIsCountedAndFilteredBesideWhatOpensAtOnce() throws Exception {
        String listed = "Có trong danh mục, xem theo yêu cầu";
        assertThat(somebody.get("/tim?q=a").body())
                .contains("href=\"/tim?q=a&amp;online=yc\"", listed);
        assertThat(somebody.get("/tim?q=a&online=yc").body())
                .containsPattern("<a [^>]*href=\"/tim\\?q=a\"[^>]*><span>" + listed + "</span>")
                .contains("href=\"/tim?q=a&amp;online=1&amp;online=yc\"")
                .contains("<input type=\"hidden\" name=\"online\" value=\"yc\">")
                .doesNotContain("<input type=\"hidden\" name=\"online\" value=\"1\">");
        assertThat(sentOnTo("/tim-nang-cao?ca-chu=a&online=yc")).endsWith("/tim?q=a&online=yc");
        assertThat(somebody.get("/tim-nang-cao?online=yc").body())
                .containsPattern("<option value=\"yc\" selected[^>]*>" + listed);
    }

    @Test
    void crawlersLearnPublicRecordsAndKeepOffSearches() throws Exception {
        assertThat(somebody.get("/robots.txt").body())
                .contains("Disallow: /tim\n")
                .contains("/sitemap.xml");
        assertThat(somebody.get("/sitemap.xml").body()).contains("/sitemap/tu-dau.xml</loc>");
        assertThat(somebody.get("/sitemap/tu-dau.xml").body())
                .contains(RECORD + "</loc>")
                .doesNotContain(FakeArchive.LISTED.toString());
    }

    @Test
    void staticFilesMayBeKeptForAYearUnderTheirVersion() throws Exception {
        String home = somebody.get("/").body();
        String css = home.replaceAll("(?s).*href=\"(/s/[0-9a-f]+/public\\.css)\".*", "$1");
        HttpResponse<String> answer = somebody.get(css);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                .contains("max-age=31536000")
                .contains("immutable");
        assertThat(answer.body().length()).isLessThan(17_000);
    }

    @Test
    void aBodyShowsWhoFollowedItAndOnlyFondsThatTheReaderMayKnow() throws Exception {
        String page = somebody.get("/co-quan/" + FakeBodies.DISTRICT).body();
        assertThat(page)
                .contains("đến 30/06/2025")
                .contains("1667/NQ-UBTVQH15 ngày 16/06/2025")
                .contains("Địa bàn: Diên An")
                .contains("mỗi nơi một phần")
                .contains("href=\"/co-quan/" + FakeBodies.COMMUNE + "\"")
                .contains("href=\"/phong/" + FakeArchive.FONDS + "\"")
                .contains("Xã Diên Lạc &lt;b&gt;")
                .doesNotContain(FakeArchive.HIDDEN_FONDS.toString());
        assertThat(somebody.get("/co-quan/H32.16").body()).contains("Huyện Diên Khánh");
        assertThat(somebody.get("/co-quan/H99").statusCode()).isEqualTo(404);
        assertThat(somebody.get("/phong/" + FakeArchive.FONDS).body())
                .contains("href=\"/co-quan/" + FakeBodies.DISTRICT + "\"")
                .contains("href=\"/co-quan/" + FakeBodies.COMMUNE + "\"");
        assertThat(somebody.get(RECORD).body())
                .contains("Cơ quan tiếp nhận hiện nay (mỗi nơi một phần)");
    }

    /** The other name takes the place of the one that was typed; the rest of the search stays. */
    @Test
    void whoSearchesByAnOldNameIsOfferedTheNewOneAndTheOtherWayRound() throws Exception {
        String page = somebody.get("/tim?q=giao+%C4%91%E1%BA%A5t+Di%C3%AAn+Kh%C3%A1nh+1998").body();
        assertThat(page)
                .contains("Huyện Diên Khánh (Tỉnh Khánh Hòa; đến 30/06/2025)")
                .contains("Nay thuộc, mỗi nơi một phần:")
                .contains("Trước 01/07/2025:")
                .contains("/tim?q=giao+%C4%91%E1%BA%A5t+X%C3%A3+Di%C3%AAn+Kh%C3%A1nh+1998")
                .contains("/tim?q=giao+%C4%91%E1%BA%A5t+Huy%E1%BB%87n+Di%C3%AAn+Kh%C3%A1nh+1998")
                .doesNotContain("/co-quan?q=");
        assertThat(somebody.get("/tim?q=Di%C3%AAn+Th%E1%BB%8D+1998").body())
                .contains("href=\"/co-quan?q=Di%C3%AAn+Th%E1%BB%8D\"")
                .contains("Các cơ quan khác cùng tên “Diên Thọ” trong danh mục cơ quan");
        assertThat(somebody.get("/tim?q=giao+%C4%91%E1%BA%A5t").body())
                .doesNotContain("ten-co-quan");
    }

    /** Told of what the hit shows, without a script, and kept in the address of what narrows it. */
    @Test
    void aHitByAnOldNameSaysWhoseItIs() throws Exception {
        String district = BodyId.of(FakeBodies.DISTRICT).toString();
        assertThat(somebody.get("/tim?q=%C4%91%E1%BA%A5t+Di%C3%AAn+Kh%C3%A1nh").body())
                .as("what is offered says what was asked at first")
                .contains(
                        "/tim?q=%C4%91%E1%BA%A5t+X%C3%A3+Di%C3%AAn+Kh%C3%A1nh&amp;hoi=" + district);
        String vinhLuong = "/tim?q=V%C4%A9nh+L%C6%B0%C6%A1ng";
        assertThat(somebody.get(vinhLuong).body())
                .contains(
                        "Khớp ở: tiêu đề, thời gian của hồ sơ 1998, nội dung trang 13, tên thị"
                                + " trấn cũ: Vĩnh Lương (Tỉnh Khánh Hòa; đến 30/06/2025); nay thuộc, mỗi nơi một phần, Xã Diên"
                                + " Khánh, Xã Diên Lạc &lt;b&gt;");
        String asked = BodyId.of(FakeBodies.COMMUNE).toString();
        assertThat(somebody.get(vinhLuong + "&hoi=" + asked).body())
                .contains("name=\"hoi\" value=\"" + asked + "\"")
                .contains("&amp;hoi=" + asked + "&amp;trang=2")
                .contains("tên thị trấn mới: Vĩnh Lương");
        assertThat(somebody.get(vinhLuong + "&hoi=khong-co").body())
                .doesNotContain("name=\"hoi\"")
                .contains("tên thị trấn cũ: Vĩnh Lương");
        assertThat(somebody.get("/tim?q=giao").body()).doesNotContain("thị trấn cũ");
    }
}

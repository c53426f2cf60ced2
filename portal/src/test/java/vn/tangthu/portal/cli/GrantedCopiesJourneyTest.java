package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.portal.signing.Validators;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Level;
import vn.tangthu.repository.GrantedCopies.Order;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Place;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ledger.TestAuthority;
import vn.tangthu.repository.post.MailServer;

/**
 * A citizen's request from its form to the signed PDF and to its verification by somebody else: the
 * whole application over real HTTP, without a script, with real signatures, time stamps and
 * letters.
 */
class GrantedCopiesJourneyTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String CODE = FONDS.code() + ".1998.1001";
    private static final String CLOSED = FONDS.code() + ".1998.1002";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final Reader MAI = new Reader(null, "mai", Set.of(Role.ARCHIVIST), Set.of());

    @TempDir static Path work;

    private static RunningArchive archive;
    private static TestAuthority authority;
    private static MailServer mail;
    private static GrantedCopies copies;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    @BeforeAll
    static void takeIn() throws Exception {
        authority = new TestAuthority("Thu nghiem");
        mail = new MailServer(0);
        Path key = authority.pkcs12(work.resolve("ky.p12"), "Trung tam Luu tru", "bi mat", 365);
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.portal.throttle-scale=1000",
                        "--tangthu.portal.archive-name=Trung tâm Lưu trữ lịch sử tỉnh Khánh Hòa",
                        "--tangthu.portal.public-url=https://luutru.khanhhoa.example",
                        "--tangthu.signing.pkcs12=" + key,
                        "--tangthu.signing.password-file="
                                + Files.writeString(work.resolve("mat-khau"), "bi mat\n"),
                        "--tangthu.timestamp.url=" + authority.address(),
                        "--tangthu.timestamp.anchors=" + authority.anchor(work.resolve("neo.pem")),
                        "--tangthu.granted-copies.every=100ms",
                        "--tangthu.mail.host=127.0.0.1",
                        "--tangthu.mail.port=" + mail.port(),
                        "--tangthu.mail.tls=none",
                        "--tangthu.mail.from=kho@luutru.example",
                        "--tangthu.mail.every=100ms");
        archive.createFonds(FONDS);
        Path folder = Files.createDirectories(work.resolve("delivery"));
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Chế độ sử dụng\n"
                        + FONDS.code()
                        + ","
                        + CODE
                        + ",Giao đất làm nhà ở năm 1998,Vĩnh viễn,Công khai\n"
                        + FONDS.code()
                        + ","
                        + CLOSED
                        + ",Hồ sơ Xumbara,Vĩnh viễn,Hạn chế\n");
        Files.writeString(
                folder.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu,Trích yếu nội dung,Mức truy cập\n"
                        + CODE
                        + ".0000001,Quyết định giao đất,công khai\n"
                        + CODE
                        + ".0000002,Biên bản bàn giao đất,công khai\n"
                        + CLOSED
                        + ".0000001,Đơn của Velkori,liệt kê\n");
        Path scans = folder.resolve("quét");
        Papers.jpeg(
                scans.resolve(CODE + ".0000001_1.jpg"), "QUYẾT ĐỊNH", "Về việc giao đất làm nhà ở");
        Papers.jpeg(scans.resolve(CODE + ".0000001_2.jpg"), "Điều 2. Diện tích 120 m2");
        Papers.pdf(scans.resolve(CODE + ".0000002.pdf"), List.of("Biên bản bàn giao", "Chữ ký"));
        Papers.tiff(scans.resolve(CLOSED + ".0000001.tif"), "Đơn của Velkori");
        RunningArchive.Said said = archive.verb(work, "ingest", "delivery", "--json");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        copies = archive.port(GrantedCopies.class);
    }

    @AfterAll
    static void stop() throws Exception {
        archive.close();
        mail.close();
        authority.close();
    }

    private static RecordView.Full record(String code) {
        Catalogue catalogue = archive.port(Catalogue.class);
        return (RecordView.Full)
                catalogue
                        .record(
                                catalogue.resolve(code, Reader.OPERATOR).orElseThrow(),
                                Reader.OPERATOR)
                        .orElseThrow();
    }

    private String get(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(archive.address() + path)).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private HttpResponse<byte[]> submit(String form, String action, String fields)
            throws Exception {
        Matcher token = TOKEN.matcher(get(form));
        assertThat(token.find()).isTrue();
        return client.send(
                HttpRequest.newBuilder(URI.create(archive.address() + action))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", archive.address())
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        fields + "&_csrf=" + token.group(1)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Asks on the public form; what it is about comes from the page of the hồ sơ. */
    private String asked(String code, String kind) throws Exception {
        HttpResponse<byte[]> sent =
                submit(
                        "/yeu-cau",
                        "/yeu-cau",
                        "loai-yeu-cau="
                                + kind
                                + "&ho-so="
                                + record(code).id()
                                + "&can-tim=Giao+%C4%91%E1%BA%A5t&muc-dich=Th%E1%BB%ABa+k%E1%BA%BF"
                                + "&ho-ten=An&lien-he=vantu@dan.example");
        Matcher reference = Pattern.compile("YC-[0-9]{4}-[A-Z0-9]{6}").matcher(text(sent));
        assertThat(reference.find()).as(text(sent)).isTrue();
        return reference.group();
    }

    private static void grant(String reference) {
        archive.port(AccessRequests.class)
                .reply(reference, new Decision(Status.GRANTED, Reason.OWN_RECORD, ""), LAN);
    }

    private static Copy order(String reference, String code, Kind kind) {
        RecordView.Full record = record(code);
        return copies.order(
                new Order(
                        reference,
                        record.id(),
                        record.documents().stream().map(ArchivalDocument::id).toList(),
                        kind),
                LAN);
    }

    private static Copy awaited(Copy copy) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        Copy now = copy;
        while (now.made() == null && now.state() != State.FAILED && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            now = copies.find(copy.id()).orElseThrow();
        }
        assertThat(now.state()).as(String.valueOf(now.problem())).isEqualTo(State.READY);
        return now;
    }

    private static GrantedCopies.Made made(Copy copy) {
        return Objects.requireNonNull(copy.made());
    }

    private HttpResponse<byte[]> fetch(String reference, String four, Copy copy) throws Exception {
        return submit(
                "/yeu-cau/tra-cuu",
                "/yeu-cau/tra-cuu/ban-sao",
                "ma=" + reference + "&bon-so=" + four + "&so=" + copy.number());
    }

    private String dropped(String page, byte[] file) throws Exception {
        String boundary = "ranh-gioi";
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"tep\";"
                                + " filename=\"a.pdf\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return client.send(
                        HttpRequest.newBuilder(URI.create(archive.address() + page))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArrays(
                                                List.of(head, file, tail)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private static SimpleReport judged(byte[] pdf) throws Exception {
        return Validators.judged(pdf, authority);
    }

    @Test
    void aCopyThatCostsSomethingWaitsUntilTheFeeIsPaid() throws Exception {
        Fees fees = archive.port(Fees.class);
        Reader admin = new Reader(null, "quantri", Set.of(Role.ADMINISTRATOR), Set.of());
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        Fees.Row page =
                new Fees.Row(
                        AccessRequests.Kind.CERTIFIED_COPY, "Sao một trang", Fees.Unit.PAGE, 3_000);
        fees.enter(
                new Fees.NewTable(
                        today, "Nghị quyết 12", "Nộp tại quầy", true, List.of(page), List.of()),
                admin);
        try {
            assertThat(get("/phi")).contains("3.000 đồng một trang");
            String reference = asked(CODE, "sao");
            grant(reference);
            String secrets = "ma=" + reference + "&bon-so=antu";
            String way = "/yeu-cau/tra-cuu";
            assertThat(text(submit(way, way, secrets)))
                    .contains("Còn phải nộp 12.000 đồng", "Nộp tại quầy")
                    .containsPattern("Tải thông báo số [0-9]{2,}/TB-LTLS");
            HttpResponse<byte[]> letter = submit(way, way + "/thu", secrets + "&so=1");
            assertThat(letter.headers().firstValue("Cache-Control")).contains("no-store");
            try (PDDocument pdf = Loader.loadPDF(letter.body())) {
                assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                        .contains("TRUNG TÂM LƯU TRỮ LỊCH SỬ", reference, "12.000 đồng");
            }
            String guessed = "ma=" + reference + "&bon-so=zzzz&so=1";
            assertThat(submit(way, way + "/thu", guessed).statusCode()).isEqualTo(404);
            assertThat(submit(way, way + "/thu", secrets + "&so=2").statusCode()).isEqualTo(404);
            Copy copy = order(reference, CODE, Kind.PLAIN);
            Thread.sleep(500); // the job looks ten times a second
            assertThat(copies.find(copy.id()).orElseThrow().state()).isEqualTo(State.WAITING);
            Fees.Fee paid =
                    fees.pay(
                            reference,
                            1,
                            new Fees.NewPayment(12_000, today, "BL 7", Fees.Method.TRANSFER),
                            LAN);
            assertThat(paid.isSettled()).isTrue();
            assertThat(fetch(reference, "antu", awaited(copy)).statusCode()).isEqualTo(200);
            assertThat(text(submit(way, way, secrets))).contains("Đã nộp đủ");
            waitForLetter("12.000");
        } finally {
            fees.enter(new Fees.NewTable(today, "Bãi bỏ", "", true, List.of(), List.of()), admin);
        }
        assertThat(fees.of(asked(CODE, "sao"))).isEmpty();
        assertThat(image("/phi").statusCode()).isEqualTo(404);
    }

    @Test
    void aCitizenReceivesASignedCopyThatAnybodyVerifies() throws Exception {
        String reference = asked(CODE, "sao");
        grant(reference);
        Copy copy = awaited(order(reference, CODE, Kind.CERTIFIED));
        assertThat(made(copy).level()).isEqualTo(Level.B_T);
        String page =
                text(
                        submit(
                                "/yeu-cau/tra-cuu",
                                "/yeu-cau/tra-cuu",
                                "ma=" + reference + "&bon-so=antu"));
        assertThat(page).contains("Tải bản sao " + copy.number() + " (PDF, ", "4 trang");
        keep("tra-cuu.html", page.getBytes(StandardCharsets.UTF_8));

        HttpResponse<byte[]> fetched = fetch(reference, "antu", copy);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Cache-Control")).contains("no-store");
        byte[] pdf = fetched.body();
        assertThat((long) pdf.length).isEqualTo(made(copy).size());
        keep("co-xac-thuc.pdf", pdf);
        isWholeAndSigned(pdf, copy, reference);

        String verified = get("/ban-sao/" + copy.code());
        keep("ban-sao.html", verified.getBytes(StandardCharsets.UTF_8));
        assertThat(verified)
                .contains(copy.number(), "Giao đất làm nhà ở năm 1998", CODE)
                .contains("Trang 1–2", "Quyết định giao đất", "Trang 3–4", "Biên bản bàn giao đất")
                .contains("Trung tam Luu tru")
                .doesNotContain(reference, "vantu", "lan<");
        assertThat(dropped("/kiem-chung", pdf)).contains("/ban-sao/" + copy.code());
        assertThat(dropped("/ban-sao/" + copy.code(), pdf))
                .contains("Đúng, đây là bản sao kho đã lập");
        byte[] changed = pdf.clone();
        changed[pdf.length / 2] ^= 1;
        assertThat(dropped("/ban-sao/" + copy.code(), changed)).contains("khác bản sao");
        assertThat(
                        get(
                                "/kiem-chung?ma="
                                        + copy.code()
                                                .toUpperCase(Locale.ROOT)
                                                .replaceAll("(.{4})", "$1%20")))
                .contains("Bản sao " + copy.number());
        assertThat(get("/kiem-chung?ma=" + "a".repeat(26))).contains("không lập giấy nào");

        waitForLetter(copy.number());
        copies.withdraw(copy.id(), "Sao nhầm trang", MAI);
        assertThat(fetch(reference, "antu", copy).statusCode()).isEqualTo(404);
        assertThat(
                        text(
                                submit(
                                        "/yeu-cau/tra-cuu",
                                        "/yeu-cau/tra-cuu",
                                        "ma=" + reference + "&bon-so=antu")))
                .contains("Bản sao đã thu hồi", copy.number(), "kho đã thu hồi lúc")
                .doesNotContain("Sao nhầm trang");
        assertThat(get("/ban-sao/" + copy.code())).contains("Đã thu hồi", "Sao nhầm trang");
    }

    @Test
    void aDipLeavesWithASignedCertificateOfElevenItemsThatAnybodyVerifies() throws Exception {
        String reference = asked(CODE, "sao");
        grant(reference);
        assertThat(
                        catchThrowableOfType(
                                        RefusedException.class,
                                        () -> order(reference, CODE, Kind.DIP))
                                .findings())
                .extracting(Finding::code)
                .containsExactly("COPY_NO_IDENTITY");
        archive.port(AccessRequests.class)
                .enterIdentity(reference, "079085001234", "Thẻ căn cước", LAN);
        Copy copy = awaited(order(reference, CODE, Kind.DIP));
        assertThat(made(copy).level()).isEqualTo(Level.B_T);
        assertThat(
                        text(
                                submit(
                                        "/yeu-cau/tra-cuu",
                                        "/yeu-cau/tra-cuu",
                                        "ma=" + reference + "&bon-so=antu")))
                .contains("Tải gói sử dụng " + copy.number() + " (ZIP, ");
        HttpResponse<byte[]> fetched = fetch(reference, "antu", copy);
        assertThat(fetched.headers().firstValue("Content-Type")).contains("application/zip");
        byte[] certificate = entry(fetched.body(), "giay-xac-thuc.pdf");
        keep("giay-xac-thuc.pdf", certificate);
        SimpleReport report = judged(certificate);
        String signature = report.getFirstSignatureId();
        assertThat(report.getIndication(signature)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        Path file = Files.write(work.resolve("giay-xac-thuc.pdf"), certificate);
        ContentCheck archival =
                archive.port(ContentProbe.class).check(file, ContentCheck.Kind.PDFA);
        assertThat(archival.outcome()).as(archival.detail()).isEqualTo(ContentCheck.Outcome.PASSED);
        String words;
        try (PDDocument pdf = Loader.loadPDF(certificate)) {
            words = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
        assertThat(words)
                .contains("1. Mã xác thực lưu trữ: " + copy.code().substring(0, 4))
                .contains("2. Tên lưu trữ lịch sử: Trung tâm Lưu trữ lịch sử tỉnh Khánh Hòa")
                .contains("3. Người nhận, số định danh: An, số định danh 079085001234")
                .contains("4. Mã lưu trữ", "5. Số, ký hiệu", "6. Tên loại", "7. Trích yếu")
                .contains("Quyết định giao đất", "Biên bản bàn giao đất", "8. Mục đích sử dụng: Th")
                .contains("9. Ngày cấp", "10. Thời hạn sử dụng", "11. Số lượng bản: 01")
                .doesNotContain(" 12. ");
        byte[] dip = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(fetched.body()))) {
            for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
                dip = one.getName().startsWith("uuid-") ? zip.readAllBytes() : dip;
            }
        }
        for (byte[] part : List.of(certificate, Objects.requireNonNull(dip), fetched.body())) {
            assertThat(dropped("/kiem-chung", part)).contains("/ban-sao/" + copy.code());
            assertThat(dropped("/ban-sao/" + copy.code(), part)).contains("kho đã lập");
        }
        assertThat(get("/ban-sao/" + copy.code()))
                .contains("gói sử dụng (DIP) kèm giấy xác thực", "Quyết định giao đất")
                .contains(made(copy).sha512().hex())
                .doesNotContain(reference, "vantu");
    }

    private static byte[] entry(byte[] zip, String name) throws Exception {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
                if (one.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void whatIsConvertedToPaperSaysSoBelowTheLastPageOfEachDocument() throws Exception {
        String reference = asked(CODE, "sao");
        grant(reference);
        Copy copy = awaited(order(reference, CODE, Kind.PAPER));
        assertThat(fetch(reference, "antu", copy).statusCode()).isEqualTo(404);
        byte[] pdf;
        try (GrantedCopies.Handed printed = copies.preview(copy.id(), LAN)) {
            pdf = Files.readAllBytes(printed.path());
        }
        keep("ban-giay.pdf", pdf);
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            assertThat(paper.getNumberOfPages()).isEqualTo(4);
            for (int page = 1; page <= 4; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String words = stripper.getText(paper).replaceAll("\\s+", " ");
                if (page % 2 == 1) {
                    assertThat(words).isBlank();
                } else {
                    assertThat(words)
                            .contains("TÀI LIỆU LƯU TRỮ CHUYỂN ĐỔI", copy.number(), reference)
                            .contains("Mã lưu trữ tài liệu gốc: ", ".000000" + page / 2)
                            .contains("Trung tâm Lưu trữ lịch sử tỉnh Khánh Hòa", "Chữ ký");
                }
            }
        }
        assertThat(
                        text(
                                submit(
                                        "/yeu-cau/tra-cuu",
                                        "/yeu-cau/tra-cuu",
                                        "ma=" + reference + "&bon-so=antu")))
                .contains("nhận tại nơi trả kết quả")
                .doesNotContain("Tải bản sao " + copy.number());
        assertThat(get("/ban-sao/" + copy.code()))
                .contains("tài liệu lưu trữ chuyển đổi ra giấy", "Trang 1–2");
        waitForLetter(copy.number());
    }

    @Test
    void severalThingsFromABasketAreDecidedEachByItselfAndCopiedAsTheyWereGranted()
            throws Exception {
        RecordView.Full open = record(CODE);
        for (ArchivalDocument document : open.documents()) {
            HttpResponse<byte[]> put =
                    submit("/yeu-cau", "/gio/them", "muc=" + open.id() + "." + document.id());
            assertThat(text(put)).contains(document.description().subject());
        }
        assertThat(get("/gio")).contains("Giỏ có 2 mục");
        StringBuilder form = new StringBuilder();
        Matcher items =
                Pattern.compile("name=\"muc\" value=\"([^\"]+)\"").matcher(get("/yeu-cau?gio=1"));
        while (items.find()) {
            form.append("&muc=").append(items.group(1));
        }
        HttpResponse<byte[]> sent =
                submit(
                        "/yeu-cau",
                        "/yeu-cau",
                        "loai-yeu-cau=sao&can-tim=&muc-dich=x&ho-ten=An&lien-he=vantu@dan.example"
                                + form);
        Matcher found = Pattern.compile("YC-[0-9]{4}-[A-Z0-9]{6}").matcher(text(sent));
        assertThat(found.find()).as(text(sent)).isTrue();
        String reference = found.group();
        assertThat(get("/gio")).contains("Giỏ đang trống");

        AccessRequests requests = archive.port(AccessRequests.class);
        requests.reply(
                reference, Set.of(1), new Decision(Status.GRANTED, Reason.OPEN_TO_ALL, ""), LAN);
        requests.reply(
                reference,
                Set.of(2),
                new Decision(Status.REFUSED, Reason.PRIVATE_LIFE, "Đời tư"),
                LAN);
        assertThat(codes(() -> order(reference, CODE, Kind.PLAIN)))
                .containsExactly("COPY_OTHER_DOCUMENT");
        assertThat(codes(() -> order(reference, CLOSED, Kind.PLAIN))).contains("COPY_OTHER_RECORD");
        Copy copy =
                awaited(
                        copies.order(
                                new Order(
                                        reference,
                                        open.id(),
                                        List.of(open.documents().getFirst().id()),
                                        Kind.PLAIN),
                                LAN));
        String page =
                text(
                        submit(
                                "/yeu-cau/tra-cuu",
                                "/yeu-cau/tra-cuu",
                                "ma=" + reference + "&bon-so=antu"));
        assertThat(page)
                .contains("Từng mục", "Quyết định giao đất", "Không đồng ý", "Đời tư")
                .contains("Tải bản sao " + copy.number());
        assertThat(fetch(reference, "antu", copy).statusCode()).isEqualTo(200);
        String appealed =
                text(
                        submit(
                                "/yeu-cau/tra-cuu",
                                "/yeu-cau/tra-cuu/khieu-nai",
                                "ma=" + reference + "&bon-so=antu&muc=2&noi-dung=Cua+cha+toi"));
        assertThat(appealed).contains("Đã nhận khiếu nại", "Tải bản sao " + copy.number());
    }

    private static List<String> codes(ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        return refused.findings().stream().map(Finding::code).toList();
    }

    private static void waitForLetter(String number) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (mail.taken().stream().noneMatch(letter -> letter.contains(number))
                && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(mail.taken()).anyMatch(letter -> letter.contains(number));
    }

    private static void isWholeAndSigned(byte[] pdf, Copy copy, String reference) throws Exception {
        SimpleReport report = judged(pdf);
        String id = report.getFirstSignatureId();
        assertThat(report.getSignaturesCount()).isEqualTo(1);
        assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        assertThat(report.getIndication(id))
                .as("%s %s", report.getSubIndication(id), report.getAdESValidationErrors(id))
                .isEqualTo(Indication.TOTAL_PASSED);
        Path sealed = Files.write(work.resolve("ban-sao-ky.pdf"), pdf);
        Validators.pdfsig(sealed, authority, work)
                .ifPresent(
                        said ->
                                assertThat(said)
                                        .contains("Signature Validation: Signature is Valid")
                                        .contains("Total document signed"));
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(read.getNumberOfPages()).isEqualTo(4);
            var field = read.getSignatureFields().getFirst();
            PDRectangle box = read.getPage(0).getMediaBox();
            PDRectangle block = field.getWidgets().getFirst().getRectangle();
            assertThat(block.getLowerLeftX()).isGreaterThan(box.getWidth() / 2);
            assertThat(block.getUpperRightX()).isLessThan(box.getWidth());
            assertThat(block.getUpperRightY()).isLessThan(box.getHeight());
            assertThat(block.getLowerLeftY())
                    .as("nothing of the page is covered")
                    .isGreaterThan(read.getPage(0).getMediaBox().getWidth() * 1754 / 1240 - 1);
            assertThat(new PDFTextStripper().getText(read))
                    .contains(CODE, copy.number(), reference, "4 trang, 2 văn bản")
                    .doesNotContain("Biên bản bàn giao");
            PDFRenderer renderer = new PDFRenderer(read);
            for (int page = 0; page < 4; page++) {
                BufferedImage image = renderer.renderImageWithDPI(page, 100);
                Path file = work.resolve("trang-" + (page + 1) + ".png");
                ImageIO.write(image, "png", file.toFile());
                keep(file.getFileName().toString(), Files.readAllBytes(file));
                assertThat(hasRed(image)).as("page " + page + " has the mark").isEqualTo(page == 0);
            }
        }
    }

    /** The cinnabar of the block. */
    private static boolean hasRed(BufferedImage image) {
        int red = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                if ((rgb >> 16 & 0xff) > 140 && (rgb >> 8 & 0xff) < 80 && (rgb & 0xff) < 80) {
                    red++;
                }
            }
        }
        return red > 500;
    }

    @Test
    void whatIsClosedIsCopiedByTwoAndItsPageTellsNothingOfIt() throws Exception {
        String reference = asked(CLOSED, "doc");
        grant(reference);
        assertThat(codes(() -> order(reference, CLOSED, Kind.PLAIN)))
                .as("one has proposed it, though it was asked for to read")
                .containsExactly("COPY_NOT_GRANTED");
        archive.port(AccessRequests.class)
                .reply(reference, new Decision(Status.GRANTED, Reason.OWN_RECORD, ""), MAI);
        Copy copy = awaited(order(reference, CLOSED, Kind.PLAIN));
        HttpResponse<byte[]> fetched = fetch(reference, "antu", copy);
        assertThat(fetched.statusCode()).isEqualTo(200);
        keep("khong-xac-thuc.pdf", fetched.body());
        try (PDDocument read = Loader.loadPDF(fetched.body())) {
            assertThat(new PDFTextStripper().getText(read)).contains("BẢN SAO", "không xác thực");
            assertThat(read.getSignatureDictionaries()).isEmpty();
            ImageIO.write(
                    new PDFRenderer(read).renderImageWithDPI(0, 100),
                    "png",
                    work.resolve("khong.png").toFile());
            keep("khong.png", Files.readAllBytes(work.resolve("khong.png")));
        }
        String page = get("/ban-sao/" + copy.code());
        assertThat(page)
                .contains(copy.number(), "không công khai")
                .doesNotContain("Xumbara", "Velkori", CLOSED);
        assertThat(dropped("/ban-sao/" + copy.code(), fetched.body()))
                .contains("Đúng, đây là bản sao kho đã lập")
                .doesNotContain("Xumbara", "Velkori", CLOSED);

        byte[] missing = fetch(reference, "antu", copyLike(copy)).body();
        assertThat(fetch(reference, "zzzz", copy).body()).isEqualTo(missing);
        archive.port(Holdings.class)
                .restrict(
                        record(CLOSED).id(),
                        new Rights(Access.HIDDEN, false, null),
                        "thử",
                        Reader.OPERATOR);
        HttpResponse<byte[]> hidden = fetch(reference, "antu", copy);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(missing);
        assertThat(get("/ban-sao/" + copy.code())).contains(copy.number());
    }

    /**
     * What lies beneath a box is nowhere in the copy: not as text, not in an image, not in a stream
     * that no page shows, not in a revision before the signature.
     */
    @Test
    void whatIsCoveredIsNowhereInTheCopy() throws Exception {
        String reference = asked(CODE, "sao");
        grant(reference);
        RecordView.Full record = record(CODE);
        DocumentId scans = record.documents().getFirst().id();
        DocumentId text = record.documents().getLast().id();
        Redactions redactions = archive.port(Redactions.class);
        // The line of the title of page 1 of the scans, and the line of page 2 of the PDF.
        Area title = new Area(1_000, 1_500, 6_000, 400);
        redactions.draw(new Place(reference, record.id(), scans, 1), title, "PERSONAL_DATA", LAN);
        redactions.draw(
                new Place(reference, record.id(), text, 2),
                new Area(500, 1_200, 6_000, 700),
                "BUSINESS_SECRET",
                LAN);
        byte[] preview =
                redactions.preview(new Place(reference, record.id(), scans, 1), 1000, LAN).jpeg();
        keep("xem-truoc.jpg", preview);
        Copy copy =
                awaited(
                        copies.order(
                                new Order(
                                        reference,
                                        record.id(),
                                        List.of(scans, text),
                                        Kind.CERTIFIED,
                                        true),
                                LAN));
        byte[] pdf = fetch(reference, "antu", copy).body();
        keep("che.pdf", pdf);
        CoveredPdf.hasNothingBeneath(pdf, title, 4);
        String words;
        try (PDDocument read = Loader.loadPDF(pdf)) {
            words = new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
            for (int page : new int[] {0, 3}) {
                Path file = work.resolve("che-" + page + ".png");
                ImageIO.write(
                        new PDFRenderer(read).renderImageWithDPI(page, 100), "png", file.toFile());
                keep(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        assertThat(words)
                .contains("Bản sao có che thông tin", "không xác thực toàn văn")
                .contains("Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15", "Bí mật kinh doanh")
                .doesNotContain("Chữ ký", "QUYẾT ĐỊNH", "Biên bản");
        SimpleReport report = judged(pdf);
        assertThat(report.getSignatureFormat(report.getFirstSignatureId()))
                .isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        assertThat(report.getIndication(report.getFirstSignatureId()))
                .isEqualTo(Indication.TOTAL_PASSED);
        assertThat(get("/ban-sao/" + copy.code()))
                .contains("Bản sao có che thông tin", "không xác thực toàn văn")
                .contains("Dữ liệu cá nhân của người khác");
        redactions.draw(
                new Place(reference, record.id(), text, 1),
                new Area(500, 1_200, 6_000, 700),
                "PERSONAL_DATA",
                MAI);
        assertThat(fetch(reference, "antu", copy).statusCode())
                .as("a box more: what was handed out is not what is to be")
                .isEqualTo(404);
    }

    /** Page by page, without a script and without a file to take away; then it is over. */
    @Test
    void whatIsGrantedIsReadOnlinePageByPage() throws Exception {
        String reference = asked(CODE, "doc");
        grant(reference);
        RecordView.Full record = record(CODE);
        OnlineReadings readings = archive.port(OnlineReadings.class);
        OnlineReadings.Reading reading =
                readings.order(
                        new OnlineReadings.Order(
                                reference,
                                record.id(),
                                record.documents().stream().map(ArchivalDocument::id).toList(),
                                15,
                                false),
                        LAN);
        String way = "/doc-truc-tuyen/" + reading.number();
        assertThat(status(way)).as("without the secrets").isEqualTo(404);
        assertThat(status(way + "/1-1000.jpg")).isEqualTo(404);
        String form = "/yeu-cau/tra-cuu";
        String secrets = "ma=" + reference + "&bon-so=antu";
        assertThat(text(submit(form, form, secrets))).contains("Đọc " + reading.number());
        String so = "&so=" + reading.number();
        assertThat(
                        submit(form, form + "/doc", "ma=" + reference + "&bon-so=zzzz" + so)
                                .statusCode())
                .isEqualTo(404);
        assertThat(status(way)).isEqualTo(404);

        HttpResponse<byte[]> opened = submit(form, form + "/doc", secrets + so);
        keep("doc.html", opened.body());
        assertThat(opened.uri().getPath()).isEqualTo(way);
        assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(text(opened))
                .contains("Trang 1/4", "Trang sau", way + "/1-1000.jpg", "Hình trang 1")
                .doesNotContain("Trang trước", "download", reference, "antu", "/tep/");
        assertThat(get(way + "?trang=4")).contains("Trang 4/4", "Trang trước");
        assertThat(get(way + "?trang=2&rong=1")).contains(way + "/2-2000.jpg");
        HttpResponse<byte[]> image = image(way + "/1-1000.jpg");
        keep("doc-1.jpg", image.body());
        assertThat(image.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(image.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(image.body()));
        assertThat(seen.getWidth()).isEqualTo(1000);
        assertThat(seen.getHeight()).as("the page, and a strip below it").isGreaterThan(1415 + 50);
        assertThat(dark(seen, 1420, 1477)).as("the archive's name is in it").isGreaterThan(500);
        for (String other : List.of("/5-1000.jpg", "/0-1000.jpg", "/1-480.jpg", "/1-1000.pdf")) {
            assertThat(status(way + other)).as(other).isEqualTo(404);
        }
        assertThat(readings.looks(reading.id(), 5))
                .singleElement()
                .satisfies(look -> assertThat(look.purpose()).isEqualTo("Thừa kế"));
        OnlineReadings.Reading other =
                readings.order(
                        new OnlineReadings.Order(
                                reference,
                                record.id(),
                                List.of(record.documents().getFirst().id()),
                                1,
                                false),
                        LAN);
        assertThat(status("/doc-truc-tuyen/" + other.number()))
                .as("who opened one has not opened another")
                .isEqualTo(404);
        readings.end(reading.id(), "Mở nhầm", MAI);
        assertThat(status(way)).isEqualTo(404);
        assertThat(image(way + "/1-1000.jpg").statusCode()).isEqualTo(404);
        assertThat(text(submit(form, form, secrets)))
                .contains(reading.number(), "kho đã dừng trước hạn lúc")
                .doesNotContain("Đọc " + reading.number(), "Mở nhầm");
    }

    private int status(String path) throws Exception {
        return image(path).statusCode();
    }

    private HttpResponse<byte[]> image(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(archive.address() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Dark pixels between these rows. */
    private static int dark(BufferedImage image, int from, int to) {
        int dark = 0;
        for (int y = from; y < Math.min(to, image.getHeight()); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xff) < 100) {
                    dark++;
                }
            }
        }
        return dark;
    }

    /** One with a number that nobody gave. */
    private static Copy copyLike(Copy copy) {
        return new Copy(
                copy.id(),
                "BS-2026-999999",
                copy.code(),
                copy.request(),
                copy.record(),
                copy.recordCode(),
                copy.version(),
                copy.parts(),
                copy.kind(),
                copy.redaction(),
                copy.state(),
                copy.orderedAt(),
                copy.orderedBy(),
                copy.approvedBy(),
                copy.attempts(),
                copy.pagesDone(),
                copy.problem(),
                copy.made(),
                copy.withdrawal());
    }

    /** For whoever wants to look at them: {@code TANGTHU_KEEP} names a directory. */
    private static void keep(String name, byte[] bytes) throws Exception {
        String directory = System.getenv("TANGTHU_KEEP");
        if (directory != null) {
            Files.write(Files.createDirectories(Path.of(directory)).resolve(name), bytes);
        }
    }
}

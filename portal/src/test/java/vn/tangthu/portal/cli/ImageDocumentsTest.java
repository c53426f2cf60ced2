package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Exports;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/**
 * Documents made of images and documents that share a file, through the whole application over real
 * HTTP: what everybody may have comes whole and in order, of what is withheld not a word leaves by
 * any address, not even of what stands in the same file.
 */
class ImageDocumentsTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";
    private static final String IMAGES = FONDS.code() + ".1998.1001";
    private static final String SHARED = FONDS.code() + ".1998.1002";

    /** Words of pages that nobody else has; the second kind stands on withheld pages only. */
    private static final List<String> SECRETS = List.of("Xumbara", "Velkori", "Drumosa");

    @TempDir static Path work;

    private static RunningArchive archive;
    private static Path delivery;
    private static RecordView.Full images;
    private static RecordView.Full shared;

    @BeforeAll
    static void takeIn() throws Exception {
        archive = new RunningArchive(work.resolve("home"), "--tangthu.portal.throttle-scale=1000");
        archive.createFonds(FONDS);
        delivery = Files.createDirectories(work.resolve("delivery"));
        write(delivery);
        RunningArchive.Said said = archive.verb(work, "ingest", "delivery", "--json");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        boolean ocr = archive.port(OcrAvailability.class).ocrAvailable();
        archive.port(IndexStatus.class).awaitCaughtUp(ocr, Progress.NONE);
        images = record(IMAGES);
        shared = record(SHARED);
        // Everything that keeps something is filled before the last document is withheld.
        ArchivalDocument late = document(images, 5);
        for (String path : paths(images, late)) {
            assertThat(archive.get(path).statusCode()).as(path).isIn(200, 302);
        }
        archive.port(Holdings.class)
                .restrictDocument(
                        images.id(),
                        late.id(),
                        new Rights(Access.HIDDEN, false, null),
                        "thử",
                        Reader.OPERATOR);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static void write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Chế độ sử dụng\n"
                        + FONDS.code()
                        + ","
                        + IMAGES
                        + ",Hồ sơ ảnh từng trang,Vĩnh viễn,Công khai\n"
                        + FONDS.code()
                        + ","
                        + SHARED
                        + ",Hồ sơ chung một tệp,Vĩnh viễn,Công khai\n");
        Files.writeString(
                folder.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu,Trích yếu nội dung,Trang số,Mức truy cập\n"
                        + row(IMAGES, 1, "", "công khai")
                        + row(IMAGES, 2, "", "công khai")
                        + row(IMAGES, 3, "", "công khai")
                        + row(IMAGES, 4, "", "ẩn")
                        + row(IMAGES, 5, "", "công khai")
                        + row(SHARED, 1, "1-2", "công khai")
                        + row(SHARED, 2, "3-4", "ẩn")
                        + row(SHARED, 3, "5", "liệt kê")
                        + row(SHARED, 4, "6", "công khai"));
        Path scans = folder.resolve("quét");
        for (int page = 1; page <= 11; page++) { // the tenth comes after the second
            Papers.jpeg(
                    scans.resolve(code(IMAGES, 1) + "/" + page + ".jpg"),
                    "Tờ ảnh thứ " + page,
                    page == 10 ? "Khoản đền bù Tambora" : "Giao đất làm nhà ở");
        }
        for (int page = 1; page <= 3; page++) {
            Papers.tiff(
                    scans.resolve(code(IMAGES, 2) + "_00" + page + ".tif"), "Biên bản tờ " + page);
        }
        Papers.tiff(scans.resolve(code(IMAGES, 3) + ".tif"), "Bản đồ một", "Bản đồ hai");
        Papers.jpeg(scans.resolve(code(IMAGES, 4) + "_1.jpg"), "Danh sách Xumbara");
        Papers.jpeg(scans.resolve(code(IMAGES, 4) + "_2.jpg"), "Danh sách Xumbara tiếp");
        Papers.jpeg(scans.resolve(code(IMAGES, 5) + "_1.jpg"), "Thông báo Drumosa");
        Papers.jpeg(scans.resolve(code(IMAGES, 5) + "_2.jpg"), "Thông báo Drumosa tiếp");
        Papers.pdf(
                scans.resolve(SHARED + ".pdf"),
                List.of(
                        "Quyết định giao đất Bolivina",
                        "Điều hai của quyết định giao đất",
                        "Đơn tố cáo của Velkori trang một",
                        "Đơn tố cáo của Velkori trang hai",
                        "Lý lịch của Velkori",
                        "Biên bản bàn giao cuối cùng"));
    }

    private static String code(String record, int ordinal) {
        return record + ".000000" + ordinal;
    }

    private static String row(String record, int ordinal, String pages, String access) {
        return code(record, ordinal) + ",Văn bản số " + ordinal + "," + pages + "," + access + "\n";
    }

    private static RecordView.Full record(String code) {
        Catalogue catalogue = archive.port(Catalogue.class);
        AipId id = catalogue.resolve(code, Reader.OPERATOR).orElseThrow();
        return (RecordView.Full) catalogue.record(id, Reader.OPERATOR).orElseThrow();
    }

    private static ArchivalDocument document(RecordView.Full record, int ordinal) {
        return record.documents().stream()
                .filter(each -> each.description().docOrdinal() == ordinal)
                .findFirst()
                .orElseThrow();
    }

    private static String base(RecordView.Full record, ArchivalDocument document) {
        return "/tep/ho-so/" + record.id() + "/" + document.id();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static List<Path> delivered(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(delivery)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(pattern))
                    .toList();
        }
    }

    private static byte[] original(ContentFile file, String code) throws IOException {
        for (Path each : delivered(code)) {
            if (each.getFileName().toString().equals(file.originalName())) {
                return Files.readAllBytes(each);
            }
        }
        throw new AssertionError(file.originalName());
    }

    @Test
    void aDocumentOfImagesIsReadPageByPageInItsOrder() throws Exception {
        ArchivalDocument document = document(images, 1);
        assertThat(document.files())
                .extracting(ContentFile::originalName)
                .containsExactly(
                        "1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg", "6.jpg", "7.jpg", "8.jpg",
                        "9.jpg", "10.jpg", "11.jpg");
        String page = text(archive.get("/ho-so/" + images.id() + "/tai-lieu/1?trang=10"));
        ContentFile tenth = document.files().get(9);
        assertThat(page)
                .contains("/tep/" + tenth.id() + "/trang/1/1000.jpg")
                .contains(base(images, document) + ".zip")
                .contains(base(images, document) + ".pdf")
                .contains("/tep/" + tenth.id() + "\"");
        assertThat(text(archive.get("/ho-so/" + images.id())))
                .contains(base(images, document) + ".pdf")
                .contains(base(images, document(images, 3)) + ".pdf");
        HttpResponse<byte[]> image = archive.get("/tep/" + tenth.id() + "/trang/1/480.jpg");
        assertThat(ImageIO.read(new ByteArrayInputStream(image.body())).getWidth()).isEqualTo(480);
        assertThat(archive.get("/tep/" + tenth.id()).body())
                .isEqualTo(original(tenth, code(IMAGES, 1)));
        ContentFile map = document(images, 3).files().getFirst();
        assertThat(map.pages()).isEqualTo(2);
        assertThat(archive.get("/tep/" + map.id() + "/trang/2/480.jpg").statusCode())
                .isEqualTo(200);
        assertThat(archive.get("/tep/" + map.id() + "/trang/3/480.jpg").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theZipHasEveryOriginalByteForByteInOrder() throws Exception {
        for (int ordinal : List.of(1, 2)) {
            ArchivalDocument document = document(images, ordinal);
            byte[] zip = archive.get(base(images, document) + ".zip").body();
            Map<String, byte[]> entries = new LinkedHashMap<>();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
            assertThat(entries.keySet())
                    .containsExactlyElementsOf(
                            document.files().stream().map(ContentFile::originalName).toList());
            for (ContentFile file : document.files()) {
                assertThat(entries.get(file.originalName()))
                        .isEqualTo(original(file, code(IMAGES, ordinal)));
            }
        }
    }

    @Test
    void thePdfHasEveryPageInOrderWithTheBytesThatWereDelivered() throws Exception {
        ArchivalDocument jpegs = document(images, 1);
        HttpResponse<byte[]> sent = archive.get(base(images, jpegs) + ".pdf");
        assertThat(sent.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(sent.headers().firstValue("Content-Disposition").orElse(""))
                .contains(code(IMAGES, 1) + ".pdf");
        try (PDDocument pdf = Loader.loadPDF(sent.body())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(11);
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Văn bản số 1");
            for (int page = 0; page < 11; page++) {
                assertThat(raw(pdf.getPage(page)))
                        .isEqualTo(original(jpegs.files().get(page), code(IMAGES, 1)));
            }
        }
        for (int ordinal : List.of(2, 3)) { // a file for each page, and two pages in one file
            ArchivalDocument fax = document(images, ordinal);
            byte[] bytes = archive.get(base(images, fax) + ".pdf").body();
            try (PDDocument pdf = Loader.loadPDF(bytes)) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(fax.pages());
                for (PDPage page : pdf.getPages()) {
                    assertThat(image(page).getStream().getFilters())
                            .containsExactly(COSName.CCITTFAX_DECODE);
                    assertThat(image(page).getImage().getWidth()).isEqualTo(1240);
                }
            }
        }
        assertThat(archive.head(base(images, jpegs) + ".pdf").statusCode()).isEqualTo(200);
    }

    private static PDImageXObject image(PDPage page) throws IOException {
        return (PDImageXObject) page.getResources().getXObject(COSName.getPDFName("I"));
    }

    private static byte[] raw(PDPage page) throws IOException {
        try (var in = image(page).getCOSObject().createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatOcrReadOnAnImageIsFoundWithItsPageInTheDocument() throws Exception {
        Assumptions.assumeTrue(archive.port(OcrAvailability.class).ocrAvailable());
        List<Hit> hits = search("khoan den bu Tambora", Reader.ANONYMOUS);
        assertThat(hits).extracting(Hit::id).containsExactly(images.id());
        assertThat(hits.getFirst().places().getFirst().page()).isEqualTo(10);
        String results = text(archive.get("/tim?q=" + encoded("Tambora")));
        assertThat(results).contains("/ho-so/" + images.id() + "/tai-lieu/1?trang=10");
        String viewer =
                text(archive.get("/ho-so/" + images.id() + "/tai-lieu/1?trang=10&q=Tambora"));
        assertThat(viewer).contains("<svg class=\"marks\"").contains("<mark>");
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static List<Hit> search(String words, Reader reader) {
        return archive.port(Search.class)
                .search(
                        new SearchRequest(
                                words,
                                SearchRequest.Filters.NONE,
                                SearchRequest.Sort.RELEVANCE,
                                0,
                                20),
                        reader)
                .hits();
    }

    @Test
    void aDocumentInASharedFileIsGivenOutAsItsPagesAndNothingElse() throws Exception {
        ArchivalDocument open = document(shared, 1);
        ContentFile part = open.files().getFirst();
        byte[] bytes = archive.get(base(shared, open) + ".pdf").body();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(pdf).lines().map(String::strip))
                    .as("what was read on its own pages")
                    .containsExactly(
                            "Quyết định giao đất Bolivina", "Điều hai của quyết định giao đất");
            assertThat(image(pdf.getPage(0)).getWidth()).isEqualTo(2000);
        }
        assertThat(contains(bytes, "Velkori")).isFalse();
        assertThat(archive.get("/tep/" + part.id() + "/trang/2/480.jpg").statusCode())
                .isEqualTo(200);
        assertThat(archive.get("/tep/" + part.id() + "/trang/3/480.jpg").statusCode())
                .isEqualTo(404);
        List<Hit> hits = search("Bolivina", Reader.ANONYMOUS);
        assertThat(hits).extracting(Hit::id).containsExactly(shared.id());
        assertThat(hits.getFirst().places().getFirst().page()).isEqualTo(1);
        // The file as it is, by the id of a part, by that of the whole, and in a ZIP.
        for (String whole :
                List.of(
                        "/tep/" + part.id(),
                        "/tep/" + Objects.requireNonNull(part.part()).whole(),
                        base(shared, open) + ".zip")) {
            assertThat(archive.get(whole).statusCode()).as(whole).isEqualTo(404);
        }
        try (Retrieval.VerifiedFile file =
                archive.port(Retrieval.class).open(part.id(), person(Set.of(Role.ARCHIVIST)))) {
            assertThat(Files.mismatch(file.path(), delivered(SHARED + ".pdf").getFirst()))
                    .isEqualTo(-1);
        }
    }

    private static boolean contains(byte[] bytes, String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }

    /** Addresses of what is in a document. */
    private static List<String> paths(String record, int ordinal, String document, String file) {
        String viewer = "/ho-so/" + record + "/tai-lieu/" + ordinal;
        return List.of(
                viewer,
                viewer + "?trang=2",
                viewer + "?q=danh",
                viewer + "?xem=van-ban",
                "/tep/" + file,
                "/tep/" + file + "/trang/1/160.jpg",
                "/tep/" + file + "/trang/1/480.jpg",
                "/tep/" + file + "/trang/1/2000.jpg",
                "/tep/ho-so/" + record + "/" + document + ".zip",
                "/tep/ho-so/" + record + "/" + document + ".pdf",
                "/app-tep/trang/" + file + "/1/480",
                "/app-tep/tai/" + file,
                "/app-tep/zip/" + record + "/" + document,
                "/app-tep/pdf/" + record + "/" + document,
                "/app-tep/phien-ban/" + record + "/1/" + file,
                "/app-tep/phien-ban/" + record + "/1/" + file + "/trang/1/480");
    }

    private static List<String> paths(RecordView.Full record, ArchivalDocument document) {
        return paths(
                record.id().toString(),
                document.description().docOrdinal(),
                document.id().toString(),
                document.files().getFirst().id().toString());
    }

    private record Withheld(RecordView.Full record, ArchivalDocument document) {}

    private static List<Withheld> withheld() {
        return List.of(
                new Withheld(images, document(images, 4)),
                new Withheld(images, document(images, 5)),
                new Withheld(shared, document(shared, 2)),
                new Withheld(shared, document(shared, 3)));
    }

    @Test
    void whatIsWithheldAnswersAsWhatWasNeverThereAtEveryAddress() throws Exception {
        List<String> missing = paths(MISSING, 1, MISSING, MISSING);
        int compared = 0;
        for (Withheld each : withheld()) {
            List<String> mine = paths(each.record(), each.document());
            for (int i = 0; i < mine.size(); i++) {
                assertSame(mine.get(i), missing.get(i));
                compared++;
            }
            for (ContentFile file : each.document().files()) {
                assertSame("/tep/" + file.id(), "/tep/" + MISSING);
                assertSame("/tep/" + file.whole().id(), "/tep/" + MISSING);
                assertSame(
                        "/tep/" + file.whole().id() + "/trang/1/480.jpg",
                        "/tep/" + MISSING + "/trang/1/480.jpg");
                compared += 3;
            }
            // A document of another record, and one record's name with another's document.
            assertSame(
                    "/tep/ho-so/" + MISSING + "/" + each.document().id() + ".pdf",
                    "/tep/ho-so/" + MISSING + "/" + MISSING + ".pdf");
        }
        assertThat(compared).isGreaterThan(70);
        // The whole of a file of which one page is withheld is missing to who may read the others.
        ArchivalDocument last = document(shared, 4);
        assertSame("/tep/" + last.files().getFirst().id(), "/tep/" + MISSING);
        assertSame(base(shared, last) + ".zip", "/tep/ho-so/" + MISSING + "/" + MISSING + ".zip");
    }

    private static void assertSame(String mine, String missing) throws Exception {
        assertThat(RightsMatrixTest.answer(archive.get(mine)))
                .as(mine)
                .isEqualTo(RightsMatrixTest.answer(archive.get(missing)));
        assertThat(RightsMatrixTest.answer(archive.head(mine)))
                .as("HEAD " + mine)
                .isEqualTo(RightsMatrixTest.answer(archive.head(missing)));
        assertThat(RightsMatrixTest.answer(archive.get(mine, "Range", "bytes=0-9")))
                .as("Range " + mine)
                .isEqualTo(RightsMatrixTest.answer(archive.get(missing, "Range", "bytes=0-9")));
    }

    @Test
    void noWordOfAWithheldPageIsFoundShownCountedOrExported() throws Exception {
        for (Reader reader : List.of(Reader.ANONYMOUS, person(Set.of(Role.CITIZEN)))) {
            for (String secret : SECRETS) {
                assertThat(search(secret, reader)).as(secret).isEmpty();
                assertThat(search('"' + secret + '"', reader)).as(secret).isEmpty();
            }
            for (Withheld each : withheld()) {
                ContentFileId file = each.document().files().getFirst().id();
                PageTexts texts = archive.port(PageTexts.class);
                assertThat(texts.page(file, 1, reader)).isEmpty();
                assertThat(texts.text(file, reader)).isEmpty();
                assertThat(texts.find(file, "danh", 10, reader)).isEmpty();
                assertThatThrownBy(
                                () ->
                                        archive.port(ReadingCopies.class)
                                                .of(
                                                        each.record().id(),
                                                        each.document().id(),
                                                        reader))
                        .isInstanceOf(Retrieval.NotAvailable.class);
            }
            for (RecordView.Full record : List.of(images, shared)) {
                Path out = work.resolve("out-" + UUID.randomUUID());
                assertThatThrownBy(
                                () ->
                                        archive.port(Exports.class)
                                                .export(record.id(), out, reader, Progress.NONE))
                        .isInstanceOf(Retrieval.NotAvailable.class);
                assertThat(out).doesNotExist();
            }
        }
        List<String> open = new ArrayList<>(List.of("/", "/phong", "/sitemap.xml"));
        for (RecordView.Full record : List.of(images, shared)) {
            open.add("/ho-so/" + record.id());
            open.add("/ho-so/" + record.id() + "/nguyen-ven");
            open.add("/yeu-cau?ho-so=" + record.id());
            for (ArchivalDocument document : record.documents()) {
                open.addAll(paths(record, document));
            }
        }
        SECRETS.forEach(secret -> open.add("/tim?q=" + encoded(secret)));
        for (String path : open) {
            String body = text(archive.get(path)).replaceAll("[?&;]q=[A-Za-z]+", "");
            if (!path.startsWith("/tim")) {
                SECRETS.forEach(secret -> assertThat(body).as(path).doesNotContain(secret));
            }
            for (Withheld each : withheld()) {
                assertThat(body)
                        .as(path)
                        .doesNotContain("/tai-lieu/" + MISSING)
                        .doesNotContain(each.document().files().getFirst().id() + "/trang");
            }
        }
        List<Hit> hits = search("Velkori", Reader.OPERATOR);
        assertThat(hits).as("it is there, for those who may").hasSize(1);
    }

    @Test
    void theOperatorExportsThePackageWithEveryOriginal() throws Exception {
        RunningArchive.Said said = archive.verb(work, "export", IMAGES, "exported");
        assertThat(said.status()).as(said.err()).isZero();
        try (Stream<Path> files = Files.walk(work.resolve("exported"))) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(jpg|tif)")))
                    .hasSize(11 + 3 + 1 + 2 + 2);
        }
    }

    private static Reader person(Set<Role> roles) {
        return new Reader(new AccountId(UUID.randomUUID()), roles.toString(), roles, Set.of());
    }
}

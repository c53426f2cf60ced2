package vn.tangthu.repository.ingest.check;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.SafeName;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.source.SourceLimits;

class DeliveryCheckTest {
    private static final String CODE = "H32.16.1998.15";
    private static final byte[] PDF = "%PDF-1.4\nnội dung\n%%EOF\n".getBytes(UTF_8);

    @TempDir private Path folder;
    private final Map<String, String> record = new LinkedHashMap<>();
    private final List<Map<String, String>> documents = new ArrayList<>();
    private SourceLimits sourceLimits = new SourceLimits(50, 3, 1 << 20, 200, 0);
    private ListLimits listLimits = new ListLimits(20, 1 << 20, 1 << 20, 1 << 20, 100, 10_000);
    private Consumer<Path> whileChecking = path -> {};

    /** Says of each file what its bytes say; a double only of the worker process. */
    private final ContentProbe probe =
            file -> {
                try {
                    String text = Files.readString(file);
                    if (text.contains("KHÓA")) {
                        return new ContentProbe.Result.Encrypted("application/pdf");
                    }
                    if (text.contains("HỎNG")) {
                        return new ContentProbe.Result.Unreadable("no page tree");
                    }
                    return new ContentProbe.Result.Readable(
                            text.startsWith("%PDF")
                                    ? "application/pdf"
                                    : text.startsWith("ẢNH") ? "image/jpeg" : "text/plain",
                            text.contains("KHÔNG TRANG") ? 0 : text.contains("9 TRANG") ? 9 : 1,
                            facts(text));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };

    private static List<PageFacts> facts(String text) {
        Matcher scan = Pattern.compile("QUÉT (\\d+) (\\d+) (\\w+) ?(\\w*)").matcher(text);
        if (!scan.find()) {
            return List.of();
        }
        PageFacts first =
                new PageFacts(
                        Integer.parseInt(scan.group(1)),
                        Integer.parseInt(scan.group(2)),
                        PageFacts.Colour.valueOf(scan.group(3)),
                        scan.group(4).isEmpty()
                                ? PageFacts.Sight.NOT_SEEN
                                : PageFacts.Sight.valueOf(scan.group(4)));
        List<PageFacts> all = new ArrayList<>(List.of(first));
        while (text.contains("9 TRANG") && all.size() < 9) {
            all.add(first.with(PageFacts.Sight.INK));
        }
        return all;
    }

    private void scan(String facts) throws IOException {
        Files.writeString(pdf(), "%PDF-1.4 QUÉT " + facts);
    }

    @BeforeEach
    void soundDelivery() throws IOException {
        start();
    }

    private void start() throws IOException {
        record.clear();
        documents.clear();
        record.put("Mã phông", "H32.16");
        record.put("Mã hồ sơ", CODE);
        record.put("Tiêu đề hồ sơ", "Hồ sơ nâng cấp đường liên xã");
        record.put("Thời hạn lưu trữ", "Vĩnh viễn");
        document(1);
    }

    private Map<String, String> document(int ordinal) throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        String docCode = CODE + ".000000" + ordinal;
        row.put("Mã tài liệu", docCode);
        row.put("Trích yếu nội dung", "Về việc " + ordinal);
        documents.add(row);
        Files.write(folder.resolve(docCode + ".pdf"), bytes(ordinal));
        return row;
    }

    private static byte[] bytes(int ordinal) {
        return ("%PDF-1.4\n" + ordinal + "\n%%EOF\n").getBytes(UTF_8);
    }

    private void writeLists() throws IOException {
        writeCsv("DanhMucHoSo.csv", List.of(record), ";", "\uFEFF", UTF_8);
        writeCsv("DanhMucTaiLieu.csv", documents, ",", "", UTF_8);
    }

    private void writeCsv(
            String name,
            List<Map<String, String>> rows,
            String delimiter,
            String mark,
            Charset charset)
            throws IOException {
        List<String> headings = rows.stream().flatMap(r -> r.keySet().stream()).distinct().toList();
        StringBuilder text = new StringBuilder(mark);
        text.append(String.join(delimiter, headings)).append("\r\n");
        for (Map<String, String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (String heading : headings) {
                cells.add("\"" + row.getOrDefault(heading, "").replace("\"", "\"\"") + "\"");
            }
            text.append(String.join(delimiter, cells)).append("\r\n");
        }
        Files.write(folder.resolve(name), text.toString().getBytes(charset));
    }

    private CheckedDelivery check(@Nullable ContentProbe with) throws IOException {
        return new DeliveryCheck(
                        FakeHoldings.catalogue(),
                        with,
                        Clock.systemUTC(),
                        sourceLimits,
                        listLimits,
                        2)
                .check(
                        folder,
                        new Progress() {
                            @Override
                            public void at(Phase phase, long done, long total) {
                                if (phase == Phase.CHECK && done == 0) {
                                    whileChecking.accept(folder);
                                }
                            }

                            @Override
                            public boolean cancelled() {
                                return false;
                            }
                        });
    }

    private List<String> codes() throws IOException {
        return check(probe).findings().all().stream().map(Finding::code).toList();
    }

    /** Something that makes a sound delivery unsound. */
    private interface Spoiling {
        void spoil() throws Exception;
    }

    private DynamicTest provokes(String code, Spoiling spoiling) {
        return provokes(code, spoiling, true);
    }

    private DynamicTest provokes(String code, Spoiling spoiling, boolean before) {
        return DynamicTest.dynamicTest(
                code,
                () -> {
                    clean();
                    start();
                    if (before) {
                        spoiling.spoil();
                        writeLists();
                    } else {
                        writeLists();
                        spoiling.spoil();
                    }
                    assertThat(codes()).contains(code);
                });
    }

    private void clean() throws IOException {
        sourceLimits = new SourceLimits(50, 3, 1 << 20, 200, 0);
        listLimits = new ListLimits(20, 1 << 20, 1 << 20, 1 << 20, 100, 10_000);
        whileChecking = path -> {};
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
    }

    private Path pdf() {
        return folder.resolve(CODE + ".0000001.pdf");
    }

    private Map<String, String> first() {
        return documents.getFirst();
    }

    @TestFactory
    Stream<DynamicTest> rowsOfTheLists() {
        return Stream.of(
                provokes("VALUE_MISSING", () -> record.put("Tiêu đề hồ sơ", " ")),
                provokes("TOO_LONG", () -> record.put("Tiêu đề hồ sơ", "đ".repeat(1001))),
                provokes("UNPRINTABLE", () -> record.put("Từ khóa", "a\u0001b")),
                provokes("WRONG_CODE", () -> record.put("Chế độ sử dụng", "09")),
                provokes("WRONG_DATE", () -> record.put("Thời gian bắt đầu", "31/02/1998")),
                provokes("WRONG_NUMBER", () -> record.put("Số lượng tờ", "nhiều")),
                provokes(
                        "END_BEFORE_START",
                        () -> {
                            record.put("Thời gian bắt đầu", "1999");
                            record.put("Thời gian kết thúc", "12/1998");
                        }),
                provokes("NOT_PERMANENT", () -> record.put("Thời hạn lưu trữ", "02")),
                provokes("SECRET", () -> record.put("Chế độ sử dụng", "3")),
                provokes("SECRET", () -> first().put("Chế độ sử dụng", "Tối mật (bản chính)")),
                provokes("PAPER_CODE_MISSING", () -> record.put("Mức độ tin cậy", "Số hóa")),
                provokes("RECOVERY_STATUS_MISSING", () -> record.put("Chế độ dự phòng", "1")),
                provokes("PROCESS_MISSING", () -> first().put("Mức độ tin cậy", "01")),
                provokes("CODE_CHARACTERS", () -> record.put("Mã hồ sơ", "a/../b")),
                provokes(
                        "ACCESS_STRICTER",
                        () -> {
                            record.put("Chế độ sử dụng", "02");
                            record.put("Mức truy cập", "công khai");
                        }),
                provokes("UNKNOWN_FONDS", () -> record.put("Mã phông", "H99")),
                provokes("UNKNOWN_SERIES", () -> record.put("Mục lục số", "07")),
                provokes("SERIES_ZERO_RESTORED", () -> record.put("Mục lục số", "1")),
                provokes("WRONG_ARCHIVE_CODE", () -> record.put("Mã lưu trữ hồ sơ", "X.1")),
                provokes(
                        "CODES_DISAGREE",
                        () -> record.put("Mã lưu trữ hồ sơ", "H32.LTLS.H32.16.1998.16")),
                provokes("DOCUMENT_CODE_TWICE", () -> documents.add(first())),
                provokes("DOCUMENT_WITHOUT_RECORD", () -> first().put("Mã hồ sơ", "H32.16.2")),
                provokes("RECORD_WITHOUT_DOCUMENTS", () -> first().put("Mã hồ sơ", "H32.16.2")),
                provokes("WRONG_DOCUMENT_COUNT", () -> record.put("Tổng số tài liệu", "3")),
                provokes(
                        "ORDINAL_TWICE",
                        () -> {
                            first().put("Số thứ tự trong hồ sơ", "1");
                            document(2).put("Số thứ tự trong hồ sơ", "1");
                        }),
                provokes("ORDINAL_GAP", () -> first().put("Số thứ tự trong hồ sơ", "2")),
                provokes("PAGE_COUNT", () -> first().put("Số trang", "4")),
                provokes("RECORD_PAGE_COUNT", () -> record.put("Số lượng trang", "4")),
                provokes("DATE_IN_FUTURE", () -> first().put("Ngày ban hành", "01/01/2999")),
                provokes("DATED_AFTER_CLOSING", () -> first().put("Ngày ban hành", "2/7/2025")),
                provokes("RECORD_AFTER_CLOSING", () -> record.put("Thời gian kết thúc", "2026")),
                provokes(
                        "DATE_OUTSIDE_RECORD",
                        () -> {
                            record.put("Thời gian kết thúc", "1998");
                            first().put("Ngày ban hành", "1/1/1999");
                        }),
                provokes(
                        "RECORD_CODE_TWICE",
                        () -> writeCsv("DanhMucHoSo.csv", List.of(record, record), ";", "", UTF_8),
                        false));
    }

    @TestFactory
    Stream<DynamicTest> listsAsAWhole() {
        return Stream.of(
                provokes("LIST_MISSING", () -> Files.delete(list()), false),
                provokes(
                        "LIST_AMBIGUOUS",
                        () -> Files.copy(list(), folder.resolve("danhmuchoso.XLSX")),
                        false),
                provokes(
                        "LIST_TOO_LARGE",
                        () -> listLimits = new ListLimits(20, 10, 1 << 20, 1 << 20, 100, 9_999)),
                provokes(
                        "LIST_TOO_MANY_ROWS",
                        () -> {
                            listLimits = new ListLimits(1, 1 << 20, 1 << 20, 1 << 20, 100, 9_999);
                            document(2);
                        }),
                provokes("LIST_NOT_UTF8", () -> Files.write(list(), new byte[] {'a', -1}), false),
                provokes("LIST_EMPTY", () -> record.clear(), false, () -> emptyList()),
                provokes("COLUMN_MISSING", () -> record.remove("Thời hạn lưu trữ")),
                provokes("COLUMN_TWICE", () -> record.put("ma phong ", "H32.16")),
                provokes("COLUMN_UNKNOWN", () -> record.put("Người nhập", "Lan")),
                provokes("LIST_UNREADABLE", () -> xlsx("PK rubbish".getBytes(UTF_8)), false),
                provokes("LIST_UNSAFE", () -> xlsx(hostileXlsx("<!DOCTYPE a>")), false),
                provokes("LIST_UNSAFE", () -> xlsx(hostileXlsx(" ".repeat(2 << 20))), false),
                provokes(
                        "LIST_UNSAFE",
                        () -> xlsx(hostileXlsx("<w><c r=\"ZZZZZZZ1\"/></w>")),
                        false),
                provokes("CODE_IS_NUMBER", this::numericCode, false));
    }

    private DynamicTest provokes(
            String code, Spoiling ignored, boolean before, Spoiling afterwards) {
        return provokes(code, afterwards, before);
    }

    private void emptyList() throws IOException {
        Files.writeString(list(), "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;Thời hạn lưu trữ\n");
    }

    private Path list() {
        return folder.resolve("DanhMucHoSo.csv");
    }

    private void xlsx(byte[] bytes) throws IOException {
        Files.delete(list());
        Files.write(folder.resolve("DanhMucHoSo.xlsx"), bytes);
    }

    private static byte[] hostileXlsx(String sheet) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(("<?xml version=\"1.0\"?>" + sheet).getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private void numericCode() throws IOException {
        Files.delete(list());
        try (OutputStream out = Files.newOutputStream(folder.resolve("DanhMucHoSo.xlsx"));
                Workbook book = new Workbook(out, "t", "1.0")) {
            Worksheet sheet = book.newWorksheet("a");
            List<String> headings = List.copyOf(record.keySet());
            for (int i = 0; i < headings.size(); i++) {
                sheet.value(0, i, headings.get(i));
                sheet.value(1, i, record.get(headings.get(i)));
            }
            sheet.value(1, 1, 2001.16);
        }
    }

    @TestFactory
    Stream<DynamicTest> filesOfTheDelivery() {
        return Stream.of(
                provokes("FILE_MISSING", () -> Files.delete(pdf())),
                provokes("FILE_EXTRA", () -> Files.write(folder.resolve("thừa.pdf"), PDF)),
                provokes("NESTED_ARCHIVE", () -> Files.write(folder.resolve("thêm.zip"), PDF)),
                provokes(
                        "FILE_AMBIGUOUS",
                        () -> Files.copy(pdf(), folder.resolve(CODE + ".0000001.docx"))),
                provokes(
                        "FILE_SHARED",
                        () -> first().put("Tên tệp", CODE + ".0000001; " + CODE + ".0000001.PDF")),
                provokes("FILE_NOT_PAGED", () -> shared("KHÔNG TRANG", "1-2", "3")),
                provokes("PAGE_RANGE_MISSING", () -> shared("9 TRANG", "1-2", "")),
                provokes("PAGE_RANGE_WRONG", () -> shared("9 TRANG", "1-2", "3-4, 7")),
                provokes("PAGE_RANGE_WRONG", () -> shared("9 TRANG", "1-2", "9-3")),
                provokes("PAGE_RANGE_BEYOND", () -> shared("9 TRANG", "1-2", "từ tờ 8 đến tờ 10")),
                provokes("PAGE_IMAGES_MISSING", () -> images("", "_1.jpg", "_2.jpg", "_4.jpg")),
                provokes("FILE_AMBIGUOUS", () -> images("", "_1.jpg", "_1.tif")),
                provokes("RESOLUTION_LOW", () -> scan("1 190 COLOUR")),
                provokes(
                        "RESOLUTION_LOW",
                        () -> {
                            first().put("Tên loại", "Bản đồ");
                            scan("1 200 COLOUR");
                        }),
                provokes("RESOLUTION_UNKNOWN", () -> scan("1 0 COLOUR")),
                provokes("NOT_IN_COLOUR", () -> scan("1 200 GREY")),
                provokes("LARGE_PAGES", () -> scan("2 200 COLOUR")),
                provokes(
                        "BLANK_PAGES",
                        () -> shared("9 TRANG QUÉT 1 200 COLOUR BLANK", "1-3", "4-9")),
                provokes("DOCUMENT_BLANK", () -> scan("1 200 COLOUR BLANK")),
                provokes("PAGE_IMAGE_CUT_OFF", () -> scan("1 200 COLOUR BROKEN")),
                provokes(
                        "IMAGE_CUT_OFF",
                        () -> {
                            Files.delete(pdf());
                            Files.writeString(
                                    folder.resolve(CODE + ".0000001.jpg"),
                                    "ẢNH QUÉT 1 200 COLOUR BROKEN");
                        }),
                provokes("PAGES_OVERLAP", () -> shared("9 TRANG", "1-4", "3-9")),
                provokes("PAGES_IN_NO_DOCUMENT", () -> shared("9 TRANG", "1-4", "6")),
                provokes("PAGES_OUT_OF_ORDER", () -> shared("9 TRANG", "5", "1-4")),
                provokes("FILE_EMPTY", () -> Files.write(pdf(), new byte[0])),
                provokes(
                        "FILE_TWICE",
                        () -> {
                            Map<String, String> unused = document(2);
                            Files.write(folder.resolve(CODE + ".0000002.pdf"), bytes(1));
                        }),
                provokes(
                        "FILE_TYPE_NOT_TAKEN",
                        () -> Files.move(pdf(), folder.resolve(CODE + ".0000001.exe"))),
                provokes("FILE_TYPE_WRONG", () -> Files.writeString(pdf(), "chỉ là chữ")),
                provokes("FILE_ENCRYPTED", () -> Files.writeString(pdf(), "%PDF KHÓA")),
                provokes("FILE_DAMAGED", () -> Files.writeString(pdf(), "%PDF HỎNG")),
                provokes("FILE_UNREADABLE", () -> whileChecking = this::deletePdf),
                provokes("FILE_CHANGED", () -> whileChecking = this::growPdf),
                provokes(
                        "LINK",
                        () -> Files.createSymbolicLink(folder.resolve("x.pdf"), Path.of("/etc"))),
                provokes(
                        "NOT_A_FILE",
                        () ->
                                assertThat(
                                                new ProcessBuilder("mkfifo", folder + "/ong.pdf")
                                                        .start()
                                                        .waitFor())
                                        .isZero()),
                provokes("JUNK_IGNORED", () -> Files.write(folder.resolve("Thumbs.db"), PDF)),
                provokes(
                        "TOO_MANY_FILES",
                        () -> {
                            sourceLimits = new SourceLimits(1, 3, 1 << 20, 200, 0);
                            Map<String, String> unused = document(2);
                        }),
                provokes("TOO_DEEP", () -> Files.createDirectories(folder.resolve("a/b/c/d/e"))));
    }

    /** As they are asked of a ZIP: the hồ sơ is not sound either. */
    @TestFactory
    Stream<DynamicTest> namesThatNotEveryComputerTakes() {
        String code = CODE + ".0000001";
        return Stream.of(
                        code + "_\u202Efdp.pdf",
                        code + "_\u0001.pdf",
                        code + "_\u200B.pdf",
                        code + "_a:b.pdf",
                        "quét /" + code + ".pdf",
                        "quét./" + code + ".pdf",
                        "aux/" + code + ".pdf")
                .map(name -> DynamicTest.dynamicTest(SafeName.shown(name), () -> isUnsafe(name)));
    }

    private void isUnsafe(String name) throws IOException {
        clean();
        start();
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.move(pdf(), file);
        writeLists();
        CheckedDelivery checked = check(probe);
        assertThat(checked.findings().all())
                .extracting(Finding::code)
                .containsExactly("NAME_UNSAFE");
        assertThat(checked.findings().all().getFirst().place().codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT);
        assertThat(checked.sound()).isEmpty();
    }

    @Test
    void namesThatAreTheSameElsewhereAreToldAndTheirHoSoIsNotSound() throws IOException {
        for (String twin : List.of("QUÉT", Normalizer.normalize("quét", Normalizer.Form.NFD))) {
            clean();
            start();
            String name = pdf().getFileName().toString();
            Files.createDirectory(folder.resolve("quét"));
            Files.createDirectory(folder.resolve(twin));
            Files.move(pdf(), folder.resolve("quét/" + name));
            first().put("Tên tệp", "quét/" + name);
            Files.write(folder.resolve(twin + "/" + name), PDF);
            writeLists();
            CheckedDelivery checked = check(probe);
            assertThat(checked.findings().all()).extracting(Finding::code).contains("NAME_TWICE");
            assertThat(checked.sound()).isEmpty();
        }
    }

    @Test
    void whereSomeNumbersAreBlankTheOrderOfTheRowsIsKeptOrNothingIs() throws IOException {
        numbered("1", "", "3");
        CheckedDelivery rising = check(probe);
        assertThat(rising.findings().all()).isEmpty();
        assertThat(rising.sound().getFirst().documents())
                .extracting(d -> d.description().docCode().substring(CODE.length() + 7))
                .containsExactly("1", "2", "3");
        assertThat(rising.sound().getFirst().documents())
                .extracting(d -> d.description().docOrdinal())
                .containsExactly(1, 2, 3);
        for (List<String> unclear :
                List.of(
                        List.of("", "", "1"),
                        List.of("1", "", "2"),
                        List.of("3", "", "1"),
                        List.of("2", "1", ""))) {
            numbered(unclear.toArray(String[]::new));
            CheckedDelivery checked = check(probe);
            assertThat(checked.findings().all())
                    .as(unclear.toString())
                    .extracting(Finding::code)
                    .containsExactly("ORDINAL_UNCLEAR");
            assertThat(checked.sound()).isEmpty();
        }
    }

    private void numbered(String... ordinals) throws IOException {
        clean();
        start();
        documents.clear();
        for (String ordinal : ordinals) {
            document(documents.size() + 1).put("Số thứ tự trong hồ sơ", ordinal);
        }
        writeLists();
    }

    /** The first document as images instead of its PDF; the double of the probe calls them text. */
    private void images(String folder, String... names) throws IOException {
        Files.deleteIfExists(pdf());
        for (String name : names) {
            Path file =
                    folder.isEmpty()
                            ? folder().resolve(CODE + ".0000001" + name)
                            : Files.createDirectories(folder().resolve(folder)).resolve(name);
            Files.writeString(file, "ẢNH " + name);
        }
    }

    private Path folder() {
        return folder;
    }

    @Test
    void imagesOfADocumentAreItsPagesInTheOrderOfTheirNumbers() throws IOException {
        String code = CODE + ".0000001";
        for (String in : List.of("", "quét/" + code.toLowerCase())) {
            clean();
            start();
            if (in.isEmpty()) {
                images(
                        "", "_1.jpg", "_2.jpg", "_10.jpg", "_3.jpg", "_4.jpg", "_5.jpg", "_6.jpg",
                        "_7.jpg", "_8.jpg", "_9.jpg");
            } else {
                images(in, "9.jpg", "10.jpg", "11.JPG");
            }
            writeLists();
            CheckedDelivery checked =
                    check(file -> new ContentProbe.Result.Readable("image/jpeg", 1));
            assertThat(checked.findings().all()).isEmpty();
            List<ValidRecord.ValidFile> files =
                    checked.sound().getFirst().documents().getFirst().files();
            assertThat(files)
                    .extracting(ValidRecord.ValidFile::originalName)
                    .last()
                    .isEqualTo(in.isEmpty() ? code + "_10.jpg" : "11.JPG");
            assertThat(files.get(1).path()).endsWith("/" + code + "_2.jpg");
            assertThat(files).hasSize(in.isEmpty() ? 10 : 3);
        }
    }

    /** Two documents in the one file of their hồ sơ, named by its code. */
    private void shared(String content, String first, String second) throws IOException {
        documents.clear();
        for (String pages : List.of(first, second)) {
            Map<String, String> row = document(documents.size() + 1);
            Files.delete(folder.resolve(row.get("Mã tài liệu") + ".pdf"));
            row.put("Trang số", pages);
        }
        Files.writeString(folder.resolve(CODE + ".pdf"), "%PDF-1.4 " + content);
    }

    @Test
    void aScanAsTheContractAsksIsNoFindingAndMayBeDeclaredInPagesOfA4() throws IOException {
        scan("1 199 COLOUR");
        writeLists();
        assertThat(codes()).isEmpty();
        scan("4 300 COLOUR");
        first().put("Số trang", "4");
        record.put("Số lượng trang", "4");
        writeLists();
        assertThat(codes()).containsExactly("LARGE_PAGES");
    }

    @Test
    void documentsThatShareTheFileOfTheirHoSoGetTheirPagesOfIt() throws IOException {
        shared("9 TRANG", "Tr. 1", "4 – 9");
        document(3).put("Trang số", "1-2"); // has a file of its own: sheets of the paper file
        writeLists();
        CheckedDelivery checked = check(probe);
        assertThat(checked.findings().all()).isEmpty();
        List<ValidRecord.ValidDocument> valid = checked.sound().getFirst().documents();
        assertThat(valid)
                .extracting(d -> String.valueOf(d.pages()))
                .containsExactly("Range[from=1, to=3]", "Range[from=4, to=9]", "null");
        assertThat(valid.get(0).files()).isEqualTo(valid.get(1).files()).hasSize(1);
        assertThat(valid.get(0).files().getFirst().path()).endsWith("/" + CODE + ".pdf");
    }

    private void deletePdf(Path in) {
        try {
            Files.deleteIfExists(pdf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void growPdf(Path in) {
        try {
            Files.write(pdf(), new byte[99]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void manyDocumentsThatNameManyFilesAlikeCostNoMoreThanTheyAre() throws IOException {
        sourceLimits = new SourceLimits(5_000, 3, 1 << 20, 200, 0);
        listLimits = new ListLimits(5_000, 10 << 20, 1 << 20, 1 << 20, 100, 10_000);
        Files.delete(pdf());
        documents.clear();
        for (int i = 1; i <= 4_000; i++) {
            Path each = Files.createDirectories(folder.resolve("d" + i));
            Files.write(each.resolve("a.pdf"), PDF);
            Map<String, String> row = new LinkedHashMap<>();
            row.put("Mã tài liệu", CODE + "." + i);
            row.put("Trích yếu nội dung", "Về việc " + i);
            row.put("Tên tệp", "a.pdf");
            documents.add(row);
        }
        writeLists();
        assertThat(check(probe).findings().all())
                .filteredOn(finding -> finding.code().equals("FILE_AMBIGUOUS"))
                .hasSize(4_000)
                .allSatisfy(finding -> assertThat(finding.values().getLast()).hasSizeLessThan(99));
    }

    @Test
    void withoutAProbeOnlyHeadAndTailAreSeen() throws IOException {
        writeLists();
        CheckedDelivery checked = check(null);
        assertThat(checked.findings().all())
                .extracting(Finding::code)
                .containsExactly("FILES_NOT_PROBED");
        assertThat(checked.sound()).hasSize(1);
    }

    @Test
    void headingsCodesAndDatesAreReadInTheFormsPeopleWriteThem() throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("STT", "1");
        row.put(Normalizer.normalize("THỜI HẠN BẢO QUẢN (*)", Normalizer.Form.NFD), "1");
        row.put("title", "  Hồ sơ  giữa hai dấu cách ");
        row.put("ma ho so", "H32.LTLS." + CODE);
        row.put("Ma phong", "H32.16");
        row.put("Ngôn ngữ", "01; Tiếng Pháp");
        row.put("Thời gian bắt đầu", "5/3/1998");
        row.put("Thời gian kết thúc", "12/1998");
        row.put("Mức truy cập", "An");
        first().put("Số, ký hiệu", "041 /QĐ-UBND");
        first().put("Ngày ban hành", "1998");
        writeCsv("DanhMucHoSo.csv", List.of(row), "\t", "\uFEFF", UTF_16LE);
        writeCsv("DanhMucTaiLieu.csv", documents, ";", "", UTF_8);

        CheckedDelivery checked = check(probe);

        assertThat(checked.findings().all()).isEmpty();
        ValidRecord valid = checked.sound().getFirst();
        assertThat(valid.arcFileCode()).isEqualTo("H32.LTLS." + CODE);
        assertThat(valid.fileCode()).isEqualTo(CODE);
        assertThat(valid.description().title()).isEqualTo("Hồ sơ  giữa hai dấu cách");
        assertThat(valid.description().maintenance()).isEqualTo(Maintenance.PERMANENT);
        assertThat(valid.description().languages())
                .containsExactly(LanguageCode.VIETNAMESE, LanguageCode.FRENCH);
        assertThat(valid.description().startDate()).isEqualTo(ArchivalDate.parse("05/03/1998"));
        assertThat(valid.description().endDate()).isEqualTo(ArchivalDate.parse("12/1998"));
        assertThat(valid.rights().access()).isEqualTo(Access.HIDDEN);
        var document = valid.documents().getFirst().description();
        assertThat(document.printedNumber()).isEqualTo("041/QĐ-UBND");
        assertThat(document.docOrdinal()).isEqualTo(1);
        assertThat(valid.documents().getFirst().rights().access()).isEqualTo(Access.PUBLIC);
    }
}

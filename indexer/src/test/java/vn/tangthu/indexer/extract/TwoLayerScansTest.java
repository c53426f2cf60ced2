package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationSquare;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Reading;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.extract.TestFiles.Coding;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.storage.TangThuHome;

/** Scanned PDFs become PDFs of two layers: they look the same, and what was read lies below. */
class TwoLayerScansTest {
    private static final int DPI = 150;

    /** Pixels of a page at 72 dpi that are taken together: less than a letter. */
    private static final int CELL = 6;

    /** Of 255, on the mean over all cells; the least that is at stake in a page here makes 1.4. */
    private static final double SLACK = 1;

    @TempDir static Path dir;

    @SuppressWarnings("NullAway.Init") // before the first test
    static WorkerPool pool;

    private final FakeArchive archive = new FakeArchive();
    private final DerivativeExtractedTexts texts = new DerivativeExtractedTexts(archive);
    private final PageBinding binding = new WorkerPageBinding(pool, texts, home());

    private static TangThuHome home() {
        return new TangThuHome(dir.resolve("home"));
    }

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(home().tmp());
        pool = new WorkerPool(WorkerLimits.USUAL, home().tmp(), home().cache());
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    private static ExtractedText.Page read(int number, String word) {
        return new ExtractedText.Page(
                number,
                Source.OCR,
                word,
                List.of(new Word(word, 0, 2_000, 3_000, 1_000, 200)),
                null,
                null,
                new Reading("tesseract 5.3.0 vie", 90, 0));
    }

    private ContentFile taken(Path file, ExtractedText.Page... pages) throws IOException {
        ContentFile content = archive.add(file, "application/pdf", pages.length);
        texts.put(content.sha512(), TextDerivative.of(new ExtractedText(List.of(pages))));
        return content;
    }

    private byte[] bound(Map<ContentFile, Path> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding.begin(out, "Kế hoạch trồng rừng", null)) {
            for (Map.Entry<ContentFile, Path> each : files.entrySet()) {
                for (int page = 1; page <= each.getKey().pages(); page++) {
                    bound.addWithText(each.getKey(), each.getValue(), page);
                }
            }
            bound.finish();
        }
        return out.toByteArray();
    }

    private byte[] bound(Path file, ExtractedText.Page... pages) throws IOException {
        return bound(Map.of(taken(file, pages), file));
    }

    private static void isPdfA(byte[] pdf) throws IOException {
        Path file = Files.write(Files.createTempFile(dir, "", ".pdf"), pdf);
        // With more patience than whoever takes in a delivery: the machine may be busy.
        Answer answer =
                pool.ask(
                        Lane.INTERACTIVE,
                        new Request.Check(file.toString(), Kind.PDFA),
                        Duration.ofMinutes(3));
        assertThat(answer).isInstanceOf(Answer.Checked.class);
        ContentCheck check = ((Answer.Checked) answer).check();
        assertThat(check.outcome()).as(check.detail()).isEqualTo(Outcome.PASSED);
        assertThat(check.detail()).isEqualTo("2u");
    }

    private static PDImageXObject image(PDPage page) throws IOException {
        return (PDImageXObject) page.getResources().getXObject(COSName.getPDFName("I"));
    }

    private static byte[] raw(PDImageXObject image) throws IOException {
        try (var in = image.getCOSObject().createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    private static byte[] embedded(Path file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            COSName name = pdf.getPage(0).getResources().getXObjectNames().iterator().next();
            return raw((PDImageXObject) pdf.getPage(0).getResources().getXObject(name));
        }
    }

    /**
     * How much two pages differ, cell by cell on the mean, and that they are of one size. Within a
     * cell it is the ink that counts and not where its edges are: those are drawn anew.
     */
    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isCloseTo(one.getWidth(), within(1));
        assertThat(other.getHeight()).isCloseTo(one.getHeight(), within(1));
        int across = Math.min(one.getWidth(), other.getWidth()) / CELL;
        int down = Math.min(one.getHeight(), other.getHeight()) / CELL;
        double sum = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                double[] mine = cell(one, x, y);
                double[] theirs = cell(other, x, y);
                for (int colour = 0; colour < mine.length; colour++) {
                    sum += Math.abs(mine[colour] - theirs[colour]);
                }
            }
        }
        return sum / 3 / across / down;
    }

    private static double[] cell(BufferedImage image, int x, int y) {
        double[] mean = new double[3];
        for (int i = 0; i < CELL * CELL; i++) {
            Color at = new Color(image.getRGB(x * CELL + i % CELL, y * CELL + i / CELL));
            mean[0] += at.getRed();
            mean[1] += at.getGreen();
            mean[2] += at.getBlue();
        }
        for (int colour = 0; colour < mean.length; colour++) {
            mean[colour] /= CELL * CELL;
        }
        return mean;
    }

    private static Path page(String name, Drawn drawn) throws IOException {
        return TestFiles.pdf(
                dir.resolve(name),
                pdf -> {
                    PDPage page = new PDPage(PDRectangle.A4);
                    pdf.addPage(page);
                    drawn.on(pdf, page);
                });
    }

    private interface Drawn {
        void on(PDDocument pdf, PDPage page) throws IOException;
    }

    private static PDImageXObject scan(PDDocument pdf, Coding coding) throws IOException {
        return TestFiles.image(pdf, coding, TestFiles.LINES, DPI);
    }

    private static BufferedImage colourful() {
        BufferedImage image = TestFiles.scan(TestFiles.LINES, 100, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(180, 30, 40));
        pen.fillRect(500, 700, 200, 200);
        pen.dispose();
        return image;
    }

    private static void invert(PDImageXObject image) {
        COSArray turned = new COSArray();
        turned.add(COSInteger.ONE);
        turned.add(COSInteger.ZERO);
        image.getCOSObject().setItem(COSName.DECODE, turned);
    }

    /** Pages as they come, with what is at stake in each. */
    private static Drawn drawn(String name) {
        return Objects.requireNonNull(pages().get(name), name);
    }

    private static Map<String, Drawn> pages() {
        Map<String, Drawn> pages = new LinkedHashMap<>();
        for (Coding coding : Coding.values()) {
            pages.put("" + coding, (pdf, page) -> TestFiles.draw(pdf, page, scan(pdf, coding)));
        }
        pages.put(
                "colour",
                (pdf, page) ->
                        TestFiles.draw(
                                pdf, page, JPEGFactory.createFromImage(pdf, colourful(), 0.9f)));
        for (int rotate : new int[] {90, 180, 270}) {
            pages.put(
                    "turned" + rotate,
                    (pdf, page) -> {
                        page.setRotation(rotate);
                        TestFiles.draw(pdf, page, scan(pdf, Coding.DCT));
                    });
        }
        pages.put(
                "cropped",
                (pdf, page) -> {
                    page.setCropBox(new PDRectangle(100, 150, 400, 500));
                    page.setRotation(90);
                    TestFiles.draw(pdf, page, scan(pdf, Coding.DCT));
                });
        pages.put(
                "user unit",
                (pdf, page) -> {
                    page.setUserUnit(2);
                    TestFiles.draw(pdf, page, scan(pdf, Coding.CCITT));
                });
        pages.put(
                "lies",
                (pdf, page) -> {
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        content.drawImage(
                                scan(pdf, Coding.DCT), new Matrix(0, 500, -400, 0, 450, 100));
                    }
                });
        pages.put(
                "askew",
                (pdf, page) -> {
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        content.drawImage(
                                scan(pdf, Coding.DCT), new Matrix(380, 60, -60, 540, 120, 80));
                    }
                });
        pages.put(
                "white on black",
                (pdf, page) -> {
                    PDImageXObject image = scan(pdf, Coding.CCITT);
                    invert(image);
                    TestFiles.draw(pdf, page, image);
                });
        pages.put(
                "grey inverted",
                (pdf, page) -> {
                    PDImageXObject image = scan(pdf, Coding.DCT);
                    invert(image);
                    TestFiles.draw(pdf, page, image);
                });
        for (Coding coding : new Coding[] {Coding.CCITT, Coding.JBIG2}) {
            pages.put("ink " + coding, (pdf, page) -> ink(pdf, page, coding, Color.BLACK));
        }
        pages.put("blue ink", (pdf, page) -> ink(pdf, page, Coding.CCITT, Color.BLUE));
        pages.put(
                "clipped",
                (pdf, page) -> {
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        content.addRect(0, 0, 300, 842);
                        content.clip();
                        content.drawImage(scan(pdf, Coding.DCT), 0, 0, 595, 842);
                    }
                });
        pages.put(
                "faded",
                (pdf, page) -> {
                    PDExtendedGraphicsState half = new PDExtendedGraphicsState();
                    half.setNonStrokingAlphaConstant(0.4f);
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        content.setGraphicsStateParameters(half);
                        content.drawImage(scan(pdf, Coding.DCT), 0, 0, 595, 842);
                    }
                });
        pages.put(
                "stamped",
                (pdf, page) -> {
                    TestFiles.draw(pdf, page, scan(pdf, Coding.DCT));
                    PDAnnotationSquare stamp = new PDAnnotationSquare();
                    stamp.setRectangle(new PDRectangle(350, 100, 180, 120));
                    PDColor red = new PDColor(new float[] {0.8f, 0, 0}, PDDeviceRGB.INSTANCE);
                    stamp.setColor(red);
                    stamp.setInteriorColor(red);
                    page.getAnnotations().add(stamp);
                    stamp.constructAppearances(pdf);
                });
        pages.put(
                "two images",
                (pdf, page) -> {
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        content.drawImage(scan(pdf, Coding.DCT), 0, 421, 595, 421);
                        content.drawImage(scan(pdf, Coding.CCITT), 0, 0, 595, 421);
                    }
                });
        pages.put("blank", (pdf, page) -> {});
        return pages;
    }

    /** Bits that say where ink goes, on the paper below. */
    private static void ink(PDDocument pdf, PDPage page, Coding coding, Color colour)
            throws IOException {
        PDImageXObject image = scan(pdf, coding);
        image.getCOSObject().setBoolean(COSName.IMAGE_MASK, true);
        image.getCOSObject().removeItem(COSName.COLORSPACE);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.setNonStrokingColor(colour);
            content.drawImage(image, 0, 0, 595, 842);
        }
    }

    @Test
    void everyPageLooksAsItDidAndTheWholeIsPdfA() throws IOException {
        Map<ContentFile, Path> files = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(pages().keySet());
        for (Map.Entry<String, Drawn> each : pages().entrySet()) {
            Path file = page(each.getKey() + ".pdf", each.getValue());
            files.put(taken(file, read(1, "chữ" + files.size())), file);
        }
        byte[] pdf = bound(files);
        isPdfA(pdf);
        try (PDDocument copy = Loader.loadPDF(pdf)) {
            assertThat(copy.getNumberOfPages()).isEqualTo(names.size());
            List<Path> originals = List.copyOf(files.values());
            for (int i = 0; i < names.size(); i++) {
                BufferedImage shown;
                try (PDDocument original = Loader.loadPDF(originals.get(i).toFile())) {
                    // A unit of the original may be two points.
                    float unit = original.getPage(0).getUserUnit();
                    shown = new PDFRenderer(original).renderImageWithDPI(0, 72 * unit);
                }
                assertThat(difference(shown, new PDFRenderer(copy).renderImageWithDPI(i, 72)))
                        .as(names.get(i))
                        .isLessThan(SLACK);
                assertThat(copy.getPage(i).getRotation()).isZero();
            }
            List<TextPosition> first = letters(copy, names.indexOf("cropped") + 1);
            PDRectangle box = copy.getPage(names.indexOf("cropped")).getMediaBox();
            assertThat(box.getWidth()).as("as it is shown").isCloseTo(500, within(0.1f));
            assertThat(first.getFirst().getTextMatrix().getTranslateX())
                    .isCloseTo(0.2f * box.getWidth(), within(0.5f));
            assertThat(first.getFirst().getTextMatrix().getTranslateY())
                    .isCloseTo(0.68f * box.getHeight(), within(0.5f));
            assertThat(first.getLast().getEndX()).isCloseTo(0.3f * box.getWidth(), within(0.5f));
            assertThat(new PDFTextStripper().getText(copy).lines().map(String::strip))
                    .containsExactlyElementsOf(
                            Stream.iterate(0, i -> i + 1)
                                    .limit(names.size())
                                    .map(i -> "chữ" + i)
                                    .toList());
        }
    }

    private static List<TextPosition> letters(PDDocument pdf, int page) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        PDFTextStripper stripper =
                new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition text) {
                        letters.add(text);
                    }
                };
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String unused = stripper.getText(pdf);
        return letters;
    }

    @Test
    void jpegAndFaxAreTakenOverAsTheyAreCoded() throws IOException {
        for (String name : List.of("DCT", "colour", "turned90", "cropped", "lies", "askew")) {
            Path file = page("as it is " + name + ".pdf", drawn(name));
            try (PDDocument copy = Loader.loadPDF(bound(file, read(1, "chữ")))) {
                byte[] taken = raw(image(copy.getPage(0)));
                byte[] given = embedded(file);
                assertThat(taken).as(name).hasSameSizeAs(given);
                // Before it stands the JFIF segment, which says nothing of the picture.
                assertThat(Arrays.copyOfRange(taken, 20, taken.length))
                        .as(name)
                        .isEqualTo(Arrays.copyOfRange(given, 20, given.length));
            }
        }
        for (String name : List.of("CCITT", "user unit", "white on black", "ink CCITT")) {
            Path file = page("as it is " + name + ".pdf", drawn(name));
            try (PDDocument copy = Loader.loadPDF(bound(file, read(1, "chữ")))) {
                assertThat(raw(image(copy.getPage(0)))).as(name).isEqualTo(embedded(file));
            }
        }
        for (String name : List.of("JBIG2", "ink JBIG2")) { // black and white loses nothing
            Path file = page("as it is " + name + ".pdf", drawn(name));
            try (PDDocument copy = Loader.loadPDF(bound(file, read(1, "chữ")))) {
                PDImageXObject image = image(copy.getPage(0));
                assertThat(image.getStream().getFilters()).containsExactly(COSName.CCITTFAX_DECODE);
                assertThat(image.getWidth()).isEqualTo(Math.round(8.27f * DPI));
            }
        }
    }

    @Test
    void nothingHiddenOfTheOriginalGoesAlong() throws IOException {
        Path file =
                page(
                        "hidden.pdf",
                        (pdf, page) -> {
                            pdf.getDocumentInformation().setAuthor("Nguyễn Văn Mật");
                            TestFiles.draw(pdf, page, scan(pdf, Coding.DCT));
                            page.getResources()
                                    .getCOSObject()
                                    .setString(COSName.getPDFName("Bimat"), "Bimat");
                            COSArray piece = new COSArray();
                            piece.add(new COSFloat(7));
                            page.getCOSObject().setItem(COSName.getPDFName("Bimat"), piece);
                        });
        byte[] pdf = bound(file, read(1, "chữ"));
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).doesNotContain("Bimat", "Author");
    }

    @Test
    void aMixedFileHasTheTextOfBothKindsOfPages() throws IOException {
        Path file =
                TestFiles.pdf(
                        dir.resolve("mixed.pdf"),
                        pdf -> {
                            PDPage unused =
                                    TestFiles.textPage(
                                            pdf, TestFiles.font(pdf), TestFiles.LINES, 0);
                            PDPage page = new PDPage(PDRectangle.A4);
                            pdf.addPage(page);
                            TestFiles.draw(pdf, page, scan(pdf, Coding.CCITT));
                        });
        ExtractedText.Page layer =
                new ExtractedText.Page(
                        1,
                        Source.LAYER,
                        "lớp",
                        List.of(new Word("lớp", 0, 1_200, 800, 600, 150)),
                        null);
        byte[] pdf = bound(file, layer, read(2, "ảnh"));
        isPdfA(pdf);
        try (PDDocument copy = Loader.loadPDF(pdf);
                PDDocument original = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(copy).lines().map(String::strip))
                    .as("not the letters of the page once more")
                    .containsExactly("lớp", "ảnh");
            PDImageXObject drawn = image(copy.getPage(0));
            assertThat(drawn.getWidth()).as("240 dpi").isBetween(1_980, 1_990);
            for (int page = 0; page < 2; page++) {
                assertThat(
                                difference(
                                        new PDFRenderer(original).renderImageWithDPI(page, 72),
                                        new PDFRenderer(copy).renderImageWithDPI(page, 72)))
                        .isLessThan(SLACK);
            }
        }
    }

    @Test
    void whatItSaysOfItselfIsForPeopleAndPrograms() throws IOException {
        Path file = page("about.pdf", drawn("DCT"));
        ContentFile content = taken(file, read(1, "chữ"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String about = "không phải bản gốc đã ký & <số>";
        try (PageBinding.Bound bound = binding.begin(out, "Tờ trình", about)) {
            bound.addWithText(content, file, 1);
            bound.finish();
        }
        isPdfA(out.toByteArray());
        try (PDDocument copy = Loader.loadPDF(out.toByteArray())) {
            assertThat(copy.getDocumentInformation().getSubject()).isEqualTo(about);
            assertThat(copy.getDocumentCatalog().getMetadata().toByteArray())
                    .asString(StandardCharsets.UTF_8)
                    .contains("bản gốc đã ký &amp; &lt;số&gt;</rdf:li></rdf:Alt></dc:description>");
        }
    }

    @Test
    void whatCannotBeReadIsToldAndNothingIsWritten() throws IOException {
        OutputStream never =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("written");
                    }
                };
        Path locked = TestFiles.encrypted(dir.resolve("locked.pdf"), "mat-khau");
        Path flood = TestFiles.pixelFlood(dir.resolve("flood.pdf"), 21_000);
        Path none = Files.writeString(dir.resolve("none.pdf"), "%PDF-1.7 and no more");
        for (Path each : List.of(locked, flood, none)) {
            ContentFile content = taken(each, read(1, "chữ"));
            try (PageBinding.Bound bound = binding.begin(never, "", null)) {
                assertThatThrownBy(() -> bound.addWithText(content, each, 1))
                        .as("%s", each.getFileName())
                        .isInstanceOf(PageRenderer.NotRenderable.class);
            }
        }
        Path one = page("one.pdf", drawn("CCITT"));
        ContentFile content = taken(one, read(1, "chữ"));
        try (PageBinding.Bound bound = binding.begin(never, "", null)) {
            assertThatThrownBy(() -> bound.addWithText(content, one, 2))
                    .isInstanceOf(PageRenderer.NotRenderable.class);
        }
        try (Stream<Path> left = Files.list(home().tmp())) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.startsWith("bind-"));
        }
    }

    /** What is written leaves at once: a bound volume needs the room of one page. */
    @Test
    void aVolumeLeavesPageByPage() throws IOException {
        int pages = 600;
        Path file =
                TestFiles.pdf(
                        dir.resolve("volume.pdf"),
                        pdf -> {
                            PDImageXObject scan = scan(pdf, Coding.CCITT);
                            for (int i = 0; i < pages; i++) {
                                PDPage page = new PDPage(PDRectangle.A4);
                                pdf.addPage(page);
                                TestFiles.draw(pdf, page, scan);
                            }
                        });
        ExtractedText.Page[] read = new ExtractedText.Page[pages];
        for (int i = 0; i < pages; i++) {
            read[i] = read(i + 1, "tờ" + (i + 1));
        }
        ContentFile content = taken(file, read);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = 0;
        try (PageBinding.Bound bound = binding.begin(out, "Sổ đăng ký", null)) {
            for (int page = 1; page <= pages; page++) {
                bound.addWithText(content, file, page);
                assertThat(out.size()).as("page %d has left", page).isGreaterThan(before);
                before = out.size();
            }
            bound.finish();
        }
        isPdfA(out.toByteArray());
        try (PDDocument copy = Loader.loadPDF(out.toByteArray())) {
            assertThat(copy.getNumberOfPages()).isEqualTo(pages);
            assertThat(new PDFTextStripper().getText(copy).lines().map(String::strip))
                    .startsWith("tờ1", "tờ2")
                    .endsWith("tờ600");
        }
    }
}

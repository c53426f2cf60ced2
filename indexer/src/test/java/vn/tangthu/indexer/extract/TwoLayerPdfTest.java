package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Reading;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.DerivativeStore;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.storage.TangThuHome;

/** What was read lies under the images, unseen, and the whole is PDF/A. */
class TwoLayerPdfTest {
    @TempDir static Path dir;
    static WorkerContentProbe probe;

    private final FakeArchive archive = new FakeArchive();
    private final DerivativeExtractedTexts texts = new DerivativeExtractedTexts(archive);

    private PageBinding binding() {
        return new WorkerPageBinding(SharedWorkers.POOL, texts, home());
    }

    private static TangThuHome home() {
        return new TangThuHome(dir.resolve("home"));
    }

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(home().tmp());
        probe = new WorkerContentProbe(SharedWorkers.POOL);
    }

    private ContentFile image(String name, int type, ExtractedText.Page... read)
            throws IOException {
        Path file = dir.resolve(name);
        BufferedImage scan = TestFiles.scan(TestFiles.LINES, 150, type);
        if (name.endsWith(".tif")) {
            Path unused = PageBindingTest.tiff(file, "CCITT T.6", scan.getHeight(), scan);
        } else {
            ImageIO.write(scan, "jpg", file.toFile());
        }
        ContentFile content = archive.add(file, "image/x", 1);
        if (read.length > 0) {
            texts.put(content.sha512(), TextDerivative.of(new ExtractedText(List.of(read))));
        }
        return content;
    }

    private static ExtractedText.Page page(int turned, Word... words) {
        return new ExtractedText.Page(
                1,
                Source.OCR,
                "",
                List.of(words),
                null,
                null,
                new Reading("tesseract 5.3.0 vie", 90, turned));
    }

    private static Word word(String text, int line, int x, int y) {
        return new Word(text, line, x, y, 1_000, 200);
    }

    private byte[] bound(ContentFile... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding().begin(out, "Quyết định <giao đất> & cho thuê")) {
            for (ContentFile file : files) {
                bound.addWithText(file, dir.resolve(file.originalName()), 1);
            }
            bound.finish();
        }
        return out.toByteArray();
    }

    @Test
    void aTextThatCannotBeReadKeepsNobodyFromTheImages() throws IOException {
        ContentFile grey =
                image(
                        "away.jpg",
                        BufferedImage.TYPE_BYTE_GRAY,
                        page(0, word("Quyết", 0, 900, 800)));
        DerivativeStore away = mock(DerivativeStore.class);
        when(away.get(any(), any())).thenThrow(new IOException("the store is away"));
        PageBinding binding =
                new WorkerPageBinding(
                        SharedWorkers.POOL, new DerivativeExtractedTexts(away), home());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding.begin(out, "Quyết định")) {
            bound.addWithText(grey, dir.resolve(grey.originalName()), 1);
            bound.finish();
        }
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(read.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(read)).isBlank();
        }
        Path file = Files.write(dir.resolve("away.pdf"), out.toByteArray());
        assertThat(((ContentProbe.Result.Readable) probe.probe(file)).claims()).isEmpty();
    }

    private static ContentCheck judged(byte[] pdf) throws IOException {
        Path file = Files.write(Files.createTempFile(dir, "", ".pdf"), pdf);
        assertThat(((ContentProbe.Result.Readable) probe.probe(file)).claims()).hasSize(1);
        return probe.check(file, Kind.PDFA);
    }

    @Test
    void aProgramFindsTheWordsAndPeopleSeeTheImageAlone() throws IOException {
        ContentFile grey =
                image(
                        "grey.jpg",
                        BufferedImage.TYPE_BYTE_GRAY,
                        page(
                                0,
                                word("Quyết", 0, 1_000, 800),
                                word("định", 0, 2_100, 800),
                                word("Diên", 1, 1_000, 1_200),
                                word("Khánh\uD83D\uDE00", 1, 2_100, 1_200)));
        ContentFile fax =
                image(
                        "fax.tif",
                        BufferedImage.TYPE_BYTE_BINARY,
                        page(0, word("Ủy", 0, 500, 500), word("ban", 0, 1_600, 500)));
        ContentFile unread = image("unread.jpg", BufferedImage.TYPE_INT_RGB);
        byte[] pdf = bound(grey, fax, unread);
        ContentCheck check = judged(pdf);
        assertThat(check.outcome()).as(check.detail()).isEqualTo(Outcome.PASSED);
        assertThat(check.detail()).isEqualTo("2u");
        try (PDDocument read = Loader.loadPDF(pdf);
                PDDocument bare = Loader.loadPDF(withoutText(grey))) {
            assertThat(new PDFTextStripper().getText(read).strip().lines().map(String::strip))
                    .containsExactly("Quyết định", "Diên Khánh\uFFFD\uFFFD", "Ủy ban");
            assertThat(new PDFRenderer(read).renderImageWithDPI(0, 50).getData().getDataBuffer())
                    .extracting("data")
                    .isEqualTo(dataOf(new PDFRenderer(bare).renderImageWithDPI(0, 50)));
            assertThat(read.getDocumentCatalog().getMetadata().toByteArray())
                    .asString()
                    .contains("&lt;giao");
        }
    }

    private static Object dataOf(BufferedImage image) {
        return ((java.awt.image.DataBufferInt) image.getData().getDataBuffer()).getData();
    }

    private byte[] withoutText(ContentFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding().begin(out, "")) {
            bound.add(dir.resolve(file.originalName()), 1);
            bound.finish();
        }
        assertThat(out.toString(java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("what is certified says nothing of the kind")
                .doesNotContain("pdfaid");
        return out.toByteArray();
    }

    /** From the word's first letter to its last goes as the writing goes on the image. */
    @Test
    void wordsOfPagesThatLieOtherwiseStandWhereTheyAreSeen() throws IOException {
        for (int quarters = 0; quarters < 4; quarters++) {
            boolean lies = quarters % 2 == 1;
            Word word = new Word("abcd", 0, 2_000, 3_000, lies ? 200 : 800, lies ? 800 : 200);
            ContentFile file =
                    image(
                            "turned" + quarters + ".jpg",
                            quarters % 2 == 0
                                    ? BufferedImage.TYPE_BYTE_GRAY
                                    : BufferedImage.TYPE_INT_RGB,
                            page(quarters * 900, word));
            try (PDDocument read = Loader.loadPDF(bound(file))) {
                float wide = read.getPage(0).getMediaBox().getWidth();
                float high = read.getPage(0).getMediaBox().getHeight();
                List<TextPosition> letters = letters(read);
                assertThat(letters).hasSize(4);
                double x = letters.getFirst().getTextMatrix().getTranslateX() / wide * 10_000;
                double y = 10_000 - letters.getFirst().getTextMatrix().getTranslateY() / high * 1e4;
                double[] corner = // where its first letter begins
                        switch (quarters) {
                            case 1 -> new double[] {2_000, 3_000};
                            case 2 -> new double[] {2_800, 3_000};
                            case 3 -> new double[] {2_200, 3_800};
                            default -> new double[] {2_000, 3_200};
                        };
                assertThat(x).as("%d", quarters).isCloseTo(corner[0], within(2.0));
                assertThat(y).as("%d", quarters).isCloseTo(corner[1], within(2.0));
                double across = letters.getLast().getTextMatrix().getTranslateX() / wide * 1e4 - x;
                double down =
                        10_000 - letters.getLast().getTextMatrix().getTranslateY() / high * 1e4 - y;
                assertThat(across).isCloseTo(new int[] {600, 0, -600, 0}[quarters], within(2.0));
                assertThat(down).isCloseTo(new int[] {0, 600, 0, -600}[quarters], within(2.0));
            }
        }
    }

    private static List<TextPosition> letters(PDDocument pdf) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        String unused =
                new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition text) {
                        letters.add(text);
                    }
                }.getText(pdf);
        return letters;
    }

    @Test
    void whatCannotBePdfAClaimsNothing() throws IOException {
        ContentFile file =
                image("one.jpg", BufferedImage.TYPE_BYTE_GRAY, page(0, word("a", 0, 5, 5)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding().begin(out, "")) {
            bound.addWithText(file, dir.resolve(file.originalName()), 1);
            bound.addMissing(2);
            bound.finish();
        }
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(read.getDocumentCatalog().getMetadata()).isNull();
            assertThat(new PDFTextStripper().getText(read)).startsWith("a").contains("Trang 2");
        }
    }

    @Test
    void thePagesOfAPartAreReadAsPartsOfTheWhole() throws IOException {
        ContentFile whole = image("whole.jpg", BufferedImage.TYPE_BYTE_GRAY);
        ExtractedText.Page first = page(0, word("mot", 0, 100, 100));
        ExtractedText.Page second = page(0, word("hai", 0, 100, 100));
        ContentFile part = archive.addPart(whole, dir.resolve("whole.jpg"), 2, 2);
        texts.put(
                whole.sha512(),
                TextDerivative.of(
                        new ExtractedText(
                                List.of(
                                        first,
                                        new ExtractedText.Page(
                                                2, Source.OCR, "", second.words(), null)))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] jpeg = Files.readAllBytes(dir.resolve("whole.jpg"));
        try (PageBinding.Bound bound = binding().begin(out, "")) {
            bound.addWithText(part, new Rendered(jpeg, 1, 1), 1);
            bound.finish();
        }
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(new PDFTextStripper().getText(read).strip()).isEqualTo("hai");
        }
    }
}

package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Operations;
import vn.tangthu.indexer.extract.worker.Request;

/** The real command; under CI its absence is a failure. */
class TesseractTest {
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir static Path dir;
    static Tesseract tesseract;
    private final Operations operations = new Operations();

    @BeforeAll
    static void isThere() {
        tesseract = new Tesseract("tesseract", dir);
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(tesseract.isAvailable(), "Tesseract with vie is not installed");
        }
        assertThat(tesseract.isAvailable()).isTrue();
    }

    private ExtractedText.Page read(Path file) throws Exception {
        Answer answer =
                operations.answer(
                        new Request.PageImage(file.toString(), 1, dir.resolve("image").toString()));
        assertThat(answer).isInstanceOf(Answer.Scan.class);
        Answer.Scan scan = (Answer.Scan) answer;
        Tesseract.Result result = tesseract.read(List.of(Path.of(scan.path())), scan.dpi(), LONG);
        assertThat(result).isInstanceOf(Tesseract.Result.Read.class);
        return TesseractTsv.page(((Tesseract.Result.Read) result).tsv(), scan, "m");
    }

    private static double wordsFound(String text) {
        List<String> found = new ArrayList<>(words(text));
        List<String> wanted = words(String.join("\n", TestFiles.LINES));
        int hits = 0;
        for (String word : wanted) {
            hits += found.remove(word) ? 1 : 0;
        }
        return (double) hits / wanted.size();
    }

    /** Folded as the search folds: without marks and case. */
    private static List<String> words(String text) {
        String folded =
                Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replace('đ', 'd');
        return List.of(folded.strip().split("[^a-z0-9]+"));
    }

    @Test
    void ninetyFiveOfAHundredWordsOfACleanScanAreFoundInEveryCoding() throws Exception {
        for (TestFiles.Coding coding : TestFiles.Coding.values()) {
            ExtractedText.Page page =
                    read(
                            TestFiles.scanPdf(
                                    dir.resolve(coding + ".pdf"),
                                    coding,
                                    200,
                                    List.of(TestFiles.LINES)));
            assertThat(page.source()).isEqualTo(Source.OCR);
            assertThat(wordsFound(page.text())).as(coding + page.text()).isGreaterThan(0.95);
        }
    }

    @Test
    void theBoxesLieWhereTheWordsAreAlsoOnATurnedPage() throws Exception {
        BufferedImage upright = TestFiles.scan(TestFiles.LINES, 200, BufferedImage.TYPE_BYTE_GRAY);
        for (int rotate : new int[] {0, 90, 180, 270}) {
            Path file =
                    TestFiles.pdf(
                            dir.resolve("turned" + rotate + ".pdf"),
                            pdf -> {
                                boolean across = rotate % 180 != 0;
                                PDPage page =
                                        new PDPage(
                                                across
                                                        ? new PDRectangle(842, 595)
                                                        : new PDRectangle(595, 842));
                                page.setRotation(rotate);
                                pdf.addPage(page);
                                // as a scanner that was fed sideways: stored turned against it
                                TestFiles.draw(
                                        pdf,
                                        page,
                                        JPEGFactory.createFromImage(
                                                pdf, turnBack(upright, rotate), 0.8f));
                            });
            ExtractedText.Page page = read(file);
            assertThat(wordsFound(page.text())).as("rotate " + rotate).isGreaterThan(0.95);
            ExtractedText.Word first = page.words().getFirst();
            // drawn one inch from the left, its baseline one inch from the top of A4
            assertThat(first.x()).isBetween(1_180, 1_240);
            assertThat(first.y() + first.height()).isBetween(840, 890);
        }
    }

    private static BufferedImage turnBack(BufferedImage image, int rotate) {
        boolean across = rotate % 180 != 0;
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage turned =
                new BufferedImage(
                        across ? height : width,
                        across ? width : height,
                        BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sample = image.getRaster().getSample(x, y, 0);
                switch (rotate) {
                    case 90 -> turned.getRaster().setSample(y, width - 1 - x, 0, sample);
                    case 180 ->
                            turned.getRaster().setSample(width - 1 - x, height - 1 - y, 0, sample);
                    case 270 -> turned.getRaster().setSample(height - 1 - y, x, 0, sample);
                    default -> turned.getRaster().setSample(x, y, 0, sample);
                }
            }
        }
        return turned;
    }

    @Test
    void aPageOfPictureOrTextIsRenderedAndRead() throws Exception {
        Path file =
                TestFiles.pdf(
                        dir.resolve("rendered.pdf"),
                        pdf -> TestFiles.textPage(pdf, TestFiles.font(pdf), TestFiles.LINES, 0));
        assertThat(wordsFound(read(file).text())).isGreaterThan(0.95);
    }

    @Test
    void aWhitePageIsEmpty() throws Exception {
        Path file =
                TestFiles.scanPdf(
                        dir.resolve("white.pdf"), TestFiles.Coding.DCT, 100, List.of(List.of()));
        assertThat(read(file).source()).isEqualTo(Source.EMPTY);
    }

    @Test
    void whatIsNoImageIsAFailureWithAReason() throws Exception {
        Path file = Files.writeString(dir.resolve("no.jpg"), "không phải ảnh");
        assertThat(tesseract.read(List.of(file), 300, LONG))
                .isInstanceOfSatisfying(
                        Tesseract.Result.Failed.class,
                        failed -> assertThat(failed.reason()).contains("tesseract ended with"));
    }

    @Test
    void pagesReadTogetherSayWhatEachSaysAloneAlsoWhenOneIsWhite() throws Exception {
        List<Path> images = new ArrayList<>();
        for (List<String> lines :
                List.of(TestFiles.LINES, List.<String>of(), TestFiles.LINES.subList(0, 3))) {
            Path image = dir.resolve("together " + images.size() + ".png");
            ImageIO.write(
                    TestFiles.scan(lines, 150, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    image.toFile());
            images.add(image);
        }
        Answer.Scan place = new Answer.Scan("", 150, 0, 0, 10_000, 10_000);
        List<ExtractedText.Page> alone = new ArrayList<>();
        for (Path image : images) {
            Tesseract.Result result = tesseract.read(List.of(image), 150, LONG);
            alone.add(TesseractTsv.page(((Tesseract.Result.Read) result).tsv(), place, "m"));
        }
        Tesseract.Result result = tesseract.read(images, 150, LONG);
        assertThat(result).isInstanceOf(Tesseract.Result.Read.class);
        assertThat(((Tesseract.Result.Read) result).tables())
                .extracting(table -> TesseractTsv.page(table, place, "m"))
                .isEqualTo(alone);
        assertThat(alone.get(1).source()).isEqualTo(Source.EMPTY);
        assertThat(wordsFound(alone.getFirst().text())).isGreaterThan(0.95);
    }

    @Test
    void oneOfSeveralThatIsNoImageFailsThemAll() throws Exception {
        Path no = Files.writeString(dir.resolve("none.jpg"), "không phải ảnh");
        Path white = dir.resolve("white.png");
        ImageIO.write(
                TestFiles.scan(List.of(), 100, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                white.toFile());
        assertThat(tesseract.read(List.of(white, no, white), 100, LONG))
                .isInstanceOf(Tesseract.Result.Failed.class);
    }

    @Test
    void aJpegThatIsLargerThanItsPdfSaysIsNotHandedOnAsItIs() throws Exception {
        Path file =
                TestFiles.pdf(
                        dir.resolve("lies.pdf"),
                        pdf -> {
                            PDPage page = new PDPage(PDRectangle.A4);
                            pdf.addPage(page);
                            var image =
                                    JPEGFactory.createFromImage(
                                            pdf,
                                            TestFiles.scan(
                                                    List.of(), 100, BufferedImage.TYPE_BYTE_GRAY));
                            image.setWidth(image.getWidth() / 4);
                            TestFiles.draw(pdf, page, image);
                        });
        Request request = new Request.PageImage(file.toString(), 1, dir.resolve("lies").toString());
        assertThat(operations.answer(request))
                .isInstanceOfSatisfying(
                        Answer.Scan.class, scan -> assertThat(scan.path()).endsWith(".pgm"));
        assertThat(dir.resolve("lies.jpg")).doesNotExist();
    }

    @Test
    void aPageThatTakesTooLongIsEnded() throws Exception {
        Path slow = dir.resolve("slow.png");
        ImageIO.write(
                TestFiles.scan(TestFiles.LINES, 300, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                slow.toFile());
        assertThat(tesseract.read(List.of(slow), 300, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        Tesseract.Result.Failed.class,
                        failed -> assertThat(failed.reason()).contains("took longer"));
    }

    @Test
    void itEndsWithItsParent() throws Exception {
        Path pid = dir.resolve("pid");
        Path command = dir.resolve("endless");
        Files.writeString(command, "#!/bin/sh\necho $$ > '" + pid + "'\nexec sleep 300\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ParentOfAnEndlessPage.class.getName(),
                                command.toString(),
                                dir.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            assertThat(parent.isAlive()).isTrue();
            Thread.sleep(20);
        }
        ProcessHandle page =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        parent.destroyForcibly().waitFor();
        page.onExit().get(60, TimeUnit.SECONDS);
        assertThat(page.isAlive()).isFalse();
    }

    @Test
    void aCommandThatIsNotThereIsMissingAndNotAFailureOfThePage() throws IOException {
        Tesseract absent = new Tesseract(dir.resolve("absent").toString(), dir);
        assertThat(absent.isAvailable()).isFalse();
        Path image = Files.writeString(dir.resolve("any.jpg"), "");
        assertThatThrownBy(() -> absent.read(List.of(image), 300, LONG))
                .isInstanceOf(Tesseract.Missing.class);
    }
}

package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Operations;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextWork;

/** Pages that were scanned crooked, sideways and upside down; the real command. */
class TurnedPagesTest {
    private static final int DPI = 150;
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

    private static Path scanned(double degrees) throws Exception {
        BufferedImage upright = TestFiles.scan(TestFiles.LINES, DPI, BufferedImage.TYPE_BYTE_GRAY);
        boolean across = Math.round(degrees / 90) % 2 != 0;
        int width = across ? upright.getHeight() : upright.getWidth();
        int height = across ? upright.getWidth() : upright.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = turned.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.translate(width / 2.0, height / 2.0);
        graphics.rotate(Math.toRadians(degrees));
        graphics.translate(-upright.getWidth() / 2.0, -upright.getHeight() / 2.0);
        graphics.drawImage(upright, 0, 0, null);
        graphics.dispose();
        Path file = dir.resolve("turned" + degrees + (degrees < 90 ? ".jpg" : ".png"));
        ImageIO.write(turned, degrees < 90 ? "jpeg" : "png", file.toFile());
        return file;
    }

    private ExtractedText.Page read(Path file, int turned) throws Exception {
        Request request =
                new Request.PageImage(file.toString(), 1, dir.resolve("image").toString(), turned);
        Answer.Scan scan = (Answer.Scan) operations.answer(request);
        Tesseract.Result result = tesseract.read(List.of(Path.of(scan.path())), scan.dpi(), LONG);
        return TesseractTsv.page(((Tesseract.Result.Read) result).tsv(), scan, "m");
    }

    private static List<String> lines(ExtractedText.Page page) {
        return page.text().lines().map(String::strip).toList();
    }

    private static void assertTurned(ExtractedText.Page page, int tenths) {
        ExtractedText.Reading reading = page.reading();
        assertThat(reading).isNotNull();
        assertThat(Math.floorMod(reading.turned() - tenths + 1_800, 3_600) - 1_800)
                .as("turned %s", reading.turned())
                .isBetween(-3, 3);
    }

    /** The middle of the first word, drawn from one inch from the left, 1 inch from the top. */
    private static void assertFirstWordLiesWhereItIsShown(ExtractedText.Page page, double degrees) {
        ExtractedText.Word first = page.words().getFirst();
        double width = 8.27;
        double height = 11.69;
        boolean across = Math.round(degrees / 90) % 2 != 0;
        double shownWidth = across ? height : width;
        double shownHeight = across ? width : height;
        double dx = 1.25 - width / 2;
        double dy = 0.94 - height / 2;
        double angle = Math.toRadians(degrees);
        double x = shownWidth / 2 + dx * Math.cos(angle) - dy * Math.sin(angle);
        double y = shownHeight / 2 + dx * Math.sin(angle) + dy * Math.cos(angle);
        assertThat((first.x() + first.width() / 2.0) / 10_000 * shownWidth)
                .as("%s degrees, inches from the left", degrees)
                .isBetween(x - 0.15, x + 0.15);
        assertThat((first.y() + first.height() / 2.0) / 10_000 * shownHeight)
                .as("%s degrees, inches from the top", degrees)
                .isBetween(y - 0.15, y + 0.15);
    }

    @Test
    void crookedPagesAreReadAsStraightOnesAndTheirWordsLieWhereTheyAreShown() throws Exception {
        for (int degrees : new int[] {-10, 3, 95}) {
            ExtractedText.Page page = read(scanned(degrees), Request.PageImage.AS_IT_LIES);
            assertTurned(page, Math.floorMod(degrees * 10, 3_600));
            assertThat(alike(lines(page), TestFiles.LINES))
                    .as("%s degrees", degrees)
                    .isGreaterThan(0.9);
            assertFirstWordLiesWhereItIsShown(page, degrees);
        }
    }

    /** How many words of the lines are those of the others, in place. */
    private static double alike(List<String> lines, List<String> others) {
        int same = 0;
        int all = 0;
        for (int i = 0; i < others.size(); i++) {
            List<String> words =
                    i < lines.size() ? Arrays.asList(lines.get(i).split(" ")) : List.of();
            for (String word : others.get(i).split(" ")) {
                all++;
                same += words.contains(word) ? 1 : 0;
            }
        }
        return (double) same / all;
    }

    @Test
    void pagesUpsideDownAndOnTheirRightSideAreReadAtTheSecondLook() throws Exception {
        WorkerPool workers = new WorkerPool(WorkerLimits.USUAL, dir, dir);
        try (workers) {
            SecondLook second =
                    new SecondLook(tesseract, workers, dir, Duration.ofSeconds(60), LONG);
            for (int degrees : new int[] {180, 270}) {
                Path file = scanned(degrees);
                ReadyPages.ReadyPage page = readied(file);
                ExtractedText.Page first = read(file, Request.PageImage.AS_IT_LIES);
                assertThat(SecondLook.isWanted(page, first)).isTrue();
                ExtractedText.Page best = second.best(page, first);
                assertTurned(best, degrees * 10);
                assertThat(alike(lines(best), TestFiles.LINES))
                        .as("%s", degrees)
                        .isGreaterThan(0.9);
                assertFirstWordLiesWhereItIsShown(best, degrees);
            }
        }
    }

    private static ReadyPages.ReadyPage readied(Path path) throws Exception {
        FakeArchive archive = new FakeArchive();
        var content = archive.add(path, "image/png", 1);
        WorkList list = new WorkList(archive, archive, new NotedSecrets(), false);
        OcrFile file =
                new OcrFile(
                        list.claim(TextWork.Stage.LAYER, 1).getFirst(),
                        archive.open(content.id(), Reader.OPERATOR),
                        TextDerivative.of(new ExtractedText(List.of())),
                        1,
                        OcrModel.USUAL,
                        OcrSpool.of(dir, content.sha512()),
                        list,
                        new DerivativeExtractedTexts(archive));
        return new ReadyPages.ReadyPage(
                file, 1, new Answer.Scan(path.toString(), DPI, 0, 0, 10_000, 10_000));
    }
}

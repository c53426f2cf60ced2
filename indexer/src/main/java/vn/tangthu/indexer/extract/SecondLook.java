package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.ReadyPages.ReadyPage;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;

/**
 * Reads a page once more, turned around, when little of it was certain: Tesseract reads what stands
 * upright and what is turned clockwise by a quarter, and makes nonsense of the other two, of which
 * it is sure by less than half. A page that was read well costs nothing.
 */
final class SecondLook {
    private static final Logger log = LoggerFactory.getLogger(SecondLook.class);

    /**
     * Per cent. Clean pages that were upside down gave 36 to 40, the same upright 96; nonsense is
     * never surer than this.
     */
    private static final int UNSURE = 60;

    /** So much surer, per cent, another reading must be to take the place of the first. */
    private static final int SURER = 15;

    private static final int AROUND = 3_600;

    private final Tesseract tesseract;
    private final WorkerPool workers;
    private final Path images;
    private final Duration imageLimit;
    private final Duration pageLimit;
    private final AtomicLong number = new AtomicLong();

    /**
     * @param images an existing directory for images of pages
     */
    SecondLook(
            Tesseract tesseract,
            WorkerPool workers,
            Path images,
            Duration imageLimit,
            Duration pageLimit) {
        this.tesseract = tesseract;
        this.workers = workers;
        this.images = images;
        this.imageLimit = imageLimit;
        this.pageLimit = pageLimit;
    }

    /** Whether it is worth it: words were found that may be nonsense, or none on a turned image. */
    static boolean isWanted(ReadyPage page, ExtractedText.Page first) {
        ExtractedText.Reading reading = first.reading();
        return reading != null
                && (first.words().isEmpty()
                        ? page.scan().turned() != 0
                        : reading.confidence() < UNSURE);
    }

    /** The best of its readings; the first where no other is clearly better or can be had. */
    ExtractedText.Page best(ReadyPage page, ExtractedText.Page first) throws Tesseract.Missing {
        ExtractedText.Page best = first;
        for (int turned : others(page, first)) {
            if (!isWanted(page, best) || tesseract.isClosed() || page.file().isEnded()) {
                break;
            }
            ExtractedText.Page other = read(page, turned, first);
            best = isBetter(other, best) ? other : best;
        }
        return best;
    }

    private static List<Integer> others(ReadyPage page, ExtractedText.Page first) {
        List<Integer> others = new ArrayList<>();
        ExtractedText.Reading reading = first.reading();
        if (reading != null && !first.words().isEmpty()) {
            others.add((reading.turned() + AROUND / 2) % AROUND);
        }
        if (page.scan().turned() != 0) { // its slope may have been that of a drawing
            others.add(0);
        }
        return others;
    }

    private static boolean isBetter(ExtractedText.Page other, ExtractedText.Page best) {
        return sure(other) >= sure(best) + SURER
                && sure(other) * other.text().length() > sure(best) * best.text().length();
    }

    private static int sure(ExtractedText.Page page) {
        return page.reading() == null || page.words().isEmpty() ? 0 : page.reading().confidence();
    }

    /** The first reading where there is no other. */
    private ExtractedText.Page read(ReadyPage page, int turned, ExtractedText.Page first)
            throws Tesseract.Missing {
        Path out = images.resolve("again-" + number.incrementAndGet());
        Request request =
                new Request.PageImage(page.file().path(), page.number(), out.toString(), turned);
        try {
            if (!(workers.ask(Lane.BACKGROUND, request, imageLimit) instanceof Answer.Scan scan)) {
                return first;
            }
            OcrModel model = page.file().model();
            return tesseract.read(List.of(Path.of(scan.path())), scan.dpi(), model, pageLimit)
                            instanceof Tesseract.Result.Read found
                    ? TesseractTsv.page(found.tsv(), scan, tesseract.named(model))
                    : first;
        } catch (IOException e) { // no worker could be had: what was read is something
            log.debug("Page {} of {} is not read again", page.number(), page.file().path(), e);
            return first;
        } finally {
            PageImages.remove(out);
        }
    }
}

package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.ReadyPages.ReadyPage;
import vn.tangthu.indexer.extract.derivative.PageCodec;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.TextWork;

/**
 * Reads the pages that are images. One feeder takes their images out of the files ahead of time
 * into a short queue, across files, so that the Tesseract processes never wait for one.
 */
final class OcrStage {
    private static final Logger log = LoggerFactory.getLogger(OcrStage.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration IMAGE_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(180);

    /** How the C library puts it. */
    private static final String DISK_FULL = "No space left on device";

    private static final Duration SAME_BYTES_POLL = Duration.ofMillis(50);

    /**
     * Pages that one process reads: loading the language costs as much as a quarter of a page of
     * 150 dpi does.
     */
    private static final int PAGES_A_PROCESS = 8;

    /** About as long a process may read, so that a stop or a kill costs no more. */
    private static final Duration TURN = Duration.ofSeconds(20);

    static final Duration LOOK_AGAIN = Duration.ofSeconds(60);

    private final WorkList list;
    private final DerivativeExtractedTexts texts;
    private final LayerExtraction layers;
    private final WorkerPool workers;
    private final Tesseract tesseract;
    private final Path spool;
    private final Path images;
    private final Signal wakeUp;
    private final ReadyPages ready;
    private final AtomicLong imageNumber = new AtomicLong();
    private final AtomicBoolean available = new AtomicBoolean();
    private final Set<OcrFile> files = ConcurrentHashMap.newKeySet();
    private long lookedAt;

    /**
     * @param processes Tesseract processes at a time
     * @param spool for pages that are read; survives restarts
     * @param images an existing directory for images of pages
     */
    OcrStage(
            WorkList list,
            DerivativeExtractedTexts texts,
            LayerExtraction layers,
            WorkerPool workers,
            Tesseract tesseract,
            int processes,
            Path spool,
            Path images,
            Signal wakeUp) {
        this.list = list;
        this.texts = texts;
        this.layers = layers;
        this.workers = workers;
        this.tesseract = tesseract;
        this.spool = spool;
        this.images = images;
        this.wakeUp = wakeUp;
        this.ready = new ReadyPages(processes, PAGES_A_PROCESS);
    }

    /** Takes images of pages out of files; runs until the thread is interrupted. */
    void feed() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<TextWork.Item> items =
                        isAvailable() ? list.claim(TextWork.Stage.OCR, 1) : List.of();
                if (items.isEmpty()) {
                    wakeUp.await(PAUSE);
                }
                for (TextWork.Item item : items) {
                    feed(item);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) { // a thread that ends would not be missed
                log.warn("The list of files that wait for OCR could not be worked off", e);
                pause();
            }
        }
    }

    /** Whether pages were being read when it was last looked. */
    boolean reads() {
        return available.get();
    }

    /** Asks at the start, after a process could not be started, and each minute while it is not. */
    private boolean isAvailable() {
        boolean known = available.get();
        if (!known && (lookedAt == 0 || System.nanoTime() - lookedAt > LOOK_AGAIN.toNanos())) {
            boolean now = tesseract.isAvailable();
            available.set(now);
            if (now) {
                log.info("Tesseract reads Vietnamese: pages without text are read");
            } else if (lookedAt == 0) {
                log.warn(
                        "Chưa cài Tesseract với tiếng Việt: các trang ảnh sẽ chờ nhận dạng."
                                + " Tesseract with Vietnamese is not installed: image pages wait"
                                + " for OCR.");
            }
            lookedAt = System.nanoTime();
        }
        return available.get();
    }

    private void feed(TextWork.Item item) throws InterruptedException {
        OcrFile file = null;
        try {
            awaitSameBytes(item);
            Optional<TextDerivative> known = texts.newest(item.content().sha512());
            if (known.isPresent() && known.get().count(Source.WAITING) == 0) {
                list.done(item, known.get());
                return;
            }
            OcrSpool pages = OcrSpool.of(spool, item.content().sha512());
            Retrieval.VerifiedFile copy = list.open(item);
            TextDerivative text = known.orElse(null);
            if (text == null) { // the derivatives were thrown away
                switch (readLayers(item, copy)) {
                    case LayerExtraction.Outcome.Found found -> text = found.text();
                    case LayerExtraction.Outcome.Unreadable unreadable -> {
                        copy.close();
                        list.failed(item, unreadable.reason());
                        return;
                    }
                }
            }
            List<Integer> waiting = text.numbers(Source.WAITING);
            file = new OcrFile(item, copy, text, pages, list, texts);
            files.removeIf(OcrFile::isEnded);
            files.add(file);
            for (int page : waiting) {
                if (file.isEnded()) {
                    return;
                }
                feed(file, page);
            }
            file.allFed();
        } catch (Retrieval.Damaged e) {
            list.failed(item, "the stored copy is damaged");
        } catch (Retrieval.NotAvailable e) {
            list.failed(item, "is no longer there");
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the runner releases what is claimed
            }
            if (file == null) {
                list.trouble(item, e);
            } else {
                file.trouble(e);
            }
            pause();
        }
    }

    /**
     * Parts of one file come one after the other: the first reads all its pages, and the others
     * find them read.
     */
    private void awaitSameBytes(TextWork.Item item) throws InterruptedException {
        while (files.stream().anyMatch(file -> !file.isEnded() && file.isOf(item))) {
            Thread.sleep(SAME_BYTES_POLL);
        }
    }

    private LayerExtraction.Outcome readLayers(TextWork.Item item, Retrieval.VerifiedFile copy)
            throws IOException {
        try {
            return layers.read(copy.path(), item.content().mimeType());
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    private void feed(OcrFile file, int page) throws IOException, InterruptedException {
        if (file.hasInSpool(page)) {
            return;
        }
        String out = images.resolve("page-" + imageNumber.incrementAndGet()).toString();
        Request request = new Request.PageImage(file.path(), page, out);
        switch (workers.ask(Lane.BACKGROUND, request, IMAGE_LIMIT)) {
            case Answer.Scan scan -> ready.put(new ReadyPage(file, page, scan));
            case Answer.Failed failed -> {
                if (failed.reason().contains(DISK_FULL)) {
                    throw new IOException(failed.reason()); // of ours, not of the page
                }
                fail(file, page, failed.reason());
            }
            case Answer.Encrypted _ -> fail(file, page, "needs a password");
            case Answer.Readable _,
                    Answer.Layers _,
                    Answer.Jpeg _,
                    Answer.Bindable _,
                    Answer.Text _,
                    Answer.Sights _,
                    Answer.Compared _,
                    Answer.Checked _,
                    Answer.Identified _ ->
                    throw new IllegalStateException("Not an answer to a page image");
        }
    }

    private static void fail(OcrFile file, int page, String reason) {
        file.read(page, Source.FAILED, LayerExtraction.coded(Source.FAILED, reason));
    }

    /** Reads pages; runs until the thread is interrupted. One of these for each process. */
    void read() {
        int most = PAGES_A_PROCESS;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<ReadyPage> pages = ready.take(most);
                long start = System.nanoTime();
                try {
                    read(pages);
                } finally {
                    pages.forEach(OcrStage::removeImage);
                }
                long each = Math.max(1, (System.nanoTime() - start) / pages.size());
                most = (int) Math.clamp(TURN.toNanos() / each, 1, PAGES_A_PROCESS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(List<ReadyPage> pages) {
        try {
            if (pages.size() > 1 && readTogether(pages)) {
                return;
            }
            for (ReadyPage page : pages) {
                if (!page.file().isEnded()) {
                    readAlone(page);
                }
            }
        } catch (Tesseract.Missing e) {
            log.warn("Pages wait until Tesseract is there again", e);
            available.set(false);
            pages.forEach(page -> page.file().giveUp());
        }
    }

    /**
     * @return false when something went wrong with one of them, nobody knows with which
     */
    private boolean readTogether(List<ReadyPage> pages) throws Tesseract.Missing {
        List<Path> paths = pages.stream().map(page -> Path.of(page.scan().path())).toList();
        try {
            Tesseract.Result result =
                    tesseract.read(paths, pages.getFirst().scan().dpi(), PAGE_LIMIT);
            if (isEnding()) {
                return true;
            }
            List<String> tables =
                    result instanceof Tesseract.Result.Read found
                            ? TesseractTsv.tables(found.tsv())
                            : List.of();
            if (tables.size() != pages.size()) {
                log.debug("Pages are read again one by one: {}", result);
                return false;
            }
            for (int i = 0; i < tables.size(); i++) {
                keep(pages.get(i), tables.get(i));
            }
            return true;
        } catch (RuntimeException e) {
            log.warn("Pages are read again one by one", e);
            return false;
        }
    }

    private void readAlone(ReadyPage page) throws Tesseract.Missing {
        try {
            Tesseract.Result result = run(page);
            if (result instanceof Tesseract.Result.Killed && !isEnding()) {
                result = run(page); // may have nothing to do with the page
            }
            if (isEnding()) {
                return;
            }
            switch (result) {
                case Tesseract.Result.Read found -> keep(page, found.tsv());
                case Tesseract.Result.Failed failed ->
                        fail(page.file(), page.number(), failed.reason());
                case Tesseract.Result.Killed killed ->
                        fail(
                                page.file(),
                                page.number(),
                                "tesseract was ended by signal " + killed.signal() + ", twice");
            }
        } catch (RuntimeException | Error e) {
            log.warn("Page {} of {}", page.number(), page.file().path(), e);
            fail(page.file(), page.number(), "could not be read: " + e);
        }
    }

    /** What a process says that we ended says nothing about the page. */
    private boolean isEnding() {
        return tesseract.isClosed() || Thread.currentThread().isInterrupted();
    }

    private static void keep(ReadyPage page, String tsv) {
        ExtractedText.Page text = TesseractTsv.page(tsv, page.scan());
        page.file().read(page.number(), text.source(), PageCodec.encode(text));
    }

    private Tesseract.Result run(ReadyPage page) throws Tesseract.Missing {
        return tesseract.read(List.of(Path.of(page.scan().path())), page.scan().dpi(), PAGE_LIMIT);
    }

    private static void removeImage(ReadyPage page) {
        if (page.scan().path().equals(page.file().path())) {
            return; // the file is an image itself
        }
        try {
            Files.deleteIfExists(Path.of(page.scan().path()));
        } catch (IOException e) {
            log.debug("The image of a page is left behind", e);
        }
    }

    /** Gives back the files that are being read; after the threads have ended. */
    void giveUp() {
        files.forEach(OcrFile::giveUp);
        ready.clear().forEach(OcrStage::removeImage);
        files.clear();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
import vn.tangthu.storage.Digest;

/**
 * Reads the pages that are images. One feeder takes their images out of the files ahead of time
 * into a short queue, across files, so that the Tesseract processes never wait for one.
 */
final class OcrStage {
    private static final Logger log = LoggerFactory.getLogger(OcrStage.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration IMAGE_LIMIT = Duration.ofSeconds(60);

    /** How the C library puts it. */
    private static final String DISK_FULL = "No space left on device";

    private static final Duration SAME_BYTES_POLL = Duration.ofMillis(50);

    /**
     * Pages that one process reads: loading the language costs as much as a quarter of a page of
     * 150 dpi does. Each is kept as soon as it is read.
     */
    private static final int PAGES_A_PROCESS = 32;

    /** About as long a process may read, so that what somebody waits for gets its turn. */
    private static final Duration TURN = Duration.ofSeconds(20);

    /** How often it is asked whether somebody paused it, or looks at a page that is not read. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final ExtractedText.Page BLANK_PAGE =
            new ExtractedText.Page(1, Source.BLANK, "", List.of(), null);

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
    private final SecondLook second;
    private final AtomicLong imageNumber = new AtomicLong();
    private final AtomicBoolean available = new AtomicBoolean();
    private final AtomicInteger reading = new AtomicInteger();
    private final Set<OcrFile> files = ConcurrentHashMap.newKeySet();
    private final Duration pageLimit;
    private final List<OcrModel> models;
    private long lookedAt;
    private volatile long askedAt = System.nanoTime() - ASK_EVERY.toNanos();
    private volatile boolean paused;

    /**
     * @param processes Tesseract processes at a time
     * @param spool for pages that are read; survives restarts
     * @param images an existing directory for images of pages
     * @param pageLimit a process that takes longer for a page is ended, and the page told as one
     *     that cannot be read
     * @param models those that may be asked to read again
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
            Duration pageLimit,
            List<OcrModel> models,
            Signal wakeUp) {
        this.list = list;
        this.texts = texts;
        this.layers = layers;
        this.workers = workers;
        this.tesseract = tesseract;
        this.spool = spool;
        this.images = images;
        this.pageLimit = pageLimit;
        this.models = List.copyOf(models);
        this.wakeUp = wakeUp;
        this.ready = new ReadyPages(processes, PAGES_A_PROCESS);
        this.second = new SecondLook(tesseract, workers, images, IMAGE_LIMIT, pageLimit);
    }

    /** Takes images of pages out of files; runs until the thread is interrupted. */
    void feed() {
        while (!Thread.currentThread().isInterrupted()) {
            List<TextWork.Item> items = List.of();
            try {
                if (isAvailable() && !isPaused()) {
                    feedAwaited();
                    items = list.claim(TextWork.Stage.OCR, 1);
                    if (items.isEmpty()) {
                        items = list.claim(TextWork.Stage.AGAIN, 1);
                    }
                }
                if (items.isEmpty()) {
                    wakeUp.await(PAUSE);
                }
                for (TextWork.Item item : items) {
                    feed(item, false);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) { // a thread that ends would not be missed
                log.warn("The list of files that wait for OCR could not be worked off", e);
                items.stream().filter(item -> !isOpen(item)).forEach(list::letGo);
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

    /** Asks the database now and then; while it does not answer, nothing changes. */
    private boolean isPaused() {
        if (System.nanoTime() - askedAt > ASK_EVERY.toNanos()) {
            askedAt = System.nanoTime();
            try {
                paused = list.paused();
            } catch (RuntimeException e) {
                log.debug("Nobody knows whether OCR is paused", e);
            }
        }
        return paused;
    }

    /**
     * When the pages that are being read are through, files that are begun are given back: nobody
     * reads them, so no death of this process is theirs, and neither copies nor images lie about
     * for days. Their pages that are read stay in the spool.
     */
    private void awaitResumed() throws InterruptedException {
        while (isPaused()) {
            if (reading.get() == 0) {
                files.forEach(OcrFile::giveUp);
                ready.removeEnded().forEach(OcrStage::removeImage);
            }
            Thread.sleep(ASK_EVERY);
        }
    }

    private boolean isOpen(TextWork.Item item) {
        return files.stream().anyMatch(file -> !file.isEnded() && file.isFor(item));
    }

    /** A page somebody looks at comes before the rest of a long file. */
    private void feedAwaited() throws InterruptedException {
        Optional<TextWork.Item> awaited;
        try {
            awaited = list.claimAwaited();
        } catch (RuntimeException e) { // no trouble of the file that is being fed
            log.debug("Nobody knows whether a page is awaited", e);
            return;
        }
        if (awaited.isEmpty()) {
            return;
        }
        if (files.stream().anyMatch(file -> !file.isEnded() && file.isOf(awaited.get()))) {
            list.release(awaited.get()); // its bytes are being read
        } else {
            feed(awaited.get(), true);
        }
    }

    private void feed(TextWork.Item item, boolean first) throws InterruptedException {
        OcrFile file = null;
        Retrieval.VerifiedFile copy = null;
        try {
            awaitSameBytes(item);
            Optional<TextDerivative> known = texts.newest(item.content().sha512());
            if (item.model() != null) {
                again(item, known);
                return;
            }
            if (known.isPresent() && known.get().count(Source.WAITING) == 0) {
                list.done(item, known.get());
                return;
            }
            OcrSpool pages = OcrSpool.of(spool, item.content().sha512());
            copy = list.open(item);
            TextDerivative text = known.orElse(null);
            if (text == null) { // the derivatives were thrown away
                switch (layers.read(copy.path(), item.content().mimeType())) {
                    case LayerExtraction.Outcome.Found found -> text = found.text();
                    case LayerExtraction.Outcome.Unreadable unreadable -> {
                        copy.close();
                        list.failed(item, unreadable.reason());
                        return;
                    }
                }
            }
            List<Integer> waiting = text.numbers(Source.WAITING);
            file =
                    new OcrFile(
                            item, copy, text, waiting.size(), OcrModel.USUAL, pages, list, texts);
            feed(file, waiting, first);
        } catch (Retrieval.Damaged e) {
            list.cannot(item, "the stored copy is damaged");
        } catch (Retrieval.NotAvailable e) {
            list.failed(item, "is no longer there");
        } catch (IOException | RuntimeException e) {
            if (file == null && copy != null) {
                close(copy);
            }
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
     * Pages that OCR has read, or was spared because they seemed blank, with the model that
     * somebody asked for; nobody judges then whether they are. Those that failed are tried again
     * elsewhere ({@code retryFailed}): a hồ sơ may be hidden until they are read, and what another
     * model makes of them must not show it.
     */
    private void again(TextWork.Item item, Optional<TextDerivative> known)
            throws IOException, InterruptedException, Retrieval.Damaged, Retrieval.NotAvailable {
        Optional<OcrModel> model = OcrModel.find(models, String.valueOf(item.model()));
        if (model.isEmpty()) {
            list.cannot(item, "no such model");
            return;
        }
        if (known.isEmpty() || known.get().count(Source.WAITING) > 0) {
            list.keepOld(item, "it has no whole text");
            return;
        }
        if (!tesseract.knows(model.get())) {
            list.cannot(item, "tesseract does not have that model");
            return;
        }
        TextDerivative text = known.get();
        String name = tesseract.named(model.get());
        List<Integer> pages = new ArrayList<>();
        boolean through = false;
        for (int page = 1; page <= text.pages(); page++) {
            if (text.source(page) == Source.BLANK) {
                pages.add(page);
            } else if (text.source(page) == Source.OCR) {
                ExtractedText.Reading reading = text.page(page).reading();
                if (reading != null && reading.model().equals(name)) {
                    through = true;
                } else {
                    pages.add(page);
                }
            }
        }
        if (pages.isEmpty()) {
            if (through) {
                list.done(item, text); // another part of the same file had it read
            } else {
                list.keepOld(item, "OCR read nothing of it");
            }
            return;
        }
        OcrSpool read = OcrSpool.again(spool, item.content().sha512(), name);
        OcrFile file =
                new OcrFile(
                        item, list.open(item), text, pages.size(), model.get(), read, list, texts);
        try {
            feed(file, pages, false);
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                file.trouble(e);
                pause();
            }
        }
    }

    private void feed(OcrFile file, List<Integer> waiting, boolean first)
            throws IOException, InterruptedException {
        files.removeIf(OcrFile::isEnded);
        files.add(file);
        file.endIfErased(); // from here on erase() finds it
        long asked = System.nanoTime();
        for (int page : waiting) {
            awaitResumed();
            if (!first && System.nanoTime() - asked > ASK_EVERY.toNanos()) {
                feedAwaited();
                asked = System.nanoTime();
            }
            if (file.isEnded()) {
                return;
            }
            feed(file, page, first);
        }
        file.allFed();
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

    private static void close(Retrieval.VerifiedFile copy) {
        try {
            copy.close();
        } catch (IOException e) {
            log.warn("The copy {} is deleted later", copy.path(), e);
        }
    }

    private void feed(OcrFile file, int page, boolean first)
            throws IOException, InterruptedException {
        if (file.hasInSpool(page)) {
            return;
        }
        Path out = images.resolve("page-" + imageNumber.incrementAndGet());
        int turned = file.isAgain() ? Request.PageImage.NEVER_BLANK : Request.PageImage.AS_IT_LIES;
        Request request = new Request.PageImage(file.path(), page, out.toString(), turned);
        boolean waits = false;
        try {
            waits = feed(file, page, first, request);
        } finally {
            if (!waits) {
                PageImages.remove(out); // on a full disk they would keep it full
            }
        }
    }

    /** Whether its image waits to be read. */
    private boolean feed(OcrFile file, int page, boolean first, Request request)
            throws IOException, InterruptedException {
        switch (workers.ask(Lane.BACKGROUND, request, IMAGE_LIMIT)) {
            case Answer.Scan scan -> {
                ReadyPage image = new ReadyPage(file, page, scan);
                if (!scan.blank()) {
                    return ready.put(image, first);
                }
                file.read(page, Source.BLANK, PageCodec.encode(BLANK_PAGE));
            }
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
        return false;
    }

    private static void fail(OcrFile file, int page, String reason) {
        file.read(page, Source.FAILED, LayerExtraction.coded(Source.FAILED, reason));
    }

    /** Reads pages; runs until the thread is interrupted. One of these for each process. */
    void read() {
        int most = PAGES_A_PROCESS;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                awaitResumed();
                List<ReadyPage> pages = ready.take(most);
                long start = System.nanoTime();
                reading.incrementAndGet();
                try {
                    read(pages);
                } catch (RuntimeException | Error e) { // a thread that ends would not be missed
                    log.warn("Pages could not be read; their files go back in line", e);
                    pages.forEach(page -> page.file().giveUp());
                } finally {
                    reading.decrementAndGet();
                    pages.forEach(OcrStage::removeImage);
                }
                long each = Math.max(1, (System.nanoTime() - start) / pages.size());
                most = (int) Math.clamp(TURN.toNanos() / each, 1, PAGES_A_PROCESS);
                ready.hold(most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(List<ReadyPage> pages) {
        try {
            int read = pages.size() > 1 ? readTogether(pages) : 0;
            for (ReadyPage page : pages.subList(read, pages.size())) {
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
     * @return how many of them, from the first, are through; something went wrong with one of the
     *     others, nobody knows with which
     */
    private int readTogether(List<ReadyPage> pages) throws Tesseract.Missing {
        List<Path> paths = pages.stream().map(page -> Path.of(page.scan().path())).toList();
        Iterator<ReadyPage> next = pages.iterator();
        AtomicInteger kept = new AtomicInteger();
        List<Unsure> unsure = new ArrayList<>();
        try {
            Tesseract.Result result =
                    tesseract.read(
                            paths,
                            pages.getFirst().scan().dpi(),
                            pages.getFirst().file().model(),
                            pageLimit,
                            table -> {
                                if (next.hasNext() && !isEnding()) {
                                    ReadyPage page = next.next();
                                    ExtractedText.Page text = text(page, table);
                                    if (SecondLook.isWanted(page, text)) {
                                        unsure.add(new Unsure(page, text));
                                    } else {
                                        keep(page, text);
                                    }
                                    kept.incrementAndGet();
                                }
                            });
            if (isEnding()) {
                return pages.size();
            }
            if (!(result instanceof Tesseract.Result.Read)) {
                log.debug("Pages are read again one by one: {}", result);
            }
        } catch (RuntimeException | Error e) { // a large table may have been too much for memory
            log.warn("Pages are read again one by one", e);
        }
        for (Unsure each : unsure) {
            ExtractedText.Page best = second.best(each.page(), each.text());
            if (isEnding()) {
                return pages.size();
            }
            keep(each.page(), best);
        }
        list.read(kept.get());
        return kept.get();
    }

    private void readAlone(ReadyPage page) throws Tesseract.Missing {
        Coded coded;
        try {
            Optional<Coded> found = findAlone(page);
            if (found.isEmpty()) {
                return;
            }
            coded = found.get();
        } catch (RuntimeException | Error e) {
            log.warn("Page {} of {}", page.number(), page.file().path(), e);
            coded = failed("could not be read: " + e);
        }
        // What goes wrong from here on is the file's trouble and says nothing about the page.
        page.file().read(page.number(), coded.source(), coded.bytes());
        if (coded.source() != Source.FAILED) {
            list.read(1);
        }
    }

    /** A page as it is kept. */
    private record Coded(Source source, byte[] bytes) {}

    private static Coded coded(ExtractedText.Page text) {
        return new Coded(text.source(), PageCodec.encode(text));
    }

    private static Coded failed(String reason) {
        return new Coded(Source.FAILED, LayerExtraction.coded(Source.FAILED, reason));
    }

    /**
     * @return empty while this process ends
     */
    private Optional<Coded> findAlone(ReadyPage page) throws Tesseract.Missing {
        Tesseract.Result result = run(page);
        if (result instanceof Tesseract.Result.Killed && !isEnding()) {
            result = run(page); // may have nothing to do with the page
        }
        if (isEnding()) {
            return Optional.empty();
        }
        return switch (result) {
            case Tesseract.Result.Read found -> {
                ExtractedText.Page first = text(page, found.tsv());
                ExtractedText.Page best =
                        SecondLook.isWanted(page, first) ? second.best(page, first) : first;
                yield isEnding() ? Optional.empty() : Optional.of(coded(best));
            }
            case Tesseract.Result.Failed failed -> Optional.of(failed(failed.reason()));
            case Tesseract.Result.Killed killed ->
                    Optional.of(
                            failed("tesseract was ended by signal " + killed.signal() + ", twice"));
        };
    }

    /** What a process says that we ended says nothing about the page. */
    private boolean isEnding() {
        return tesseract.isClosed() || Thread.currentThread().isInterrupted();
    }

    /** What was read of a page, and not kept yet. */
    private record Unsure(ReadyPage page, ExtractedText.Page text) {}

    private ExtractedText.Page text(ReadyPage page, String tsv) {
        return TesseractTsv.page(tsv, page.scan(), tesseract.named(page.file().model()));
    }

    private static void keep(ReadyPage page, ExtractedText.Page text) {
        page.file().read(page.number(), text.source(), PageCodec.encode(text));
    }

    private Tesseract.Result run(ReadyPage page) throws Tesseract.Missing {
        return tesseract.read(
                List.of(Path.of(page.scan().path())),
                page.scan().dpi(),
                page.file().model(),
                pageLimit);
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

    /**
     * Ends what is being read of these bytes, which are erased, also while it is paused: what is
     * read and not kept yet never will be, and the images that lie ready are gone on return.
     */
    void erase(Set<Digest> sha512) {
        for (OcrFile file : files) {
            if (sha512.stream().anyMatch(file::isOf)) {
                file.giveUp();
            }
        }
        ready.removeEnded().forEach(OcrStage::removeImage);
    }

    /** As {@link #erase}, of whatever is in the catalogue no more: another process erased it. */
    void endErased() {
        files.removeIf(OcrFile::isEnded);
        files.forEach(OcrFile::endIfErased);
        ready.removeEnded().forEach(OcrStage::removeImage);
    }

    /** Gives back the files that are being read; after the threads have ended. */
    void giveUp() {
        files.forEach(OcrFile::giveUp);
        ready.clear().forEach(OcrStage::removeImage);
        files.clear();
    }

    private void pause() {
        try {
            Thread.sleep(list.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

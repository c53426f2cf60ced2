package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.repository.DerivativeStore;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.JournalAdvanced;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.ScanPrints;
import vn.tangthu.repository.SecretStamps;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.TangThuHome;

/**
 * Works off the list of files whose text is to be extracted as long as the application runs: text
 * layers within seconds, images of pages as fast as OCR can, each in threads of its own.
 *
 * <p>{@code tangthu.extraction.enabled=false} keeps it from starting by itself, for commands that
 * only look something up. {@code tangthu.extraction.ocr.processes} is the number of Tesseract
 * processes, 0 for one a core; {@code tangthu.extraction.ocr.command} the command; {@code
 * tangthu.extraction.ocr.page-limit} how long it may take for a page; {@code
 * tangthu.extraction.ocr.models} those that may be asked to read pages again ({@link OcrModel}).
 * {@code tangthu.extraction.helps=true} where another process owns the archive ({@link
 * TextWorkers}), {@code tangthu.extraction.name} by what people know this one, its machine's name
 * unless said.
 */
@Component
@InWorkers
final class ExtractionRunner implements SmartLifecycle, OcrAvailability {
    private static final Logger log = LoggerFactory.getLogger(ExtractionRunner.class);

    /** How long it waits for its threads at the end; they only have to notice. */
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final TextWork work;
    private final Retrieval retrieval;
    private final SecretStamps secrets;
    private final Heartbeat heartbeat;
    private final boolean helps;
    private final KeptPrints prints;
    private final DerivativeExtractedTexts texts;
    private final WorkerPool workers;
    private final TangThuHome home;
    private final boolean enabled;
    private final int processes;
    private final String command;
    private final Duration pageLimit;
    private final List<OcrModel> models;
    private final Signal layersWait = new Signal();
    private final Signal pagesWait = new Signal();
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable WorkList list;
    private @Nullable Tesseract tesseract;
    private volatile @Nullable OcrStage ocr;
    private @Nullable Boolean installed;
    private @Nullable Tesseract asked;

    ExtractionRunner(
            TextWork work,
            Retrieval retrieval,
            SecretStamps secrets,
            TextWorkers living,
            DerivativeStore derivatives,
            PagePrints prints,
            ScanPrints scans,
            WorkerPool workers,
            TangThuHome home,
            @Value("${tangthu.extraction.enabled:true}") boolean enabled,
            @Value("${tangthu.extraction.ocr.processes:0}") int processes,
            @Value("${tangthu.extraction.ocr.command:tesseract}") String command,
            @Value("${tangthu.extraction.ocr.page-limit:180s}") Duration pageLimit,
            @Value("${tangthu.extraction.ocr.models:vie}") String models,
            @Value("${tangthu.extraction.helps:false}") boolean helps,
            @Value("${tangthu.extraction.name:}") String name,
            ApplicationEventPublisher events) {
        this.work = work;
        this.helps = helps;
        this.heartbeat = new Heartbeat(living, name, helps, this::sweep, events);
        this.retrieval = retrieval;
        this.secrets = secrets;
        this.texts = new DerivativeExtractedTexts(derivatives);
        this.workers = workers;
        this.prints = new KeptPrints(prints, scans, new WorkerContentProbe(workers));
        this.home = home;
        this.enabled = enabled;
        this.processes =
                processes > 0 ? processes : Math.max(1, Runtime.getRuntime().availableProcessors());
        this.command = command;
        this.pageLimit = pageLimit;
        this.models = OcrModel.all(models);
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        Path images = home.tmp().resolve("ocr-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(images);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + images, e);
        }
        boolean unused = sweep(); // what was erased, or read by others, while this home slept
        if (!heartbeat.begin()) {
            heartbeat.end();
            return;
        }
        WorkList fresh = new WorkList(work, retrieval, secrets, helps);
        Tesseract reader = new Tesseract(command, images);
        LayerExtraction layers = new LayerExtraction(workers);
        LayerStage layerStage =
                new LayerStage(fresh, texts, layers, prints, layersWait, pagesWait::call);
        OcrStage ocrStage =
                new OcrStage(
                        fresh, texts, layers, workers, reader, processes, spool(), images,
                        pageLimit, models, pagesWait);
        list = fresh;
        tesseract = reader;
        ocr = ocrStage;
        start("text-beat", heartbeat::run);
        start("text-layers", layerStage::run);
        start("ocr-feeder", ocrStage::feed);
        for (int i = 1; i <= processes; i++) {
            start("ocr-" + i, ocrStage::read);
        }
    }

    @Override
    public List<String> models() {
        Tesseract asked = asked();
        return models.stream().filter(asked::knows).map(OcrModel::name).toList();
    }

    @Override
    public boolean extracting() {
        return isRunning();
    }

    @Override
    public boolean ocrAvailable() {
        OcrStage stage = ocr;
        return stage == null ? installed() : stage.reads();
    }

    /** Asks the command itself, once: a process that does not extract lives for one answer. */
    private synchronized boolean installed() {
        if (installed == null) {
            installed = asked().isAvailable();
        }
        return installed;
    }

    /** Reads nothing; only says what there is. */
    private synchronized Tesseract asked() {
        Tesseract known = asked;
        if (known == null) {
            known = new Tesseract(command, home.tmp());
            asked = known;
        }
        return known;
    }

    private Path spool() {
        return home.cache().resolve("ocr");
    }

    /**
     * Nothing stays here of bytes that are erased, or that others have read to their end, and
     * nothing is claimed that nobody here works on.
     *
     * @return false while a copy of erased bytes is still open
     */
    private boolean sweep() {
        OcrStage stage = ocr;
        if (stage != null) {
            stage.endErased();
        }
        try {
            OcrSpool.sweep(spool(), work::isInLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WorkList known = list;
        if (known == null) {
            return true;
        }
        known.releaseForgotten();
        boolean open = known.hasErasedOpen();
        if (open) {
            log.info("A copy of what was erased is still open; it is looked for again");
        }
        return !open;
    }

    private void start(String name, Runnable task) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(task));
    }

    /** Ends what OCR reads of these bytes, which are erased. */
    void erase(Set<Digest> sha512) {
        OcrStage stage = ocr;
        if (stage != null) {
            stage.erase(sha512);
        }
    }

    /** New files may be there; the list is also looked at every few seconds. */
    @EventListener
    void on(JournalAdvanced event) {
        layersWait.call();
        pagesWait.call();
    }

    @Override
    public synchronized void stop() {
        if (tesseract != null) {
            tesseract.close();
        }
        threads.forEach(Thread::interrupt);
        long until = System.nanoTime() + PARTING.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        boolean begun = !threads.isEmpty();
        threads.clear();
        if (ocr != null) {
            ocr.giveUp();
        }
        WorkList known = list;
        if (known != null) {
            known.releaseAll();
        }
        if (begun) {
            heartbeat.end();
        }
        if (begun && helps) { // others go on with it, and nobody knows when this home is used again
            try {
                OcrSpool.sweep(spool(), digest -> false);
            } catch (IOException e) {
                log.warn("Pages that were read are left below {}", spool(), e);
            }
        }
        ocr = null;
        list = null;
        tesseract = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }
}

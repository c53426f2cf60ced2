package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.JournalAdvanced;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextWork;

/**
 * Runs the feed: on a thread of its own, woken by each word that the journal grew and looking by
 * itself every two seconds; or, where {@code tangthu.index.background} is false, in the thread that
 * waits for the index.
 */
@Component
class IndexLevel implements IndexStatus, IndexBarrier, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IndexLevel.class);

    private static final long POLL_MILLIS = 2_000;
    private static final long BARRIER_MILLIS = 60_000;

    private final RecordIndex index;
    private final ChangeJournal journal;
    private final Catalogue catalogue;
    private final TextWork textWork;
    private final ObjectProvider<OcrAvailability> ocr;
    private final JournalFeed feed;
    private final boolean background;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Condition advanced = lock.newCondition();
    private boolean nudged;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    @Autowired
    IndexLevel(
            RecordIndex index,
            ChangeJournal journal,
            Catalogue catalogue,
            ExtractedTexts texts,
            TextWork textWork,
            ObjectProvider<OcrAvailability> ocr,
            @Value("${tangthu.index.background:true}") boolean background) {
        this.index = index;
        this.journal = journal;
        this.catalogue = catalogue;
        this.textWork = textWork;
        this.ocr = ocr;
        this.feed = new JournalFeed(index, journal, new RecordReading(catalogue, texts));
        this.background = background;
    }

    /**
     * Nothing of these records is left in the index's files when this returns. A pass through their
     * fonds puts them no more: the catalogue does not know them.
     */
    void expunge(Collection<AipId> ids) throws IOException {
        awaitIndexed(journal.head());
        feed.expunge(ids);
    }

    @EventListener
    void on(JournalAdvanced event) {
        nudge();
    }

    private void nudge() {
        lock.lock();
        try {
            nudged = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        if (!background || thread != null) {
            return;
        }
        stopping = false;
        Thread started = Thread.ofPlatform().name("index-feed").daemon().unstarted(this::run);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        stopping = true;
        nudge();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        boolean failing = false;
        while (!stopping) {
            boolean more;
            try {
                more = feed.step();
                failing = false;
            } catch (IOException | RuntimeException e) {
                if (!failing) {
                    LOG.warn("The index could not be brought level; it is tried again", e);
                }
                failing = true;
                more = false;
            }
            told();
            if (!more) {
                sleep();
            }
        }
        try {
            feed.commit();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The index was not committed at the end; the next start repeats a little", e);
        }
    }

    private void told() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void sleep() {
        lock.lock();
        try {
            if (!nudged && !stopping) {
                boolean unused = wake.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            nudged = false;
        } catch (InterruptedException e) {
            stopping = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitIndexed(long sequence) {
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BARRIER_MILLIS);
            while (feed.acting() < sequence) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw late(sequence);
                }
                advance(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the index", e);
        }
    }

    /** What was changed is kept, and acts wherever the catalogue is asked. */
    private IllegalStateException late(long sequence) {
        return new IllegalStateException(
                String.format(
                        Locale.ROOT,
                        "Thay đổi đã được lưu; chỉ mục chưa theo kịp, còn %1$d mục nhật ký"
                                + " / The change is kept; the index is %1$d journal entries behind",
                        Math.max(1, sequence - feed.acting())));
    }

    /**
     * Waits, or works where there is no thread for it, until the index has {@code sequence}.
     *
     * @param complete whether to wait also for a rebuild that is on
     */
    private boolean reach(long sequence, long millis, boolean complete, Progress progress)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (feed.sequence() < sequence || complete && feed.rebuilding()) {
            long left = end - System.nanoTime();
            if (left <= 0 || progress.cancelled()) {
                return false;
            }
            advance(left);
            progress.at(Progress.Phase.INDEX, Math.min(feed.sequence(), sequence), sequence);
        }
        return true;
    }

    /** Lets the feed make a step, or makes it; returns after {@code nanos} at the latest. */
    private void advance(long nanos) throws InterruptedException {
        if (!isRunning()) {
            work();
            return;
        }
        nudge();
        lock.lock();
        try {
            boolean unused =
                    advanced.await(
                            Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(200)),
                            TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            boolean unused = feed.step();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Không ghi được chỉ mục / The index cannot be written", e);
        }
    }

    @Override
    public void awaitCaughtUp(boolean withOcr, Progress progress) throws InterruptedException {
        while (!progress.cancelled()) {
            if (!reach(journal.head(), Long.MAX_VALUE / 2_000_000, true, progress)) {
                return;
            }
            if (!textIsWaiting(withOcr)) {
                if (journal.head() <= feed.sequence()) {
                    return;
                }
                continue;
            }
            Thread.sleep(100);
        }
    }

    /**
     * Only what can come is waited for: nothing where nobody extracts, no OCR where there is none.
     */
    private boolean textIsWaiting(boolean withOcr) {
        OcrAvailability extraction = ocr.getIfAvailable();
        if (extraction == null || !extraction.extracting()) {
            return false;
        }
        if (textWork.layersWaiting()) {
            return true;
        }
        return withOcr && extraction.ocrAvailable() && textWork.totals().filesWaiting() > 0;
    }

    private boolean ocrAvailable() {
        OcrAvailability available = ocr.getIfAvailable();
        return available != null && available.ocrAvailable();
    }

    @Override
    public Status status() {
        try {
            RecordIndex.Size size = index.current().size();
            long sequence = feed.sequence();
            return new Status(
                    size.records(),
                    size.pages(),
                    sequence,
                    Math.max(0, journal.head() - sequence),
                    feed.rebuilding(),
                    feed.lastCommit(),
                    ocrAvailable(),
                    feed.parked(),
                    feed.passes().stream().map(this::shown).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private FondsPass shown(RecordIndex.Pass pass) {
        FondsId fonds = pass.fonds();
        String code =
                catalogue.fonds(fonds, Reader.OPERATOR).map(Fonds::code).orElseGet(fonds::toString);
        return new FondsPass(fonds, code, Passes.percent(pass), pass.withheld());
    }

    @Override
    public long searchable(UUID epoch) {
        return feed.sequence(epoch);
    }

    @Override
    public void rebuildIndex() {
        feed.askRebuild();
        nudge();
    }
}

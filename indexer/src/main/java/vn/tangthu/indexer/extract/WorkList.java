package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.SecretStamps;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;

/** The files that are claimed now, and how each of them ends. */
final class WorkList {
    private static final Logger log = LoggerFactory.getLogger(WorkList.class);

    /** Troubles of ours with one file before they are taken for its own. */
    private static final int MAX_TROUBLES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final TextWork work;
    private final Retrieval retrieval;
    private final SecretStamps secrets;
    private final boolean helps;
    private final Set<ContentFileId> claimed = ConcurrentHashMap.newKeySet();
    private final Map<ContentFileId, Integer> troubles = new ConcurrentHashMap<>();

    /**
     * Held while something is claimed or given back, in the database and in {@link #claimed}: what
     * one thread gives back another may claim at once.
     */
    private final ReentrantLock claiming = new ReentrantLock();

    /** Copies that are open, or being opened, of each file's bytes. */
    private final Map<Digest, Integer> open = new ConcurrentHashMap<>();

    /** Copies that could not be deleted when they were through. */
    private final Set<CountedCopy> left = ConcurrentHashMap.newKeySet();

    /** Since a file was through. */
    private final AtomicInteger inARow = new AtomicInteger();

    /**
     * @param helps this process does not own the archive: what it cannot read itself says nothing
     *     about the file
     */
    WorkList(TextWork work, Retrieval retrieval, SecretStamps secrets, boolean helps) {
        this.work = work;
        this.retrieval = retrieval;
        this.secrets = secrets;
        this.helps = helps;
    }

    List<TextWork.Item> claim(TextWork.Stage stage, int limit) {
        claiming.lock();
        try {
            List<TextWork.Item> items = work.claim(stage, limit);
            items.forEach(item -> claimed.add(item.file()));
            return items;
        } finally {
            claiming.unlock();
        }
    }

    /** A file whose pages somebody waits for, before its turn. */
    Optional<TextWork.Item> claimAwaited() {
        claiming.lock();
        try {
            Optional<TextWork.Item> item = work.claimAwaited();
            item.ifPresent(found -> claimed.add(found.file()));
            return item;
        } finally {
            claiming.unlock();
        }
    }

    /**
     * Gives back what the database says is claimed here and nobody works on: it did not answer when
     * that was to be given back. While something is being claimed the next time will do.
     */
    void releaseForgotten() {
        if (!claiming.tryLock()) {
            return;
        }
        try {
            int freed = work.releaseAllBut(Set.copyOf(claimed));
            if (freed > 0) {
                log.info("{} files that nobody here works on go back in line", freed);
            }
        } finally {
            claiming.unlock();
        }
    }

    /** Nobody works on it any more; it is given back when the database answers. */
    void letGo(TextWork.Item item) {
        claimed.remove(item.file());
    }

    boolean paused() {
        return work.paused();
    }

    /** Whether its bytes were not erased meanwhile. */
    boolean isHeld(TextWork.Item item) {
        return work.isHeld(item.content().sha512());
    }

    /**
     * Whether it is another process's by now: this one was silent for too long. Nothing of it is
     * kept then, and it is claimed no more.
     */
    boolean isLost(TextWork.Item item) {
        boolean lost = work.isLost(item.file());
        if (lost) {
            log.warn("{} was taken over: what was found of it here is dropped", item.file());
            forget(item);
        }
        return lost;
    }

    /** A page of it was read since it was claimed, and this process lives. */
    void survived(TextWork.Item item) {
        try {
            work.survived(item.file());
        } catch (RuntimeException e) { // the next page, or the next claim, tells it
            log.debug("That {} did not end the process could not be noted", item.file(), e);
        }
    }

    /** So many more pages were read by OCR. */
    void read(int pages) {
        if (pages == 0) {
            return; // a minute in which nothing was read is none of the pace
        }
        try {
            work.pagesRead(pages);
        } catch (RuntimeException e) { // only the forecast lacks them
            log.warn("The pace of OCR could not be noted", e);
        }
    }

    /** A verified copy to read from. */
    Retrieval.VerifiedFile open(TextWork.Item item)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        Digest sha512 = item.content().sha512();
        open.merge(sha512, 1, Integer::sum); // before it is there: hasErasedOpen() misses none
        boolean opened = false;
        try {
            Retrieval.VerifiedFile copy = retrieval.open(item.file(), Reader.OPERATOR);
            opened = true;
            return new CountedCopy(copy, () -> closed(sha512), left);
        } finally {
            if (!opened) {
                closed(sha512);
            }
        }
    }

    private void closed(Digest sha512) {
        open.computeIfPresent(sha512, (key, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Whether a copy is open, or being opened, of bytes that are in the catalogue no more; copies
     * that could not be deleted before are deleted first.
     */
    boolean hasErasedOpen() {
        for (CountedCopy copy : left) {
            try {
                copy.close();
            } catch (IOException e) {
                log.warn("The copy {} cannot be deleted; erasures wait for it", copy.path(), e);
            }
        }
        return open.keySet().stream().anyMatch(sha512 -> !work.isHeld(sha512));
    }

    /**
     * Whether pages of this very file failed before. A file that is new, or new to a catalogue made
     * again, takes over what is known of its bytes as it is.
     */
    boolean isTriedAgain(TextWork.Item item) {
        return work.coverage(item.file()).filter(known -> known.pagesFailed() > 0).isPresent();
    }

    /**
     * Looks for stamps of state secrets on every page before the text is kept where anybody could
     * read it: when this returns, the record of one is at no exit.
     *
     * @return how well the pages were read that are the file's or that it answers for
     */
    TextWork.Quality look(TextWork.Item item, TextDerivative text) {
        Measured measured = new Measured(item, text);
        int start = item.content().part() == null ? 1 : item.content().pageOfWhole(1);
        for (int page = 1; page <= text.pages(); page++) {
            Source source = text.source(page);
            if (source == Source.WAITING || source == Source.EMPTY) {
                continue;
            }
            if (source == Source.BLANK) {
                measured.addBlank(page);
                continue;
            }
            ExtractedText.Page read = text.page(page);
            measured.add(page, read);
            if (source != Source.FAILED) {
                int stamped = page;
                boolean first = page == 1 || page == start;
                SecretStamp.on(read, first)
                        .ifPresent(
                                level -> secrets.suspect(item.content().sha512(), stamped, level));
            }
        }
        return measured.quality();
    }

    void done(TextWork.Item item, TextDerivative text) {
        TextWork.Quality quality = look(item, text);
        Map<Source, Integer> counts = new EnumMap<>(Source.class);
        int first = item.content().part() == null ? 1 : item.content().pageOfWhole(1);
        int last =
                item.content().part() == null
                        ? text.pages()
                        : Math.min(
                                text.pages(), item.content().pageOfWhole(item.content().pages()));
        for (int page = first; page <= last; page++) {
            counts.merge(text.source(page), 1, Integer::sum);
        }
        // Pages of no document are not counted as pages of one, but wait and fail with it.
        for (int page = item.from(); page <= Math.min(text.pages(), item.to()); page++) {
            Source source = text.source(page);
            if ((page < first || page > last)
                    && (source == Source.WAITING || source == Source.FAILED)) {
                counts.merge(source, 1, Integer::sum);
            }
        }
        note(
                item,
                new TextWork.Found(
                        Math.max(0, last - first + 1),
                        counts.getOrDefault(Source.LAYER, 0) + counts.getOrDefault(Source.OCR, 0),
                        counts.getOrDefault(Source.WAITING, 0),
                        counts.getOrDefault(Source.FAILED, 0),
                        null,
                        quality));
    }

    private void note(TextWork.Item item, TextWork.Found found) {
        giveBack(
                item,
                () -> {
                    if (work.done(item.file(), found)) {
                        inARow.set(0);
                    } else {
                        log.info("{} is in no line of this process any more", item.file());
                    }
                });
    }

    /** What fails stays claimed. */
    private void giveBack(TextWork.Item item, Runnable inTheDatabase) {
        claiming.lock();
        try {
            inTheDatabase.run();
            forget(item);
        } finally {
            claiming.unlock();
        }
    }

    /** The file is not read again after all; its old text stays. */
    void keepOld(TextWork.Item item, String reason) {
        log.warn("{} is not read again with {}: {}", item.file(), item.model(), reason);
        giveBack(item, () -> work.keepOld(item.file()));
    }

    /** What this process cannot do; a helper says nothing of what another could. */
    void cannot(TextWork.Item item, String reason) {
        if (helps) {
            log.warn("{} is left to the archive's own machine: {}", item.file(), reason);
            giveBack(item, () -> work.leaveToArchive(item.file()));
        } else {
            failed(item, reason);
        }
    }

    void failed(TextWork.Item item, String reason) {
        if (item.model() != null) {
            keepOld(item, reason);
            return;
        }
        log.info("No text of {} {}: {}", item.file(), item.content().originalName(), reason);
        int pages = item.content().pages();
        note(item, new TextWork.Found(pages, 0, 0, pages, reason));
    }

    void release(TextWork.Item item) {
        claiming.lock();
        try {
            work.release(item.file());
        } finally {
            letGo(item);
            claiming.unlock();
        }
    }

    /**
     * Something of ours went wrong (the store, a worker, the disk): the file goes back in line, and
     * is given up after a few such troubles so that it does not block the others.
     */
    void trouble(TextWork.Item item, Exception e) {
        int unused = inARow.incrementAndGet();
        int count = troubles.merge(item.file(), 1, Integer::sum);
        log.warn("Trouble {} with the text of {}", count, item.file(), e);
        try {
            if (count >= MAX_TROUBLES) {
                cannot(item, "could not be worked on: " + e.getMessage());
            } else {
                release(item);
            }
        } catch (RuntimeException again) {
            log.warn("{} goes back in line when the database answers", item.file(), again);
            letGo(item);
        }
    }

    private void forget(TextWork.Item item) {
        claimed.remove(item.file());
        troubles.remove(item.file());
    }

    /**
     * How long to wait after a trouble. A helper with nothing but troubles has lost its store or
     * its disk: it must not leave one file after the other to the archive meanwhile.
     */
    Duration pause() {
        int row = helps ? Math.min(inARow.get(), 10) : 0;
        Duration pause = PAUSE.multipliedBy(1L << Math.max(0, row - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Gives back what is still claimed; at the end. */
    void releaseAll() {
        for (ContentFileId file : claimed) {
            try {
                work.release(file);
            } catch (RuntimeException e) {
                log.debug("The claim of {} ends with this process", file, e);
            }
        }
        claimed.clear();
    }
}

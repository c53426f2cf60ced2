package vn.tangthu.indexer.extract;

import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import vn.tangthu.indexer.extract.worker.Answer;

/**
 * Pages whose images lie ready, few of them and not too many bytes: one may have 40 MB. Whoever
 * takes some gets no more than its share, so that at the end of a file no process idles while
 * another has a heap.
 */
final class ReadyPages {
    record ReadyPage(OcrFile file, int number, Answer.Scan scan) {}

    private static final long MAX_BYTES = 128L << 20;

    private final List<ReadyPage> pages = new ArrayList<>();
    private final int readers;
    private int capacity;
    private long bytes;

    /** So many at the beginning are of what somebody looks at. */
    private int firsts;

    /**
     * @param readers how many take
     * @param each pages that lie ready for each of them
     */
    ReadyPages(int readers, int each) {
        this.readers = readers;
        this.capacity = readers * each;
    }

    /**
     * From now on so many pages lie ready for each: a slow machine does not take files for minutes
     * ahead, which others could read.
     */
    synchronized void hold(int each) {
        capacity = readers * Math.max(2, each);
        notifyAll();
    }

    /**
     * Waits while there is no room.
     *
     * @param first of what somebody looks at: before all others, also where they fill the room, one
     *     more for each reader
     * @return false when its file ended meanwhile: then it is not put
     */
    synchronized boolean put(ReadyPage page, boolean first) throws InterruptedException {
        while (!page.file().isEnded()
                && (pages.size() >= (first ? capacity + readers : capacity) || bytes > MAX_BYTES)) {
            wait();
        }
        if (page.file().isEnded()) {
            return false;
        }
        if (first) {
            pages.add(firsts++, page);
        } else {
            pages.addLast(page);
        }
        bytes += size(page);
        notifyAll();
        return true;
    }

    /**
     * Waits for a page and takes it with those directly after it that have its resolution and are
     * read with the same model: Tesseract is told both once for all.
     *
     * @param most at least 1
     */
    synchronized List<ReadyPage> take(int most) throws InterruptedException {
        while (pages.isEmpty()) {
            wait();
        }
        int share = Math.clamp(Math.ceilDiv(pages.size(), readers), 1, Math.max(1, most));
        int dpi = pages.getFirst().scan().dpi();
        OcrModel model = pages.getFirst().file().model();
        List<ReadyPage> taken = new ArrayList<>(share);
        Iterator<ReadyPage> next = pages.iterator();
        while (taken.size() < share && next.hasNext()) {
            ReadyPage page = next.next();
            if (page.scan().dpi() != dpi || !page.file().model().equals(model)) {
                break;
            }
            taken.add(page);
            next.remove();
            bytes -= size(page);
        }
        firsts = Math.max(0, firsts - taken.size());
        notifyAll();
        return taken;
    }

    /** Those of files that have ended, which are then gone. */
    synchronized List<ReadyPage> removeEnded() {
        List<ReadyPage> ended = pages.stream().filter(page -> page.file().isEnded()).toList();
        firsts -= (int) pages.stream().limit(firsts).filter(ended::contains).count();
        pages.removeAll(ended);
        ended.forEach(page -> bytes -= size(page));
        notifyAll();
        return ended;
    }

    /** All that nobody took, which are then gone. */
    synchronized List<ReadyPage> clear() {
        List<ReadyPage> rest = List.copyOf(pages);
        pages.clear();
        firsts = 0;
        bytes = 0;
        notifyAll();
        return rest;
    }

    /** A file that lies here is not changed. */
    private static long size(ReadyPage page) {
        return new File(page.scan().path()).length();
    }
}

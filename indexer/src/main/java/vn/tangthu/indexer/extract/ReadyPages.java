package vn.tangthu.indexer.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import vn.tangthu.indexer.extract.worker.Answer;

/**
 * Pages whose images lie ready, few of them: each is a file of up to 40 MB. Whoever takes some gets
 * no more than its share, so that at the end of a file no process idles while another has a heap.
 */
final class ReadyPages {
    record ReadyPage(OcrFile file, int number, Answer.Scan scan) {}

    private final ArrayDeque<ReadyPage> pages = new ArrayDeque<>();
    private final int readers;
    private final int capacity;

    /**
     * @param readers how many take
     * @param each pages that lie ready for each of them
     */
    ReadyPages(int readers, int each) {
        this.readers = readers;
        this.capacity = readers * each;
    }

    /** Waits while there is no room. */
    synchronized void put(ReadyPage page) throws InterruptedException {
        while (pages.size() >= capacity) {
            wait();
        }
        pages.addLast(page);
        notifyAll();
    }

    /**
     * Waits for a page and takes it with those directly after it that have its resolution, which
     * Tesseract is told once for all.
     *
     * @param most at least 1
     */
    synchronized List<ReadyPage> take(int most) throws InterruptedException {
        while (pages.isEmpty()) {
            wait();
        }
        int share = Math.clamp(Math.ceilDiv(pages.size(), readers), 1, Math.max(1, most));
        int dpi = pages.getFirst().scan().dpi();
        List<ReadyPage> taken = new ArrayList<>(share);
        Iterator<ReadyPage> next = pages.iterator();
        while (taken.size() < share && next.hasNext()) {
            ReadyPage page = next.next();
            if (page.scan().dpi() != dpi) {
                break;
            }
            taken.add(page);
            next.remove();
        }
        notifyAll();
        return taken;
    }

    /** All that nobody took, which are then gone. */
    synchronized List<ReadyPage> clear() {
        List<ReadyPage> rest = List.copyOf(pages);
        pages.clear();
        notifyAll();
        return rest;
    }
}

package vn.tangthu.repository.ingest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.storage.Digest;

/**
 * Puts prints of pages away some files at a time. Called from several threads. What cannot be put
 * away is not compared; the delivery does not suffer for it.
 */
final class PrintsOfDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(PrintsOfDelivery.class);

    /** A megabyte or less. */
    private static final int PAGES = 500;

    private static final int FILES = 100;

    private final PagePrints prints;
    private Map<Digest, List<PagePrint>> some = new HashMap<>();
    private int pages;

    PrintsOfDelivery(PagePrints prints) {
        this.prints = prints;
    }

    void add(Digest sha512, List<PagePrint> each) {
        Map<Digest, List<PagePrint>> full;
        synchronized (this) {
            some.put(sha512, each);
            pages += each.size();
            if (pages < PAGES && some.size() < FILES) {
                return;
            }
            full = taken();
        }
        put(full);
    }

    void end() {
        Map<Digest, List<PagePrint>> rest;
        synchronized (this) {
            rest = taken();
        }
        put(rest);
    }

    private synchronized Map<Digest, List<PagePrint>> taken() {
        Map<Digest, List<PagePrint>> taken = some;
        some = new HashMap<>();
        pages = 0;
        return taken;
    }

    private void put(Map<Digest, List<PagePrint>> files) {
        if (files.isEmpty()) {
            return;
        }
        try {
            prints.put(files);
        } catch (RuntimeException e) {
            LOG.warn("The pages of {} files are not compared with others", files.size(), e);
        }
    }
}

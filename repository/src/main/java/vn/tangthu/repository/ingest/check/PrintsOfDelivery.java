package vn.tangthu.repository.ingest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.ContentProbe.Result.Readable;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;
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

    private final OtherPages others;
    private Map<Digest, Readable> some = new HashMap<>();
    private int pages;

    PrintsOfDelivery(OtherPages others) {
        this.others = others;
    }

    void add(Digest sha512, Readable file) {
        Map<Digest, Readable> full;
        synchronized (this) {
            some.put(sha512, file);
            pages += file.prints().size();
            if (pages < PAGES && some.size() < FILES) {
                return;
            }
            full = taken();
        }
        put(full);
    }

    void end() {
        Map<Digest, Readable> rest;
        synchronized (this) {
            rest = taken();
        }
        put(rest);
    }

    private synchronized Map<Digest, Readable> taken() {
        Map<Digest, Readable> taken = some;
        some = new HashMap<>();
        pages = 0;
        return taken;
    }

    private void put(Map<Digest, Readable> files) {
        if (files.isEmpty()) {
            return;
        }
        try {
            Map<Digest, List<PagePrint>> texts = new HashMap<>();
            Map<Digest, List<ScanPrint>> scans = new HashMap<>();
            files.forEach(
                    (sha512, file) -> {
                        texts.put(sha512, file.prints());
                        scans.put(sha512, file.scans());
                    });
            others.prints().put(texts);
            others.scans().put(scans);
        } catch (RuntimeException e) {
            LOG.warn("The pages of {} files are not compared with others", files.size(), e);
        }
    }
}

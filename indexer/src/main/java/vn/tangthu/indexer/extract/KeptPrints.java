package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.ScanPrint;
import vn.tangthu.repository.ScanPrints;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;

/**
 * Sees to it that each kept file has the prints of its pages. Mostly they are there from the check
 * of its delivery; they are missing in an archive that was made again from its store alone, and for
 * documents that were added later.
 */
final class KeptPrints {
    private static final Logger log = LoggerFactory.getLogger(KeptPrints.class);

    private final PagePrints prints;
    private final ScanPrints scans;
    private final ContentProbe probe;

    KeptPrints(PagePrints prints, ScanPrints scans, ContentProbe probe) {
        this.prints = prints;
        this.scans = scans;
        this.probe = probe;
    }

    /** What cannot be printed now is not compared; the text does not wait for it. */
    void see(TextWork.Item item, WorkList list) {
        Digest sha512 = item.content().sha512();
        try {
            if (prints.keep(sha512)) {
                return;
            }
            try (Retrieval.VerifiedFile file = list.open(item)) {
                List<PagePrint> each = List.of();
                List<ScanPrint> images = List.of();
                if (probe.probe(file.path()) instanceof ContentProbe.Result.Readable readable) {
                    each = readable.prints();
                    images = readable.scans();
                }
                prints.put(Map.of(sha512, each));
                scans.put(Map.of(sha512, images));
                boolean unused = prints.keep(sha512);
            }
        } catch (Retrieval.Damaged | Retrieval.NotAvailable | IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                log.info("The pages of {} are not compared with others: {}", item.file(), e);
            }
        }
    }
}

package vn.tangthu.indexer.extract;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.ScanPrint;
import vn.tangthu.repository.ScanPrints;
import vn.tangthu.storage.Digest;

/** Of an archive in which every page was printed when it came. */
final class NoPrints {
    static final ScanPrints SCANS =
            new ScanPrints() {
                @Override
                public void put(Map<Digest, List<ScanPrint>> files) {
                    throw new AssertionError("There is nothing to print");
                }

                @Override
                public List<Candidate> candidates(Collection<Digest> sha512) {
                    return List.of();
                }
            };

    static final PagePrints PAGES =
            new PagePrints() {
                @Override
                public void put(Map<Digest, List<PagePrint>> files) {
                    throw new AssertionError("There is nothing to print");
                }

                @Override
                public boolean keep(Digest sha512) {
                    return true;
                }

                @Override
                public List<Alike> alike(Collection<Digest> sha512) {
                    return List.of();
                }
            };

    private NoPrints() {}
}

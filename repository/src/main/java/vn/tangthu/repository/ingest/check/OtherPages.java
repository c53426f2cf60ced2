package vn.tangthu.repository.ingest.check;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.ScanPrints;

/**
 * What the pages of a delivery are compared with, its own among them.
 *
 * @param retrieval fetches kept files to be compared; null where none are
 */
public record OtherPages(
        PagePrints prints, ScanPrints scans, KeptFiles kept, @Nullable Retrieval retrieval) {}

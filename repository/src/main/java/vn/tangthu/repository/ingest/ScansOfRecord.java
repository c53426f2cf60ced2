package vn.tangthu.repository.ingest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusCheck.Unscanned;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;

/**
 * What the virus scanner said of the files of one hồ sơ, as its package tells it: files of which it
 * said the same are told together, at the time of the last.
 */
final class ScansOfRecord {
    private final Instant unscannedAt;
    private final Map<VirusCheck, Instant> last = new HashMap<>();

    private ScansOfRecord(Instant unscannedAt) {
        this.unscannedAt = unscannedAt;
    }

    /**
     * @param madeAt when the package, or this version of it, was made: nobody scanned what no
     *     scanner was set up for
     */
    static ScansOfRecord of(ValidRecord record, Instant madeAt) {
        ScansOfRecord scans = new ScansOfRecord(madeAt);
        for (ValidDocument document : record.documents()) {
            for (ValidFile file : document.files()) {
                VirusCheck said = scans.said(file);
                scans.last.merge(
                        said.at(Instant.EPOCH),
                        said.at(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return scans;
    }

    private VirusCheck said(ValidFile file) {
        VirusCheck said = file.virus();
        return said == null
                ? VirusCheck.unscanned(Unscanned.NOT_CONFIGURED, "", unscannedAt)
                : said;
    }

    VirusCheck of(ValidFile file) {
        VirusCheck said = said(file);
        return said.at(last.getOrDefault(said.at(Instant.EPOCH), said.at()));
    }
}

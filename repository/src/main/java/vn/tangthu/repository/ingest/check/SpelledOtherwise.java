package vn.tangthu.repository.ingest.check;

import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;

/** A code that is kept with other capitals is a slip of who typed it, not another hồ sơ. */
final class SpelledOtherwise {
    private static final int CODES_AT_ONCE = 1_000;

    private SpelledOtherwise() {}

    static void tell(List<RecordUnderCheck> records, KeptFiles kept) {
        for (int from = 0; from < records.size(); from += CODES_AT_ONCE) {
            List<RecordUnderCheck> some =
                    records.subList(from, Math.min(records.size(), from + CODES_AT_ONCE));
            Map<String, String> found =
                    kept.spelledOtherwise(some.stream().map(each -> each.arcFileCode).toList());
            for (RecordUnderCheck record : some) {
                String code = found.get(record.arcFileCode);
                if (code != null) {
                    record.add(
                            Finding.blocks(
                                    "CODE_SPELLED_OTHERWISE",
                                    record.sip.place(),
                                    record.arcFileCode,
                                    code));
                }
            }
        }
    }
}

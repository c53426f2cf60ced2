package vn.tangthu.repository.ingest.check;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;

/** Tells files of a delivery that are byte for byte an earlier one of it. */
final class SameBytes {
    private SameBytes() {}

    static void check(List<FileUnderCheck> files) {
        Map<ByteBuffer, FileUnderCheck> firsts = new HashMap<>();
        for (FileUnderCheck file : files) {
            FileDigests digests = file.digests;
            if (digests == null) {
                continue;
            }
            FileUnderCheck first = firsts.putIfAbsent(digests.key(), file);
            if (first != null) {
                file.document.record.add(
                        Finding.warns("FILE_TWICE", file.found.name(), first.found.name()));
            }
        }
    }
}

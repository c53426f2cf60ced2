package vn.tangthu.repository.sets;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Tombstones;

/** A council's decision, for tests. */
final class SetArchiveTombstones {
    private SetArchiveTombstones() {}

    static Tombstones.Tombstone of(AipId aip) {
        return new Tombstones.Tombstone(
                aip.value(),
                1,
                "H49.A.2001",
                Tombstones.Cause.DESTROYED,
                "Điều 16 Luật Lưu trữ",
                "12/QĐ-SNV",
                LocalDate.of(2026, 11, 1),
                List.of("Hội đồng"),
                "operator",
                null,
                Instant.parse("2026-11-02T00:00:00Z"),
                null);
    }
}

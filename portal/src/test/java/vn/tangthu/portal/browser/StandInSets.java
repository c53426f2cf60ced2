package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Slice;

/** A set on a medium that is due. */
final class StandInSets {
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");

    private StandInSets() {}

    static BackupSets sets() {
        BackupSets sets = mock(BackupSets.class);
        UUID id = UUID.randomUUID();
        BackupSets.BackupSet one =
                new BackupSets.BackupSet(
                        id,
                        1,
                        "A",
                        BackupSets.Kind.FULL,
                        id,
                        null,
                        "WD-001",
                        "Đĩa sao lưu số 1, phòng kho lưu trữ lịch sử tỉnh",
                        "tangthu-A-000001-full-2026-11-20",
                        "/mnt/sao-luu",
                        "operator",
                        null,
                        AT,
                        AT,
                        2,
                        1_234,
                        77,
                        20_000,
                        9_876_543_210L,
                        2,
                        1_234,
                        BackupSets.State.COMPLETE,
                        null,
                        "ab",
                        "cd",
                        AT,
                        0L,
                        null);
        when(sets.list(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(one), 0, 1));
        when(sets.media())
                .thenReturn(
                        List.of(
                                new BackupSets.Medium(
                                        "WD-001",
                                        one.label(),
                                        BackupSets.MediumKind.HARD_DISK,
                                        LocalDate.of(2023, 1, 2),
                                        5,
                                        LocalDate.of(2026, 1, 2),
                                        1,
                                        AT)));
        return sets;
    }
}

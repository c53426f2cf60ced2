package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.Tombstones;

/** One of each kind on the pages of secrets and erasures. */
final class StandInErasures {
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");

    private StandInErasures() {}

    static SuspectedSecrets secrets() {
        SuspectedSecrets secrets = mock(SuspectedSecrets.class);
        AipId id = new AipId(UUID.randomUUID());
        when(secrets.open(anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new SuspectedSecrets.Suspicion(
                                                id,
                                                "H32.K1.1987.4",
                                                new SuspectedSecrets.Place(
                                                        id,
                                                        new ContentFileId(UUID.randomUUID()),
                                                        1),
                                                "H32.K1.1987.4.0000001",
                                                null,
                                                SuspectedSecrets.Level.HIGHLY_SECRET,
                                                AT,
                                                LocalDate.of(1987, 3, 2),
                                                LocalDate.of(2007, 3, 2))),
                                0,
                                1));
        when(secrets.unread(anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(new SuspectedSecrets.Unread(id, "H32.K1.1990.2", AT, 1, 3)),
                                0,
                                1));
        when(secrets.decided(anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new SuspectedSecrets.Decision(
                                                id,
                                                "H32.K1.1990.2",
                                                false,
                                                "Tên riêng trong con dấu",
                                                "Nguyễn Văn Kín",
                                                AT)),
                                0,
                                1));
        return secrets;
    }

    static Erasures erasures() {
        Erasures erasures = mock(Erasures.class);
        when(erasures.list(anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        erasure(Erasures.State.DONE, false, null),
                                        erasure(Erasures.State.ERASED, true, null),
                                        erasure(Erasures.State.ORDERED, false, "no route to host")),
                                0,
                                3));
        return erasures;
    }

    private static Erasures.Erasure erasure(
            Erasures.State state, boolean held, @org.jspecify.annotations.Nullable String failure) {
        return new Erasures.Erasure(
                UUID.randomUUID(),
                "H32.K1.1987.4",
                Tombstones.Cause.DESTROYED,
                "Thông tư 05/2025/TT-BNV, Điều 48–50",
                "12/QĐ-LTLS",
                LocalDate.of(2026, 11, 20),
                List.of("Nguyễn Thị Hoa", "Đỗ Văn Ích"),
                "lan",
                "hoa",
                AT,
                state,
                held,
                held ? AT : null,
                failure,
                List.of(
                        new Erasures.InCopy("b", AT, held, held ? AT : null),
                        new Erasures.InCopy("c", null, false, null)),
                held ? new vn.tangthu.repository.AipId(UUID.randomUUID()) : null,
                held ? 2 : 0);
    }
}

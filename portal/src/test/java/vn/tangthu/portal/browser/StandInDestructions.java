package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Act;
import vn.tangthu.repository.Destructions.Candidate;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Slice;

/** A draft and a list that was decided on. */
final class StandInDestructions {
    static final UUID DRAFT = UUID.randomUUID();
    static final UUID DECIDED = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final Act ACT = new Act(new AccountId(UUID.randomUUID()), "Nguyễn Thị Hoa", AT);

    private StandInDestructions() {}

    static Destructions destructions() {
        Destructions destructions = mock(Destructions.class);
        DestructionList draft = list(DRAFT, State.DRAFT);
        DestructionList decided = list(DECIDED, State.DECIDED);
        when(destructions.waitingTime()).thenReturn(Duration.ofDays(3));
        when(destructions.find(eq(DRAFT), any())).thenReturn(Optional.of(draft));
        when(destructions.find(eq(DECIDED), any())).thenReturn(Optional.of(decided));
        when(destructions.list(anyInt(), anyInt(), any()))
                .thenReturn(new Slice<>(List.of(draft, decided), 0, 2));
        when(destructions.items(any(), anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        item("H32.K1.1987.4", "Sổ trực năm 1987", true),
                                        item("H32.K1.1987.5", null, false)),
                                0,
                                2));
        Slice<Candidate> candidates =
                new Slice<>(
                        List.of(
                                new Candidate(
                                        new AipId(UUID.randomUUID()),
                                        "H32.K1.1988.1",
                                        "Sổ công văn đi năm 1988",
                                        1988,
                                        1988,
                                        Maintenance.YEARS_20,
                                        2008,
                                        Ground.EXPIRED,
                                        null)),
                        0,
                        1);
        when(destructions.expired(any(), anyInt(), anyInt(), any())).thenReturn(candidates);
        when(destructions.duplicates(anyInt(), anyInt(), any()))
                .thenReturn(new Slice<>(List.of(), 0, 0));
        return destructions;
    }

    private static Item item(String code, @Nullable String title, boolean destroy) {
        return new Item(
                new AipId(UUID.randomUUID()),
                code,
                title,
                1987,
                1987,
                Maintenance.YEARS_20,
                2007,
                12,
                40,
                1,
                Ground.EXPIRED,
                null,
                destroy,
                destroy ? "Hết giá trị" : "Còn dùng để tra cứu",
                null,
                null);
    }

    private static DestructionList list(UUID id, State state) {
        boolean draft = state == State.DRAFT;
        LocalDate day = LocalDate.of(2026, 11, 19);
        return new DestructionList(
                id,
                2026,
                draft ? 2 : 1,
                "Hết thời hạn đến năm 2025",
                "Sổ trực, sổ công văn.",
                state,
                2,
                draft ? 0 : 1,
                draft ? 2 : 0,
                0,
                0,
                ACT,
                draft ? null : ACT,
                draft ? null : "ab".repeat(32),
                draft
                        ? null
                        : new Council(
                                List.of("Trần Chủ, chủ tịch", "Lê Thư, thư ký", "Đỗ Ích, ủy viên"),
                                "03/BB-HĐ",
                                day,
                                "Sở Nội vụ",
                                "77/SNV",
                                day,
                                "12/QĐ-LTLS",
                                day),
                draft ? null : ACT,
                draft ? null : AT.plus(Duration.ofDays(3)),
                null,
                null,
                null,
                null,
                null);
    }
}

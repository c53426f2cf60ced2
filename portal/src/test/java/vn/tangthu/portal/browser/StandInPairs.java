package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Count;
import vn.tangthu.repository.DeliveryPairs.Decided;
import vn.tangthu.repository.DeliveryPairs.Facts;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Pair;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.DeliveryPairs.Side;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;

/** One page of a delivery that looks like one that is kept, until somebody decides. */
final class StandInPairs {
    static final String KEY = "ab".repeat(32);
    private static final String DIGEST = "0123456789abcdef".repeat(8);

    private StandInPairs() {}

    private static Side side(boolean kept, String record, String file, String date, long bytes) {
        return new Side(
                kept,
                record,
                record + ".0000001",
                file,
                DIGEST,
                1,
                new Facts(
                        "Về việc giao đất cho <Nông trường> Sông Trà",
                        DocumentType.DECISION,
                        "125/QĐ-UBND",
                        date,
                        "UBND huyện Diên Khánh",
                        3,
                        bytes,
                        "application/pdf",
                        List.of()));
    }

    static DeliveryPairs waiting() {
        DeliveryPairs pairs = mock(DeliveryPairs.class);
        Side one = side(false, "H03.10.0000007", "anh/0007/tap-1.pdf", "05/03/1998", 1_234_567);
        Side other = side(true, "H03.02.0000112", "QD_125.pdf", "05/03/1998", 998_000);
        Found found = new Found(Kind.SAME_TEXT, one, other, 2, 0.97);
        AtomicReference<@Nullable Decided> decided = new AtomicReference<>();
        when(pairs.find(any(), eq(KEY), any()))
                .thenAnswer(call -> Optional.of(new Pair(KEY, found, decided.get(), false)));
        when(pairs.list(any(), eq(Kind.SAME_TEXT), anyInt(), anyInt(), any()))
                .thenAnswer(
                        call ->
                                new Slice<>(
                                        List.of(new Pair(KEY, found, decided.get(), false)), 0, 1));
        when(pairs.counts(any(), any())).thenReturn(Map.of(Kind.SAME_TEXT, new Count(1, 1)));
        when(pairs.nextUndecided(any(), any()))
                .thenReturn(Optional.of(new Pair(KEY, found, null, false)));
        when(pairs.open(any(), any(Reader.class))).thenReturn(true);
        when(pairs.look(any(), anyString(), anyBoolean(), any()))
                .thenAnswer(
                        call -> {
                            Side side = call.<Boolean>getArgument(2) ? other : one;
                            return Optional.of(new Shown(side, null, null, 1, 3));
                        });
        doAnswer(
                        call -> {
                            decided.set(
                                    new Decided(
                                            call.getArgument(2),
                                            call.getArgument(3),
                                            "luutru",
                                            Instant.parse("2026-11-21T09:00:00Z")));
                            return null;
                        })
                .when(pairs)
                .decide(any(), any(), any(), any(), any());
        doAnswer(
                        call -> {
                            decided.set(null);
                            return null;
                        })
                .when(pairs)
                .undo(any(), any(), any());
        return pairs;
    }
}

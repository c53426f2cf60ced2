package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;

/** A table of fees, and one request that is told, and has paid a part. */
final class StandInFees {
    private static final Instant THEN = Instant.parse("2026-11-12T02:00:00Z");

    private StandInFees() {}

    static Fees fees() {
        Fees.Table table =
                new Fees.Table(
                        1,
                        new Fees.NewTable(
                                LocalDate.of(2026, 1, 1),
                                "Nghị quyết 12/2025/NQ-HĐND",
                                "Nộp tại quầy tiếp dân",
                                true,
                                List.of(
                                        new Fees.Row(
                                                Kind.CERTIFIED_COPY,
                                                "Sao một trang",
                                                Fees.Unit.PAGE,
                                                3_000)),
                                List.of(
                                        new Fees.Relief(
                                                FeeGroup.STUDENT, 50, "Điều 4", "Thẻ sinh viên"))),
                        THEN,
                        "quantri");
        Fees.Estimate estimate =
                new Fees.Estimate(
                        table,
                        List.of(new Fees.Line(1, "Sao một trang", Fees.Unit.PAGE, 3_000, 4)),
                        Set.of(1));
        Fees.Fee told =
                new Fees.Fee(
                        "YC-2026-ABCDEF",
                        1,
                        estimate,
                        FeeGroup.STUDENT,
                        50,
                        6_000L,
                        false,
                        true,
                        THEN,
                        "luutru",
                        "Sinh viên",
                        List.of(
                                new Fees.Payment(
                                        1,
                                        1_000,
                                        LocalDate.of(2026, 11, 12),
                                        "BL 7",
                                        Fees.Method.CASH,
                                        THEN,
                                        "luutru",
                                        null)));
        Fees fees = mock(Fees.class);
        when(fees.now()).thenReturn(Optional.of(table));
        when(fees.tables(anyInt())).thenReturn(List.of(table));
        when(fees.estimate(any())).thenReturn(Optional.of(estimate));
        when(fees.of(any())).thenReturn(Optional.of(told));
        when(fees.history(any())).thenReturn(List.of(told));
        return fees;
    }
}

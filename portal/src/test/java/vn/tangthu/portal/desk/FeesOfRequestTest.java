package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.Estimate;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.NewTable;
import vn.tangthu.repository.Fees.Payment;
import vn.tangthu.repository.Fees.Row;
import vn.tangthu.repository.Fees.Table;
import vn.tangthu.repository.Fees.Unit;

/** The fee of a request on the desk, without a browser. */
class FeesOfRequestTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
    private static final Table TABLE =
            new Table(
                    1,
                    new NewTable(
                            LocalDate.of(2026, 1, 1),
                            "Nghị quyết 12",
                            "Nộp tại quầy",
                            true,
                            List.of(new Row(Kind.CERTIFIED_COPY, "Sao", Unit.PAGE, 3_000)),
                            List.of()),
                    AT,
                    "quantri");

    private final Fees fees = mock(Fees.class);

    private static Estimate estimate(@Nullable Integer pages, Integer... items) {
        return new Estimate(
                TABLE, List.of(new Line(1, "Sao", Unit.PAGE, 3_000, pages)), Set.of(items));
    }

    private static Fee fee(@Nullable Long total, boolean waived, Payment... payments) {
        return new Fee(
                "YC-2026-ABC234",
                1,
                estimate(total == null ? null : 4, 1),
                null,
                0,
                total,
                waived,
                waived,
                AT,
                "lan",
                waived ? "Hộ nghèo" : "",
                List.of(payments));
    }

    private static Request request(Status status) {
        return new Request(
                new Reference("YC-2026-ABC234"),
                new NewRequest(Kind.CERTIFIED_COPY, null, "x", "y", "An", "090", null),
                status,
                AT,
                LocalDate.of(2026, 11, 24),
                null,
                1,
                null,
                List.of());
    }

    private String shown(Status status, Estimate now, Fee... told) {
        when(fees.estimate(any())).thenReturn(Optional.of(now));
        when(fees.history(any())).thenReturn(List.of(told));
        return new FeesOfRequest(fees, mock(CurrentReader.class), WORDS, request(status))
                .getElement()
                .getOuterHTML();
    }

    @Test
    void beforeItIsGrantedTheRowsThatWouldFireAreShownAndNothingCanBeTold() {
        assertThat(shown(Status.RECEIVED, estimate(4, 1)))
                .contains("Phí dự kiến theo Nghị quyết 12", "12.000 đồng", "3.000 đồng", "trang")
                .doesNotContain("Tính phí", "Miễn phí", "Ghi khoản thu");
    }

    @Test
    void whatIsOwedIsPaidWaivedOrCountedAgain() {
        Payment half =
                new Payment(
                        1,
                        5_000,
                        LocalDate.of(2026, 11, 22),
                        "BL 7",
                        Fees.Method.CASH,
                        AT,
                        "mai",
                        null);
        assertThat(shown(Status.GRANTED, estimate(4, 1), fee(12_000L, false, half)))
                .contains("Còn phải nộp", "đã nộp 5.000 đồng, còn phải nộp 7.000 đồng")
                .contains("BL 7, tiền mặt, mai ghi", "Hủy khoản thu")
                .contains("Tính phí", "Miễn phí", "Ghi khoản thu", "bản sao chưa được lập")
                .doesNotContain("Đã duyệt thêm mục");
    }

    @Test
    void whatNobodyHasCountedCannotBePaidYet() {
        assertThat(shown(Status.GRANTED, estimate(null, 1), fee(null, false)))
                .contains("Cần tính phí", "Tính phí")
                .doesNotContain("Ghi khoản thu");
    }

    @Test
    void whatIsWaivedSaysWhyAndMoreThatWasGrantedIsTold() {
        assertThat(shown(Status.GRANTED, estimate(14, 1, 2), fee(12_000L, true)))
                .contains("Đã miễn", "Hộ nghèo", "Đã duyệt thêm mục sau khi tính phí")
                .doesNotContain("Ghi khoản thu", "bản sao chưa được lập");
    }

    @Test
    void aClaimIsShownWhereThereIsNoFeeAtAll() {
        assertThat(FeesOfRequest.has(fees, request(Status.REFUSED))).isFalse();
        when(fees.claim("YC-2026-ABC234"))
                .thenReturn(
                        Optional.of(
                                new Fees.Claim(
                                        FeeGroup.STUDENT, AT, null, Fees.Settled.NOT_GRANTED)));
        assertThat(FeesOfRequest.has(fees, request(Status.REFUSED))).isTrue();
        assertThat(
                        new FeesOfRequest(
                                        fees,
                                        mock(CurrentReader.class),
                                        WORDS,
                                        request(Status.REFUSED))
                                .getElement()
                                .getOuterHTML())
                .contains("yêu cầu đã kết thúc, không có phí");
    }
}

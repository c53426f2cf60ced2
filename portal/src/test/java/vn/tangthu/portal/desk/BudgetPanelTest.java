package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.AuditBudget.State;
import vn.tangthu.repository.AuditBudget.Verdict;
import vn.tangthu.repository.FixityAudits;

/** The budget on the desk's fixity page, without a browser. */
class BudgetPanelTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final Instant THROUGH = Instant.parse("2026-12-01T02:00:00Z");

    private final AuditBudget budget = mock(AuditBudget.class);

    private static AuditBudget.Place place(State state, long overdue, long missing) {
        return new AuditBudget.Place(
                FixityAudits.PRIMARY,
                state,
                1000,
                10_000,
                5_000_000_000L,
                1000 - overdue - missing,
                9_999,
                overdue,
                0,
                missing,
                0,
                missing,
                0,
                LocalDate.of(2026, 9, 1),
                List.of(
                        new AuditBudget.Age(0, 91, 990, 9_900, 0, missing),
                        new AuditBudget.Age(91, null, overdue, 10, 0, 0)),
                new AuditBudget.Pace(
                        10, 100, 200_000_000, Duration.ofDays(2), Duration.ofSeconds(100)),
                new AuditBudget.Forecast(1_000_000_000, THROUGH, LocalDate.of(2026, 12, 24)),
                state == State.UNREACHABLE ? "không có ổ" : null);
    }

    private String shown(Verdict verdict, AuditBudget.Place place, boolean reading) {
        when(budget.status())
                .thenReturn(
                        new AuditBudget.Status(
                                new AuditBudget.Policy(
                                        90, 45, "22:00-06:00", Duration.ofHours(8), 20_000_000),
                                verdict,
                                31_000_000,
                                20_000_000,
                                2,
                                List.of(place)));
        BudgetPanel panel = new BudgetPanel(budget, WORDS);
        assertThat(panel.refresh()).isEqualTo(reading);
        return panel.getElement().getOuterHTML();
    }

    @Test
    void thatThePolicyCannotBeHeldIsSaidPlainlyWithWhatItNeeds() {
        assertThat(shown(Verdict.CANNOT_HOLD, place(State.RESTING, 3, 1), false))
                .contains(
                        "Không thể giữ chính sách 90 ngày",
                        "31 MB/giây",
                        "20 MB/giây",
                        "tt-box-error",
                        "trong giờ 22:00-06:00");
    }

    @Test
    void aHundredPerCentIsSaidOnlyOfAll() {
        assertThat(shown(Verdict.HOLDS, place(State.READING, 0, 1), true))
                .contains("99,9 % số tệp đúng và trong hạn 90 ngày")
                .doesNotContain("100 %");
    }

    @Test
    void theForecastSaysWhenItIsThroughAndWhenSomethingWillBeLate() {
        assertThat(shown(Verdict.OVERDUE, place(State.RESTING, 3, 0), false))
                .contains("đọc xong ngày 01/12/2026", "từ ngày 24/12/2026 sẽ có gói quá hạn")
                .contains("0–90 ngày: 990; trên 90 ngày: 3");
    }
}

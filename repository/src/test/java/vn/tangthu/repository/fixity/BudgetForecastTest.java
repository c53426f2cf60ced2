package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AuditBudget.Age;
import vn.tangthu.repository.AuditBudget.Forecast;
import vn.tangthu.repository.AuditBudget.Pace;
import vn.tangthu.repository.AuditBudget.Policy;
import vn.tangthu.repository.AuditBudget.Verdict;
import vn.tangthu.repository.fixity.BudgetRows.Day;

class BudgetForecastTest {
    private static final long MB = 1_000_000;
    private static final long GB = 1_000 * MB;
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    /** One in the morning in Vietnam: still the 21st in UTC. */
    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");

    private static final Pace NONE = new Pace(0, 0, 0, Duration.ZERO, Duration.ZERO);

    private static BudgetForecast with(long rate, Duration open) {
        return new BudgetForecast(new Policy(90, 45, "", open, rate), NOW);
    }

    private static final BudgetForecast USUAL = with(20 * MB, Duration.ofDays(1));

    private static Day day(int ago, long packages, long bytes, long fresh, long damaged) {
        return new Day(
                TODAY.minusDays(ago), packages, packages * 10, bytes, fresh, damaged, damaged * 10);
    }

    @Test
    void whatIsDamagedOrOlderThanThePolicyIsNotInside() {
        List<Day> days =
                List.of(day(91, 5, GB, 0, 1), day(90, 10, GB, 10, 0), day(0, 100, GB, 0, 2));
        assertThat(USUAL.within(days)).isEqualTo(108);
        assertThat(USUAL.filesWithin(days)).isEqualTo(1080);
        assertThat(USUAL.overdue(days)).isEqualTo(4);
    }

    @Test
    void aDayThatHasNotComeYetCountsAsNever() {
        List<Day> days = List.of(day(-400, 3, GB, 0, 0), day(-1, 4, GB, 0, 0));
        assertThat(USUAL.within(days)).isEqualTo(4);
        assertThat(USUAL.overdue(days)).isEqualTo(3);
        assertThat(USUAL.ages(days).getLast().packages()).isEqualTo(3);
    }

    @Test
    void theHistogramHasEveryPackageOnce() {
        List<Day> days =
                List.of(
                        day(1000, 1, GB, 0, 0),
                        day(180, 2, GB, 0, 0),
                        day(91, 4, GB, 0, 1),
                        day(90, 8, GB, 0, 0),
                        day(45, 16, GB, 16, 0),
                        day(31, 32, GB, 0, 0),
                        day(8, 64, GB, 0, 0),
                        day(0, 128, GB, 0, 0));
        List<Age> ages = USUAL.ages(days);
        assertThat(ages).extracting(Age::packages).containsExactly(128L, 64L, 48L, 8L, 6L, 1L);
        assertThat(ages).extracting(Age::from).containsExactly(0, 8, 31, 46, 91, 181);
        assertThat(ages.getLast().until()).isNull();
        assertThat(ages.get(2).fresh()).isEqualTo(16);
        assertThat(ages.get(4).damaged()).isEqualTo(1);
    }

    @Test
    void theForecastGoesByThePresentPace() {
        List<Day> days = List.of(day(60, 10, 100 * GB, 0, 0), day(10, 10, 50 * GB, 0, 0));
        Pace pace = new Pace(1, 1, 20 * GB, Duration.ofDays(2), Duration.ofHours(1));
        Forecast forecast = USUAL.of(days, pace, 1);
        assertThat(forecast.due()).isEqualTo(100 * GB);
        assertThat(forecast.through()).isEqualTo(NOW.plus(Duration.ofDays(10)));
        assertThat(forecast.late()).isNull();

        Pace slow = new Pace(1, 1, 4 * GB, Duration.ofDays(2), Duration.ofHours(1));
        assertThat(USUAL.of(days, slow, 1).through()).isEqualTo(NOW.plus(Duration.ofDays(50)));
        assertThat(USUAL.of(days, slow, 1).late()).isEqualTo(TODAY.plusDays(31));
    }

    @Test
    void nothingIsForetoldWhereNothingIsKnown() {
        List<Day> days = List.of(day(60, 10, 100 * GB, 0, 0));
        assertThat(USUAL.of(days, NONE, 0)).isEqualTo(new Forecast(100 * GB, null, null));
        assertThat(USUAL.of(List.of(day(2, 1, GB, 0, 0)), NONE, 0).due()).isZero();
    }

    @Test
    void itIsSaidPlainlyWhenThePolicyCannotBeHeld() {
        // 100 TB at 20 MB/s: 90 days allow 155 TB.
        long bytes = 100_000 * GB;
        assertThat(USUAL.verdict(USUAL.needed(bytes), 20 * MB, 0, false)).isEqualTo(Verdict.HOLDS);
        assertThat(USUAL.verdict(USUAL.needed(bytes), 20 * MB, 7, false))
                .isEqualTo(Verdict.OVERDUE);
        BudgetForecast nights = with(20 * MB, Duration.ofHours(8));
        assertThat(nights.needed(bytes)).isBetween(38 * MB, 39 * MB);
        assertThat(nights.verdict(nights.needed(bytes), 20 * MB, 0, false))
                .isEqualTo(Verdict.CANNOT_HOLD);
    }

    @Test
    void whatWasMeasuredCountsWhereItIsLessThanWhatIsAllowed() {
        Pace measured = new Pace(1, 1, 500 * MB, Duration.ofDays(1), Duration.ofSeconds(100));
        assertThat(USUAL.possible(List.of(measured))).isEqualTo(5 * MB);
        assertThat(USUAL.possible(List.of(measured, NONE))).isEqualTo(20 * MB);
        assertThat(with(0, Duration.ofDays(1)).possible(List.of(NONE))).isZero();
        assertThat(with(0, Duration.ofDays(1)).possible(List.of(measured, measured)))
                .isEqualTo(10 * MB);
    }

    @Test
    void whatCameAtOnceMustFitBetweenItsRestAndItsEnd() {
        List<Day> lump = List.of(day(3, 10, 1000 * GB, 10, 0));
        assertThat(USUAL.late(lump, 23 * GB)).isNull();
        assertThat(USUAL.late(lump, 21 * GB)).isEqualTo(TODAY.plusDays(88));
    }
}

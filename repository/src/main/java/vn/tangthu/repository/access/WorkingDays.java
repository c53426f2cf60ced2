package vn.tangthu.repository.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Objects;
import java.util.Set;

/**
 * Working days of Vietnamese state bodies: Monday to Friday without the public holidays (Bộ luật
 * Lao động 2019, Điều 111 and 112). The days that move are data, {@code holidays.csv}; of years it
 * does not know, only the holidays with a fixed date are left out. {@link HomeHolidays} has those
 * of the archive.
 */
final class WorkingDays {
    private static final Set<MonthDay> FIXED =
            Set.of(MonthDay.of(1, 1), MonthDay.of(4, 30), MonthDay.of(5, 1), MonthDay.of(9, 2));

    /** Ngày Văn hóa Việt Nam, a day off since 2026 (Nghị quyết 28/2026/QH16). */
    private static final MonthDay CULTURE_DAY = MonthDay.of(11, 24);

    private static final int CULTURE_DAY_SINCE = 2026;

    private final HolidayList list;

    private WorkingDays(HolidayList list) {
        this.list = list;
    }

    /** By the list that comes with the software. */
    static WorkingDays ofVietnam() {
        InputStream in =
                Objects.requireNonNull(
                        WorkingDays.class.getResourceAsStream("holidays.csv"), "holidays.csv");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            HolidayList list = HolidayList.read(lines.lines().toList());
            if (!list.problems().isEmpty()) {
                throw new IllegalStateException("holidays.csv: " + list.problems());
            }
            return new WorkingDays(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Years that the archive wrote itself take the place of the others. */
    WorkingDays with(HolidayList own) {
        return new WorkingDays(list.with(own));
    }

    /** The last year whose movable holidays are known or presumed. */
    int knownUntil() {
        return list.days().lastKey().getYear();
    }

    /**
     * The end of the last year, from this one on without a gap, whose holidays are all decided; the
     * end of the last year where this one's are not.
     */
    LocalDate decidedUntil(LocalDate today) {
        int year = today.getYear();
        while (list.years().contains(year) && !list.guessed().contains(year)) {
            year++;
        }
        return LocalDate.of(year - 1, 12, 31);
    }

    boolean isWorking(LocalDate day) {
        Boolean exception = list.days().get(day);
        if (exception != null) {
            return exception;
        }
        return HolidayList.isWeekday(day) && !isFixed(day);
    }

    private static boolean isFixed(LocalDate day) {
        MonthDay date = MonthDay.from(day);
        return FIXED.contains(date)
                || date.equals(CULTURE_DAY) && day.getYear() >= CULTURE_DAY_SINCE;
    }

    /**
     * The day on which a term of so many working days ends. The day it begins on does not count (Bộ
     * luật Dân sự 2015, Điều 147 and 148).
     *
     * @param days 1 or more
     */
    LocalDate after(LocalDate start, int days) {
        LocalDate day = start;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorking(day)) {
                left--;
            }
        }
        return day;
    }

    /**
     * The day on which a term of so many calendar days ends. The day it begins on does not count;
     * where its last day is one off it ends with the next working day (Bộ luật Dân sự 2015, Điều
     * 147 and 148 khoản 5).
     *
     * @param days 1 or more
     */
    LocalDate end(LocalDate start, int days) {
        LocalDate day = start.plusDays(days);
        while (!isWorking(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /**
     * Working days after {@code from} up to and with {@code to}. Negative when {@code to} is over,
     * and then at least one, also on a weekend.
     */
    int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -Math.max(1, between(to, from));
        }
        return Math.toIntExact(
                from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorking).count());
    }
}

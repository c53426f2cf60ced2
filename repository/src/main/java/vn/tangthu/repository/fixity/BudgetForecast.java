package vn.tangthu.repository.fixity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AuditBudget.Age;
import vn.tangthu.repository.AuditBudget.Forecast;
import vn.tangthu.repository.AuditBudget.Pace;
import vn.tangthu.repository.AuditBudget.Policy;
import vn.tangthu.repository.AuditBudget.Verdict;
import vn.tangthu.repository.fixity.BudgetRows.Day;

/**
 * What the days on which packages were read last say of the policy; nothing but arithmetic. Whole
 * days of Vietnam's calendar count, and a day that has not come yet counts as never.
 */
final class BudgetForecast {
    /** From so much reading on, its speed is what is possible. */
    private static final Duration MEASURED = Duration.ofMinutes(1);

    /** Before that a pace for a day says nothing. */
    private static final Duration PACED = Duration.ofHours(1);

    private final Policy policy;
    private final Instant now;
    private final LocalDate today;

    BudgetForecast(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
        this.today = now.atZone(AuditHours.VIETNAM).toLocalDate();
    }

    /** Days since then; what lies ahead was never. */
    private long age(Day day) {
        long age = ChronoUnit.DAYS.between(day.day(), today);
        return age < -1 ? Integer.MAX_VALUE : Math.max(0, age);
    }

    private boolean isWithin(Day day) {
        return age(day) <= policy.days();
    }

    long within(List<Day> days) {
        return days.stream()
                .filter(this::isWithin)
                .mapToLong(day -> day.packages() - day.damaged())
                .sum();
    }

    long filesWithin(List<Day> days) {
        return days.stream()
                .filter(this::isWithin)
                .mapToLong(day -> day.files() - day.damagedFiles())
                .sum();
    }

    long overdue(List<Day> days) {
        return days.stream()
                .filter(day -> !isWithin(day))
                .mapToLong(day -> day.packages() - day.damaged())
                .sum();
    }

    List<Age> ages(List<Day> days) {
        TreeSet<Integer> ends =
                new TreeSet<>(
                        List.of(
                                7,
                                30,
                                Math.max(1, policy.rest()),
                                policy.days(),
                                2 * policy.days()));
        List<Age> ages = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            // The policy's own day belongs to it.
            int until = end + 1;
            ages.add(age(days, from, until));
            from = until;
        }
        ages.add(age(days, from, null));
        return ages;
    }

    private Age age(List<Day> days, int from, @Nullable Integer until) {
        List<Day> some =
                days.stream()
                        .filter(day -> age(day) >= from && (until == null || age(day) < until))
                        .toList();
        return new Age(
                from,
                until,
                some.stream().mapToLong(Day::packages).sum(),
                some.stream().mapToLong(Day::files).sum(),
                some.stream().mapToLong(Day::fresh).sum(),
                some.stream().mapToLong(Day::damaged).sum());
    }

    /** Bytes that rested long enough. */
    long due(List<Day> days) {
        return days.stream().filter(day -> age(day) > policy.rest()).mapToLong(Day::bytes).sum();
    }

    /**
     * @param possible bytes a day that may be read of it; 0 while nothing is known
     */
    Forecast of(List<Day> days, Pace pace, long possible) {
        long due = due(days);
        boolean paced = due > 0 && pace.bytes() > 0 && pace.over().compareTo(PACED) >= 0;
        long perDay = paced ? pace.bytesPerDay() : possible;
        if (due == 0) {
            return new Forecast(0, now, null);
        }
        return perDay <= 0
                ? new Forecast(due, null, null)
                : new Forecast(due, now.plus(days(due, perDay)), late(days, perDay));
    }

    private static Duration days(long bytes, long perDay) {
        return Duration.ofSeconds(
                (long)
                        Math.min(
                                (double) bytes / perDay * Duration.ofDays(1).toSeconds(),
                                Duration.ofDays(36_500).toSeconds()));
    }

    /** The oldest first: the day on which the first of it is not read in time. */
    @Nullable LocalDate late(List<Day> days, long perDay) {
        if (perDay <= 0) {
            return null;
        }
        TreeMap<LocalDate, Long> byDay = new TreeMap<>();
        for (Day day : days) {
            LocalDate from = age(day) == Integer.MAX_VALUE ? LocalDate.EPOCH : day.day();
            byDay.merge(from, day.bytes(), Long::sum);
        }
        Instant free = now;
        for (var day : byDay.entrySet()) {
            Instant rested =
                    day.getKey()
                            .plusDays(policy.rest())
                            .atStartOfDay(AuditHours.VIETNAM)
                            .toInstant();
            free = (rested.isAfter(free) ? rested : free).plus(days(day.getValue(), perDay));
            LocalDate deadline = day.getKey().plusDays(policy.days());
            if (free.atZone(AuditHours.VIETNAM).toLocalDate().isAfter(deadline)) {
                return deadline.isBefore(today) ? today : deadline.plusDays(1);
            }
        }
        return null;
    }

    /** Bytes a second in the hours that are allowed, so that all is read in the policy's days. */
    long needed(long bytes) {
        long seconds = policy.openPerDay().toSeconds() * policy.days();
        return (bytes + seconds - 1) / seconds;
    }

    /**
     * @param paces of all copies
     * @return bytes a second that all of them may be read with; 0 while nothing is known
     */
    long possible(List<Pace> paces) {
        boolean measured =
                !paces.isEmpty()
                        && paces.stream().allMatch(pace -> pace.reading().compareTo(MEASURED) >= 0);
        long speed = paces.stream().mapToLong(Pace::bytesPerSecond).sum();
        if (policy.bytesPerSecond() == 0) {
            return measured ? speed : 0;
        }
        return measured ? Math.min(speed, policy.bytesPerSecond()) : policy.bytesPerSecond();
    }

    Verdict verdict(long needed, long possible, long overdue, boolean late) {
        if (possible > 0 && needed > possible) {
            return Verdict.CANNOT_HOLD;
        }
        if (overdue > 0) {
            return Verdict.OVERDUE;
        }
        return late ? Verdict.CANNOT_HOLD : Verdict.HOLDS;
    }

    /** What of it a day allows. */
    long perDay(long bytesPerSecond) {
        return bytesPerSecond * policy.openPerDay().toSeconds();
    }
}

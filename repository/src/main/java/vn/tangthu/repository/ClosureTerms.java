package vn.tangthu.repository;

import java.time.LocalDate;
import java.time.Month;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * For how many years each ground closes, by the archive's own rule: no law that was read sets
 * years. What comes of it is proposed to whoever closes something, and never acts by itself.
 */
public interface ClosureTerms {
    /** From 1 to {@value}. */
    int MOST_YEARS = 150;

    /** Whole years after the last year of what is closed; empty where the day is given by hand. */
    OptionalInt years(AccessGround ground);

    /**
     * The last day of a closure.
     *
     * @param lastYear the last of what is closed, or null
     * @return null where the archive set no years or the last year is not known
     */
    default @Nullable LocalDate closedUntil(AccessGround ground, @Nullable Integer lastYear) {
        OptionalInt years = years(ground);
        return lastYear == null || years.isEmpty()
                ? null
                : LocalDate.of(lastYear + years.getAsInt(), Month.DECEMBER, 31);
    }
}

package vn.tangthu.repository;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date as archives know it: a day, a month or only a year (Thông tư 05/2025, AIP: DD/MM/YYYY,
 * MM/YYYY or YYYY).
 *
 * @param year 1 to 9999
 * @param month 1 to 12, or null
 * @param day 1 to 31, or null; only with a month
 */
public record ArchivalDate(int year, @Nullable Integer month, @Nullable Integer day)
        implements Comparable<ArchivalDate> {
    public ArchivalDate {
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException("Not a year of four digits: " + year);
        }
        if (day != null && month == null) {
            throw new IllegalArgumentException("A day needs a month");
        }
        try {
            LocalDate unused = LocalDate.of(year, month == null ? 1 : month, day == null ? 1 : day);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("No such day", e);
        }
    }

    public static ArchivalDate of(LocalDate date) {
        return new ArchivalDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    public static ArchivalDate ofYear(int year) {
        return new ArchivalDate(year, null, null);
    }

    /**
     * @param text {@code DD/MM/YYYY}, {@code MM/YYYY} or {@code YYYY}, the form that {@link
     *     #toString} prints
     * @throws IllegalArgumentException when it is none of these or no such day exists
     */
    public static ArchivalDate parse(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            return switch (parts.length) {
                case 1 -> ofYear(Integer.parseInt(parts[0]));
                case 2 ->
                        new ArchivalDate(
                                Integer.parseInt(parts[1]), Integer.parseInt(parts[0]), null);
                case 3 ->
                        new ArchivalDate(
                                Integer.parseInt(parts[2]),
                                Integer.parseInt(parts[1]),
                                Integer.parseInt(parts[0]));
                default -> throw new IllegalArgumentException("Not a date: " + text);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a date: " + text, e);
        }
    }

    /** The first day it can mean. */
    public LocalDate earliest() {
        return LocalDate.of(year, month == null ? 1 : month, day == null ? 1 : day);
    }

    /** The last day it can mean. */
    public LocalDate latest() {
        if (month == null) {
            return LocalDate.of(year, 12, 31);
        }
        return day == null
                ? YearMonth.of(year, month).atEndOfMonth()
                : LocalDate.of(year, month, day);
    }

    public Year toYear() {
        return Year.of(year);
    }

    @Override
    public int compareTo(ArchivalDate other) {
        return earliest().compareTo(other.earliest());
    }

    /** {@code DD/MM/YYYY}, {@code MM/YYYY} or {@code YYYY}. */
    @Override
    public String toString() {
        if (month == null) {
            return String.format(Locale.ROOT, "%04d", year);
        }
        if (day == null) {
            return String.format(Locale.ROOT, "%02d/%04d", month, year);
        }
        return String.format(Locale.ROOT, "%02d/%02d/%04d", day, month, year);
    }
}

package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.List;

/**
 * The public holidays that due dates leave out. The government decides each year which days around
 * Tết they are; a list comes with the software, and the archive writes the years that were decided
 * since into {@code holidays.csv} in the home.
 */
public interface Holidays {
    /** As it is now; the archive's file is read again when it changes. */
    Status status();

    /**
     * @param decidedUntil the last day through which every year's holidays are decided; a day of
     *     the past where this year's are not
     * @param endsSoon it is within two months, or over
     * @param problems all that is wrong with the archive's file; while there is one, the file does
     *     not count and the list of the software is used
     */
    record Status(LocalDate decidedUntil, boolean endsSoon, List<Problem> problems) {
        public Status {
            problems = List.copyOf(problems);
        }
    }

    /**
     * What is wrong and what to do, in both languages.
     *
     * @param line from 1; 0 for the file as a whole
     */
    record Problem(int line, String vietnamese, String english) {}
}

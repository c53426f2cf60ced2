package vn.tangthu.repository.access;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tangthu.repository.Holidays.Problem;

/**
 * The lines of a {@code holidays.csv}: {@code date,off|work,name}, where {@code work} is a Saturday
 * or Sunday that is worked, and a {@code *} at the end of the name says that the day is not decided
 * yet. Lines that begin with {@code #} are remarks.
 *
 * @param days false for a day off, true for one that is worked
 * @param guessed years of which a day is not decided
 * @param problems of all lines at once
 */
record HolidayList(
        NavigableMap<LocalDate, Boolean> days, Set<Integer> guessed, List<Problem> problems) {
    /**
     * The law has eleven days, of which those on a weekend are made good on a weekday (Bộ luật Lao
     * động 2019, Điều 111 and 112), and since 2026 the 24th of November, which is not; one is left
     * for the law to change. A year with fewer was begun and not finished.
     */
    private static final int FEWEST = 10;

    private static final int MOST_LINES = 2_000;

    static final HolidayList NONE = new HolidayList(new TreeMap<>(), Set.of(), List.of());

    static HolidayList read(List<String> lines) {
        HolidayList list = new HolidayList(new TreeMap<>(), new TreeSet<>(), new ArrayList<>());
        if (lines.size() > MOST_LINES) {
            list.problems.add(
                    new Problem(
                            0,
                            "Quá " + MOST_LINES + " dòng: chỉ ghi các năm cần sửa.",
                            "More than "
                                    + MOST_LINES
                                    + " lines: write the years to correct only."));
            return list;
        }
        int number = 0;
        for (String line : lines) {
            number++;
            String text = (number == 1 ? line.replace("\uFEFF", "") : line).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                list.add(number, text.split(",", 3));
            }
        }
        if (list.problems.isEmpty()) {
            list.requireWholeYears();
        }
        return list;
    }

    private void add(int line, String[] cells) {
        if (cells.length < 3 || cells[2].isBlank()) {
            problem(
                    line,
                    "Cần ba ô: ngày, off hoặc work, tên; ví dụ 2027-02-05,off,Tết Đinh Mùi.",
                    "Three cells are needed: day, off or work, name; such as"
                            + " 2027-02-05,off,Tết Đinh Mùi.");
            return;
        }
        LocalDate day = null;
        try {
            day = LocalDate.parse(cells[0].strip());
        } catch (DateTimeException e) {
            problem(
                    line,
                    "Không có ngày này: viết năm-tháng-ngày, ví dụ 2027-02-05.",
                    "There is no such day: write year-month-day, such as 2027-02-05.");
        }
        String word = cells[1].strip();
        boolean work = word.equals("work");
        if (!work && !word.equals("off")) {
            problem(
                    line,
                    "Ô thứ hai là off (nghỉ) hoặc work (làm bù).",
                    "The second cell is off, or work for a day that is worked in exchange.");
        } else if (day != null && work && isWeekday(day)) {
            problem(
                    line,
                    "Ngày này trong tuần, vốn là ngày làm việc: sửa ngày hoặc bỏ dòng.",
                    "This is a weekday and worked in any case: mend the day or take the line out.");
        } else if (day != null && days.putIfAbsent(day, work) != null) {
            problem(
                    line,
                    "Ngày này đã có ở dòng trên: bỏ một dòng.",
                    "This day stands above already: take one of the lines out.");
        }
        if (day != null && cells[2].strip().endsWith("*")) {
            guessed.add(day.getYear());
        }
    }

    private void requireWholeYears() {
        Map<Integer, Integer> off = new TreeMap<>();
        days.forEach(
                (day, work) ->
                        off.merge(day.getYear(), !work && isWeekday(day) ? 1 : 0, Integer::sum));
        off.forEach(
                (year, count) -> {
                    if (count < FEWEST) {
                        problem(
                                0,
                                "Năm "
                                        + year
                                        + " chỉ có "
                                        + count
                                        + " ngày nghỉ trong tuần: năm đã ghi thay cả năm kèm phần"
                                        + " mềm, hãy ghi đủ các ngày nghỉ của năm.",
                                "The year "
                                        + year
                                        + " has "
                                        + count
                                        + " days off on weekdays only: a year that is written takes"
                                        + " the place of the software's, so write all of its days.");
                    }
                });
    }

    private void problem(int line, String vietnamese, String english) {
        problems.add(new Problem(line, vietnamese, english));
    }

    static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The same, with the years of the other instead of its own. */
    HolidayList with(HolidayList other) {
        Set<Integer> years = other.years();
        NavigableMap<LocalDate, Boolean> all = new TreeMap<>(days);
        all.keySet().removeIf(day -> years.contains(day.getYear()));
        all.putAll(other.days);
        Set<Integer> open = new TreeSet<>(guessed);
        open.removeAll(years);
        open.addAll(other.guessed);
        return new HolidayList(all, open, List.of());
    }

    Set<Integer> years() {
        Set<Integer> years = new TreeSet<>();
        days.keySet().forEach(day -> years.add(day.getYear()));
        return years;
    }
}

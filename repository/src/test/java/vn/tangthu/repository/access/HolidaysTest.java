package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Holidays.Problem;

/** What the archive writes about holidays, over what comes with the software. */
class HolidaysTest {
    /** Of 2027 as it might be decided: Tết a day later than was presumed. */
    private static final String YEAR =
            """
            # date,off|work,name
            2027-01-01,off,Tết Dương lịch
            2027-02-08,off,Tết Đinh Mùi
            2027-02-09,off,Tết Đinh Mùi
            2027-02-10,off,Tết Đinh Mùi
            2027-02-11,off,Tết Đinh Mùi
            2027-02-12,off,Tết Đinh Mùi
            2027-02-13,work,Làm bù
            2027-04-16,off,Giỗ Tổ Hùng Vương
            2027-04-30,off,Ngày Chiến thắng
            2027-05-03,off,Quốc tế Lao động
            2027-09-02,off,Quốc khánh
            2027-09-03,off,Quốc khánh
            """;

    @TempDir private Path home;
    private final HandClock clock = new HandClock(Instant.parse("2026-10-20T02:00:00Z"));

    private HomeHolidays holidays() {
        return new HomeHolidays(file(), clock, 0);
    }

    private Path file() {
        return home.resolve("holidays.csv");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    @Test
    void theDaysOf2026AreThoseOfTheNoticesWithWhatWasExchanged() {
        WorkingDays days = WorkingDays.ofVietnam();
        for (LocalDate off :
                List.of(
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 1, 2),
                        LocalDate.of(2026, 2, 16),
                        LocalDate.of(2026, 2, 20),
                        LocalDate.of(2026, 4, 27),
                        LocalDate.of(2026, 4, 30),
                        LocalDate.of(2026, 5, 1),
                        LocalDate.of(2026, 8, 31),
                        LocalDate.of(2026, 9, 1),
                        LocalDate.of(2026, 9, 2),
                        LocalDate.of(2026, 11, 24))) {
            assertThat(days.isWorking(off)).as("%s", off).isFalse();
        }
        for (LocalDate worked : List.of(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 8, 22))) {
            assertThat(worked.getDayOfWeek()).isEqualTo(DayOfWeek.SATURDAY);
            assertThat(days.isWorking(worked)).as("%s", worked).isTrue();
        }
        assertThat(days.after(LocalDate.of(2025, 12, 31), 1)).isEqualTo(LocalDate.of(2026, 1, 5));
        assertThat(days.after(LocalDate.of(2026, 8, 21), 2)).isEqualTo(LocalDate.of(2026, 8, 24));
        assertThat(days.after(LocalDate.of(2026, 8, 28), 1)).isEqualTo(LocalDate.of(2026, 9, 3));
        assertThat(days.isWorking(LocalDate.of(2026, 11, 23)))
                .as("an exchange that was proposed is none")
                .isTrue();
        assertThat(days.decidedUntil(LocalDate.of(2026, 11, 23)))
                .as("and the year is not decided for it")
                .isEqualTo(LocalDate.of(2025, 12, 31));
    }

    /** Nghị quyết 28/2026/QH16: since 2026, also where a list has forgotten it. */
    @Test
    void theDayOfVietnameseCultureIsOffEachYear() throws IOException {
        write(YEAR);
        WorkingDays days = holidays().days();
        for (int year : List.of(2026, 2027, 2028, 2031)) {
            assertThat(days.isWorking(LocalDate.of(year, 11, 24))).as("%s", year).isFalse();
        }
        assertThat(days.isWorking(LocalDate.of(2025, 11, 24))).isTrue();
        assertThat(days.isWorking(LocalDate.of(2029, 11, 26))).as("not made good").isTrue();
    }

    @Test
    void aTermInCalendarDaysEndsWithTheNextWorkingDay() {
        WorkingDays days = WorkingDays.ofVietnam();
        assertThat(days.end(LocalDate.of(2026, 11, 9), 90)).isEqualTo(LocalDate.of(2027, 2, 12));
        assertThat(days.end(LocalDate.of(2026, 11, 20), 30)).isEqualTo(LocalDate.of(2026, 12, 21));
        assertThat(days.end(LocalDate.of(2026, 11, 20), 3)).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(days.end(LocalDate.of(2026, 8, 21), 1))
                .as("a Saturday that is worked")
                .isEqualTo(LocalDate.of(2026, 8, 22));
    }

    @Test
    void withoutAFileTheListOfTheSoftwareCountsAndADecidedYearIsToldTwoMonthsBeforeItEnds()
            throws IOException {
        assertThat(holidays().days().isWorking(LocalDate.of(2027, 2, 5))).isFalse();
        assertThat(holidays().status().problems()).isEmpty();
        write(
                YEAR.replace("2027-", "2026-")
                        .replace("2026-02-13,work,Làm bù\n", "")
                        .replace("2026-05-03", "2026-05-01"));
        HomeHolidays holidays = holidays();
        assertThat(holidays.status().problems()).isEmpty();
        assertThat(holidays.status().decidedUntil()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(holidays.status().endsSoon()).isFalse();
        clock.now = Instant.parse("2026-10-31T16:59:00Z"); // the last minute of October there
        assertThat(holidays.status().endsSoon()).isFalse();
        clock.now = Instant.parse("2026-10-31T17:00:00Z");
        assertThat(holidays.status().endsSoon()).isTrue();
        clock.now = Instant.parse("2027-03-01T02:00:00Z");
        assertThat(holidays.status().decidedUntil())
                .as("this year's were never decided here")
                .isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(holidays.status().endsSoon()).isTrue();
        clock.now = Instant.parse("2040-03-01T02:00:00Z"); // of which nothing is known at all
        assertThat(holidays.status().endsSoon()).isTrue();
    }

    @Test
    void aYearThatTheArchiveWritesTakesThePlaceOfTheSoftwaresWithoutARestart() throws IOException {
        HomeHolidays holidays = holidays();
        LocalDate before = LocalDate.of(2027, 2, 4);
        assertThat(holidays.days().after(before, 1)).isEqualTo(LocalDate.of(2027, 2, 12));
        write("\uFEFF" + YEAR); // as spreadsheets save it
        assertThat(holidays.status().problems()).isEmpty();
        assertThat(holidays.days().after(before, 1)).isEqualTo(LocalDate.of(2027, 2, 5));
        assertThat(holidays.days().after(before, 2))
                .as("a Saturday that is worked")
                .isEqualTo(LocalDate.of(2027, 2, 13));
        assertThat(holidays.days().isWorking(LocalDate.of(2026, 2, 17))).isFalse();
        assertThat(holidays.days().isWorking(LocalDate.of(2028, 1, 24))).isFalse();
        clock.now = Instant.parse("2027-01-05T02:00:00Z");
        assertThat(holidays.status().decidedUntil()).isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(holidays.status().endsSoon()).isFalse();
        Files.delete(file());
        assertThat(holidays.days().isWorking(LocalDate.of(2027, 2, 5))).isFalse();
    }

    @Test
    void whatCouldNotBeReadIsReadAgainThoughItsTimeAndSizeAreTheSame() throws IOException {
        byte[] good = YEAR.getBytes(StandardCharsets.UTF_8);
        byte[] bad = good.clone();
        bad[bad.length - 2] = (byte) 0xff; // no UTF-8
        FileTime time = FileTime.from(Instant.parse("2026-10-01T00:00:00Z"));
        Files.write(file(), bad);
        Files.setLastModifiedTime(file(), time);
        HomeHolidays holidays = holidays();
        assertThat(holidays.status().problems()).hasSize(1);
        Files.write(file(), good);
        Files.setLastModifiedTime(file(), time);
        assertThat(holidays.status().problems()).isEmpty();
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirLinesAndTheFileDoesNotCount() throws IOException {
        write(
                YEAR
                        + """
                        2027-02-30,off,Tết
                        15/2/2027,off,Tết
                        2027-02-16,nghỉ,Tết
                        2027-02-17,work,Làm bù
                        2027-02-08,off,Tết lần nữa
                        2027-02-18,off
                        """);
        HomeHolidays holidays = holidays();
        assertThat(holidays.status().problems())
                .extracting(Problem::line)
                .containsExactly(14, 15, 16, 17, 18, 19);
        assertThat(holidays.status().problems())
                .allSatisfy(
                        problem -> {
                            assertThat(problem.vietnamese()).isNotBlank();
                            assertThat(problem.english()).isNotBlank();
                        });
        assertThat(holidays.days().isWorking(LocalDate.of(2027, 2, 5)))
                .as("as the software has it")
                .isFalse();
        write(YEAR);
        assertThat(holidays.status().problems()).isEmpty();
        assertThat(holidays.days().isWorking(LocalDate.of(2027, 2, 5))).isTrue();
    }

    @Test
    void aYearThatWasOnlyBegunAndAFileThatIsNoTextAreNotTaken() throws IOException {
        write("2027-02-12,off,Tết Đinh Mùi\n");
        assertThat(holidays().status().problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.line()).isZero();
                            assertThat(problem.vietnamese()).contains("2027", "1 ngày");
                        });
        Files.write(file(), "2027-02-12,off,Tết Đinh Mùi".getBytes(StandardCharsets.UTF_16));
        assertThat(holidays().status().problems()).hasSize(1);
        write("x\n".repeat(3_000));
        assertThat(holidays().status().problems()).hasSize(1);
        write("");
        assertThat(holidays().status().problems()).isEmpty();
        assertThat(HolidayList.read(List.of("# nothing")).problems()).isEmpty();
    }

    @Test
    void aYearThatIsStillPresumedIsNotDecided() throws IOException {
        write(YEAR.replace("2027-09-03,off,Quốc khánh", "2027-09-03,off,Quốc khánh *"));
        clock.now = Instant.parse("2027-03-01T02:00:00Z");
        assertThat(holidays().status().problems()).isEmpty();
        assertThat(holidays().status().decidedUntil()).isEqualTo(LocalDate.of(2026, 12, 31));
        write(YEAR);
        assertThat(holidays().status().decidedUntil()).isEqualTo(LocalDate.of(2027, 12, 31));
    }
}

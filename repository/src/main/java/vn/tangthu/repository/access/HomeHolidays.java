package vn.tangthu.repository.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Holidays;
import vn.tangthu.storage.TangThuHome;

/**
 * {@code holidays.csv} in the home over the list of the software, a year at a time. A file with a
 * mistake does not count at all, and that is told: half a year's holidays would promise days that
 * nobody works, and an archive that does not start over them answers nobody.
 */
@Component
class HomeHolidays implements Holidays {
    /** No file has this stamp: who may read it changes neither its time nor its size. */
    private static final long UNREAD = -1;

    private static final Logger LOG = LoggerFactory.getLogger(HomeHolidays.class);
    private static final String FILE = "holidays.csv";
    private static final int LARGEST = 200_000;
    private static final int MONTHS_AHEAD = 2;
    private static final long LOOK_AGAIN_NANOS = 5_000_000_000L;

    private final Path file;
    private final Clock clock;
    private final long lookAgainNanos;
    private volatile Read read;

    /**
     * @param stamp of the file that was read; 0 for none
     */
    private record Read(WorkingDays days, List<Problem> problems, long stamp, long looked) {}

    @Autowired
    HomeHolidays(TangThuHome home, Clock clock) {
        this(home.root().resolve(FILE), clock, LOOK_AGAIN_NANOS);
    }

    HomeHolidays(Path file, Clock clock, long lookAgainNanos) {
        this.file = file;
        this.clock = clock;
        this.lookAgainNanos = lookAgainNanos;
        this.read = read(stamp());
    }

    /** The list of the software alone. */
    static HomeHolidays none(Clock clock) {
        return new HomeHolidays(Path.of("no-holidays.csv"), clock, Long.MAX_VALUE);
    }

    /** By what the archive's file says now. */
    WorkingDays days() {
        return current().days;
    }

    @Override
    public Status status() {
        Read now = current();
        LocalDate today = clock.instant().atZone(RequestRules.VIETNAM).toLocalDate();
        LocalDate until = now.days.decidedUntil(today);
        return new Status(until, until.isBefore(today.plusMonths(MONTHS_AHEAD)), now.problems);
    }

    private Read current() {
        Read last = read;
        if (System.nanoTime() - last.looked >= lookAgainNanos) {
            long stamp = stamp();
            last =
                    stamp == last.stamp
                            ? new Read(last.days, last.problems, stamp, System.nanoTime())
                            : read(stamp);
            read = last;
        }
        return last;
    }

    private Read read(long stamp) {
        HolidayList own;
        long known = stamp;
        try {
            own = stamp == 0 ? HolidayList.NONE : lines();
        } catch (IOException e) { // malformed text too
            LOG.warn("{} cannot be read", file, e);
            own =
                    wrong(
                            "Không đọc được: lưu lại bằng UTF-8, cho người chạy phần mềm được đọc.",
                            "It cannot be read: save it as UTF-8, readable for who runs the software.");
            known = UNREAD;
        }
        for (Problem problem : own.problems()) {
            LOG.warn(
                    "{}{}: {} / {}",
                    file,
                    problem.line() == 0 ? "" : ":" + problem.line(),
                    problem.vietnamese(),
                    problem.english());
        }
        WorkingDays days =
                own.problems().isEmpty()
                        ? WorkingDays.ofVietnam().with(own)
                        : WorkingDays.ofVietnam();
        return new Read(days, own.problems(), known, System.nanoTime());
    }

    private HolidayList lines() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                return wrong("Tệp quá lớn.", "The file is too large.");
            }
            return HolidayList.read(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            return HolidayList.NONE; // taken away this moment
        }
    }

    private static HolidayList wrong(String vietnamese, String english) {
        return new HolidayList(
                HolidayList.NONE.days(),
                HolidayList.NONE.guessed(),
                List.of(new Problem(0, vietnamese, english)));
    }

    private long stamp() {
        try {
            return Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file) + 1;
        } catch (IOException e) { // there is none
            return 0;
        }
    }
}

package vn.tangthu.repository.access;

import java.time.Clock;
import java.util.List;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** Requests in a database, for tests of other rooms. */
public final class TestRequests {
    private TestRequests() {}

    /** Letters are written, and no mail server takes them. */
    public static AccessRequests of(TestDatabase database, ActivityLog log, Clock clock) {
        return new JdbcAccessRequests(
                database.jdbc(),
                database.transactions(),
                log,
                new RequestLetters(TestPost.letters(database, TestPost.to(null, clock), clock), ""),
                List.of(),
                HomeHolidays.none(clock),
                clock);
    }
}

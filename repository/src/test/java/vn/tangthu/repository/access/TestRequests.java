package vn.tangthu.repository.access;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
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

    /** The same, as if whoever has this account had asked for it. */
    public static Request askedBy(Request known, String username) {
        return new Request(
                known.reference(),
                known.request(),
                known.status(),
                known.receivedAt(),
                known.dueOn(),
                known.pausedOn(),
                known.daysLeft(),
                known.handledBy(),
                known.steps(),
                known.items(),
                Set.of(username));
    }
}

package vn.tangthu.repository.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts failed logins per name and address, and per address for all names, in the database, so
 * that neither a restart nor a second process forgets them. An attempt counts when it begins:
 * guesses made at the same time cannot slip through together. Somebody else's address never locks a
 * person out.
 */
@Component
class LoginThrottle {
    /** Free attempts for one name from one address; then 2, 4, 8 … seconds between attempts. */
    static final int FREE_PER_NAME = 5;

    /** Free attempts from one address over all names: a whole office may sit behind one. */
    static final int FREE_PER_ADDRESS = 50;

    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final String ALL_NAMES = "";

    private final JdbcClient jdbc;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Row(int failures, Instant lastAt) {}

    /**
     * @return seconds to wait, 0 when the attempt may go on; then it is counted already
     */
    long begin(String username, String address) {
        Instant now = clock.instant();
        long wait =
                Math.max(
                        count(username, address, FREE_PER_NAME, now),
                        count(ALL_NAMES, address, FREE_PER_ADDRESS, now));
        return wait;
    }

    private long count(String username, String address, int free, Instant now) {
        // Counts only if the wait of what is there is over, in one statement, so that of many
        // attempts at once each sees the count of those before it.
        Integer counted =
                jdbc.sql(
                                """
                                insert into kept.login_failure as f (username, address, failures, last_at)
                                values (:username, :address, 1, :now)
                                on conflict (username, address) do update
                                    set failures = case when f.last_at < :forgotten then 1 else f.failures + 1 end,
                                        last_at = :now
                                    where f.failures < :free or f.last_at < :forgotten
                                       or f.last_at <= :now - make_interval(secs =>
                                            least(:longest, power(2, least(f.failures - :free + 1, 20))))
                                returning failures
                                """)
                        .param("username", username)
                        .param("address", address)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("forgotten", now.minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                        .param("free", free)
                        .param("longest", (double) LONGEST_WAIT.toSeconds())
                        .query(Integer.class)
                        .optional()
                        .orElse(null);
        if (counted != null) {
            return 0;
        }
        Row row =
                jdbc.sql(
                                "select failures, last_at from kept.login_failure"
                                        + " where username = :username and address = :address")
                        .param("username", username)
                        .param("address", address)
                        .query(
                                (r, n) ->
                                        new Row(
                                                r.getInt("failures"),
                                                r.getObject("last_at", OffsetDateTime.class)
                                                        .toInstant()))
                        .optional()
                        .orElse(new Row(free, now));
        Duration left = Duration.between(now, row.lastAt().plus(waitAfter(row.failures(), free)));
        return Math.max(1, left.toSeconds() + 1);
    }

    static Duration waitAfter(int failures, int free) {
        if (failures < free) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(failures - free + 1, 20);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
    }

    /** A right password: the name starts anew from there, and the address gets its attempt back. */
    void succeeded(String username, String address) {
        jdbc.sql("delete from kept.login_failure where username = :username and address = :address")
                .param("username", username)
                .param("address", address)
                .update();
        jdbc.sql(
                        "update kept.login_failure set failures = greatest(failures - 1, 0)"
                                + " where username = '' and address = :address")
                .param("address", address)
                .update();
        jdbc.sql("delete from kept.login_failure where last_at < :forgotten")
                .param("forgotten", clock.instant().minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** After a reset the owner must get in at once. */
    void forget(String username) {
        jdbc.sql("delete from kept.login_failure where username = :username")
                .param("username", username)
                .update();
    }
}

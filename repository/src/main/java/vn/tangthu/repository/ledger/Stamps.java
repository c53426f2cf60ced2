package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.TimeStamps;

/**
 * Has checkpoints stamped by an authority outside, where one is configured. A checkpoint never
 * waits for its stamp: what is missing is asked for again, for {@link #DAYS} days. The answer is
 * put first and noted then; a kill between the two is made good by taking over what lies there.
 */
@Component
class Stamps {
    private static final Logger LOG = LoggerFactory.getLogger(Stamps.class);

    /** An authority that is away is not asked again before. */
    private static final Duration REST = Duration.ofMinutes(5);

    /** A stamp on a later checkpoint vouches for the earlier ones too. */
    private static final int DAYS = 30;

    private static final int AT_ONCE = 5;

    private final LedgerRows rows;
    private final Segments segments;
    private final TimeStamps authority;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant notBefore = Instant.MIN;

    Stamps(LedgerRows rows, Segments segments, TimeStamps authority, Clock clock) {
        this.rows = rows;
        this.segments = segments;
        this.authority = authority;
        this.clock = clock;
    }

    /** Beside the caller: a slow authority must not hold up the log. */
    void fetchSoon() {
        if (authority.configured()
                && clock.instant().isAfter(notBefore)
                && busy.compareAndSet(false, true)) {
            Thread unused =
                    Thread.ofPlatform()
                            .daemon()
                            .name("ledger-stamps")
                            .start(
                                    () -> {
                                        try {
                                            fetch();
                                        } finally {
                                            busy.set(false);
                                        }
                                    });
        }
    }

    /** The missing ones, newest first; whether none is missing any more. */
    boolean fetch() {
        if (!authority.configured()) {
            return true;
        }
        try {
            for (long number :
                    rows.unstamped(clock.instant().minus(Duration.ofDays(DAYS)), AT_ONCE)) {
                stamp(number);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            notBefore = clock.instant().plus(REST);
            LOG.warn("No time stamp now; it is asked for again", e);
            return false;
        }
    }

    private void stamp(long number) throws IOException {
        byte[] digest = Merkle.sha256(segments.read(Segments.checkpoint(number)));
        var at = Segments.timestamp(number);
        byte[] answer = segments.readOrNull(at);
        if (answer == null) {
            answer = authority.ask(digest);
            segments.put(at, answer);
        }
        rows.stamped(number, authority.check(answer, digest), PublicKey.hex(Merkle.sha256(answer)));
    }
}

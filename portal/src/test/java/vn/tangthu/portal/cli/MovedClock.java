package vn.tangthu.portal.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, so far behind, or before it where that is negative. */
public final class MovedClock extends Clock {
    private final AtomicReference<Duration> behind;
    private final ZoneId zone;

    public MovedClock(Duration behind) {
        this(new AtomicReference<>(behind), ZoneOffset.UTC);
    }

    private MovedClock(AtomicReference<Duration> behind, ZoneId zone) {
        this.behind = behind;
        this.zone = zone;
    }

    public void behind(Duration now) {
        behind.set(now);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MovedClock(behind, other);
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind.get());
    }
}

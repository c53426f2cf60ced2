package vn.tangthu.indexer.extract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vn.tangthu.repository.TextWorkers;

/** Nobody else reads texts; says what it is told to say. */
final class LoneWorker implements TextWorkers {
    volatile boolean displaced;
    volatile boolean otherVersion;
    volatile int begun;
    volatile int waits;
    volatile int beats;
    volatile int swept;
    volatile String reads = "";
    volatile boolean left;
    private final Duration lease;

    LoneWorker(Duration lease) {
        this.lease = lease;
    }

    LoneWorker() {
        this(Duration.ofMinutes(1));
    }

    @Override
    public void begin(String name, boolean archive, String reads) {
        begun++;
        this.reads = reads;
    }

    @Override
    public Beat beat() {
        beats++;
        return new Beat(Instant.now(), displaced, otherVersion);
    }

    @Override
    public void swept(Instant at) {
        swept++;
    }

    @Override
    public void leave() {
        left = true;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public void awaitSwept() {
        waits++;
    }

    @Override
    public List<Worker> list() {
        return List.of();
    }
}

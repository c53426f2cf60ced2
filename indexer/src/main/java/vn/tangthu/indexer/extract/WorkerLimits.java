package vn.tangthu.indexer.extract;

import java.time.Duration;

/**
 * The bounds of the workers.
 *
 * @param workers the most processes at a time, at least 2: one is kept for people
 * @param heapMegabytes of each
 * @param idle after so long without work a worker is stopped, to give its memory back
 * @param start the most that a worker takes until it is ready
 * @param patience the most that a caller waits for a free worker
 */
record WorkerLimits(
        int workers, int heapMegabytes, Duration idle, Duration start, Duration patience) {
    static final WorkerLimits USUAL =
            new WorkerLimits(
                    2,
                    512,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(120));

    WorkerLimits {
        workers = Math.max(2, workers);
    }

    WorkerLimits withWorkers(int count) {
        return new WorkerLimits(count, heapMegabytes, idle, start, patience);
    }
}

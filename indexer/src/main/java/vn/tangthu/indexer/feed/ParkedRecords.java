package vn.tangthu.indexer.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.repository.AipId;

/**
 * Records that could not be indexed, with the reason. All of them are committed with the index, for
 * after a restart nothing else tells that they are to be tried again; so there are only so many,
 * and the feed takes in no more while they are.
 */
final class ParkedRecords {
    /**
     * From here on the feed stops: so many are no faults of records but of what they are read from.
     * Of the size of a commit, some 3 MB.
     */
    static final int MOST = 20_000;

    /** Shown in a list; the whole reason of these is kept. */
    private static final int LISTED = 1_000;

    private static final int REASON = 500;
    private static final int SHORT_REASON = 80;

    /** Tried again at once, so that nothing waits long for them. */
    private static final int RETRIED = 256;

    private static final Duration RETRY = Duration.ofMinutes(10);

    private final int most;
    private final Map<AipId, String> all = new LinkedHashMap<>();

    /** What is left of the round in which all are tried again. */
    private final Deque<AipId> round = new ArrayDeque<>();

    private long roundNanos = System.nanoTime();

    ParkedRecords(int most) {
        this.most = most;
    }

    /**
     * @return whether it was not among them
     */
    synchronized boolean note(AipId id, String reason) {
        return all.put(id, cut(reason, REASON)) == null;
    }

    synchronized void done(AipId id) {
        all.remove(id);
    }

    synchronized boolean isFull() {
        return all.size() >= most;
    }

    synchronized int size() {
        return all.size();
    }

    /** The first of them, for people. */
    List<IndexStatus.Parked> listed() {
        return some(LISTED);
    }

    /** All of them, for a commit. */
    List<IndexStatus.Parked> all() {
        return some(Integer.MAX_VALUE);
    }

    private synchronized List<IndexStatus.Parked> some(int limit) {
        List<IndexStatus.Parked> some = new ArrayList<>();
        for (Map.Entry<AipId, String> each : all.entrySet()) {
            if (some.size() == limit) {
                break;
            }
            String reason = cut(each.getValue(), some.size() < LISTED ? REASON : SHORT_REASON);
            some.add(new IndexStatus.Parked(each.getKey().toString(), reason));
        }
        return some;
    }

    private static String cut(String reason, int most) {
        return reason.length() > most ? reason.substring(0, most) : reason;
    }

    /** Those whose turn it is to be tried again; none until some time after the last round. */
    synchronized Collection<AipId> due() {
        if (round.isEmpty() && System.nanoTime() - roundNanos > RETRY.toNanos()) {
            roundNanos = System.nanoTime();
            round.addAll(all.keySet());
        }
        List<AipId> due = new ArrayList<>();
        while (due.size() < RETRIED && !round.isEmpty()) {
            AipId id = round.remove();
            if (all.containsKey(id)) {
                due.add(id);
            }
        }
        return due;
    }

    /** The next that is asked begins a round. */
    synchronized void retryNow() {
        roundNanos = System.nanoTime() - 2 * RETRY.toNanos();
    }
}

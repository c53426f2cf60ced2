package vn.tangthu.repository.sets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gives what comes one by one on in groups, so that no list grows with an archive. */
final class Batch<T> {
    private final int most;
    private final Consumer<List<T>> taker;
    private final List<T> waiting = new ArrayList<>();

    Batch(int most, Consumer<List<T>> taker) {
        this.most = most;
        this.taker = taker;
    }

    void add(T one) {
        waiting.add(one);
        if (waiting.size() == most) {
            flush();
        }
    }

    /** Gives on what waits; the list given is good only during the call. */
    void flush() {
        if (!waiting.isEmpty()) {
            taker.accept(waiting);
            waiting.clear();
        }
    }
}

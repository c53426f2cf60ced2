package vn.tangthu.repository.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Ledger.Problem;

/** Passes on so many of each kind and counts all. */
final class Problems {
    private static final long SHOWN = 1000;

    private final Consumer<Problem> to;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

    Problems(Consumer<Problem> to) {
        this.to = to;
    }

    void add(Fault fault, String place, String detail) {
        if (counts.merge(fault, 1L, Long::sum) <= SHOWN) {
            to.accept(new Problem(fault, place, detail));
        }
    }

    long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

package vn.tangthu.repository.access;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Status;

/**
 * What the items of a request come to: open while one is. Its clock is that of the open item whose
 * time ends first; it stands only when the applicant is waited for in all of them, since for the
 * others the archive's term runs.
 */
record ItemSum(
        Status status, LocalDate dueOn, @Nullable LocalDate pausedOn, @Nullable String handledBy) {
    /** What waits for the archive before what waits for the applicant. */
    private static final List<Status> FOREMOST =
            List.of(
                    Status.SUPPLEMENTED,
                    Status.PROPOSED,
                    Status.APPEALED,
                    Status.RECEIVED,
                    Status.IN_PROGRESS,
                    Status.NEEDS_MORE,
                    Status.GRANTED,
                    Status.REFUSED,
                    Status.WITHDRAWN);

    static ItemSum of(List<Item> items) {
        Item foremost =
                items.stream()
                        .min(
                                Comparator.<Item>comparingInt(i -> FOREMOST.indexOf(i.status()))
                                        .thenComparing(Item::dueOn))
                        .orElseThrow();
        boolean begun = items.stream().anyMatch(item -> item.handledBy() != null);
        boolean several = items.size() > 1;
        Status status =
                several && begun && foremost.status() == Status.RECEIVED
                        ? Status.IN_PROGRESS
                        : foremost.status();
        Item urgent =
                items.stream()
                        .filter(item -> item.status().open() == status.open())
                        .min(
                                Comparator.<Item, Boolean>comparing(i -> i.pausedOn() != null)
                                        .thenComparing(Item::dueOn))
                        .orElse(foremost);
        String by = foremost.handledBy();
        return new ItemSum(
                status,
                urgent.dueOn(),
                urgent.pausedOn(),
                by != null
                        ? by
                        : items.stream()
                                .map(Item::handledBy)
                                .filter(name -> name != null)
                                .findFirst()
                                .orElse(null));
    }
}

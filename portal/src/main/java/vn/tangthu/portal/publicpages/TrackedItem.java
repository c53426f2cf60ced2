package vn.tangthu.portal.publicpages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;

/**
 * An item of a request as its applicant follows it.
 *
 * @param line null where it is words, or where what it is about is not open to everybody now
 */
record TrackedItem(
        int number,
        AskedFor.@Nullable Line line,
        String statusKey,
        boolean open,
        boolean canAppeal,
        LocalDate dueOn,
        @Nullable LocalDate pausedOn) {
    static List<TrackedItem> of(Request request, AskedFor askedFor) {
        return request.items().stream()
                .map(
                        item ->
                                new TrackedItem(
                                        item.number(),
                                        askedFor.line(item.record(), item.document()).orElse(null),
                                        "status." + item.status().name().toLowerCase(Locale.ROOT),
                                        item.status().open(),
                                        canAppeal(request, item),
                                        item.dueOn(),
                                        item.pausedOn()))
                .toList();
    }

    private static boolean canAppeal(Request request, Item item) {
        return item.status() == Status.REFUSED
                && request.steps().stream()
                        .noneMatch(step -> step.isAbout(item) && step.status() == Status.APPEALED);
    }

    /** What the applicant can do now; the port decides whether it is done. */
    static List<String> acts(List<TrackedItem> items) {
        List<String> acts = new ArrayList<>();
        if (items.stream().anyMatch(TrackedItem::open)) {
            acts.add("bo-sung");
            acts.add("rut");
        }
        if (items.stream().anyMatch(TrackedItem::canAppeal)) {
            acts.add("khieu-nai");
        }
        return acts;
    }
}

package vn.tangthu.repository.access;

import java.time.LocalDate;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.access.ItemAccess.Openness;

/** What follows for an item from how open the thing is that it asks for: its term, two persons. */
final class ItemTerms {
    private final JdbcClient jdbc;
    private final ItemAccess access;
    private final Supplier<WorkingDays> workingDays;

    ItemTerms(JdbcClient jdbc, Supplier<WorkingDays> workingDays) {
        this.jdbc = jdbc;
        this.access = new ItemAccess(jdbc);
        this.workingDays = workingDays;
    }

    /**
     * Whether two persons grant the item: by what was asked for, by what it is about now, and by
     * what it was before. Who opens a hồ sơ while it is asked for does not decide alone thereby.
     */
    boolean takesTwo(Request request, Item item) {
        return request.request().kind() == Kind.CONDITIONAL
                || item.wasClosed()
                || openness(item).takesTwo();
    }

    /**
     * Whether everybody may know of what the item is about, so that its applicant may be told that
     * it was found.
     */
    boolean mayBeTold(Item item) {
        return openness(item).mayBeTold();
    }

    private Openness openness(Item item) {
        return access.of(item.record(), item.document());
    }

    /**
     * Gives the item the term of what it is about now, where that is longer, and keeps that it is
     * not open: a term that was told is never made shorter. On an appeal the archive has 30 days,
     * whatever it is about. What is late stays late, and no answer asks for this: the day that
     * counts is the one that the applicant was told.
     *
     * @param kind what is wanted now
     * @param today in Vietnam
     * @return as it stands then
     */
    Item asItStands(Request request, Item item, Kind kind, LocalDate today) {
        int days = openness(item).workingDays(kind);
        boolean longer =
                days > item.workingDays()
                        && !isLate(item, today)
                        && !RequestRules.wasAppealed(request, item);
        return longer
                ? changed(
                        request,
                        item,
                        days,
                        workingDays.get().after(item.dueOn(), days - item.workingDays()))
                : closedOrNot(request, item);
    }

    /** Keeps that what it is about is not open, and leaves its term; as it stands then. */
    Item closedOrNot(Request request, Item item) {
        return item.wasClosed() || !openness(item).takesTwo()
                ? item
                : changed(request, item, item.workingDays(), item.dueOn());
    }

    private Item changed(Request request, Item item, int term, LocalDate due) {
        boolean closed = item.wasClosed() || openness(item).takesTwo();
        jdbc.sql(
                        "update kept.access_request_item set working_days = :term, due_on = :due,"
                                + " was_closed = :closed"
                                + " where reference = :reference and number = :number")
                .param("term", term)
                .param("due", due)
                .param("closed", closed)
                .param("reference", request.reference().value())
                .param("number", item.number())
                .update();
        return new Item(
                item.number(),
                item.record(),
                item.document(),
                item.inWords(),
                item.status(),
                due,
                item.pausedOn(),
                item.handledBy(),
                term,
                closed);
    }

    /** Whether its day is over; a clock that stands tells the day on which it stopped. */
    private static boolean isLate(Item item, LocalDate today) {
        LocalDate paused = item.pausedOn();
        return item.dueOn().isBefore(paused == null ? today : paused);
    }
}

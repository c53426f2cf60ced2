package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongFunction;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;

/** Orders of agencies on the desk: those that wait, the oldest first, and those that are done. */
@Route("de-nghi-co-quan")
@RolesAllowed("ARCHIVIST")
class AgencyOrdersView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient AgencyOrders orders;

    AgencyOrdersView(AgencyOrders orders) {
        this.orders = orders;
        title(t("order.desk"));
        add(
                row(new Anchor("/app/yeu-cau", t("nav.requests"))),
                section(t("order.waiting"), list(orders::waiting, 0)),
                section(t("order.done"), list(orders::done, Long.MAX_VALUE)));
    }

    private Div list(LongFunction<List<Order>> source, long start) {
        OrderedList list = new OrderedList();
        list.addClassName("tt-hits");
        Button more = new Button(t("order.more"));
        long[] from = {start};
        Runnable show =
                () -> {
                    List<Order> some = source.apply(from[0]);
                    for (Order order : some) {
                        from[0] = order.n();
                        list.add(line(order));
                    }
                    more.setVisible(some.size() == AgencyOrders.MOST);
                };
        more.addClickListener(e -> show.run());
        show.run();
        if (list.getComponentCount() == 0) {
            list.add(new ListItem(t("order.none")));
        }
        return new Div(list, more);
    }

    private ListItem line(Order order) {
        Counts counts = orders.counts(order.number());
        return new ListItem(
                new H3(
                        new Anchor(
                                "/app/de-nghi-co-quan/" + order.number(),
                                order.number() + " · " + order.bodyName())),
                Marks.mark(t("order.state." + order.state()), tone(order.state())),
                hint(
                        t(
                                "order.sent",
                                order.letterNumber(),
                                words().day(order.letterDay()),
                                words().minute(order.sentAt()),
                                order.sentBy())),
                hint(
                        t(
                                "order.counts",
                                words().number(counts.open() + counts.proposed()),
                                words().number(counts.granted()),
                                words().number(counts.refused()),
                                words().number(counts.fetched()))),
                ended(order),
                order.state() == State.OPEN && counts.again() + counts.proposed() > 0
                        ? hint(t("order.until", words().minute(order.expiresAt())))
                        : new Div(),
                counts.again() == 0
                        ? new Div()
                        : Marks.mark(
                                t("order.again", words().number(counts.again())), Marks.Tone.WARN),
                counts.approver() == 0
                        ? new Div()
                        : Marks.mark(
                                t("order.approver", words().number(counts.approver())),
                                Marks.Tone.WARN));
    }

    private Component ended(Order order) {
        boolean runs = order.state() == State.WAITING || order.state() == State.OPEN;
        LocalDate ended = runs ? orders.holder(order).endedOn() : null;
        return ended == null
                ? new Div()
                : Marks.mark(t("order.body.ended", words().day(ended)), Marks.Tone.WARN);
    }

    static Marks.Tone tone(State state) {
        return switch (state) {
            case WAITING -> Marks.Tone.WARN;
            case OPEN -> Marks.Tone.OK;
            case REFUSED, WITHDRAWN -> Marks.Tone.ERROR;
            case EXPIRED -> Marks.Tone.PLAIN;
        };
    }
}

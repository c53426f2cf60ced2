package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Role;

/** The orders of an agency, the newest first. */
@Route("co-quan/de-nghi")
@RolesAllowed("AGENCY")
class OwnOrdersView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient AgencyOrders orders;
    private final OrderedList list = new OrderedList();
    private final Button more = new Button(t("order.more"));
    private long before = Long.MAX_VALUE;

    OwnOrdersView(AgencyOrders orders, CurrentReader current) {
        this.orders = orders;
        title(t("order.own"));
        list.addClassName("tt-hits");
        BodyId body = current.account().body();
        more.addClickListener(
                e -> {
                    var unused = current.require(Role.AGENCY);
                    show(current.account().body());
                });
        add(row(new Anchor("/app/co-quan/lay-ho-so", t("retrieve.title"))), list, more);
        show(body);
    }

    private void show(@Nullable BodyId body) {
        List<Order> some = body == null ? List.of() : orders.ofBody(body, before);
        for (Order order : some) {
            before = order.n();
            list.add(
                    new ListItem(
                            new H3(
                                    new Anchor(
                                            "/app/co-quan/de-nghi/" + order.number(),
                                            order.body().equals(body)
                                                    ? order.number()
                                                    : order.number() + " · " + order.bodyName())),
                            Marks.mark(t("order.state." + order.state()), tone(order.state())),
                            hint(
                                    t(
                                            "order.sent",
                                            order.letterNumber(),
                                            words().day(order.letterDay()),
                                            words().minute(order.sentAt()),
                                            order.sentBy()))));
        }
        if (list.getComponentCount() == 0) {
            list.add(new ListItem(t("order.none")));
        }
        more.setVisible(some.size() == AgencyOrders.MOST);
    }

    static Marks.Tone tone(State state) {
        return switch (state) {
            case WAITING -> Marks.Tone.INFO;
            case OPEN -> Marks.Tone.OK;
            case REFUSED, WITHDRAWN -> Marks.Tone.ERROR;
            case EXPIRED -> Marks.Tone.PLAIN;
        };
    }
}

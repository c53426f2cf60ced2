package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.Withdrawals.Extent;
import vn.tangthu.repository.Withdrawals.TakenBack;

/** On the page of a delivery that is kept: how much of it is shown, and the way to withdraw it. */
final class WithdrawDelivery extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Withdrawals withdrawals;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Words words;

    WithdrawDelivery(
            Withdrawals withdrawals,
            CurrentReader current,
            ActivityLog activity,
            Words words,
            DeliveryId delivery) {
        this.withdrawals = withdrawals;
        this.current = current;
        this.activity = activity;
        this.words = words;
        show(delivery);
    }

    private void show(DeliveryId delivery) {
        removeAll();
        Extent extent = withdrawals.extent(delivery, current.reader());
        if (extent.withdrawn() > 0) {
            Div told =
                    Notices.box(
                            Marks.Tone.WARN,
                            words.of(
                                    "withdrawn.delivery.done",
                                    words.number(extent.withdrawn()),
                                    words.number(extent.inPackages())));
            told.add(new Anchor("/app/kho/da-rut", words.of("withdrawn.title")));
            add(told);
        }
        if (extent.back() + extent.underWay() > 0) {
            add(
                    Notices.box(
                            Marks.Tone.WARN,
                            words.of(
                                    "withdrawn.delivery.back",
                                    words.number(extent.back()),
                                    words.number(extent.underWay()))));
        }
        boolean nothing = extent.shown() + extent.later() == 0;
        if (extent.left() > 0 && (nothing || extent.withdrawn() + extent.back() > 0)) {
            add(Notices.box(Marks.Tone.INFO, left(extent)));
        }
        if (nothing) {
            return;
        }
        Button withdraw =
                new Button(
                        words.of("withdrawn.delivery"),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of("withdrawn.delivery"),
                                                sure(extent),
                                                words.of("withdrawn.act"),
                                                reason -> withdraw(delivery, reason))
                                        .open());
        withdraw.addThemeVariants(ButtonVariant.LUMO_ERROR);
        add(withdraw);
    }

    /** What will happen to which, and what will not. */
    private String sure(Extent extent) {
        List<String> said = new ArrayList<>();
        if (extent.shown() > 0) {
            said.add(words.of("withdrawn.delivery.sure", words.number(extent.shown())));
        }
        if (extent.later() > 0) {
            said.add(words.of("withdrawn.delivery.later", words.number(extent.later())));
        }
        if (extent.left() > 0) {
            said.add(left(extent));
        }
        return String.join(" ", said);
    }

    private String left(Extent extent) {
        int more = extent.left() - extent.leftCodes().size();
        String codes = String.join(", ", extent.leftCodes());
        return words.of(
                "withdrawn.delivery.left",
                words.number(extent.left()),
                more > 0 ? codes + " … (+" + words.number(more) + ")" : codes);
    }

    private void withdraw(DeliveryId delivery, String reason) {
        Reader archivist = current.require(Role.ARCHIVIST);
        TakenBack done = withdrawals.withdrawDelivery(delivery, reason, archivist);
        activity.record(
                archivist,
                "WITHDRAW_DELIVERY",
                delivery.toString(),
                "rút %d, trở về %d, giữ nguyên %d: %s"
                        .formatted(done.withdrawn(), done.later(), done.left(), reason));
        Notices.done(words.of("saved"));
        show(delivery);
    }
}

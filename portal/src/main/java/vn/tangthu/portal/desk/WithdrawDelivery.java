package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
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
        if (extent.shown() == 0) {
            return;
        }
        Button withdraw =
                new Button(
                        words.of("withdrawn.delivery"),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of("withdrawn.delivery"),
                                                words.of(
                                                        "withdrawn.delivery.sure",
                                                        words.number(extent.shown())),
                                                words.of("withdrawn.act"),
                                                reason -> withdraw(delivery, reason))
                                        .open());
        withdraw.addThemeVariants(ButtonVariant.LUMO_ERROR);
        add(withdraw);
    }

    private void withdraw(DeliveryId delivery, String reason) {
        Reader archivist = current.require(Role.ARCHIVIST);
        int records = withdrawals.withdrawDelivery(delivery, reason, archivist);
        activity.record(
                archivist, "WITHDRAW_DELIVERY", delivery.toString(), records + ": " + reason);
        Notices.done(words.of("saved"));
        show(delivery);
    }
}

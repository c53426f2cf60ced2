package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Fees.Method;
import vn.tangthu.repository.Fees.NewPayment;
import vn.tangthu.repository.RefusedException;

/** What somebody paid, as the receipt says. */
final class FeePaymentDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /**
     * @param owed đồng
     */
    FeePaymentDialog(Words words, long owed, SerializableConsumer<NewPayment> done) {
        setHeaderTitle(words.of("fees.pay"));
        setWidth("32rem");
        Forms forms = new Forms(words);
        IntegerField amount =
                forms.number("fees.pay.amount", Math.toIntExact(Math.min(owed, Integer.MAX_VALUE)));
        DatePicker day = new DatePicker(words.of("fees.pay.day"));
        day.setLocale(words.locale());
        day.setValue(LocalDate.now(Clock.system(Words.ZONE)));
        forms.add(day);
        TextField receipt = forms.text("fees.pay.receipt", null, 100);
        receipt.setRequiredIndicatorVisible(true);
        Select<Method> method = new Select<>();
        method.setLabel(words.of("fees.pay.method"));
        method.setItems(Method.values());
        method.setItemLabelGenerator(one -> words.of("fees.method." + one));
        method.setValue(Method.CASH);
        forms.add(method);
        Div refusals = new Div();
        Button save =
                new Button(
                        words.of("fees.pay"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(
                                        new NewPayment(
                                                Objects.requireNonNullElse(amount.getValue(), 0),
                                                // An empty field is a day that cannot be right.
                                                Objects.requireNonNullElse(
                                                        day.getValue(), LocalDate.EPOCH),
                                                receipt.getValue(),
                                                method.getValue()));
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(refusals, forms.form());
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.NewOrder;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/** The letter to go with what was matched, and the sending; lines are matched again then. */
final class OrderForm extends Div {
    private static final long serialVersionUID = 1L;

    /**
     * @param lines as they match with the rights of the moment
     */
    OrderForm(
            AgencyOrders orders,
            Supplier<List<Match>> lines,
            long can,
            CurrentReader current,
            TangThuHome home,
            Words words) {
        TextField number = new TextField(words.of("order.letterNumber"));
        number.setMaxLength(100);
        number.setRequiredIndicatorVisible(true);
        DatePicker day = new DatePicker(words.of("order.letterDay"));
        day.setMax(LocalDate.now(Words.ZONE));
        day.setLocale(words.locale());
        day.setRequiredIndicatorVisible(true);
        EmailField contact = new EmailField(words.of("order.contact"));
        contact.setMaxLength(200);
        TextArea purpose = new TextArea(words.of("order.purpose"));
        purpose.setMaxLength(500);
        purpose.setWidthFull();
        purpose.setRequiredIndicatorVisible(true);
        Paragraph chosen = new Paragraph(words.of("order.letter.none"));
        AgencyUpload[] letter = new AgencyUpload[1];
        letter[0] =
                new AgencyUpload(
                        home,
                        current,
                        words,
                        "order.letter",
                        AgencyOrders.LARGEST_LETTER,
                        () -> chosen.setText(words.of("order.letter.chosen", letter[0].name())),
                        ".pdf");
        Div told = new Div();
        Button send =
                new Button(
                        words.of("order.send", words.number(can)),
                        e -> {
                            told.removeAll();
                            Path file = letter[0].file();
                            LocalDate of = day.getValue();
                            if (file == null || of == null || contact.isInvalid()) {
                                told.add(
                                        Notices.box(
                                                Marks.Tone.ERROR, words.of("order.incomplete")));
                                return;
                            }
                            try {
                                String sent =
                                        orders.send(
                                                new NewOrder(
                                                        number.getValue(),
                                                        of,
                                                        purpose.getValue(),
                                                        contact.getValue()),
                                                lines.get(),
                                                file,
                                                current.account(),
                                                current.require(Role.AGENCY));
                                letter[0].forget();
                                getUI().ifPresent(ui -> ui.navigate("co-quan/de-nghi/" + sent));
                            } catch (RefusedException refused) {
                                told.add(Notices.findings(refused.findings(), words));
                            } catch (IOException failed) {
                                told.add(Notices.box(Marks.Tone.ERROR, words.of("late.failed")));
                            }
                        });
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div fields = new Div(number, day, contact);
        fields.addClassName("tt-row");
        add(
                new Paragraph(words.of("order.hint", words.number(can))),
                fields,
                purpose,
                letter[0],
                chosen,
                told,
                send);
    }
}

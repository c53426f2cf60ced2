package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.LocalDate;
import java.util.Objects;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.RefusedException;

/** What the signed papers of the council say. */
final class CouncilDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private final Words words;
    private final Forms forms;

    CouncilDialog(Words words, SerializableConsumer<Council> done) {
        this.words = words;
        this.forms = new Forms(words);
        setHeaderTitle(words.of("destruction.decide"));
        setWidth("44rem");
        TextArea members = forms.area("destruction.members", null, 10_000);
        members.setHelperText(words.of("destruction.members.help"));
        TextField minutes = text("destruction.minutes");
        DatePicker met = day("destruction.metOn");
        TextField authority = text("destruction.authority");
        TextField approval = text("destruction.approval");
        DatePicker approved = day("destruction.approvedOn");
        TextField decision = text("destruction.decision");
        DatePicker decided = day("destruction.decidedOn");
        Div refusals = new Div();
        add(new Paragraph(words.of("destruction.decide.hint")), refusals, forms.form());
        Button go =
                new Button(
                        words.of("destruction.decide.act"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(
                                        new Council(
                                                members.getValue()
                                                        .lines()
                                                        .map(String::strip)
                                                        .filter(line -> !line.isEmpty())
                                                        .toList(),
                                                minutes.getValue().strip(),
                                                of(met),
                                                authority.getValue().strip(),
                                                approval.getValue().strip(),
                                                of(approved),
                                                decision.getValue().strip(),
                                                of(decided)));
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), go);
    }

    private TextField text(String key) {
        return forms.text(key, null, Destructions.LONGEST);
    }

    private DatePicker day(String key) {
        DatePicker day = new DatePicker(words.of(key));
        day.setLocale(words.locale());
        forms.add(day);
        return day;
    }

    /** A day that is left open is in no order with the others, and refused. */
    private static LocalDate of(DatePicker day) {
        return Objects.requireNonNullElse(day.getValue(), LocalDate.EPOCH);
    }
}

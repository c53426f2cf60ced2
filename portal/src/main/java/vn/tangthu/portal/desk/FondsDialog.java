package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableFunction;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Holdings.AfterClosing;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;

/** Makes a fonds or changes one; everything that is wrong is told at once. */
final class FondsDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** The closing day whose late documents were told; a second click takes it as it is. */
    private @Nullable LocalDate told;

    /**
     * @param late what is kept and is later than a day; not asked of a new fonds
     */
    FondsDialog(
            Words words,
            @Nullable Fonds old,
            ClosureTerms terms,
            SerializableFunction<LocalDate, AfterClosing> late,
            SerializableConsumer<NewFonds> done) {
        setHeaderTitle(words.of(old == null ? "fonds.create" : "fonds.edit"));
        setWidth("40rem");
        Forms forms = new Forms(words);
        TextField code = forms.text("fonds.code", old == null ? null : old.code(), 100);
        TextField archive =
                forms.text("fonds.archiveCode", old == null ? null : old.archiveCode(), 100);
        TextArea title = forms.area("fonds.title", old == null ? null : old.title(), 1_000);
        code.setRequiredIndicatorVisible(true);
        archive.setRequiredIndicatorVisible(true);
        title.setRequiredIndicatorVisible(true);
        DatePicker closed = new DatePicker(words.of("fonds.closedOn"));
        closed.setLocale(words.locale());
        closed.setValue(old == null ? null : old.closedOn());
        forms.add(closed);
        Select<Access> access = new Select<>();
        access.setLabel(words.of("rights.access"));
        access.setItems(Access.values());
        access.setItemLabelGenerator(words::of);
        access.setValue(old == null ? Access.PUBLIC : old.rights().access());
        access.setHelperText(words.of("fonds.ceiling"));
        forms.add(access);
        Checkbox titlePublic =
                new Checkbox(
                        words.of("rights.titlePublic"), old == null || old.rights().titlePublic());
        forms.add(titlePublic);
        ClosureFields closure =
                new ClosureFields(
                        words,
                        terms,
                        old == null ? Rights.OPEN : old.rights(),
                        old == null || old.closedOn() == null ? null : old.closedOn().getYear());
        closure.addClassName("tt-wide");
        access.addValueChangeListener(e -> closure.of(e.getValue()));
        forms.add(closure);
        TextArea history = forms.area("fonds.history", old == null ? null : old.history(), 10_000);
        Div refusals = new Div();
        add(refusals, forms.form());
        Button save =
                new Button(
                        words.of("save"),
                        e -> {
                            refusals.removeAll();
                            if (!closure.complete()) {
                                return;
                            }
                            LocalDate day = closed.getValue();
                            if (old != null
                                    && day != null
                                    && !day.equals(old.closedOn())
                                    && !day.equals(told)) {
                                told = day;
                                AfterClosing found = late.apply(day);
                                if (!found.isEmpty()) {
                                    refusals.add(
                                            Notices.box(
                                                    Marks.Tone.WARN,
                                                    new Paragraph(
                                                            AfterClosingPanel.count(found, words)),
                                                    new Paragraph(words.of("fonds.after.sure"))));
                                    return;
                                }
                            }
                            try {
                                done.accept(
                                        new NewFonds(
                                                code.getValue().strip(),
                                                title.getValue().strip(),
                                                archive.getValue().strip(),
                                                closed.getValue(),
                                                Forms.textOf(history),
                                                closure.rights(titlePublic.getValue())));
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }
}

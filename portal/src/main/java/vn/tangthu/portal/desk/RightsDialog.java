package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;

/** Changes who may see something, and says plainly what that will do. */
final class RightsDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    RightsDialog(
            Words words, String what, Rights now, SerializableBiConsumer<Rights, String> done) {
        setHeaderTitle(words.of("rights.title"));
        setWidth("36rem");
        RadioButtonGroup<Access> access = new RadioButtonGroup<>(words.of("rights.access"));
        access.setItems(Access.values());
        access.setItemLabelGenerator(a -> words.of(a) + ": " + words.of("rights.means." + a));
        access.setValue(now.access());
        access.addThemeName("vertical");
        Checkbox title = new Checkbox(words.of("rights.titlePublic"), now.titlePublic());
        TextField basis = new TextField(words.of("rights.basis"));
        basis.setValue(now.basis() == null ? "" : now.basis());
        basis.setWidthFull();
        TextArea reason = new TextArea(words.of("reason"));
        reason.setRequiredIndicatorVisible(true);
        reason.setErrorMessage(words.of("reason.required"));
        reason.setWidthFull();
        Div warning = new Div();
        Div refusals = new Div();
        access.addValueChangeListener(
                e -> {
                    warning.removeAll();
                    int change = e.getValue().compareTo(now.access());
                    if (change < 0) {
                        warning.add(Notices.box(Marks.Tone.WARN, words.of("rights.opens")));
                    } else if (change > 0) {
                        warning.add(Notices.box(Marks.Tone.INFO, words.of("rights.closes")));
                    }
                });
        add(new Div(what), refusals, access, warning, title, basis, reason);
        Button save =
                new Button(
                        words.of("rights.save"),
                        e -> {
                            if (reason.getValue().isBlank()) {
                                reason.setInvalid(true);
                                reason.focus();
                                return;
                            }
                            refusals.removeAll();
                            try {
                                done.accept(
                                        new Rights(
                                                access.getValue(),
                                                title.getValue(),
                                                Forms.textOf(basis)),
                                        reason.getValue().strip());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }
}

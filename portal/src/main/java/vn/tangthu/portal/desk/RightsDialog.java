package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableBiConsumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;

/** Changes who may see something, and says plainly what that will do. */
final class RightsDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Saves; for tests too. */
    final Button save;

    /**
     * @param lastYear of what the rights are of; null where it is not known
     */
    RightsDialog(
            Words words,
            String what,
            Rights now,
            ClosureTerms terms,
            @Nullable Integer lastYear,
            SerializableBiConsumer<Rights, String> done) {
        setHeaderTitle(words.of("rights.title"));
        setWidth("36rem");
        RadioButtonGroup<Access> access = new RadioButtonGroup<>(words.of("rights.access"));
        access.setItems(Access.values());
        access.setItemLabelGenerator(a -> words.of(a) + ": " + words.of("rights.means." + a));
        access.setValue(now.access());
        access.addThemeName("vertical");
        Checkbox title = new Checkbox(words.of("rights.titlePublic"), now.titlePublic());
        ClosureFields closure = new ClosureFields(words, terms, now, lastYear);
        TextArea reason = new TextArea(words.of("reason"));
        reason.setRequiredIndicatorVisible(true);
        reason.setErrorMessage(words.of("reason.required"));
        reason.setWidthFull();
        Div warning = new Div();
        Div refusals = new Div();
        access.addValueChangeListener(
                e -> {
                    closure.of(e.getValue());
                    warning.removeAll();
                    int change = e.getValue().compareTo(now.access());
                    if (change < 0) {
                        warning.add(Notices.box(Marks.Tone.WARN, words.of("rights.opens")));
                    } else if (change > 0) {
                        warning.add(Notices.box(Marks.Tone.INFO, words.of("rights.closes")));
                    }
                });
        add(new Div(what), refusals, access, warning, title, closure, reason);
        save =
                new Button(
                        words.of("rights.save"),
                        e -> {
                            boolean reasoned = !reason.getValue().isBlank();
                            reason.setInvalid(!reasoned);
                            if (!reasoned) {
                                reason.focus();
                            }
                            if (!closure.complete() || !reasoned) {
                                return;
                            }
                            refusals.removeAll();
                            try {
                                done.accept(
                                        closure.rights(title.getValue()),
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

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.SuccessionKind;

/** Adds a succession between two bodies of the register. */
final class SuccessionDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /**
     * @param predecessor reference of the body that is looked at; another may be written
     */
    SuccessionDialog(
            Words words, String predecessor, SerializableBiConsumer<BodyList.Edge, String> done) {
        setHeaderTitle(words.of("succession.add"));
        setWidth("36rem");
        Forms forms = new Forms(words);
        TextField before = forms.text("succession.before", predecessor, 200);
        TextField after = forms.text("succession.after", null, 200);
        before.setHelperText(words.of("succession.whom"));
        Select<SuccessionKind> kind = new Select<>();
        kind.setLabel(words.of("succession.kind"));
        kind.setItems(SuccessionKind.values());
        kind.setItemLabelGenerator(k -> named(k, words));
        kind.setValue(SuccessionKind.MERGED);
        forms.add(kind);
        DatePicker legal = new DatePicker(words.of("succession.legal"));
        legal.setLocale(words.locale());
        DatePicker effective = new DatePicker(words.of("succession.effective"));
        effective.setLocale(words.locale());
        effective.setRequiredIndicatorVisible(true);
        forms.add(legal);
        forms.add(effective);
        TextField instrument = forms.text("succession.instrument", null, 500);
        TextArea scope = forms.area("succession.scope", null, 1_000);
        Checkbox partly = new Checkbox(words.of("succession.partly"));
        forms.add(partly);
        TextField reason = forms.text("reason", null, 500);
        reason.setRequiredIndicatorVisible(true);
        reason.setErrorMessage(words.of("reason.required"));
        Div refusals = new Div();
        add(refusals, forms.form());
        Button save =
                new Button(
                        words.of("save"),
                        e -> {
                            refusals.removeAll();
                            reason.setInvalid(reason.getValue().isBlank());
                            effective.setInvalid(effective.getValue() == null);
                            if (reason.isInvalid() || effective.isInvalid()) {
                                return;
                            }
                            try {
                                done.accept(
                                        new BodyList.Edge(
                                                words.of("succession.add"),
                                                before.getValue().strip(),
                                                Forms.textOf(after),
                                                kind.getValue(),
                                                legal.getValue(),
                                                effective.getValue(),
                                                Forms.textOf(instrument),
                                                Forms.textOf(scope),
                                                partly.getValue()),
                                        reason.getValue().strip());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    static String named(SuccessionKind kind, Words words) {
        return words.locale().getLanguage().equals("en") ? kind.english() : kind.vietnamese();
    }
}

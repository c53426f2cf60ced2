package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.RefusedException;

/** The identity number of an applicant, as it was seen on the evidence. */
final class IdentityDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 20;
    private static final int EVIDENCE = 200;

    /**
     * @param known null where there is none yet
     * @param done the number and what it was seen on
     */
    IdentityDialog(
            Words words, @Nullable String known, SerializableBiConsumer<String, String> done) {
        setHeaderTitle(words.of("requests.identity.enter"));
        setWidth("32rem");
        Forms forms = new Forms(words);
        TextField number = forms.text("requests.identity", known, LONGEST);
        number.setRequiredIndicatorVisible(true);
        TextField evidence = forms.text("requests.identity.evidence", null, EVIDENCE);
        evidence.setRequiredIndicatorVisible(true);
        Div refusals = new Div();
        Button save =
                new Button(
                        words.of("requests.identity.enter"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(number.getValue(), evidence.getValue());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(new Paragraph(words.of("requests.identity.hint")), refusals, forms.form());
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }
}

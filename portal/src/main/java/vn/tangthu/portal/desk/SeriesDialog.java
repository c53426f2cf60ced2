package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.RefusedException;

/** Makes a series. */
final class SeriesDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    SeriesDialog(Words words, SerializableBiConsumer<String, String> done) {
        setHeaderTitle(words.of("series.create"));
        setWidth("32rem");
        Forms forms = new Forms(words);
        TextField code = forms.text("series.code", null, 100);
        TextArea title = forms.area("series.title", null, 1_000);
        Div refusals = new Div();
        add(refusals, forms.form());
        Button save =
                new Button(
                        words.of("save"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(code.getValue().strip(), title.getValue().strip());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.RefusedException;

/** Asks why, before something is done that somebody will ask about later. */
final class ReasonDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    ReasonDialog(
            Words words, String title, String text, String act, SerializableConsumer<String> done) {
        this(words, title, new Paragraph(text), act, done);
    }

    ReasonDialog(
            Words words,
            String title,
            Component text,
            String act,
            SerializableConsumer<String> done) {
        setHeaderTitle(title);
        setWidth("32rem");
        TextArea reason = new TextArea(words.of("reason"));
        reason.setRequiredIndicatorVisible(true);
        reason.setWidthFull();
        reason.setMaxLength(500);
        reason.setErrorMessage(words.of("reason.required"));
        Div refusals = new Div();
        add(text, refusals, reason);
        Button go =
                new Button(
                        act,
                        e -> {
                            if (reason.getValue().isBlank()) {
                                reason.setInvalid(true);
                                reason.focus();
                                return;
                            }
                            refusals.removeAll();
                            try {
                                done.accept(reason.getValue().strip());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), go);
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.RefusedException;

/** The last step: nothing of it can be undone, and who does it says so. */
final class DestroyDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /**
     * @param done with the number of the decision as it was typed
     */
    DestroyDialog(Words words, DestructionList list, SerializableConsumer<String> done) {
        setHeaderTitle(words.of("destruction.execute"));
        setWidth("36rem");
        Checkbox sure = new Checkbox(words.of("destruction.execute.sure"));
        TextField number = new TextField(words.of("destruction.execute.number"));
        number.setWidthFull();
        Div refusals = new Div();
        add(
                Notices.box(
                        Marks.Tone.ERROR,
                        words.of("destruction.execute.warning", words.number(list.toDestroy()))),
                refusals,
                number,
                sure);
        Button go =
                new Button(
                        words.of("destruction.execute.act"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(number.getValue());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        go.setEnabled(false);
        sure.addValueChangeListener(e -> go.setEnabled(e.getValue()));
        getFooter().add(new Button(words.of("cancel"), e -> close()), go);
    }
}

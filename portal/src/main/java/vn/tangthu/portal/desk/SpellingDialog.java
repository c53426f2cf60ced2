package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Said;

/** A line of the table of spellings. */
final class SpellingDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Of all spellings together; the rules tell which of them is too long. */
    private static final int MOST = 4_000;

    private final TextArea spellings;
    private final Checkbox oneWay;
    private final TextField remark;

    /**
     * @param before null for a new line
     * @param done may refuse
     */
    SpellingDialog(
            Words words, String title, @Nullable Said before, SerializableConsumer<Said> done) {
        setHeaderTitle(title);
        setWidth("36rem");
        spellings = new TextArea(words.of("spellings.field"));
        spellings.setMaxLength(MOST);
        spellings.setMinRows(3);
        spellings.setWidthFull();
        spellings.setHelperText(words.of("spellings.field.help"));
        oneWay = new Checkbox(words.of("spellings.oneWay"));
        remark = new TextField(words.of("spellings.remark"));
        remark.setMaxLength(SpellingTable.MOST_REMARK);
        remark.setWidthFull();
        if (before != null) {
            spellings.setValue(String.join("\n", before.spellings()));
            oneWay.setValue(before.oneWay());
            remark.setValue(before.remark());
        }
        Div refusals = new Div();
        Button save =
                new Button(
                        words.of("save"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(said());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Paragraph hint = new Paragraph(words.of("spellings.oneWay.hint"));
        hint.addClassName("tt-hint");
        add(refusals, spellings, oneWay, hint, remark);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    private Said said() {
        return new Said(
                spellings.getValue().lines().toList(), oneWay.getValue(), remark.getValue());
    }
}

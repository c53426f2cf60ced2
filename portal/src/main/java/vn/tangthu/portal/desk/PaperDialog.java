package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperRegister.Draft;
import vn.tangthu.repository.PaperRegister.Entry;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;

/** Enters paper holdings or corrects them; everything that is wrong is told at once. */
final class PaperDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private final Words words;
    private final TextField fonds;
    private final TextField code;
    private final TextField series;
    private final TextField number;
    private final TextArea title;
    private final IntegerField from;
    private final IntegerField to;
    private final TextField metres;
    private final IntegerField boxes;
    private final IntegerField sheets;
    private final TextField shelf;
    private final Select<PhysicalCondition> condition;
    private final Select<Access> access = new Select<>();
    private final Checkbox titlePublic = new Checkbox();
    private final TextField basis;
    private final DatePicker closedUntil;
    private final TextArea note;

    /**
     * @param done told the entry and the reason
     */
    PaperDialog(Words words, @Nullable Entry old, SerializableBiConsumer<Draft, String> done) {
        this.words = words;
        Draft was = old == null ? null : old.draft();
        setHeaderTitle(words.of(old == null ? "paper.create" : "paper.edit"));
        setWidth("44rem");
        Forms forms = new Forms(words);
        fonds = forms.text("paper.fonds", was == null ? null : was.fondsCode(), 100);
        code = forms.text("paper.code", was == null ? null : was.fileCode(), 100);
        code.setHelperText(words.of("paper.code.help"));
        series = forms.text("paper.series", was == null ? null : was.seriesCode(), 100);
        number = forms.text("paper.number", was == null ? null : was.number(), 100);
        title = forms.area("paper.field.title", was == null ? null : was.title(), 1_000);
        fonds.setRequiredIndicatorVisible(true);
        code.setRequiredIndicatorVisible(true);
        title.setRequiredIndicatorVisible(true);
        from = forms.number("paper.from", was == null ? null : was.fromYear());
        to = forms.number("paper.to", was == null ? null : was.toYear());
        BigDecimal length = was == null ? null : was.metres();
        metres = forms.text("paper.metres", length == null ? null : length.toPlainString(), 10);
        boxes = forms.number("paper.boxes", was == null ? null : was.boxes());
        sheets = forms.number("paper.sheets", was == null ? null : was.sheets());
        shelf = forms.text("paper.shelf", was == null ? null : was.shelf(), 200);
        shelf.setHelperText(words.of("paper.shelf.help"));
        condition =
                forms.code(
                        "paper.condition",
                        PhysicalCondition.class,
                        was == null ? null : was.condition());
        Rights rights = was == null ? Rights.LISTED : was.rights();
        access.setLabel(words.of("rights.access"));
        access.setItems(Access.values());
        access.setItemLabelGenerator(words::of);
        access.setValue(rights.access());
        if (old != null && old.record() != null) {
            access.setHelperText(words.of("paper.digitised.access"));
        }
        forms.add(access);
        titlePublic.setLabel(words.of("paper.titlePublic"));
        titlePublic.setValue(rights.titlePublic());
        forms.add(titlePublic);
        basis = forms.text("paper.basis", rights.basis(), 500);
        closedUntil = new DatePicker(words.of("paper.closedUntil"));
        closedUntil.setLocale(words.locale());
        closedUntil.setValue(was == null ? null : was.closedUntil());
        closedUntil.setHelperText(words.of("paper.closedUntil.help"));
        forms.add(closedUntil);
        note = forms.area("paper.note", was == null ? null : was.note(), 2_000);
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
                            if (reason.getValue().isBlank()) {
                                reason.setInvalid(true);
                                reason.focus();
                                return;
                            }
                            try {
                                done.accept(draft(), reason.getValue().strip());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    private Draft draft() {
        Integer first = from.getValue();
        Integer last = to.getValue();
        return new Draft(
                words.of("paper.form"),
                fonds.getValue().strip(),
                code.getValue().strip(),
                Forms.textOf(series),
                Forms.textOf(number),
                title.getValue().strip(),
                first,
                last == null ? first : last,
                measure(),
                boxes.getValue(),
                sheets.getValue(),
                Forms.textOf(shelf),
                condition.getValue(),
                new Rights(access.getValue(), titlePublic.getValue(), Forms.textOf(basis)),
                closedUntil.getValue(),
                Forms.textOf(note),
                Set.of());
    }

    private @Nullable BigDecimal measure() {
        String text = metres.getValue().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,6}([.,]\\d{1,3})?")) {
            throw new RefusedException(
                    Finding.blocks(
                            "PAPER_NUMBER",
                            words.of("paper.form"),
                            words.of("paper.metres"),
                            text));
        }
        return new BigDecimal(text.replace(',', '.'));
    }
}

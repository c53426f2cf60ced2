package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.Claim;
import vn.tangthu.repository.Fees.Estimate;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.RefusedException;

/** The fee counted by hand: quantities of the rows that fire, a relief, and why. */
final class FeeDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** What is told. */
    @FunctionalInterface
    interface Told extends Serializable {
        void as(
                Map<Integer, Integer> quantities,
                @Nullable FeeGroup group,
                String why,
                String answer);
    }

    /**
     * @param last as it was told, null where it was not
     * @param claim what the applicant claims, null for nothing
     */
    FeeDialog(Words words, Estimate now, @Nullable Fee last, @Nullable Claim claim, Told told) {
        setHeaderTitle(words.of("fees.correct"));
        setWidth("40rem");
        Forms forms = new Forms(words);
        Map<Integer, IntegerField> fields = new LinkedHashMap<>();
        for (Line line : now.lines()) {
            IntegerField field = new IntegerField(line.label());
            field.setMin(0);
            field.setMax(Fees.MOST_QUANTITY);
            field.setStepButtonsVisible(true);
            field.setHelperText(
                    words.of(
                            "fees.each",
                            words.dong(line.amount()),
                            words.of("fees.unit." + line.unit())));
            field.setValue(before(last, line.row()).or(() -> quantity(line)).orElse(null));
            forms.add(field);
            fields.put(line.row(), field);
        }
        Select<Relief> relief = new Select<>();
        relief.setLabel(words.of("fees.relief.label"));
        relief.setEmptySelectionAllowed(true);
        relief.setEmptySelectionCaption(words.of("fees.relief.none"));
        List<Relief> reliefs = now.table().of().reliefs();
        relief.setItems(reliefs);
        relief.setItemLabelGenerator(
                one ->
                        one == null
                                ? words.of("fees.relief.none")
                                : words.code(one.group()) + " · " + one.percent() + " %");
        relief.addValueChangeListener(
                e ->
                        relief.setHelperText(
                                e.getValue() == null
                                        ? ""
                                        : words.of(
                                                "fees.relief.evidence",
                                                e.getValue().evidence(),
                                                e.getValue().basis())));
        relief.setVisible(!reliefs.isEmpty());
        relief.setValue(Fees.relief(now.table(), proposed(last, claim)));
        forms.add(relief);
        TextArea why = forms.area("reason", null, Fees.MOST_LINE);
        why.setRequiredIndicatorVisible(true);
        TextArea answer = forms.area("fees.claim.answer", null, Fees.MOST_LINE);
        answer.setVisible(claim != null);
        Div refusals = new Div();
        Button save =
                new Button(
                        words.of("fees.tell"),
                        e -> {
                            refusals.removeAll();
                            Map<Integer, Integer> quantities = new HashMap<>();
                            fields.forEach(
                                    (row, field) -> {
                                        if (field.getValue() != null) {
                                            quantities.put(row, field.getValue());
                                        }
                                    });
                            Relief chosen = relief.getValue();
                            try {
                                told.as(
                                        quantities,
                                        chosen == null ? null : chosen.group(),
                                        why.getValue(),
                                        answer.getValue());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(new Paragraph(words.of("fees.correct.hint")), refusals, forms.form());
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    /** What was claimed, until somebody has decided; then what was told. */
    private static @Nullable FeeGroup proposed(@Nullable Fee last, @Nullable Claim claim) {
        if (claim != null && claim.decided() == null) {
            return claim.group();
        }
        return last == null ? null : last.group();
    }

    private static Optional<Integer> before(@Nullable Fee last, int row) {
        return last == null
                ? Optional.empty()
                : last.estimate().lines().stream()
                        .filter(line -> line.row() == row)
                        .findFirst()
                        .flatMap(FeeDialog::quantity);
    }

    private static Optional<Integer> quantity(Line line) {
        return Optional.ofNullable(line.quantity());
    }
}

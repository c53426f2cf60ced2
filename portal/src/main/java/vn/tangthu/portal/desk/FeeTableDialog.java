package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.NewTable;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.Fees.Row;
import vn.tangthu.repository.Fees.Unit;
import vn.tangthu.repository.RefusedException;

/** The next table of fees, filled in with the last one. */
final class FeeTableDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private final transient Words words;
    private final DatePicker from;
    private final TextField basis;
    private final TextArea howToPay;
    private final Checkbox holds;
    private final Div rows = new Div();
    private final Div reliefs = new Div();
    private final List<RowFields> rowFields = new ArrayList<>();
    private final List<ReliefFields> reliefFields = new ArrayList<>();

    FeeTableDialog(Words words, @Nullable NewTable last, SerializableConsumer<NewTable> done) {
        this.words = words;
        setHeaderTitle(words.of("fees.table.enter"));
        setWidth("64rem");
        Forms forms = new Forms(words);
        from = new DatePicker(words.of("fees.table.from"));
        from.setLocale(words.locale());
        from.setValue(LocalDate.now(Clock.system(Words.ZONE)));
        forms.add(from);
        basis = forms.text("fees.table.basis", last == null ? null : last.basis(), Fees.MOST_LINE);
        howToPay = forms.area("fees.table.how", last == null ? null : last.howToPay(), 2_000);
        holds = new Checkbox(words.of("fees.table.holds"), last == null || last.holds());
        forms.add(holds);
        if (last == null) {
            add(new Row(Kind.CERTIFIED_COPY, "", Unit.PAGE, 0));
        } else {
            last.rows().forEach(this::add);
            last.reliefs().forEach(this::add);
        }
        Div refusals = new Div();
        Button save =
                new Button(
                        words.of("save"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(table());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(
                new Paragraph(words.of("fees.table.enter.hint")),
                forms.form(),
                new H3(words.of("fees.rows")),
                rows,
                new Button(
                        words.of("fees.row.add"),
                        e -> add(new Row(Kind.CERTIFIED_COPY, "", Unit.PAGE, 0))),
                new H3(words.of("fees.reliefs")),
                reliefs,
                new Button(
                        words.of("fees.relief.add"),
                        e -> add(new Relief(FeeGroup.STUDENT, 100, "", ""))),
                refusals);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    private void add(Row row) {
        RowFields fields = new RowFields(row);
        rowFields.add(fields);
        line(
                rows,
                () -> rowFields.remove(fields),
                fields.label,
                fields.use,
                fields.unit,
                fields.amount);
    }

    private void add(Relief relief) {
        ReliefFields fields = new ReliefFields(relief);
        reliefFields.add(fields);
        line(
                reliefs,
                () -> reliefFields.remove(fields),
                fields.group,
                fields.percent,
                fields.basis,
                fields.evidence);
    }

    private void line(Div list, Runnable removed, Component... fields) {
        Div line = new Div(fields);
        line.addClassName("tt-row");
        Button remove = new Button(words.of("fees.row.remove"));
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        remove.addClickListener(
                e -> {
                    list.remove(line);
                    removed.run();
                });
        line.add(remove);
        list.add(line);
    }

    private NewTable table() {
        return new NewTable(
                // An empty field is a day that cannot be right.
                Objects.requireNonNullElse(from.getValue(), LocalDate.EPOCH),
                basis.getValue(),
                howToPay.getValue(),
                holds.getValue(),
                rowFields.stream().map(RowFields::row).toList(),
                reliefFields.stream().map(ReliefFields::relief).toList());
    }

    private final class RowFields {
        private final TextField label = new TextField(words.of("fees.label"));
        private final Select<Kind> use = new Select<>();
        private final Select<Unit> unit = new Select<>();
        private final IntegerField amount = new IntegerField(words.of("fees.amount.dong"));

        RowFields(Row row) {
            label.setMaxLength(Fees.MOST_LINE);
            label.setWidth("22rem");
            label.setValue(row.label());
            use.setLabel(words.of("requests.kind"));
            use.setItems(Kind.values());
            use.setItemLabelGenerator(words::of);
            use.setValue(row.use());
            unit.setLabel(words.of("fees.unit"));
            unit.setItems(Unit.values());
            unit.setItemLabelGenerator(one -> words.of("fees.unit." + one));
            unit.setWidth("9rem");
            unit.setValue(row.unit());
            amount.setMin(0);
            amount.setMax((int) Fees.MOST_AMOUNT);
            amount.setWidth("9rem");
            amount.setValue((int) row.amount());
        }

        Row row() {
            // An empty field is an amount that cannot be right.
            int each = Objects.requireNonNullElse(amount.getValue(), -1);
            return new Row(use.getValue(), label.getValue(), unit.getValue(), each);
        }
    }

    private final class ReliefFields {
        private final Select<FeeGroup> group = new Select<>();
        private final IntegerField percent = new IntegerField(words.of("fees.relief.percent"));
        private final TextField basis = new TextField(words.of("fees.relief.basis"));
        private final TextField evidence = new TextField(words.of("fees.relief.show"));

        ReliefFields(Relief relief) {
            group.setLabel(words.of("fees.relief.group"));
            group.setItems(FeeGroup.values());
            group.setItemLabelGenerator(words::code);
            group.setWidth("16rem");
            group.setValue(relief.group());
            percent.setMin(1);
            percent.setMax(100);
            percent.setWidth("7rem");
            percent.setValue(relief.percent());
            basis.setMaxLength(Fees.MOST_LINE);
            basis.setValue(relief.basis());
            evidence.setMaxLength(Fees.MOST_LINE);
            evidence.setValue(relief.evidence());
        }

        Relief relief() {
            int part = Objects.requireNonNullElse(percent.getValue(), 0);
            return new Relief(group.getValue(), part, basis.getValue(), evidence.getValue());
        }
    }
}

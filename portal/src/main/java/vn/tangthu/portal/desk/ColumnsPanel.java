package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.Contractors.Field;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveredColumn.How;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;

/**
 * How the headings of a delivery's lists are read: proposed, to be confirmed or put right by a
 * person, and saved for the contractor.
 */
final class ColumnsPanel extends Div {
    private static final long serialVersionUID = 1L;
    private final List<ColumnRow> rows = new ArrayList<>();
    private final Div refusals = new Div();

    /**
     * @param contractor asked for when there is none
     * @param confirmed saves the choices for the contractor and checks again
     */
    ColumnsPanel(
            List<DeliveredColumn> columns,
            Contractors contractors,
            ContractorField contractor,
            Words words,
            SerializableConsumer<List<Choice>> confirmed) {
        long questions = columns.stream().filter(c -> isQuestion(c.how())).count();
        Div content = new Div(new Paragraph(words.of("columns.explained")));
        for (DeliveryList list : DeliveryList.values()) {
            List<DeliveredColumn> of = columns.stream().filter(c -> c.list() == list).toList();
            if (!of.isEmpty()) {
                content.add(new H4(words.of(list)));
                addRows(content, of, contractors.fields(list), words);
            }
        }
        Button confirm =
                new Button(
                        words.of("columns.confirm"),
                        e -> {
                            if (contractor.asked().isPresent()) {
                                confirm(words, confirmed);
                            }
                        });
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        content.add(refusals, confirm);
        Details details = new Details(words.of("columns.title", words.number(questions)), content);
        details.setOpened(questions > 0 || lacks(columns, contractors));
        details.setWidthFull();
        add(details);
    }

    /** Whether there is anything about the columns that a person could want to say. */
    static boolean isNeeded(List<DeliveredColumn> columns) {
        return columns.stream().anyMatch(c -> c.how() != How.KNOWN);
    }

    private static boolean isQuestion(How how) {
        return how == How.DOUBTFUL || how == How.GUESSED;
    }

    private static boolean lacks(List<DeliveredColumn> columns, Contractors contractors) {
        for (DeliveryList list : DeliveryList.values()) {
            List<DeliveredColumn> of = columns.stream().filter(c -> c.list() == list).toList();
            boolean lacks =
                    contractors.fields(list).stream()
                            .filter(Field::mandatory)
                            .anyMatch(
                                    field ->
                                            of.stream()
                                                    .noneMatch(
                                                            c -> field.name().equals(c.field())));
            if (!of.isEmpty() && lacks) {
                return true;
            }
        }
        return false;
    }

    private void addRows(
            Div content, List<DeliveredColumn> columns, List<Field> fields, Words words) {
        Div known = new Div();
        for (DeliveredColumn column : columns) {
            ColumnRow row = new ColumnRow(column, fields, words);
            rows.add(row);
            (column.how() == How.KNOWN ? known : content).add(row);
        }
        long count = known.getChildren().count();
        if (count > 0) {
            content.add(new Details(words.of("columns.known", words.number(count)), known));
        }
    }

    private void confirm(Words words, SerializableConsumer<List<Choice>> confirmed) {
        refusals.removeAll();
        List<Finding> wrong = twice();
        if (wrong.isEmpty()) {
            try {
                confirmed.accept(
                        rows.stream().map(ColumnRow::choice).flatMap(Optional::stream).toList());
                return;
            } catch (RefusedException refused) {
                wrong = refused.findings();
            }
        }
        refusals.add(Notices.findings(wrong, words));
    }

    /** Columns that stay as they are count too. */
    private List<Finding> twice() {
        Set<String> seen = new HashSet<>();
        return rows.stream()
                .map(ColumnRow::answer)
                .filter(a -> a.field() != null && !seen.add(a.list() + " " + a.field()))
                .map(a -> Finding.blocks("FIELD_CHOSEN_TWICE", a.heading(), a.heading()))
                .toList();
    }
}

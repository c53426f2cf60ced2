package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.FormatRules.Standing;

/** What a contract, or the archive, says of formats: rows to be changed, saved together. */
final class ContractFormats extends Div {
    private static final long serialVersionUID = 1L;
    private final Words words;
    private final Div rows = new Div();
    private final List<Row> entered = new ArrayList<>();

    /**
     * @param said what is said now
     * @param save told all that is to be said
     */
    ContractFormats(
            String heading,
            String hint,
            List<Rule> said,
            Words words,
            SerializableConsumer<ArrayList<Rule>> save) {
        this.words = words;
        said.forEach(this::add);
        Button more =
                new Button(
                        words.of("contractors.formats.add"),
                        e -> add(new Rule("", Standing.REFUSED, "")));
        more.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        Button button =
                new Button(
                        words.of("save"),
                        e ->
                                save.accept(
                                        entered.stream()
                                                .map(Row::rule)
                                                .filter(rule -> !rule.key().isEmpty())
                                                .collect(Collectors.toCollection(ArrayList::new))));
        button.setAriaLabel(words.of("save") + ": " + heading);
        Div actions = new Div(more, button);
        actions.addClassName("tt-row");
        Paragraph explained = new Paragraph(hint);
        explained.addClassName("tt-hint");
        addClassName("tt-section");
        add(new H2(heading), explained, rows, actions);
    }

    private void add(Rule rule) {
        Row row = new Row(rule, words);
        Button remove =
                new Button(
                        words.of("contractors.remove"),
                        e -> {
                            entered.remove(row);
                            rows.remove(row.line());
                        });
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        remove.setAriaLabel(words.of("contractors.removeOf", rule.key()));
        row.line().add(remove);
        entered.add(row);
        rows.add(row.line());
    }

    /** One rule as it is entered. */
    private static final class Row implements Serializable {
        private static final long serialVersionUID = 1L;
        private final TextField key;
        private final Select<Standing> standing = new Select<>();
        private final TextField reason;
        private final Div line;

        Row(Rule rule, Words words) {
            key = new TextField(words.of("contractors.formats.key"));
            key.setValue(rule.key());
            key.setMaxLength(110);
            standing.setLabel(words.of("contractors.formats.standing"));
            standing.setItems(Standing.values());
            standing.setItemLabelGenerator(words::of);
            standing.setValue(rule.standing());
            reason = new TextField(words.of("reason"));
            reason.setMaxLength(FormatRules.LONGEST_REASON);
            reason.setValue(rule.reason());
            reason.setWidth("min(28rem, 100%)");
            line = new Div(key, standing, reason);
            line.addClassName("tt-row");
        }

        Div line() {
            return line;
        }

        Rule rule() {
            return new Rule(
                    FormatRules.key(key.getValue()),
                    standing.getValue(),
                    reason.getValue().strip());
        }
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.function.SerializableConsumer;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ScanRules.Breach;
import vn.tangthu.repository.ScanRules.Colours;

/** What the contract with a contractor asks of scans, to be read and changed. */
final class ContractScans extends Div {
    private static final long serialVersionUID = 1L;
    private final IntegerField dpi;
    private final IntegerField mapDpi;
    private final Select<Colours> colours = new Select<>();
    private final Select<Breach> breach = new Select<>();

    /**
     * @param usual what is asked where nobody said otherwise
     * @param save told what was entered, once it is in its limits
     */
    ContractScans(
            ScanRules rules, ScanRules usual, Words words, SerializableConsumer<ScanRules> save) {
        dpi = field(words.of("contractors.dpi"), rules.dpi(), words);
        mapDpi = field(words.of("contractors.mapDpi"), rules.mapDpi(), words);
        colours.setLabel(words.of("contractors.colours"));
        colours.setItems(Colours.values());
        colours.setItemLabelGenerator(words::of);
        colours.setValue(rules.colours());
        breach.setLabel(words.of("contractors.breach"));
        breach.setItems(Breach.values());
        breach.setItemLabelGenerator(words::of);
        breach.setValue(rules.breach());
        Button button =
                new Button(
                        words.of("save"),
                        e -> {
                            if (!dpi.isInvalid()
                                    && !mapDpi.isInvalid()
                                    && dpi.getValue() != null
                                    && mapDpi.getValue() != null) {
                                save.accept(
                                        new ScanRules(
                                                dpi.getValue(),
                                                mapDpi.getValue(),
                                                colours.getValue(),
                                                breach.getValue()));
                            }
                        });
        Div fields = new Div(dpi, mapDpi, colours, breach, button);
        fields.addClassName("tt-row");
        Paragraph hint =
                new Paragraph(
                        words.of(
                                "contractors.scans.hint",
                                usual.dpi(),
                                usual.mapDpi(),
                                words.of(usual.colours()),
                                words.of(usual.breach())));
        hint.addClassName("tt-hint");
        addClassName("tt-section");
        add(new H2(words.of("contractors.scans")), hint, fields);
    }

    private static IntegerField field(String label, int value, Words words) {
        IntegerField field = new IntegerField(label);
        field.setMin(0);
        field.setMax(ScanRules.MOST_DPI);
        field.setStepButtonsVisible(false);
        field.setValue(value);
        field.setErrorMessage(words.of("contractors.dpi.limits", ScanRules.MOST_DPI));
        return field;
    }
}

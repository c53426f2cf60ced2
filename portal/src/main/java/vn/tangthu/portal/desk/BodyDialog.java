package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.RefusedException;

/** Adds a body to the register or corrects one; everything that is wrong is told at once. */
final class BodyDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /**
     * @param fondsCodes of the fonds that it made
     * @param done told the body and the reason
     */
    BodyDialog(
            Words words,
            @Nullable Body old,
            List<String> fondsCodes,
            SerializableBiConsumer<BodyList.Entry, String> done) {
        setHeaderTitle(words.of(old == null ? "bodies.create" : "bodies.edit"));
        setWidth("44rem");
        Forms forms = new Forms(words);
        TextArea names =
                forms.area("bodies.names", old == null ? "" : BodyTexts.lines(old.names()), 20_000);
        names.setHelperText(words.of("bodies.lines.help"));
        names.setRequiredIndicatorVisible(true);
        TextField reference =
                forms.text("bodies.reference", old == null ? "" : old.reference(), 200);
        reference.setReadOnly(old != null);
        reference.setHelperText(words.of("bodies.reference.help"));
        if (old == null) {
            names.addValueChangeListener(
                    e -> {
                        if (reference.isEmpty()) {
                            String first = e.getValue().lines().findFirst().orElse("");
                            reference.setValue(BodyNames.slug(first.replaceAll("\\|.*", "")));
                        }
                    });
        }
        Select<BodyKind> kind = new Select<>();
        kind.setLabel(words.of("bodies.kind"));
        kind.setItems(BodyKind.values());
        kind.setItemLabelGenerator(k -> named(k, words));
        kind.setValue(old == null ? BodyKind.COMMUNE : old.kind());
        forms.add(kind);
        DatePicker from = day("bodies.from", old == null ? null : old.from(), words);
        LocalDate until = old == null ? null : old.until();
        DatePicker last = day("bodies.last", until == null ? null : until.minusDays(1), words);
        forms.add(from);
        forms.add(last);
        TextArea superiors =
                forms.area(
                        "bodies.superiors",
                        old == null ? "" : BodyTexts.lines(BodyTexts.superiors(old)),
                        20_000);
        TextArea codes =
                forms.area("bodies.codes", old == null ? "" : BodyTexts.lines(old.codes()), 20_000);
        TextArea addresses =
                forms.area(
                        "bodies.addresses",
                        old == null ? "" : BodyTexts.lines(old.addresses()),
                        20_000);
        TextField fonds = forms.text("bodies.fonds", String.join(", ", fondsCodes), 2_000);
        TextArea history = forms.area("bodies.history", old == null ? null : old.history(), 20_000);
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
                            LocalDate end = last.getValue();
                            try {
                                done.accept(
                                        new BodyList.Entry(
                                                reference.getValue().strip(),
                                                reference.getValue().strip(),
                                                kind.getValue(),
                                                from.getValue(),
                                                end == null ? null : end.plusDays(1),
                                                BodyTexts.parse(names.getValue()),
                                                BodyTexts.parse(codes.getValue()),
                                                BodyTexts.parse(superiors.getValue()),
                                                BodyTexts.parse(addresses.getValue()),
                                                Forms.textOf(history),
                                                codesOf(fonds.getValue())),
                                        reason.getValue().strip());
                                close();
                            } catch (IllegalArgumentException unread) {
                                refusals.add(
                                        Notices.box(
                                                Marks.Tone.ERROR,
                                                words.of("bodies.line", "" + unread.getMessage())));
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    static String named(BodyKind kind, Words words) {
        return words.locale().getLanguage().equals("en") ? kind.english() : kind.vietnamese();
    }

    private static DatePicker day(String key, @Nullable LocalDate value, Words words) {
        DatePicker day = new DatePicker(words.of(key));
        day.setLocale(words.locale());
        day.setValue(value);
        return day;
    }

    private static List<String> codesOf(String text) {
        Stream<String> codes = Arrays.stream(text.split("[,;]")).map(String::strip);
        return codes.filter(code -> !code.isEmpty()).distinct().toList();
    }
}

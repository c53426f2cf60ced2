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
import com.vaadin.flow.function.SerializableFunction;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.RefusedException;

/** Phiếu giấy: a request that came by post or over the counter, keyed in with its day. */
final class PaperRequestDialog extends Dialog {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final long serialVersionUID = 1L;
    private final DatePicker day;
    private final Select<Kind> kind = new Select<>();
    private final TextArea codes;
    private final TextArea wanted;
    private final TextArea purpose;
    private final TextField name;
    private final TextField behalf;
    private final TextField contact;
    private final TextField identity;
    private final Select<PaperUse> use = new Select<>();
    private final Select<Relief> relief = new Select<>();
    private final Div refusals = new Div();

    /** That the day has no table with the relief that was chosen. */
    private final Div gone = new Div();

    /** What a person chose last: the list loses it with each day that does not have it. */
    private @Nullable FeeGroup chosen;

    final Button save;

    /**
     * @param resolve a hồ sơ by its code, for who keys it in
     * @param reliefs of the fee, that requests of a day can claim
     * @param send keeps it, with the group whose relief is claimed, or null
     */
    PaperRequestDialog(
            Words words,
            SerializableFunction<String, Optional<AipId>> resolve,
            SerializableFunction<LocalDate, List<Relief>> reliefs,
            SerializableBiConsumer<NewRequest, @Nullable FeeGroup> send) {
        setHeaderTitle(words.of("requests.paper"));
        setWidth("40rem");
        Forms forms = new Forms(words);
        day = new DatePicker(words.of("requests.paperOn"));
        day.setLocale(words.locale());
        day.setValue(LocalDate.now(Clock.system(VIETNAM)));
        day.setRequiredIndicatorVisible(true);
        forms.add(day);
        kind.setLabel(words.of("requests.kind"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(words::of);
        kind.setValue(Kind.READ);
        forms.add(kind);
        codes = forms.area("requests.paper.codes", null, 4_000);
        codes.setHelperText(words.of("requests.paper.codes.help"));
        wanted = forms.area("requests.wanted", null, 4_000);
        purpose = forms.area("requests.purpose", null, 4_000);
        use.setLabel(words.of("requests.paperUse"));
        use.setHelperText(words.of("requests.paperUse.help"));
        use.setItems(PaperUse.values());
        use.setEmptySelectionAllowed(true);
        use.setEmptySelectionCaption(words.of("requests.paperUse.none"));
        use.setItemLabelGenerator(
                one -> one == null ? words.of("requests.paperUse.none") : words.of(one));
        forms.add(use);
        name = forms.text("requests.name", null, 200);
        behalf = forms.text("requests.behalf", null, 200);
        contact = forms.text("requests.contact", null, 200);
        contact.setHelperText(words.of("requests.paper.contact.help"));
        identity = forms.text("requests.identity", null, 20);
        relief.setLabel(words.of("requests.relief"));
        relief.setHelperText(words.of("requests.relief.help"));
        relief.setEmptySelectionAllowed(true);
        relief.setEmptySelectionCaption(words.of("requests.relief.none"));
        relief.setItemLabelGenerator(
                one ->
                        one == null
                                ? words.of("requests.relief.none")
                                : words.of(
                                        "requests.relief.one",
                                        words.code(one.group()),
                                        one.percent(),
                                        one.evidence()));
        relief.setWidthFull();
        forms.add(relief);
        relief.addValueChangeListener(
                e -> {
                    if (e.isFromClient()) {
                        chosen = e.getValue() == null ? null : e.getValue().group();
                        gone.removeAll();
                    }
                });
        day.addValueChangeListener(e -> offer(reliefs, words));
        offer(reliefs, words);
        save =
                new Button(
                        words.of("requests.paper.save"),
                        e -> {
                            refusals.removeAll();
                            List<String> unknown = new ArrayList<>();
                            List<Asked> asked = new ArrayList<>();
                            codes.getValue()
                                    .lines()
                                    .map(String::strip)
                                    .filter(code -> !code.isEmpty())
                                    .distinct()
                                    .forEach(
                                            code ->
                                                    resolve.apply(code)
                                                            .ifPresentOrElse(
                                                                    id ->
                                                                            asked.add(
                                                                                    new Asked(
                                                                                            id,
                                                                                            null)),
                                                                    () -> unknown.add(code)));
                            if (!unknown.isEmpty()) {
                                refusals.add(
                                        Notices.box(
                                                Marks.Tone.WARN,
                                                words.of(
                                                        "requests.paper.unknown",
                                                        String.join(", ", unknown))));
                                return;
                            }
                            try {
                                Relief claimed = relief.getValue();
                                send.accept(
                                        request(asked), claimed == null ? null : claimed.group());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(refusals, gone, forms.form());
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    /** Those of the chosen day; the group that was chosen comes back where that day has it. */
    private void offer(SerializableFunction<LocalDate, List<Relief>> reliefs, Words words) {
        List<Relief> there = day.getValue() == null ? List.of() : reliefs.apply(day.getValue());
        relief.setItems(there);
        Optional<Relief> same = there.stream().filter(one -> one.group() == chosen).findFirst();
        relief.setValue(same.orElse(null));
        relief.setVisible(!there.isEmpty());
        gone.removeAll();
        if (chosen != null && same.isEmpty() && day.getValue() != null) {
            gone.add(
                    Notices.box(
                            Marks.Tone.WARN,
                            words.of("requests.paper.reliefGone", words.code(chosen))));
        }
    }

    private NewRequest request(List<Asked> asked) {
        // Without its day it would count from today: an empty field is a day that cannot be right.
        return new NewRequest(
                kind.getValue(),
                asked,
                wanted.getValue(),
                purpose.getValue(),
                name.getValue(),
                contact.getValue(),
                identity.getValue(),
                behalf.getValue(),
                Objects.requireNonNullElse(day.getValue(), LocalDate.MIN),
                use.getValue());
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/**
 * Asks once what the closed pages of a hồ sơ are opened for, and leads on to where one wanted. Of
 * what the reader may not open it knows nothing, as every other view.
 */
@Route("ho-so/:id/muc-dich")
@PermitAll
class PurposeView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    private static final String APP = "/app/";

    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Purposes purposes;
    private RadioButtonGroup<Kind> kind = new RadioButtonGroup<>();
    private TextField text = new TextField();
    private Checkbox others = new Checkbox();

    PurposeView(Catalogue catalogue, CurrentReader current, Purposes purposes) {
        this.catalogue = catalogue;
        this.current = current;
        this.purposes = purposes;
    }

    /** Instead of the view that is entered; its address is where the answer leads to. */
    static void ask(BeforeEnterEvent event, AipId record) {
        event.forwardTo(
                PurposeView.class,
                new RouteParameters("id", record.toString()),
                QueryParameters.simple(Map.of(Purposes.BACK, address(event))));
    }

    /** What was said, above what is open for it, and the way to say something else. */
    static Div said(ReadingPurpose purpose, AipId record, BeforeEnterEvent event, Words words) {
        return row(
                hint(words.of("purpose.now", words.purpose(purpose))),
                new Anchor(Purposes.question(record, address(event)), words.of("purpose.change")));
    }

    private static String address(BeforeEnterEvent event) {
        return APP + event.getLocation().getPathWithQueryParameters();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clear();
        Reader reader = current.reader();
        RecordView.Full full = find(event.getRouteParameters().get("id").orElse(""), reader);
        String back =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter(Purposes.BACK)
                        .flatMap(Purposes::own)
                        .orElse(RecordPage.address(full.id(), ""));
        title(t("purpose.title", full.arcFileCode()));
        add(hint(t("purpose.hint")));
        // The view of one hồ sơ may be entered again for another one.
        kind = new RadioButtonGroup<>();
        text = new TextField();
        others = new Checkbox();
        ReadingPurpose before = purposes.of(full.id(), reader).or(purposes::last).orElse(null);
        kind.setLabel(t("purpose.kind"));
        kind.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        kind.setItems(Purposes.kinds(reader));
        kind.setItemLabelGenerator(each -> t("purpose." + each));
        kind.setRequiredIndicatorVisible(true);
        text.setMaxLength(ReadingPurpose.LONGEST);
        text.setWidthFull();
        text.setRequiredIndicatorVisible(true);
        others.setLabel(t("purpose.others"));
        kind.addValueChangeListener(e -> shape(e.getValue()));
        if (before == null) {
            kind.setValue(reader.is(Role.ARCHIVIST) ? null : Kind.AGENCY_WORK);
        } else {
            kind.setValue(before.kind());
            text.setValue(before.text());
        }
        shape(kind.getValue());
        Button go = new Button(t("purpose.go"), e -> go(full.id(), back));
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        text.addKeyPressListener(Key.ENTER, e -> go(full.id(), back));
        kind.getElement()
                .addEventListener("keypress", e -> go(full.id(), back))
                .setFilter("event.key === 'Enter'");
        add(kind, text, others, row(go, new Anchor(RecordPage.address(full.id(), ""), t("back"))));
        if (before == null) {
            kind.getElement().callJsFunction("focus");
        } else {
            go.focus(); // as before: one press of Enter
        }
    }

    private RecordView.Full find(String id, Reader reader) {
        try {
            return catalogue
                    .record(new AipId(UUID.fromString(id)), reader)
                    .map(record -> record instanceof RecordView.Full full ? full : null)
                    .orElseThrow(NotFoundException::new);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    /** What a purpose asks for, and nothing else. */
    private void shape(@Nullable Kind chosen) {
        boolean worded = chosen != null && chosen.worded();
        text.setVisible(worded);
        text.setInvalid(false);
        if (worded) {
            text.setLabel(t("purpose.text." + chosen));
        } else {
            text.clear();
        }
        // A request and a letter name their hồ sơ; arranging and checking go through many.
        boolean many = chosen == Kind.ARRANGING || chosen == Kind.QUALITY;
        others.setVisible(many);
        if (!many) {
            others.setValue(false);
        }
    }

    private void go(AipId record, String back) {
        Kind chosen = kind.getValue();
        if (chosen == null) {
            kind.setErrorMessage(t("purpose.choose"));
            kind.setInvalid(true);
            kind.getElement().callJsFunction("focus");
            return;
        }
        ReadingPurpose purpose =
                purposes.checked(chosen, text.getValue(), current.reader()).orElse(null);
        if (purpose == null) {
            text.setErrorMessage(t("purpose.wrong." + chosen));
            text.setInvalid(true);
            text.focus();
            return;
        }
        purposes.say(record, purpose, others.getValue());
        // By the browser: where the question was forwarded to, the client takes its way back for
        // the
        // place it is at already, and goes nowhere.
        getUI().ifPresent(ui -> ui.getPage().setLocation(back));
        if (back.startsWith(APP)) {
            return;
        }
        // A file is saved beside this page; an image opens instead of it.
        clear();
        Anchor again = new Anchor(back, t("purpose.open"));
        again.getElement().setAttribute("router-ignore", true);
        add(
                Notices.box(
                        Marks.Tone.INFO,
                        new Paragraph(t("purpose.noted", words().purpose(purpose))),
                        again),
                row(new Anchor(RecordPage.address(record, ""), t("viewer.back"))));
    }
}

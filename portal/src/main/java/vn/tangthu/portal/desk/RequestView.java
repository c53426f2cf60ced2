package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** One request: who wants what and what for, its history, and the reply. */
@Route("yeu-cau/:id")
@RolesAllowed("ARCHIVIST")
class RequestView extends PageView implements BeforeEnterObserver {
    private static final List<Status> DECISIONS =
            List.of(Status.IN_PROGRESS, Status.NEEDS_MORE, Status.GRANTED, Status.REFUSED);

    private static final long serialVersionUID = 1L;
    private final transient AccessRequests requests;
    private final transient CurrentReader current;
    private final transient Clock clock;

    RequestView(AccessRequests requests, CurrentReader current, Clock clock) {
        this.requests = requests;
        this.current = current;
        this.clock = clock;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(
                requests.find(event.getRouteParameters().get("id").orElse(""))
                        .orElseThrow(NotFoundException::new));
    }

    private void show(Request request) {
        clear();
        NewRequest asked = request.request();
        title(t("requests.one", request.reference().value()));
        LocalDate today = LocalDate.now(clock.withZone(Words.ZONE));
        add(
                row(
                        new Anchor("/app/yeu-cau", t("requests.back")),
                        Marks.mark(
                                words().of(request.status()), RequestsView.tone(request.status())),
                        WorkingDays.mark(request, today, words())));
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        fact(facts, "requests.kind", words().of(asked.kind()));
        fact(facts, "requests.wanted", asked.wanted());
        fact(facts, "requests.purpose", asked.purpose());
        fact(facts, "requests.name", asked.name());
        fact(facts, "requests.contact", asked.contact());
        fact(facts, "requests.identity", asked.identityNumber());
        fact(facts, "requests.received", words().minute(request.receivedAt()));
        fact(facts, "requests.dueOn", words().day(request.dueOn()));
        fact(facts, "requests.handledBy", request.handledBy());
        add(facts);
        if (asked.about() != null) {
            add(row(new Anchor("/app/ho-so/" + asked.about(), t("requests.about"))));
        }
        add(section(t("requests.reply"), reply(request)));
        add(section(t("requests.steps"), steps(request)));
    }

    private void fact(DescriptionList facts, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new DescriptionList.Term(t(key)), new DescriptionList.Description(value));
        }
    }

    private Div reply(Request request) {
        Select<Status> status = new Select<>();
        status.setLabel(t("requests.newStatus"));
        status.setItems(DECISIONS);
        status.setItemLabelGenerator(words()::of);
        status.setValue(
                DECISIONS.contains(request.status()) ? request.status() : Status.IN_PROGRESS);
        TextArea text = new TextArea(t("requests.text"));
        text.setHelperText(t("requests.text.help"));
        text.setMaxLength(4_000);
        text.setWidthFull();
        text.setMinHeight("8rem");
        text.setErrorMessage(t("requests.text.required"));
        Div refusals = new Div();
        Button send =
                new Button(
                        t("requests.send"),
                        e -> {
                            if (text.getValue().isBlank()) {
                                text.setInvalid(true);
                                text.focus();
                                return;
                            }
                            refusals.removeAll();
                            String reference = request.reference().value();
                            try {
                                requests.reply(
                                        reference,
                                        status.getValue(),
                                        text.getValue().strip(),
                                        current.require(Role.ARCHIVIST));
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words()));
                                return;
                            }
                            Notices.done(t("requests.sent"));
                            requests.find(reference).ifPresent(this::show);
                        });
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return new Div(status, text, refusals, send);
    }

    private OrderedList steps(Request request) {
        OrderedList list = new OrderedList();
        for (Step step : request.steps()) {
            list.add(
                    new ListItem(
                            words().minute(step.at())
                                    + " · "
                                    + words().of(step.status())
                                    + " · "
                                    + step.actor()
                                    + (step.text() == null ? "" : ": " + step.text())));
        }
        return list;
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.DeliveryPapers;
import vn.tangthu.portal.papers.InventoryPapers;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveredColumn.How;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.Withdrawals;

/** One delivery: where it stands, what was found, what can be done. */
@Route("giao-nop/:id")
@RolesAllowed("ARCHIVIST")
class DeliveryView extends LiveView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient Deliveries deliveries;
    private final transient Contractors contractors;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient DeliveryMinutes minutes;
    private final transient DeliveryPapers deliveryPapers;
    private final transient InventoryPapers inventoryPapers;
    private final transient MinutesLists lists;
    private final transient Withdrawals withdrawals;
    private final transient DeliveryPairs pairs;
    private final transient TextLine line;
    private final DeliveryProgress progress;
    private final Div state = new Div();
    private final Div actions = row();
    private final Div findings = new Div();
    private final Div papers = new Div();
    private @Nullable DeliveryId id;
    private @Nullable State shown;

    DeliveryView(
            Deliveries deliveries,
            Contractors contractors,
            CurrentReader current,
            ActivityLog activity,
            DeliveryMinutes minutes,
            DeliveryPapers deliveryPapers,
            InventoryPapers inventoryPapers,
            MinutesLists lists,
            Withdrawals withdrawals,
            DeliveryPairs pairs,
            TextLine line) {
        this.line = line;
        this.pairs = pairs;
        this.withdrawals = withdrawals;
        this.deliveries = deliveries;
        this.contractors = contractors;
        this.current = current;
        this.activity = activity;
        this.minutes = minutes;
        this.deliveryPapers = deliveryPapers;
        this.inventoryPapers = inventoryPapers;
        this.lists = lists;
        this.progress = new DeliveryProgress(words());
        state.getElement().setAttribute("aria-live", "polite");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            id = new DeliveryId(UUID.fromString(event.getRouteParameters().get("id").orElse("")));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
        Delivery delivery = deliveries.find(id).orElseThrow(NotFoundException::new);
        clear();
        title(delivery.name());
        shown = null;
        add(row(new Anchor("/app/giao-nop", t("deliveries.back"))), state, actions);
        add(section(t("deliveries.findings"), findings));
        add(section(t("minutes.title"), papers));
    }

    @Override
    boolean refresh() {
        if (id == null) {
            return false;
        }
        Delivery delivery = deliveries.find(id).orElse(null);
        if (delivery == null) {
            return false;
        }
        state.removeAll();
        state.add(progress.state(delivery), facts(delivery));
        if (delivery.failure() != null) {
            state.add(Notices.box(Marks.Tone.ERROR, words().failure(delivery.failure())));
        }
        if (delivery.state() != shown) {
            shown = delivery.state();
            actions.removeAll();
            act(delivery);
            findings.removeAll();
            findings.add(found(delivery));
            findings.add(new DuplicatesLink(delivery.id(), pairs, current, words()));
            papers.removeAll();
            papers.add(papers(delivery));
        }
        return DeliveryProgress.moves(delivery);
    }

    /** Minutes and inventories of what is kept. */
    private Component papers(Delivery delivery) {
        if (delivery.state() != State.KEPT && delivery.state() != State.PARTLY_KEPT) {
            return hint(t("minutes.none"));
        }
        return new Div(
                new MinutesPanel(
                        delivery, minutes, deliveryPapers, lists, current, activity, words()),
                new InventoryLinks(
                        new Inventories.Of.TheDelivery(delivery.id()),
                        delivery.name(),
                        delivery.name(),
                        inventoryPapers,
                        current,
                        activity,
                        words()));
    }

    /** What was found; nothing is said of a check that has not come to its end. */
    private Component found(Delivery delivery) {
        if (delivery.records() == 0 && delivery.blocking() == 0 && delivery.warnings() == 0) {
            return hint(
                    t(DeliveryProgress.moves(delivery) ? "findings.soon" : "findings.unchecked"));
        }
        return new FindingsPanel(
                (offset, limit) -> deliveries.findings(delivery.id(), offset, limit),
                delivery.name(),
                head(delivery),
                deliveries.comparison(delivery.id()).orElse(null),
                words());
    }

    private DescriptionList facts(Delivery d) {
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        head(d).forEach(
                        fact ->
                                facts.add(
                                        new DescriptionList.Term(fact.getFirst()),
                                        new DescriptionList.Description(fact.getLast())));
        return facts;
    }

    /** Names and values that are known by now. */
    private List<List<String>> head(Delivery d) {
        List<List<String>> facts = new ArrayList<>();
        fact(facts, "deliveries.submitter", d.submitter());
        fact(facts, "deliveries.received", words().minute(d.receivedAt()));
        fact(facts, "deliveries.finished", words().minute(d.finishedAt()));
        if (d.records() > 0 || d.documents() > 0) { // known once it was read
            fact(facts, "deliveries.records", words().number(d.records()));
            fact(facts, "deliveries.documents", words().number(d.documents()));
            fact(facts, "deliveries.bytes", words().bytes(d.bytes()));
        }
        deliveries.bag(d.id()).ifPresent(bag -> bag(facts, bag));
        return facts;
    }

    private void bag(List<List<String>> facts, Aip.Bag bag) {
        fact(facts, "deliveries.bag", bag.version() + ", " + bag.manifest());
        fact(facts, "deliveries.bag.from", orEmpty(bag.sourceOrganization()));
        fact(facts, "deliveries.bag.identifier", orEmpty(bag.externalIdentifier()));
        fact(facts, "deliveries.bag.date", orEmpty(bag.baggingDate()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void fact(List<List<String>> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(List.of(t(key), value));
        }
    }

    private void act(Delivery delivery) {
        DeliveryId of = delivery.id();
        switch (delivery.state()) {
            case RECEIVED, CHECKING, CHECKED, STORING -> {
                if (DeliveryProgress.moves(delivery)) {
                    actions.add(
                            does(
                                    "line.pause",
                                    () -> {
                                        deliveries.pause(of, current.require(Role.ARCHIVIST));
                                        note("PAUSE", of, null);
                                    }),
                            cancel(of));
                } else { // a dry run
                    actions.add(resume("deliveries.ingest", of), cancel(of));
                }
            }
            case INTERRUPTED, FAILED, PAUSED ->
                    actions.add(resume("deliveries.resume", of), cancel(of));
            case WAITING -> {
                List<DeliveredColumn> columns = deliveries.columns(of);
                if (columns.stream().anyMatch(c -> c.how() == How.DOUBTFUL)) {
                    actions.add(columns(delivery, columns));
                    actions.add(decision(of, Decision.REFUSE, "deliveries.refuse"));
                    return;
                }
                waits(of);
                actions.add(decision(of, Decision.REFUSE, "deliveries.refuse"));
            }
            case KEPT, PARTLY_KEPT ->
                    actions.add(
                            new ReadDeliveryFirst(line, current, activity, words(), of),
                            new WithdrawDelivery(withdrawals, current, activity, words(), of));
            case ALREADY_KEPT, REFUSED, CANCELLED -> {}
        }
    }

    private void waits(DeliveryId of) {
        // What blocks stands first; a code that is taken only warns.
        if (deliveries.findings(of, 0, 1).items().stream().anyMatch(Finding::acceptable)) {
            actions.add(Notices.box(Marks.Tone.WARN, t("deliveries.toAccept")));
            actions.add(
                    new AcceptFindings(
                            (offset, limit) -> deliveries.findings(of, offset, limit),
                            words(),
                            reason -> decide(of, Decision.ACCEPT, reason)));
            return;
        }
        DuplicatesLink.Waiting duplicates = DuplicatesLink.waiting(of, pairs, current);
        if (duplicates.pairs() > 0) {
            actions.add(Notices.box(Marks.Tone.WARN, t("pairs.waiting")));
            actions.add(new Anchor(DuplicatesView.address(of), t("pairs.look")));
        }
        if (duplicates.codes() > 0 || duplicates.none()) {
            actions.add(Notices.box(Marks.Tone.WARN, t("deliveries.waiting")));
        }
        if (duplicates.pairs() > 0) {
            actions.add(decision(of, Decision.ACCEPT, "pairs.keepAll"));
        } else if (duplicates.codes() > 0 || duplicates.none()) {
            actions.add(decision(of, Decision.NEW_VERSIONS, "deliveries.newVersions"));
        } else {
            actions.add(resume("pairs.goOn", of));
        }
    }

    private Button resume(String key, DeliveryId of) {
        Button resume =
                does(
                        key,
                        () -> {
                            deliveries.resume(of, current.require(Role.ARCHIVIST));
                            note("RESUME", of, null);
                        });
        resume.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return resume;
    }

    private Button does(String key, Runnable action) {
        return new Button(
                t(key),
                e -> {
                    action.run();
                    follow();
                });
    }

    /** Somebody must say what its headings mean; then it is checked again as it lies there. */
    private Div columns(Delivery delivery, List<DeliveredColumn> columns) {
        DeliveryId of = delivery.id();
        boolean known = contractors.names().contains(delivery.submitter());
        // Else whom its bag names; to be confirmed with the columns.
        String proposed =
                known
                        ? delivery.submitter()
                        : deliveries
                                .bag(of)
                                .map(bag -> orEmpty(bag.sourceOrganization()))
                                .filter(name -> name.length() <= Contractors.LONGEST_NAME)
                                .orElse("");
        ContractorField contractor =
                new ContractorField(contractors, proposed, words(), name -> {});
        ColumnsPanel panel =
                new ColumnsPanel(
                        columns,
                        contractors,
                        contractor,
                        words(),
                        choices -> {
                            Reader actor = current.require(Role.ARCHIVIST);
                            String name = contractor.asked().orElseThrow();
                            contractors.confirm(name, choices, actor);
                            note("COLUMNS_CONFIRMED", of, name);
                            deliveries.from(of, name, actor);
                            deliveries.resume(of, actor);
                            Notices.done(t("columns.saved"));
                            follow();
                        });
        return Notices.box(Marks.Tone.WARN, new Paragraph(t("columns.waiting")), contractor, panel);
    }

    private Button cancel(DeliveryId of) {
        Button cancel =
                new Button(
                        t("deliveries.cancel"),
                        e -> {
                            ConfirmDialog sure =
                                    new ConfirmDialog(
                                            t("deliveries.cancel"),
                                            t("deliveries.cancel.sure"),
                                            t("deliveries.cancel"),
                                            yes -> {
                                                deliveries.cancel(
                                                        of, current.require(Role.ARCHIVIST));
                                                note("CANCEL", of, null);
                                                follow();
                                            });
                            sure.setCancelable(true);
                            sure.setCancelText(t("back"));
                            sure.setConfirmButtonTheme("error primary");
                            sure.open();
                        });
        cancel.addThemeVariants(ButtonVariant.LUMO_ERROR);
        return cancel;
    }

    private Button decision(DeliveryId of, Decision decision, String key) {
        return new Button(
                t(key),
                e ->
                        new ReasonDialog(
                                        words(),
                                        t(key),
                                        t(key + ".sure"),
                                        t(key),
                                        reason -> decide(of, decision, reason))
                                .open());
    }

    private void decide(DeliveryId of, Decision decision, String reason) {
        deliveries.decide(of, decision, reason, current.require(Role.ARCHIVIST));
        note("DECIDE_" + decision, of, reason);
        follow();
    }

    private void note(String action, DeliveryId of, @Nullable String detail) {
        activity.record(current.reader(), action, of.value().toString(), detail);
    }
}

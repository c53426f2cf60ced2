package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.PapersOfRequest;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.storage.TangThuHome;

/** One request: who wants what and what for, its history, and the reply. */
@Route("yeu-cau/:id")
@RolesAllowed("ARCHIVIST")
class RequestView extends LiveView implements BeforeEnterObserver {
    /** The newest letters to the applicant that are shown. */
    private static final int LETTERS = 10;

    /** Documents of a hồ sơ that are listed; the others are reached once it is granted. */
    private static final int DOCUMENTS = 100;

    private static final long serialVersionUID = 1L;
    private final transient AccessRequests requests;
    private final transient Letters letters;
    private final transient CurrentReader current;
    private final transient GrantedCopies copies;
    private final transient Catalogue catalogue;
    private final transient OnlineReadings readings;
    private final transient PaperRegister paper;
    private final transient Fees fees;
    private final transient AnswerLetters answers;
    private final transient RequestAttachments attachments;
    private final transient SecondDecisions decisions;
    private final transient TangThuHome home;
    private @Nullable CopiesOfRequest made;
    private @Nullable ReadingsOfRequest read;

    RequestView(
            AccessRequests requests,
            Letters letters,
            CurrentReader current,
            GrantedCopies copies,
            OnlineReadings readings,
            Catalogue catalogue,
            PaperRegister paper,
            Fees fees,
            AnswerLetters answers,
            RequestAttachments attachments,
            SecondDecisions decisions,
            TangThuHome home) {
        this.decisions = decisions;
        this.attachments = attachments;
        this.home = home;
        this.answers = answers;
        this.fees = fees;
        this.paper = paper;
        this.readings = readings;
        this.copies = copies;
        this.catalogue = catalogue;
        this.requests = requests;
        this.letters = letters;
        this.current = current;
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
        boolean own = request.isOwnOf(current.reader());
        title(t("requests.one", request.reference().value()));
        add(
                row(
                        new Anchor("/app/yeu-cau", t("requests.back")),
                        Marks.mark(
                                words().of(request.status()), RequestsView.tone(request.status())),
                        Deadline.mark(request, words()),
                        second().mark(request).orElseGet(Span::new)));
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        fact(facts, "requests.kind", words().of(asked.kind()));
        fact(facts, "requests.wanted", asked.wanted());
        fact(facts, "requests.purpose", asked.purpose());
        if (asked.paperUse() != null) {
            fact(facts, "requests.paperUse", words().of(asked.paperUse()));
        }
        fact(facts, "requests.name", asked.name());
        fact(facts, "requests.behalf", asked.onBehalfOf());
        if (asked.paperOn() != null) {
            fact(facts, "requests.paperOn", words().day(asked.paperOn()));
        }
        fact(facts, "requests.contact", asked.contact());
        fact(facts, "requests.identity", asked.identityNumber());
        fact(facts, "requests.received", words().minute(request.receivedAt()));
        fact(facts, "requests.dueOn", words().day(request.dueOn()));
        if (request.pausedOn() != null) {
            fact(facts, "requests.pausedOn", words().day(request.pausedOn()));
        }
        fact(facts, "requests.handledBy", request.handledBy());
        if (own) {
            String way = "/yeu-cau/cua-toi/" + request.reference().value();
            add(
                    Notices.box(
                            Marks.Tone.WARN,
                            new Paragraph(t("requests.own")),
                            new Anchor(way, t("requests.own.open"))));
        }
        add(facts);
        if (!own) {
            add(row(identity(request)));
            if (request.status().open()) {
                add(corrections(request));
            }
        }
        add(
                section(
                        t("requests.items", request.items().size()),
                        new RequestItems(
                                requests,
                                catalogue,
                                paper,
                                current,
                                request,
                                words(),
                                () ->
                                        requests.find(request.reference().value())
                                                .ifPresent(this::show))));
        if (!own) {
            add(section(t("attachments.title"), papers(request)));
            if (FeesOfRequest.has(fees, request)) {
                add(section(t("fees.title"), new FeesOfRequest(fees, current, words(), request)));
            }
        }
        if (request.status() == Status.PROPOSED) {
            add(Notices.box(Marks.Tone.WARN, t("requests.proposed", "" + request.handledBy())));
        }
        if (request.status().open()) {
            second().tooFew(request, requests.byTwo(request))
                    .ifPresent(why -> add(Notices.box(Marks.Tone.ERROR, why)));
        }
        if (request.status().open() && !own) {
            add(section(t("requests.reply"), reply(request)));
            redactions(request);
        }
        made = null;
        read = null;
        if (request.hasGranted() && !own) {
            CopiesOfRequest all =
                    new CopiesOfRequest(copies, fees, current, second(), words(), request);
            made = all;
            ReadingsOfRequest online =
                    new ReadingsOfRequest(readings, current, second(), words(), request);
            read = online;
            add(section(t("copies.title"), hint(t("copies.hint", GrantedCopies.DAYS)), all));
            add(
                    section(
                            t("readings.title"),
                            hint(
                                    t(
                                            "readings.hint",
                                            OnlineReadings.MOST_DAYS,
                                            OnlineReadings.GONE_AFTER_DAYS)),
                            online));
            add(section(t("copies.new"), order(request)));
            follow();
        }
        String reference = request.reference().value();
        List<AnswerLetters.Letter> answered = answers.of(reference);
        if (!answered.isEmpty()) {
            add(
                    section(
                            t("letters.title"),
                            new AnswerLettersOfRequest(
                                    answers, answered, reference, current, words())));
        }
        add(section(t("requests.steps"), steps(request)));
        List<Letters.Fate> sent = letters.about(reference, LETTERS);
        if (!sent.isEmpty()) {
            add(section(t("requests.letters"), fates(sent)));
        }
    }

    /** The form asks for it and does not need it; a DIP does. */
    private Button identity(Request request) {
        String reference = request.reference().value();
        return new Button(
                t("requests.identity.enter"),
                e ->
                        new IdentityDialog(
                                        words(),
                                        request.request().identityNumber(),
                                        (number, evidence) -> {
                                            requests.enterIdentity(
                                                    reference,
                                                    number,
                                                    evidence,
                                                    current.require(Role.ARCHIVIST));
                                            requests.find(reference).ifPresent(this::show);
                                        })
                                .open());
    }

    /** What the form says wrongly: somebody who wants a copy ticked to read. */
    private Div corrections(Request request) {
        String reference = request.reference().value();
        Div buttons = row();
        for (Kind kind : List.of(Kind.READ, Kind.CERTIFIED_COPY)) {
            if (kind != request.request().kind()) {
                String act = t("requests.kind.correct", words().of(kind));
                buttons.add(
                        new Button(
                                act,
                                e ->
                                        new ReasonDialog(
                                                        words(),
                                                        act,
                                                        t("requests.kind.correct.hint"),
                                                        t("requests.kind.correct.act"),
                                                        why -> {
                                                            requests.correctKind(
                                                                    reference,
                                                                    kind,
                                                                    why,
                                                                    current.require(
                                                                            Role.ARCHIVIST));
                                                            requests.find(reference)
                                                                    .ifPresent(this::show);
                                                        })
                                                .open()));
            }
        }
        return buttons;
    }

    private SecondPerson second() {
        return new SecondPerson(decisions, current, words());
    }

    private PapersOfRequest papers(Request request) {
        String reference = request.reference().value();
        SerializableRunnable again = () -> requests.find(reference).ifPresent(this::show);
        return new PapersOfRequest(
                attachments,
                attachments.of(reference),
                reference,
                request.status().open(),
                paper ->
                        new ReasonDialog(
                                        words(),
                                        t("attachments.erase.one", paper.name()),
                                        t("attachments.erase.hint"),
                                        t("attachments.erase"),
                                        why -> {
                                            attachments.erase(
                                                    reference,
                                                    paper.n(),
                                                    why,
                                                    current.require(Role.ARCHIVIST));
                                            again.run();
                                        })
                                .open(),
                again,
                current,
                home,
                words());
    }

    /** While it is open boxes can be drawn already, so that who grants it sees them. */
    private void redactions(Request request) {
        UnorderedList list = new UnorderedList();
        request.items().stream()
                .flatMap(item -> Stream.ofNullable(item.record()))
                .distinct()
                .forEach(record -> redactions(request, record, list));
        if (list.getElement().getChildCount() > 0) {
            add(section(t("redaction.section"), hint(t("redaction.section.hint")), list));
        }
    }

    private void redactions(Request request, AipId about, UnorderedList list) {
        if (catalogue.record(about, current.reader()).orElse(null)
                instanceof RecordView.Full full) {
            full.documents().stream()
                    .limit(DOCUMENTS)
                    .forEach(
                            one ->
                                    list.add(
                                            new ListItem(
                                                    new Anchor(
                                                            RedactionView.way(
                                                                    request.reference().value(),
                                                                    about,
                                                                    one.id()),
                                                            one.description().docCode()))));
        }
    }

    private void ordered() {
        if (read != null) {
            read.refresh();
        }
        follow();
    }

    /** For the hồ sơ that was granted, or one that is chosen of several. */
    private Div order(Request request) {
        List<Item> granted =
                request.items().stream().filter(item -> item.status() == Status.GRANTED).toList();
        Div chosen = new Div();
        if (granted.size() == 1) {
            chosen.add(order(request, granted.getFirst()));
            return chosen;
        }
        Select<Item> which = new Select<>();
        which.setLabel(t("requests.item.which"));
        which.setItemLabelGenerator(
                item ->
                        item.number()
                                + ". "
                                + RequestItems.name(item, catalogue, current, words()));
        which.setItems(granted);
        which.setWidthFull();
        which.addValueChangeListener(
                e -> {
                    chosen.removeAll();
                    chosen.add(order(request, e.getValue()));
                });
        return new Div(which, chosen);
    }

    private CopyOrder order(Request request, Item item) {
        return new CopyOrder(
                copies, readings, catalogue, current, request, item, words(), this::ordered);
    }

    @Override
    boolean refresh() {
        return made != null && made.refresh();
    }

    private void fact(DescriptionList facts, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new DescriptionList.Term(t(key)), new DescriptionList.Description(value));
        }
    }

    private Div reply(Request request) {
        RequestReply reply =
                new RequestReply(
                        request,
                        item -> RequestItems.name(item, catalogue, current, words()),
                        requests.byTwo(request),
                        item -> second().whyNot(request, item),
                        words());
        reply.onPreview(
                (items, decision) ->
                        answers.preview(
                                request.reference().value(),
                                items,
                                decision,
                                current.require(Role.ARCHIVIST)));
        reply.onSend(
                (items, decision) -> {
                    String reference = request.reference().value();
                    requests.reply(reference, items, decision, current.require(Role.ARCHIVIST));
                    Notices.done(t("requests.sent"));
                    requests.find(reference).ifPresent(this::show);
                });
        return reply;
    }

    private OrderedList steps(Request request) {
        OrderedList list = new OrderedList();
        for (Step step : request.steps()) {
            StringJoiner line = new StringJoiner(" · ");
            line.add(words().minute(step.at()));
            line.add(words().of(step.status()));
            if (step.item() != null) {
                line.add(t("requests.item", step.item()));
            }
            line.add(step.actor().equals("applicant") ? t("requests.applicant") : step.actor());
            if (step.reason() != null) {
                line.add(words().of(step.reason()));
            }
            if (step.kind() != null) {
                line.add(t("requests.step.kind", words().of(step.kind())));
            }
            if (step.files() > 0) {
                line.add(t("attachments.step", step.files()));
            }
            list.add(new ListItem(line + (step.text() == null ? "" : ": " + step.text())));
        }
        return list;
    }

    private UnorderedList fates(List<Letters.Fate> letters) {
        UnorderedList list = new UnorderedList();
        for (Letters.Fate letter : letters) {
            String fate =
                    letter.sentAt() != null
                            ? t("requests.letter.sent", words().minute(letter.sentAt()))
                            : letter.givenUpAt() != null
                                    ? t("requests.letter.givenUp", "" + letter.problem())
                                    : letter.problem() == null
                                            ? t("requests.letter.waits")
                                            : t("requests.letter.again", letter.problem());
            list.add(new ListItem(words().minute(letter.writtenAt()) + " · " + fate));
        }
        return list;
    }
}

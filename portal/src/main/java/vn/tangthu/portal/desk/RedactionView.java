package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;
import vn.tangthu.repository.Redactions.Draft;
import vn.tangthu.repository.Redactions.Ground;
import vn.tangthu.repository.Redactions.Place;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Role;

/**
 * The pages of a document for a request, and the boxes that cover something of them: drawn, moved
 * and deleted by hand, by keyboard or by numbers, each kept at once.
 */
@Route("yeu-cau/:id/che/:record/:document")
@RolesAllowed("ARCHIVIST")
class RedactionView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 1000;
    private static final String PREVIEW = "xem";
    private final transient Redactions redactions;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;

    private final Select<Ground> ground = new Select<>();
    private final Checkbox preview = new Checkbox();
    private final Div page = new Div();
    private final Div list = new Div();
    private final Div refusals = new Div();
    private final Div ways = new Div();
    private final RedactionNumbers numbers;
    private final RedactionPad pad =
            new RedactionPad(
                    this::draw,
                    this::move,
                    box -> act("redaction.removed", () -> remove(lastOf(box))));

    /** Of boxes that were moved here, which took whose place: a hand is faster than an answer. */
    private final Map<UUID, UUID> taken = new HashMap<>();

    private transient @Nullable Place place;
    private transient @Nullable ArchivalDocument document;

    RedactionView(Redactions redactions, Catalogue catalogue, CurrentReader current) {
        this.redactions = redactions;
        this.catalogue = catalogue;
        this.current = current;
        this.numbers = new RedactionNumbers(words(), this::typed);
        ground.setLabel(t("redaction.ground"));
        ground.setItems(redactions.grounds());
        ground.setItemLabelGenerator(one -> one.in(locale()) + " – " + one.basis());
        ground.setWidthFull();
        ground.setPlaceholder(t("redaction.ground.choose"));
        preview.setLabel(t("redaction.preview"));
        preview.addValueChangeListener(e -> show());
        ways.addClassName("tt-row");
        refusals.getElement().setAttribute("role", "status");
    }

    static String way(String request, AipId record, DocumentId document) {
        return "/app/yeu-cau/" + request + "/che/" + record + "/" + document;
    }

    /** As the copy would have it. */
    static String preview(String request, AipId record, DocumentId document) {
        return way(request, record, document) + "?" + PREVIEW;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        AipId record = new AipId(id(event, "record"));
        DocumentId wanted = new DocumentId(id(event, "document"));
        String request = event.getRouteParameters().get("id").orElse("");
        ArchivalDocument found =
                catalogue
                        .record(record, current.reader())
                        .filter(RecordView.Full.class::isInstance)
                        .flatMap(
                                full ->
                                        ((RecordView.Full) full)
                                                .documents().stream()
                                                        .filter(one -> one.id().equals(wanted))
                                                        .findFirst())
                        .orElseThrow(NotFoundException::new);
        place = new Place(request, record, wanted, 1);
        document = found;
        var unused = draft(); // of a request or hồ sơ that is not there there is no page
        clear();
        title(t("redaction.title", found.description().docCode()));
        Paragraph keys = hint(t("redaction.keys"));
        keys.setId("tt-redact-keys");
        add(
                row(new Anchor("/app/yeu-cau/" + request, t("redaction.back", request))),
                hint(t("redaction.hint")),
                ground,
                refusals,
                ways,
                preview,
                page,
                keys,
                section(t("redaction.boxes"), list, numbers));
        preview.setValue(
                event.getLocation().getQueryParameters().getSingleParameter(PREVIEW).isPresent());
        show();
    }

    private static UUID id(BeforeEnterEvent event, String name) {
        try {
            return UUID.fromString(event.getRouteParameters().get(name).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private Place place() {
        Place known = place;
        if (known == null) {
            throw new NotFoundException();
        }
        return known;
    }

    private Draft draft() {
        Place at = place();
        try {
            return redactions.draft(
                    at.request(), at.record(), List.of(at.document()), current.reader());
        } catch (NotAvailable e) {
            throw new NotFoundException();
        }
    }

    private void turn(int to) {
        Place at = place();
        place = new Place(at.request(), at.record(), at.document(), to);
        show();
    }

    private void show() {
        ArchivalDocument of = document;
        if (of == null) {
            return;
        }
        Place at = place();
        Draft draft = draft();
        List<Box> here = draft.on(at.document(), at.page());
        ways(of, at);
        String alt = t("redaction.page", words().number(at.page()), words().number(of.pages()));
        if (preview.getValue()) {
            Image burnt = new Image(RedactionFiles.image(at, WIDTH, draft.digest()), alt);
            burnt.addClassName("tt-page-image");
            page.removeAll();
            page.add(burnt);
        } else {
            pad.show(image(of, at.page()), alt, labelled(here));
            if (!pad.isAttached()) { // taken out and put back it would lose the focus
                page.removeAll();
                page.add(pad);
            }
        }
        list.removeAll();
        if (!draft.stale().isEmpty()) {
            list.add(stale(draft));
        }
        list.add(here.isEmpty() ? hint(t("redaction.none")) : boxes(here));
        list.add(
                hint(
                        t(
                                "redaction.all",
                                words().number(draft.boxes().size()),
                                words().number(
                                                draft.boxes().stream()
                                                        .map(Box::page)
                                                        .distinct()
                                                        .count()))));
    }

    private void ways(ArchivalDocument of, Place at) {
        Button back = new Button(t("history.page.back"), e -> turn(at.page() - 1));
        back.setEnabled(at.page() > 1);
        Button on = new Button(t("history.page.on"), e -> turn(at.page() + 1));
        on.setEnabled(at.page() < of.pages());
        Span told =
                new Span(
                        t("redaction.page", words().number(at.page()), words().number(of.pages())));
        told.getElement().setAttribute("role", "status");
        ways.removeAll();
        ways.add(back, told, on);
    }

    /** The page as it is kept; another width would be another image than the one that is burnt. */
    private static String image(ArchivalDocument document, int page) {
        int before = 0;
        for (ContentFile file : document.files()) {
            if (page <= before + file.pages()) {
                return "/app-tep/trang/" + file.id() + "/" + (page - before) + "/" + WIDTH;
            }
            before += file.pages();
        }
        return "";
    }

    private List<RedactionPad.Labelled> labelled(List<Box> boxes) {
        List<RedactionPad.Labelled> labelled = new ArrayList<>();
        for (Box box : boxes) {
            labelled.add(new RedactionPad.Labelled(box, label(labelled.size() + 1, box)));
        }
        return labelled;
    }

    private String label(int n, Box box) {
        return t("redaction.box", n, redactions.ground(box.ground()).in(locale()));
    }

    private OrderedList boxes(List<Box> boxes) {
        OrderedList all = new OrderedList();
        int n = 0;
        for (Box box : boxes) {
            n++;
            Area area = box.area();
            Ground of = redactions.ground(box.ground());
            Span words =
                    new Span(
                            t(
                                    "redaction.line",
                                    of.in(locale()),
                                    of.basis(),
                                    percent(area.x()),
                                    percent(area.y()),
                                    percent(area.width()),
                                    percent(area.height()),
                                    box.by()));
            Button edit = new Button(t("redaction.edit"), e -> edit(box, of));
            edit.setAriaLabel(t("redaction.edit.one", n));
            all.add(new ListItem(words, row(edit, remove(box, n))));
        }
        return all;
    }

    private String percent(int part) {
        return NumberFormat.getNumberInstance(locale()).format(RedactionNumbers.percent(part));
    }

    private Button remove(Box box, int n) {
        Button remove =
                new Button(
                        t("redaction.remove"),
                        e -> act("redaction.removed", () -> remove(box.id())));
        remove.addThemeVariants(ButtonVariant.LUMO_ERROR);
        remove.setAriaLabel(t("redaction.remove.one", n));
        return remove;
    }

    private Div stale(Draft draft) {
        Div told = Notices.box(Marks.Tone.ERROR, t("redaction.stale", draft.stale().size()));
        Button remove =
                new Button(
                        t("redaction.stale.remove"),
                        e -> act("redaction.removed", () -> removeStale(draft)));
        told.add(remove);
        return told;
    }

    private void edit(Box box, Ground of) {
        ground.setValue(of);
        numbers.edit(box);
    }

    /** What was typed: a new box, or another place for one. */
    private void typed(@Nullable UUID box, Area area) {
        if (box == null) {
            draw(area);
        } else {
            Ground chosen = ground.getValue();
            act(
                    "redaction.saved",
                    () -> move(lastOf(box), area, chosen == null ? "" : chosen.code()));
        }
    }

    private void draw(Area area) {
        Ground chosen = ground.getValue();
        if (chosen == null) {
            ground.setInvalid(true);
            ground.setErrorMessage(t("redaction.ground.choose"));
            ground.focus();
            show();
            return;
        }
        ground.setInvalid(false);
        act("redaction.saved", () -> redactions.draw(place(), area, chosen.code(), archivist()));
    }

    private void move(UUID box, Area area) {
        UUID now = lastOf(box);
        act(
                "redaction.saved",
                () -> {
                    Box old =
                            draft().boxes().stream()
                                    .filter(one -> one.id().equals(now))
                                    .findFirst()
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks("REDACTION_GONE", "")));
                    move(now, area, old.ground());
                });
    }

    private void move(UUID box, Area area, String of) {
        UUID now = redactions.move(box, area, of, archivist());
        if (!now.equals(box)) {
            taken.put(box, now);
        }
    }

    private UUID lastOf(UUID box) {
        UUID now = box;
        for (UUID next = taken.get(now); next != null; next = taken.get(now)) {
            now = next;
        }
        return now;
    }

    private void removeStale(Draft draft) {
        Place at = place();
        redactions.removeStale(
                at.request(),
                at.record(),
                at.document(),
                draft.stale().stream().map(Box::id).collect(Collectors.toSet()),
                archivist());
    }

    private void remove(UUID box) {
        redactions.remove(box, archivist());
    }

    private Reader archivist() {
        return current.require(Role.ARCHIVIST);
    }

    /** Does it, and tells what is kept now. */
    private void act(String done, Runnable what) {
        refusals.removeAll();
        try {
            what.run();
            refusals.add(new Span(t(done)));
            numbers.clear();
        } catch (RefusedException refused) {
            refusals.add(Notices.findings(refused.findings(), words()));
        }
        show();
    }
}

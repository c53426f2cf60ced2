package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Order;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Orders a copy for a granted request: of which hồ sơ, which documents, in which of the forms. */
class CopyOrder extends Div {
    /** So few are all chosen at first. */
    private static final int ALL_CHOSEN = 20;

    private static final long serialVersionUID = 1L;
    private final TextField code = new TextField();
    private final Grid<ArchivalDocument> documents = new Grid<>();
    private final Select<Kind> kind = new Select<>();
    private final Checkbox redacted = new Checkbox();
    private final Div chosen = new Div();
    private final Div refusals = new Div();

    private final IntegerField days = new IntegerField();

    private final transient GrantedCopies copies;
    private final transient OnlineReadings readings;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Request request;
    private final transient Words words;
    private final transient Runnable ordered;
    private transient @Nullable AipId record;

    /**
     * @param item of the request, the one that was granted
     */
    CopyOrder(
            GrantedCopies copies,
            OnlineReadings readings,
            Catalogue catalogue,
            CurrentReader current,
            Request request,
            Item item,
            Words words,
            Runnable ordered) {
        this.copies = copies;
        this.readings = readings;
        this.catalogue = catalogue;
        this.current = current;
        this.request = request;
        this.words = words;
        this.ordered = ordered;
        grid();
        kind.setLabel(words.of("copies.kind"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(one -> words.of("copies.kind." + one));
        kind.setValue(
                request.request().kind() == AccessRequests.Kind.READ ? Kind.PLAIN : Kind.CERTIFIED);
        kind.setWidth("20rem");
        kind.setHelperText(words.of("copies.kind.help"));
        redacted.setLabel(words.of("copies.redacted"));
        redacted.setHelperText(words.of("copies.redacted.help"));
        redacted.setValue(
                request.steps().stream()
                        .filter(step -> step.isAbout(item))
                        .anyMatch(step -> step.reason() == AccessRequests.Reason.REDACTED));
        Button order = new Button(words.of("copies.order"), e -> order());
        order.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        AipId about = item.record();
        if (about == null) {
            add(find());
        } else {
            show(about);
        }
        add(chosen, documents, redacted, refusals, row(kind, order), row(days, reading()));
    }

    private Div find() {
        code.setLabel(words.of("copies.record"));
        code.setHelperText(words.of("copies.record.help"));
        code.setMaxLength(100);
        code.setWidth("24rem");
        Button find =
                new Button(
                        words.of("copies.record.find"),
                        e ->
                                catalogue
                                        .resolve(code.getValue().strip(), current.reader())
                                        .ifPresentOrElse(
                                                this::show,
                                                () -> nothing(words.of("copies.record.none"))));
        return new Div(code, find);
    }

    private void nothing(String why) {
        record = null;
        documents.setItems(List.of());
        chosen.removeAll();
        chosen.add(new Paragraph(why));
    }

    private void show(AipId id) {
        if (!(catalogue.record(id, current.reader()).orElse(null)
                instanceof RecordView.Full full)) {
            nothing(words.of("copies.record.none"));
            return;
        }
        record = id;
        chosen.removeAll();
        chosen.add(new Paragraph(full.arcFileCode() + " · " + full.description().title()));
        documents.setItems(full.documents());
        if (full.documents().size() <= ALL_CHOSEN) {
            full.documents().forEach(documents::select);
        }
    }

    private void grid() {
        documents.setSelectionMode(Grid.SelectionMode.MULTI);
        documents
                .addColumn(one -> one.description().docCode())
                .setHeader(words.of("copies.document"))
                .setFlexGrow(1);
        documents
                .addColumn(one -> one.description().subject())
                .setHeader(words.of("copies.subject"))
                .setFlexGrow(3);
        documents
                .addColumn(one -> words.number(one.pages()))
                .setHeader(words.of("copies.pages"))
                .setWidth("6rem")
                .setFlexGrow(0);
        documents
                .addColumn(one -> words.of(one.rights().access()))
                .setHeader(words.of("copies.access"))
                .setWidth("9rem")
                .setFlexGrow(0);
        documents
                .addComponentColumn(this::redact)
                .setHeader(words.of("redaction.column"))
                .setWidth("10rem")
                .setFlexGrow(0);
        documents.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        documents.setHeight("18rem");
        documents.getElement().setAttribute("aria-label", words.of("copies.documents"));
    }

    /** The way to its pages, where boxes are drawn. */
    private Anchor redact(ArchivalDocument document) {
        AipId of = Objects.requireNonNull(record);
        Anchor way =
                new Anchor(
                        RedactionView.way(request.reference().value(), of, document.id()),
                        words.of("redaction.open"));
        way.getElement()
                .setAttribute(
                        "aria-label",
                        words.of("redaction.open.of", document.description().docCode()));
        return way;
    }

    private static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("tt-row");
        return row;
    }

    /** Instead of a copy: to be read online for so many days. */
    private Button reading() {
        days.setLabel(words.of("readings.days"));
        days.setMin(1);
        days.setMax(OnlineReadings.MOST_DAYS);
        days.setStepButtonsVisible(true);
        days.setValue(OnlineReadings.MOST_DAYS);
        return new Button(
                words.of("readings.order"),
                e ->
                        chosen(
                                (of, wanted) -> {
                                    Integer number = days.getValue();
                                    OnlineReadings.Reading reading =
                                            readings.order(
                                                    new OnlineReadings.Order(
                                                            request.reference().value(),
                                                            of,
                                                            wanted,
                                                            number == null ? 0 : number,
                                                            redacted.getValue()),
                                                    current.require(Role.ARCHIVIST));
                                    Notices.done(
                                            words.of("readings.ordered.done", reading.number()));
                                }));
    }

    private void order() {
        chosen(
                (of, wanted) -> {
                    GrantedCopies.Copy copy =
                            copies.order(
                                    new Order(
                                            request.reference().value(),
                                            of,
                                            wanted,
                                            kind.getValue(),
                                            redacted.getValue()),
                                    current.require(Role.ARCHIVIST));
                    Notices.done(words.of("copies.ordered", copy.number()));
                });
    }

    /** Does it with what is chosen, or tells why not. */
    private void chosen(BiConsumer<AipId, List<DocumentId>> what) {
        refusals.removeAll();
        AipId of = record;
        if (of == null) {
            refusals.add(
                    Notices.findings(
                            List.of(
                                    Finding.blocks(
                                            "COPY_NO_DOCUMENT", request.reference().value())),
                            words));
            return;
        }
        // In the order of the hồ sơ, whatever was clicked first.
        List<ArchivalDocument> wanted =
                documents
                        .getGenericDataView()
                        .getItems()
                        .filter(documents.getSelectedItems()::contains)
                        .toList();
        try {
            what.accept(of, wanted.stream().map(ArchivalDocument::id).toList());
            ordered.run();
        } catch (RefusedException refused) {
            refusals.add(Notices.findings(refused.findings(), words));
        }
    }
}

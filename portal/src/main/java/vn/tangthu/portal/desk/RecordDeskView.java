package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.storage.TangThuHome;

/** A hồ sơ on the desk: correct what describes it, change who may see it, read its history. */
@Route("kho/ho-so/:id")
@RolesAllowed("ARCHIVIST")
class RecordDeskView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient Catalogue catalogue;
    private final transient Holdings holdings;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient LateChanges late;
    private final transient Withdrawals withdrawals;
    private final transient TangThuHome home;
    private final transient CertificateIssuing issuing;
    private final transient ClosureTerms terms;
    private final transient SeenDescriptions seen;
    private final transient Purposes purposes;

    RecordDeskView(
            Catalogue catalogue,
            Holdings holdings,
            CurrentReader current,
            ActivityLog activity,
            LateChanges late,
            Withdrawals withdrawals,
            TangThuHome home,
            CertificateIssuing issuing,
            ClosureTerms terms,
            SeenDescriptions seen,
            Purposes purposes) {
        this.purposes = purposes;
        this.terms = terms;
        this.seen = seen;
        this.issuing = issuing;
        this.late = late;
        this.withdrawals = withdrawals;
        this.home = home;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.current = current;
        this.activity = activity;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reader reader = current.reader();
        AipId id =
                catalogue
                        .resolve(event.getRouteParameters().get("id").orElse(""), reader)
                        .orElseThrow(NotFoundException::new);
        if (!(catalogue.record(id, reader).orElse(null) instanceof RecordView.Full full)) {
            throw new NotFoundException();
        }
        purposes.evident(event.getLocation().getQueryParameters(), id, reader);
        seen.note(full, reader);
        clear();
        title(full.titleOrNull());
        int version = full.versions().stream().mapToInt(RecordVersion::number).max().orElse(1);
        add(
                row(
                        new Anchor(
                                "/app/kho/phong/"
                                        + full.fonds().id().value()
                                        + (full.series() == null
                                                ? ""
                                                : "?muc-luc=" + full.series().id().value()),
                                full.fonds().title()),
                        new Anchor("/app/ho-so/" + id, t("record.read")),
                        new Span(full.arcFileCode())));
        add(
                row(
                        Marks.access(full.rights().access(), words()),
                        Marks.fixity(full.fixity(), words()),
                        rights(full),
                        certificate(id),
                        withdraw(full)));
        ClosureFields.line(full.rights(), words()).map(PageView::hint).ifPresent(this::add);
        FileForm form = new FileForm(full.description(), words());
        add(
                section(
                        t("record.correct"),
                        hint(t("record.correct.hint", version)),
                        form.form(),
                        reasonAndSave(
                                form::readable,
                                () ->
                                        late.look(
                                                id,
                                                form.value(),
                                                Map.of(),
                                                current.require(Role.ARCHIVIST)),
                                reason -> {
                                    holdings.correct(
                                            id,
                                            version,
                                            form.value(),
                                            reason,
                                            current.require(Role.ARCHIVIST));
                                    note("CORRECT", id, reason);
                                })));
        LateFiles files = new LateFiles(late, home, current, activity, words(), () -> saved());
        Div documents = new Div();
        full.documents()
                .forEach(document -> documents.add(document(full, version, document, files)));
        documents.add(files.adding(id, version));
        add(section(t("record.documents"), documents));
        add(section(t("packages.title"), new PackageLinks(full, words())));
        add(section(t("record.history"), history(full)));
    }

    /** The register is where it is found again. */
    private Button certificate(AipId id) {
        return IssueButtons.button(
                words(),
                "certificate.issue.record",
                () -> issuing.record(id, IssueButtons.origin(), current.require(Role.ARCHIVIST)),
                () -> getUI().ifPresent(ui -> ui.navigate(CertificatesView.class)));
    }

    private Button rights(RecordView.Full full) {
        return new Button(
                t("rights.change"),
                e ->
                        new RightsDialog(
                                        words(),
                                        full.arcFileCode(),
                                        full.rights(),
                                        terms,
                                        lastYear(full),
                                        (rights, reason) -> {
                                            holdings.restrict(
                                                    full.id(),
                                                    rights,
                                                    reason,
                                                    current.require(Role.ARCHIVIST));
                                            note(
                                                    "RESTRICT",
                                                    full.id(),
                                                    rights.access() + ": " + reason);
                                            saved();
                                        })
                                .open());
    }

    private static @Nullable Integer lastYear(RecordView.Full full) {
        return full.endYear() == null ? full.startYear() : full.endYear();
    }

    private Button withdraw(RecordView.Full full) {
        Button withdraw =
                new Button(
                        t("withdrawn.record"),
                        e ->
                                new ReasonDialog(
                                                words(),
                                                t("withdrawn.record"),
                                                t("withdrawn.record.sure"),
                                                t("withdrawn.act"),
                                                reason -> {
                                                    withdrawals.withdraw(
                                                            full.id(),
                                                            reason,
                                                            current.require(Role.ARCHIVIST));
                                                    note("WITHDRAW", full.id(), reason);
                                                    Notices.done(t("saved"));
                                                    getUI().ifPresent(
                                                                    ui ->
                                                                            ui.navigate(
                                                                                    "kho/ho-so/"
                                                                                            + full
                                                                                                    .id()
                                                                                            + "/phien-ban"));
                                                })
                                        .open());
        withdraw.addThemeVariants(ButtonVariant.LUMO_ERROR);
        return withdraw;
    }

    private Details document(
            RecordView.Full full, int version, ArchivalDocument document, LateFiles files) {
        String number = document.description().printedNumber();
        Div summary =
                new Div(
                        new Span(
                                document.description().docOrdinal()
                                        + ". "
                                        + (number.isEmpty() ? "" : number + " · ")
                                        + document.description().subject()),
                        Marks.access(document.rights().access(), words()));
        summary.addClassName("tt-row");
        Details details = new Details(summary);
        // The form is made when it is opened: a hồ sơ may have hundreds of documents.
        details.addOpenedChangeListener(
                e -> {
                    if (e.isOpened() && details.getContent().findAny().isEmpty()) {
                        details.add(content(full, version, document));
                        details.add(files.replacing(full.id(), version, document));
                    }
                });
        return details;
    }

    private Div content(RecordView.Full full, int version, ArchivalDocument document) {
        AipId id = full.id();
        DocumentForm form = new DocumentForm(document.description(), words());
        Button rights =
                new Button(
                        t("rights.change"),
                        e ->
                                new RightsDialog(
                                                words(),
                                                document.description().docCode(),
                                                document.rights(),
                                                terms,
                                                lastYear(full),
                                                (changed, reason) -> {
                                                    holdings.restrictDocument(
                                                            id,
                                                            document.id(),
                                                            changed,
                                                            reason,
                                                            current.require(Role.ARCHIVIST));
                                                    note(
                                                            "RESTRICT_DOCUMENT",
                                                            id,
                                                            document.description().docCode()
                                                                    + " "
                                                                    + changed.access()
                                                                    + ": "
                                                                    + reason);
                                                    saved();
                                                })
                                        .open());
        Div content = new Div(hint(document.description().docCode()));
        ClosureFields.line(document.rights(), words()).map(PageView::hint).ifPresent(content::add);
        content.add(
                new FileFacts(document.files(), words()),
                rights,
                form.form(),
                reasonAndSave(
                        form::readable,
                        () ->
                                late.look(
                                        id,
                                        null,
                                        Map.of(document.id(), form.value()),
                                        current.require(Role.ARCHIVIST)),
                        reason -> {
                            holdings.correctDocument(
                                    id,
                                    version,
                                    document.id(),
                                    form.value(),
                                    reason,
                                    current.require(Role.ARCHIVIST));
                            note(
                                    "CORRECT_DOCUMENT",
                                    id,
                                    document.description().docCode() + ": " + reason);
                        }));
        return content;
    }

    private void note(String action, AipId id, String detail) {
        activity.record(current.reader(), action, id.toString(), detail);
    }

    /**
     * @param look what is worth a second look: it is told at the first click, and taken at the next
     */
    private Component reasonAndSave(
            SerializableSupplier<Boolean> readable,
            SerializableSupplier<List<Finding>> look,
            SerializableConsumer<String> correct) {
        List<Finding> told = new ArrayList<>();
        TextArea reason = new TextArea(t("reason"));
        reason.setRequiredIndicatorVisible(true);
        reason.setErrorMessage(t("reason.required"));
        reason.setMaxLength(500);
        reason.setWidthFull();
        Div refusals = new Div();
        Button save =
                new Button(
                        t("record.correct.save"),
                        e -> {
                            refusals.removeAll();
                            boolean reasoned = !reason.getValue().isBlank();
                            reason.setInvalid(!reasoned);
                            if (!readable.get() || !reasoned) {
                                refusals.add(Notices.box(Marks.Tone.ERROR, t("form.marked")));
                                return;
                            }
                            List<Finding> found = look.get();
                            if (!told.containsAll(found)) {
                                told.clear();
                                told.addAll(found);
                                refusals.add(
                                        Notices.warnings(found, words()),
                                        Notices.box(
                                                Marks.Tone.WARN,
                                                t("late.sure", t("record.correct.save"))));
                                return;
                            }
                            try {
                                correct.accept(reason.getValue().strip());
                                saved();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words()));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return new Div(reason, refusals, save);
    }

    private void saved() {
        Notices.done(t("saved"));
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private Component history(RecordView.Full full) {
        OrderedList versions = new OrderedList();
        for (RecordVersion version : full.versions()) {
            versions.add(
                    new ListItem(
                            new Paragraph(
                                    t(
                                            "record.version.by",
                                            version.number(),
                                            words().minute(version.createdAt()),
                                            version.actor(),
                                            version.message()))));
        }
        int last = full.versions().size();
        Anchor compare =
                new Anchor(
                        HistoryView.address(full.id(), Math.max(1, last - 1), last),
                        t("history.open"));
        return new Div(versions, compare);
    }
}

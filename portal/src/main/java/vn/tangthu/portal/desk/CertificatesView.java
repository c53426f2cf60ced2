package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.State;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/** The register of certificates; withdraws them, and issues those of audits. */
@Route("chung-nhan")
@RolesAllowed({"ARCHIVIST", "AUDITOR"})
class CertificatesView extends LiveView {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 50;
    private static final int RUNS = 20;

    private final transient Certificates certificates;
    private final transient CertificateIssuing issuing;
    private final transient Catalogue catalogue;
    private final transient FondsCertifying fonds;
    private final transient ActivityLog activity;
    private final transient CurrentReader current;
    private final transient List<Certificate> shown = new ArrayList<>();
    private final transient Map<UUID, String> about = new HashMap<>();
    private final Grid<Certificate> rows = new Grid<>();
    private final TextField number = new TextField();
    private final Button older = new Button();
    private final Div running = new Div();
    private boolean wasRunning;

    CertificatesView(
            Certificates certificates,
            CertificateIssuing issuing,
            Catalogue catalogue,
            FixityAudits audits,
            FondsCertifying fonds,
            ActivityLog activity,
            CurrentReader current) {
        this.certificates = certificates;
        this.issuing = issuing;
        this.catalogue = catalogue;
        this.fonds = fonds;
        this.activity = activity;
        this.current = current;
        title(t("nav.certificates"));
        add(hint(t("certificate.hint")));
        running.getElement().setAttribute("aria-live", "polite");
        add(running);
        if (current.is(Role.ARCHIVIST)) {
            add(section(t("certificate.audit"), audit(audits)));
        }
        number.setLabel(t("certificate.search"));
        number.setHelperText(t("certificate.search.hint"));
        number.setMaxLength(30);
        number.setClearButtonVisible(true);
        number.setValueChangeMode(ValueChangeMode.LAZY);
        number.addValueChangeListener(e -> load());
        older.setText(t("certificate.older"));
        older.addClickListener(e -> more());
        grid();
        add(section(t("certificate.list"), number, rows, older));
        load();
    }

    private Component audit(FixityAudits audits) {
        Select<Run> run = new Select<>();
        run.setLabel(t("certificate.audit.run"));
        run.setEmptySelectionAllowed(true);
        run.setEmptySelectionCaption(t("certificate.audit.now"));
        run.setItems(
                audits.history(0, RUNS).items().stream()
                        .filter(
                                one ->
                                        one.state() == RunState.SOUND
                                                || one.state() == RunState.DAMAGE_FOUND)
                        .toList());
        run.setItemLabelGenerator(
                one ->
                        one == null
                                ? t("certificate.audit.now")
                                : words().minute(one.startedAt())
                                        + " – "
                                        + CopiesPanel.name(one.copy(), words())
                                        + " – "
                                        + words().of(one.state()));
        run.setWidth("min(30rem, 100%)");
        Button go =
                IssueButtons.button(
                        words(),
                        "certificate.issue.audit",
                        () ->
                                Optional.of(
                                        issuing.audit(
                                                run.getValue(),
                                                IssueButtons.origin(),
                                                current.require(Role.ARCHIVIST))),
                        this::load);
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div line = row(run, go);
        line.addClassName("tt-fields");
        return line;
    }

    private Reader actor() {
        return current.require(current.is(Role.ARCHIVIST) ? Role.ARCHIVIST : Role.AUDITOR);
    }

    @Override
    boolean refresh() {
        running.removeAll();
        boolean now = fonds.running() != null;
        if (now) {
            Div box =
                    Notices.box(
                            Marks.Tone.INFO,
                            t(
                                    "certificate.fonds.running",
                                    words().number(fonds.done()),
                                    words().number(fonds.total())));
            double part =
                    fonds.total() <= 0
                            ? 0
                            : Math.clamp((double) fonds.done() / fonds.total(), 0, 1);
            ProgressBar bar = new ProgressBar(0, 1, part);
            bar.getElement().setAttribute("aria-label", t("nav.certificates"));
            box.add(bar);
            if (current.is(Role.ARCHIVIST)) {
                box.add(
                        new Div(
                                new Button(
                                        t("certificate.stop"),
                                        e -> {
                                            var unused = current.require(Role.ARCHIVIST);
                                            fonds.cancel();
                                        })));
            }
            running.add(box);
        } else {
            outcome();
        }
        if (wasRunning && !now) {
            load();
        }
        wasRunning = now;
        return now;
    }

    private void outcome() {
        FondsCertifying.Result result = fonds.last();
        if (result == null) {
            return;
        }
        Certificate issued = result.certificate();
        running.add(
                issued != null
                        ? Notices.box(Marks.Tone.OK, t("certificate.issued", issued.number()))
                        : Notices.box(
                                Marks.Tone.ERROR,
                                t(
                                        result.refused()
                                                ? "certificate.refused"
                                                : "certificate.failed")));
    }

    private void load() {
        shown.clear();
        about.clear();
        append(Long.MAX_VALUE);
    }

    private void more() {
        append(shown.isEmpty() ? Long.MAX_VALUE : shown.getLast().n());
    }

    private void append(long before) {
        List<Certificate> some = certificates.list(number.getValue(), before, AT_ONCE);
        shown.addAll(some);
        names(some);
        rows.setItems(shown);
        older.setVisible(some.size() == AT_ONCE);
    }

    /** What this reader may know of what they are about, now. */
    private void names(List<Certificate> some) {
        Reader reader = current.reader();
        List<AipId> records = new ArrayList<>();
        for (Certificate one : some) {
            UUID subject = one.what().subject();
            if (subject != null && one.what().kind() == Kind.RECORD) {
                records.add(new AipId(subject));
            } else if (subject != null && one.what().kind() == Kind.FONDS) {
                catalogue
                        .fonds(new FondsId(subject), reader)
                        .ifPresent(it -> about.put(subject, it.code() + " " + it.title()));
            }
        }
        if (!records.isEmpty()) {
            catalogue
                    .records(records, reader)
                    .forEach((id, view) -> about.put(id.value(), view.arcFileCode()));
        }
    }

    private String about(Certificate one) {
        String name =
                one.what().subject() == null
                        ? t("certificate.not.shown")
                        : about.getOrDefault(one.what().subject(), t("certificate.not.shown"));
        return one.what().version() == null || !about.containsKey(one.what().subject())
                ? name
                : t("certificate.version", name, one.what().version());
    }

    private void grid() {
        rows.addColumn(Certificate::number).setHeader(t("certificate.number")).setWidth("9rem");
        rows.addColumn(one -> t("certificate.kind." + one.what().kind()))
                .setHeader(t("certificate.kind"))
                .setWidth("7rem");
        rows.addColumn(this::about).setHeader(t("certificate.about")).setWidth("10rem");
        rows.addColumn(one -> words().minute(one.issuedAt()))
                .setHeader(t("certificate.at"))
                .setWidth("8rem");
        rows.addColumn(Certificate::issuedBy).setHeader(t("certificate.by")).setWidth("6rem");
        rows.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(t("certificate.state"))
                .setWidth("9rem");
        rows.addColumn(new ComponentRenderer<>(this::ways))
                .setHeader(t("certificate.page"))
                .setWidth("11rem");
        rows.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        rows.setEmptyStateText(t("certificate.none"));
        rows.setAllRowsVisible(true);
        rows.getElement().setAttribute("aria-label", t("certificate.list"));
    }

    private Component state(Certificate one) {
        Span mark =
                Marks.mark(
                        t("certificate.state." + one.state()),
                        switch (one.state()) {
                            case VALID -> Marks.Tone.OK;
                            case LATER_VERSION -> Marks.Tone.WARN;
                            case WITHDRAWN -> Marks.Tone.ERROR;
                        });
        Certificates.Withdrawal why = one.withdrawal();
        if (why != null) {
            mark.setTitle(words().minute(why.at()) + ", " + why.actor() + ": " + why.reason());
        }
        return mark;
    }

    private Component ways(Certificate one) {
        Anchor page = new Anchor("/chung-nhan/" + one.code(), t("certificate.page"));
        page.setRouterIgnore(true);
        page.getElement().setAttribute("aria-label", t("certificate.page") + " " + one.number());
        Div ways = row(page);
        if (mayTake(one, current.reader())) {
            ways.add(pdf(one));
        }
        if (one.state() != State.WITHDRAWN && current.is(Role.ARCHIVIST)) {
            Button withdraw = new Button(t("certificate.withdraw"), e -> withdraw(one));
            withdraw.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
            withdraw.setAriaLabel(t("certificate.withdraw") + " " + one.number());
            ways.add(withdraw);
        }
        return ways;
    }

    private void withdraw(Certificate one) {
        new ReasonDialog(
                        words(),
                        t("certificate.withdraw"),
                        t("certificate.withdraw.sure", one.number()),
                        t("certificate.withdraw.act"),
                        reason -> {
                            certificates.withdraw(
                                    one.id(), reason, current.require(Role.ARCHIVIST));
                            Notices.done(t("saved"));
                            load();
                        })
                .open();
    }

    /** Asked again when the PDF is taken: what was open a moment ago may be blocked. */
    private boolean mayTake(Certificate one, Reader reader) {
        UUID subject = one.what().subject();
        return switch (one.what().kind()) {
            case AUDIT -> true;
            case RECORD ->
                    subject != null
                            && catalogue.record(new AipId(subject), reader).orElse(null)
                                    instanceof RecordView.Full full
                            && (reader.is(Role.ARCHIVIST)
                                    || full.digests().containsAll(one.what().files()));
            case FONDS -> // not open, it counts what only archivists know of
                    subject != null
                            && (one.what().open() || reader.is(Role.ARCHIVIST))
                            && catalogue.fonds(new FondsId(subject), reader).isPresent();
        };
    }

    private Anchor pdf(Certificate one) {
        DownloadHandler handler =
                event -> {
                    Reader reader = actor();
                    if (!mayTake(one, reader)) {
                        event.getResponse().setStatus(404);
                        return;
                    }
                    @Nullable UUID subject = one.what().subject();
                    byte[] bytes = certificates.pdf(one);
                    activity.record(
                            reader,
                            "CERTIFICATE_TAKEN",
                            subject == null ? null : subject.toString(),
                            one.number());
                    event.setFileName(one.number() + ".pdf");
                    event.setContentType("application/pdf");
                    event.getOutputStream().write(bytes);
                };
        Anchor link = new Anchor(handler, t("certificate.pdf"));
        link.getElement().setAttribute("download", true);
        link.getElement().setAttribute("aria-label", t("certificate.pdf") + " " + one.number());
        return link;
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.tangthu.portal.papers.PreservationPapers;
import vn.tangthu.portal.papers.PreservationPapers.Form;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.PreservationMinutes;
import vn.tangthu.repository.PreservationMinutes.Kind;
import vn.tangthu.repository.PreservationMinutes.Minutes;
import vn.tangthu.repository.PreservationMinutes.Present;
import vn.tangthu.repository.PreservationMinutes.Said;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** The minutes of one check, back-up or incident: those that were made, and making them. */
final class PreservationMinutesDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;
    private static final int LONGEST_TOLD = 2_000;

    private final transient PreservationMinutes minutes;
    private final transient PreservationPapers papers;
    private final transient ActivityLog activity;
    private final transient CurrentReader current;
    private final transient Words words;
    private final Kind kind;
    private final UUID subject;
    private final Runnable changed;
    private final Div made = new Div();
    private final Div refusals = new Div();

    /**
     * @param changed called after minutes were made
     */
    PreservationMinutesDialog(
            PreservationMinutes minutes,
            PreservationPapers papers,
            ActivityLog activity,
            CurrentReader current,
            Words words,
            Kind kind,
            UUID subject,
            Runnable changed) {
        this.minutes = minutes;
        this.papers = papers;
        this.activity = activity;
        this.current = current;
        this.words = words;
        this.kind = kind;
        this.subject = subject;
        this.changed = changed;
        setHeaderTitle(words.of("preservation.minutes." + kind.name()));
        setWidth("40rem");
        made.getElement().setAttribute("aria-live", "polite");
        add(made);
        getFooter().add(new Button(words.of("tokens.close"), e -> close()));
        if (current.is(Role.ARCHIVIST)) {
            form();
        }
        show();
    }

    /** Whoever reads this page. */
    static Reader reader(CurrentReader current) {
        return current.require(current.is(Role.ARCHIVIST) ? Role.ARCHIVIST : Role.AUDITOR);
    }

    private void show() {
        made.removeAll();
        for (Minutes one : minutes.issues(kind, subject, reader(current))) {
            Div row =
                    new Div(
                            new Span(
                                    words.of(
                                            "minutes.made",
                                            papers.number(one),
                                            words.minute(one.madeAt()),
                                            one.madeBy(),
                                            words.number(one.issue()))));
            row.addClassName("tt-row");
            for (Form form : Form.values()) {
                row.add(download(minutes, papers, current, words, one, form));
            }
            made.add(row);
        }
    }

    /** What is kept when it is asked for, by whoever asks then. */
    static Anchor download(
            PreservationMinutes minutes,
            PreservationPapers papers,
            CurrentReader current,
            Words words,
            Minutes shown,
            Form form) {
        DownloadHandler handler =
                event -> {
                    Optional<Minutes> kept =
                            minutes.issues(shown.kind(), shown.subject(), reader(current)).stream()
                                    .filter(issue -> issue.issue() == shown.issue())
                                    .findFirst();
                    if (kept.isEmpty()) {
                        event.getResponse().setStatus(404);
                        return;
                    }
                    event.setFileName(papers.fileName(kept.get()) + form.ending());
                    event.setContentType(form.type());
                    papers.write(kept.get(), form, event.getOutputStream());
                };
        String called = words.of("paper." + form.name().toLowerCase(Locale.ROOT));
        Anchor anchor = new Anchor(handler, called);
        anchor.getElement().setAttribute("download", true);
        anchor.getElement()
                .setAttribute(
                        "aria-label",
                        words.of("preservation.minutes." + shown.kind().name())
                                + " "
                                + papers.number(shown)
                                + ", "
                                + called);
        return anchor;
    }

    private void form() {
        Said before =
                minutes.proposed(kind, reader(current))
                        .orElseGet(
                                () -> new Said("", "", "BB-BQTL", "", List.of(), "", "", "", ""));
        Forms forms = new Forms(words);
        TextField parent = forms.text("minutes.parent", before.parent(), LONGEST);
        TextField archive = forms.text("minutes.archive", before.archive(), LONGEST);
        archive.setRequiredIndicatorVisible(true);
        TextField notation = forms.text("minutes.notation", before.notation(), 30);
        TextField place = forms.text("minutes.place", before.place(), LONGEST);
        TextArea present =
                forms.area("preservation.present", lines(before.present()), 20 * (LONGEST + 3));
        present.setHelperText(words.of("preservation.present.hint"));
        TextArea medium = forms.area("preservation.medium", "", LONGEST_TOLD);
        TextArea cause = forms.area("preservation.cause", "", LONGEST_TOLD);
        TextArea measures = forms.area("preservation.measures", "", LONGEST_TOLD);
        TextArea remarks = forms.area("minutes.remarks", "", LONGEST_TOLD);
        refusals.getElement().setAttribute("aria-live", "assertive");
        add(new Paragraph(words.of("minutes.hint")), refusals, forms.form());
        Button make =
                new Button(
                        words.of("minutes.make"),
                        e -> {
                            if (archive.getValue().isBlank()) {
                                archive.setInvalid(true);
                                archive.setErrorMessage(words.of("minutes.archive.required"));
                                archive.focus();
                                return;
                            }
                            make(
                                    new Said(
                                            parent.getValue().strip(),
                                            archive.getValue().strip(),
                                            notation.getValue().strip(),
                                            place.getValue().strip(),
                                            people(present.getValue()),
                                            medium.getValue().strip(),
                                            cause.getValue().strip(),
                                            measures.getValue().strip(),
                                            remarks.getValue().strip()));
                        });
        make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(make);
    }

    private void make(Said said) {
        Reader actor = current.require(Role.ARCHIVIST);
        refusals.removeAll();
        try {
            Minutes fresh = minutes.make(kind, subject, said, actor);
            activity.record(
                    actor,
                    "PRESERVATION_MINUTES_" + kind,
                    subject.toString(),
                    papers.number(fresh));
            Notices.done(words.of("saved"));
            show();
            changed.run();
        } catch (RefusedException refused) {
            refusals.add(Notices.findings(refused.findings(), words));
        }
    }

    /** One on a line, name; position; body. */
    static List<Present> people(String text) {
        List<Present> people = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            String[] parts = line.split(";", 3);
            if (!line.isBlank()) {
                people.add(
                        new Present(
                                parts[0].strip(),
                                parts.length > 1 ? parts[1].strip() : "",
                                parts.length > 2 ? parts[2].strip() : ""));
            }
        }
        return people;
    }

    private static String lines(List<Present> people) {
        return people.stream()
                .map(
                        one ->
                                one.organ().isEmpty()
                                        ? one.person() + "; " + one.position()
                                        : one.person() + "; " + one.position() + "; " + one.organ())
                .collect(Collectors.joining("\n"));
    }
}

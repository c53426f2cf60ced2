package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.DeliveryPapers;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** The minutes of a delivery: made, made again, taken away as DOCX and PDF. */
final class MinutesPanel extends Div {
    private static final long serialVersionUID = 1L;
    private final transient DeliveryMinutes minutes;
    private final transient DeliveryPapers papers;
    private final transient MinutesLists lists;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient Delivery delivery;
    private final transient Words words;

    MinutesPanel(
            Delivery delivery,
            DeliveryMinutes minutes,
            DeliveryPapers papers,
            MinutesLists lists,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        this.delivery = delivery;
        this.minutes = minutes;
        this.papers = papers;
        this.lists = lists;
        this.current = current;
        this.activity = activity;
        this.words = words;
        show();
    }

    private void show() {
        removeAll();
        @Nullable Minutes other = null;
        for (Kind kind : Kind.values()) {
            List<Minutes> issues =
                    minutes.issues(delivery.id(), kind, current.require(Role.ARCHIVIST));
            @Nullable Minutes made = issues.isEmpty() ? null : issues.getFirst();
            add(part(kind, issues, made, made == null ? other : made));
            other = made == null ? other : made;
        }
    }

    /**
     * @param known whose parties are proposed, or null
     */
    private Div part(
            Kind kind, List<Minutes> issues, @Nullable Minutes made, @Nullable Minutes known) {
        Div part = new Div(new H3(words.of(kind)));
        Div row = new Div();
        row.addClassName("tt-row");
        if (made != null) {
            part.add(
                    new Paragraph(
                            words.of(
                                    "minutes.made",
                                    papers.number(made),
                                    words.minute(made.madeAt()),
                                    made.madeBy(),
                                    words.number(made.issue()))));
            downloads(row, made);
        }
        Button make =
                new Button(
                        words.of(made == null ? "minutes.make" : "minutes.again"),
                        e ->
                                new MinutesDialog(
                                                words,
                                                words.of(kind),
                                                known == null ? proposed() : known.parties(),
                                                delivery.submitter(),
                                                parties -> {
                                                    Minutes fresh = make(kind, parties);
                                                    activity.record(
                                                            current.reader(),
                                                            "MINUTES_" + kind,
                                                            delivery.id().value().toString(),
                                                            papers.number(fresh));
                                                    Notices.done(words.of("saved"));
                                                    show();
                                                })
                                        .open());
        row.add(make);
        part.add(row);
        if (issues.size() > 1) {
            part.add(before(issues.subList(1, issues.size())));
        }
        return part;
    }

    private Minutes make(Kind kind, Parties parties) {
        try {
            return lists.make(delivery, kind, parties, current.require(Role.ARCHIVIST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Parties proposed() {
        return minutes.proposed(delivery.submitter(), current.require(Role.ARCHIVIST)).orElse(null);
    }

    /** What was made, and perhaps signed, before. */
    private Details before(List<Minutes> issues) {
        Details details = new Details(words.of("minutes.before", words.number(issues.size())));
        for (Minutes issue : issues) {
            Div row =
                    new Div(
                            new Span(
                                    words.of(
                                            "minutes.issue",
                                            words.number(issue.issue()),
                                            words.minute(issue.madeAt()),
                                            issue.madeBy())));
            downloads(row, issue);
            row.addClassName("tt-row");
            details.add(row);
        }
        return details;
    }

    /** The forms minutes are taken away in. */
    private enum Form {
        DOCX(".docx", DeliveryPapers.DOCX_TYPE),
        PDF(".pdf", DeliveryPapers.PDF_TYPE),
        ZIP(".zip", "application/zip");

        private final String ending;
        private final String type;

        Form(String ending, String type) {
            this.ending = ending;
            this.type = type;
        }
    }

    private void downloads(Div row, Minutes shown) {
        for (Form form : Form.values()) {
            row.add(download(shown, form));
        }
    }

    /** What is kept when it is asked for, by whoever asks then. */
    private Anchor download(Minutes shown, Form form) {
        DownloadHandler handler =
                event -> {
                    Reader reader = current.require(Role.ARCHIVIST);
                    Optional<Minutes> made =
                            minutes.issues(delivery.id(), shown.kind(), reader).stream()
                                    .filter(issue -> issue.issue() == shown.issue())
                                    .findFirst();
                    if (made.isEmpty()) {
                        event.getResponse().setStatus(404);
                        return;
                    }
                    event.setFileName(papers.fileName(made.get()) + form.ending);
                    event.setContentType(form.type);
                    OutputStream out = event.getOutputStream();
                    switch (form) {
                        case DOCX -> papers.docx(made.get(), out);
                        case PDF -> papers.pdf(made.get(), out);
                        case ZIP -> lists.zip(made.get(), reader, out);
                    }
                };
        String called =
                words.of(
                        form == Form.ZIP
                                ? "minutes.zip"
                                : "paper." + form.name().toLowerCase(Locale.ROOT));
        Anchor anchor = new Anchor(handler, called);
        anchor.getElement().setAttribute("download", true);
        anchor.getElement()
                .setAttribute(
                        "aria-label",
                        words.of(shown.kind()) + " " + words.number(shown.issue()) + ", " + called);
        return anchor;
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStream;
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
import vn.tangthu.repository.Role;

/** The minutes of a delivery: made, made again, taken away as DOCX and PDF. */
final class MinutesPanel extends Div {
    private static final long serialVersionUID = 1L;
    private final transient DeliveryMinutes minutes;
    private final transient DeliveryPapers papers;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient Delivery delivery;
    private final transient Words words;

    MinutesPanel(
            Delivery delivery,
            DeliveryMinutes minutes,
            DeliveryPapers papers,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        this.delivery = delivery;
        this.minutes = minutes;
        this.papers = papers;
        this.current = current;
        this.activity = activity;
        this.words = words;
        show();
    }

    private void show() {
        removeAll();
        @Nullable Minutes other = null;
        for (Kind kind : Kind.values()) {
            Minutes made =
                    minutes.find(delivery.id(), kind, current.require(Role.ARCHIVIST)).orElse(null);
            add(part(kind, made, made == null ? other : made));
            other = made == null ? other : made;
        }
    }

    /**
     * @param known whose parties are proposed, or null
     */
    private Div part(Kind kind, @Nullable Minutes made, @Nullable Minutes known) {
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
            row.add(download(kind, true), download(kind, false));
        }
        Button make =
                new Button(
                        words.of(made == null ? "minutes.make" : "minutes.again"),
                        e ->
                                new MinutesDialog(
                                                words,
                                                words.of(kind),
                                                known == null ? null : known.parties(),
                                                delivery.submitter(),
                                                parties -> {
                                                    Minutes fresh =
                                                            minutes.make(
                                                                    delivery.id(),
                                                                    kind,
                                                                    parties,
                                                                    current.require(
                                                                            Role.ARCHIVIST));
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
        return part;
    }

    /** What is kept when it is asked for, by whoever asks then. */
    private Anchor download(Kind kind, boolean word) {
        DownloadHandler handler =
                event -> {
                    Optional<Minutes> made =
                            minutes.find(delivery.id(), kind, current.require(Role.ARCHIVIST));
                    if (made.isEmpty()) {
                        event.getResponse().setStatus(404);
                        return;
                    }
                    event.setFileName(papers.fileName(made.get()) + (word ? ".docx" : ".pdf"));
                    event.setContentType(word ? DeliveryPapers.DOCX_TYPE : DeliveryPapers.PDF_TYPE);
                    write(made.get(), word, event.getOutputStream());
                };
        Anchor anchor = new Anchor(handler, words.of(word ? "paper.docx" : "paper.pdf"));
        anchor.getElement().setAttribute("download", true);
        anchor.getElement()
                .setAttribute(
                        "aria-label",
                        words.of(kind) + ", " + words.of(word ? "paper.docx" : "paper.pdf"));
        return anchor;
    }

    private void write(Minutes made, boolean word, OutputStream out) throws IOException {
        if (word) {
            papers.docx(made, out);
        } else {
            papers.pdf(made, out);
        }
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.Locale;
import java.util.UUID;
import vn.tangthu.portal.papers.DestructionPapers;
import vn.tangthu.portal.papers.DestructionPapers.Form;
import vn.tangthu.portal.papers.DestructionPapers.Kind;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Role;

/** The papers of a list that there are at this step, in each form. */
final class DestructionLinks extends Div {
    private static final long serialVersionUID = 1L;

    DestructionLinks(
            DestructionList list,
            DestructionPapers papers,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        boolean none = true;
        for (Kind kind : Kind.values()) {
            if (!kind.at(list.state(), list)) {
                continue;
            }
            none = false;
            String what = words.of("destruction.paper." + kind);
            Div row = new Div(new Span(what));
            row.addClassName("tt-row");
            for (Form form : kind.forms()) {
                row.add(anchor(list.id(), kind, form, what, papers, current, activity, words));
            }
            add(row);
        }
        if (none) {
            add(new Paragraph(words.of("destruction.papers.none")));
        }
    }

    private static Anchor anchor(
            UUID id,
            Kind kind,
            Form form,
            String what,
            DestructionPapers papers,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        DownloadHandler handler =
                event -> {
                    var reader = current.require(Role.ARCHIVIST);
                    DestructionList now = papers.find(id, reader);
                    String file = papers.fileName(now, kind, form);
                    event.setFileName(file);
                    event.setContentType(form.type());
                    activity.record(reader, "DESTRUCTION_PAPER", now.notation(), file);
                    papers.write(now, kind, form, reader, event.getOutputStream());
                };
        Anchor anchor =
                new Anchor(handler, words.of("paper." + form.name().toLowerCase(Locale.ROOT)));
        anchor.getElement().setAttribute("download", true);
        anchor.getElement().setAttribute("aria-label", what + ", " + anchor.getText());
        return anchor;
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.AnswerLetters.Letter;
import vn.tangthu.repository.Role;

/** The letters that answered a request, as they were sent. */
class AnswerLettersOfRequest extends Div {
    private static final long serialVersionUID = 1L;

    AnswerLettersOfRequest(
            AnswerLetters letters,
            List<Letter> sent,
            String request,
            CurrentReader current,
            Words words) {
        UnorderedList list = new UnorderedList();
        for (Letter letter : sent) {
            Anchor open =
                    pdf(
                            "thong-bao-" + request + "-" + letter.n() + ".pdf",
                            words.of("letters.open", letter.number()),
                            () ->
                                    letters.pdf(
                                                    request,
                                                    letter.n(),
                                                    current.require(Role.ARCHIVIST))
                                            .orElseThrow());
            list.add(
                    new ListItem(
                            open,
                            new Span(
                                    " · "
                                            + words.of(letter.decision())
                                            + " · "
                                            + words.minute(letter.at())
                                            + " · "
                                            + letter.by())));
        }
        add(list);
    }

    /** Bytes of a PDF, asked when it is opened. */
    @FunctionalInterface
    interface Bytes {
        byte[] get();
    }

    static Anchor pdf(String name, String text, Bytes bytes) {
        DownloadHandler handler =
                event -> {
                    event.setFileName(name);
                    event.setContentType("application/pdf");
                    event.getOutputStream().write(bytes.get());
                };
        Anchor anchor = new Anchor(handler, text);
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }
}

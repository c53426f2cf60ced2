package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.VirusCheck;

/**
 * The files of a document: how large they are and what was found of them when they were taken in.
 */
final class FileFacts extends Div {
    private static final long serialVersionUID = 1L;

    FileFacts(List<ContentFile> files, Words words) {
        UnorderedList list = new UnorderedList();
        for (ContentFile file : files) {
            ListItem item =
                    new ListItem(
                            new Span(file.originalName()),
                            line(file.mimeType() + " · " + words.bytes(file.size())),
                            line(format(file.format(), words)),
                            line(virus(file.virus(), words)));
            file.checks().forEach(check -> item.add(check(check, words)));
            list.add(item);
        }
        add(list);
    }

    private static Div line(String text) {
        Div line = new Div(new Span(text));
        line.addClassName("tt-hint");
        return line;
    }

    /** What came of it, then what was found, a line each. */
    private static Div check(ContentCheck check, Words words) {
        Div told =
                line(
                        words.of(
                                "check." + check.kind() + "." + check.outcome(),
                                check.first(),
                                words.minute(check.at()),
                                check.tool()));
        check.detail().lines().skip(1).forEach(more -> told.add(new Div(more)));
        return told;
    }

    /** The registry's words are English; its key is the same in every language. */
    static String format(@Nullable FormatIdentification format, Words words) {
        if (format == null) {
            return words.of("format.notLooked");
        }
        return format.known()
                ? words.of(
                        "format.is",
                        format.called(),
                        format.puid(),
                        words.of(format.basis()),
                        format.signatures())
                : words.of("format.unknown", format.signatures());
    }

    /** Nothing but what the scanner called clean is clean. */
    static String virus(@Nullable VirusCheck said, Words words) {
        if (said == null) {
            return words.of("virus.unknown");
        }
        return switch (said.outcome()) {
            case CLEAN -> words.of("virus.clean", words.minute(said.at()), said.engine());
            case INFECTED ->
                    words.of(
                            "virus.infected",
                            said.detail(),
                            words.minute(said.at()),
                            said.engine());
            case NOT_SCANNED -> words.of("virus.not", words.of("virus.not." + said.detail()));
        };
    }
}

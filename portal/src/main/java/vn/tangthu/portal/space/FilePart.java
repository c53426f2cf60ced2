package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Line;
import vn.tangthu.repository.UserFiles.Page;
import vn.tangthu.repository.UserFiles.Part;
import vn.tangthu.repository.UserFiles.Place;

/** One part of a user file, newest first, a page at a time. */
final class FilePart extends Div {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 20;
    private final transient UserFiles files;
    private final transient Supplier<Reader> reader;
    private final transient Words words;
    private final transient UnaryOperator<String> named;
    private final transient @Nullable Consumer<String> release;
    private final Part part;
    private final UnorderedList list = new UnorderedList();
    private final Button more;
    private transient @Nullable Place last;

    /**
     * @param reader asked each time
     * @param named what a subject of {@link Part#USE} is called
     * @param release takes a line out again by its subject; null where nothing can be
     */
    FilePart(
            UserFiles files,
            Part part,
            Supplier<Reader> reader,
            Words words,
            UnaryOperator<String> named,
            @Nullable Consumer<String> release) {
        this.named = named;
        this.release = release;
        this.files = files;
        this.reader = reader;
        this.words = words;
        this.part = part;
        this.more = new Button(words.of("userfile.more"), e -> next());
        more.setAriaLabel(words.of("userfile.more") + " " + words.of("userfile.part." + part));
        list.addClassName("tt-linked");
        list.getElement().setAttribute("aria-label", words.of("userfile.part." + part));
        add(list, more);
        next();
    }

    private void next() {
        Page page = files.lines(part, last, PAGE, reader.get());
        for (Line line : page.lines()) {
            last = line.place();
            ListItem item =
                    new ListItem(
                            Stream.of(
                                            words.minute(line.at()),
                                            what(part, line, words),
                                            subject(line),
                                            detail(part, line, words))
                                    .filter(text -> !text.isEmpty())
                                    .collect(Collectors.joining(" · ")));
            if (part == Part.REQUESTS) {
                item.addComponentAsFirst(new Span(" · "));
                item.addComponentAsFirst(
                        new Anchor("/yeu-cau/cua-toi/" + line.subject(), line.subject()));
                Anchor papers =
                        new Anchor(
                                "/app/tai-khoan/giay-to/" + line.subject(),
                                words.of("attachments.title"));
                papers.setAriaLabel(words.of("attachments.mine", line.subject()));
                item.add(new Span(" · "), papers);
            }
            Consumer<String> out = release;
            if (out != null) {
                Button take =
                        new Button(words.of("userfile.release"), e -> out.accept(line.subject()));
                take.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
                take.setAriaLabel(words.of("userfile.release") + " " + line.subject());
                item.add(take);
            }
            list.add(item);
        }
        more.setVisible(page.more());
        if (list.getComponentCount() == 0) {
            remove(list);
            add(new Paragraph(words.of("userfile.none")));
        }
    }

    private String subject(Line line) {
        return switch (part) {
            case REQUESTS -> ""; // a link
            case USE -> named.apply(line.subject());
            default -> line.subject();
        };
    }

    static String what(Part part, Line line, Words words) {
        return switch (part) {
            case RIGHTS, LOGINS, USE -> OwnHistory.did(line.what(), words);
            case ORDERS -> words.of("userfile.order." + line.what());
            case SEARCHES -> words.of("userfile.search." + line.what());
            case REQUESTS -> words.of(AccessRequests.Status.valueOf(line.what()));
            case COPIES -> words.of("copies.state." + line.what());
            case READINGS -> words.of("readings.state." + line.what());
            case ATTACHMENTS -> line.what();
        };
    }

    /** What the request is for and, where that was said, how paper is wanted. */
    private static String purpose(Line line, Words words) {
        PaperUse use = line.paperUse();
        return use == null
                ? line.detail()
                : line.detail() + " · " + words.of("requests.paperUse") + ": " + words.of(use);
    }

    /** Of a copy its kind, of a reading its days. */
    static String detail(Part part, Line line, Words words) {
        return switch (part) {
            case RIGHTS, LOGINS, ATTACHMENTS, SEARCHES -> line.detail();
            case ORDERS -> words.of("userfile.order.letter", line.detail());
            case USE -> words.purpose(ReadingPurpose.read(line.detail()).orElse(null));
            case REQUESTS -> purpose(line, words);
            case COPIES -> words.of("copies.kind." + line.detail());
            case READINGS -> words.of("readings.days") + " " + line.detail();
        };
    }
}

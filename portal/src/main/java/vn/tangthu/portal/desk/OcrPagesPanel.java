package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.TextLine.PageLine;

/** Pages that could not be read, were read badly or seemed blank, a few at a time. */
final class OcrPagesPanel extends Div {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 25;
    private static final Pattern SECONDS = Pattern.compile("took longer than (\\d+) s");

    /** A piece of the list. */
    @FunctionalInterface
    interface Source {
        List<PageLine> get(@Nullable FondsId fonds, @Nullable PageLine after, int limit);
    }

    private final transient Source source;
    private final transient Words words;
    private final String doing;
    private final transient @Nullable Consumer<PageLine> again;
    private final UnorderedList list = new UnorderedList();
    private final Button more;
    private transient @Nullable FondsId fonds;
    private transient @Nullable PageLine last;

    /**
     * @param doing the word of a button at each page
     * @param again reads a page's file once more; null where that is not offered
     */
    OcrPagesPanel(Source source, Words words, String doing, @Nullable Consumer<PageLine> again) {
        this.doing = doing;
        this.source = source;
        this.words = words;
        this.again = again;
        list.addClassName("tt-linked");
        more = new Button(words.of("ocr.more"), e -> next());
        more.addThemeVariants(ButtonVariant.LUMO_SMALL);
    }

    /** From the first. */
    void show(@Nullable FondsId only) {
        fonds = only;
        last = null;
        next();
    }

    private void next() {
        List<PageLine> pages = source.get(fonds, last, AT_ONCE);
        removeAll();
        list.removeAll();
        if (pages.isEmpty()) {
            add(new Paragraph(words.of(last == null ? "ocr.pages.none" : "ocr.pages.end")));
            return;
        }
        pages.forEach(page -> list.add(item(page)));
        last = pages.getLast();
        add(list);
        if (fonds != null) {
            add(new Anchor("/app/nhan-dang-chu", words.of("ocr.pages.all")));
        }
        if (pages.size() == AT_ONCE) {
            add(more);
        }
    }

    private ListItem item(PageLine page) {
        Anchor record =
                new Anchor(Purposes.checking("/app/kho/ho-so/" + page.aip()), page.record());
        String where =
                page.page() == 0
                        ? words.of("ocr.page.whole", page.name())
                        : words.of("ocr.page", page.name(), words.number(page.page()));
        ListItem item = new ListItem(record, new Span(" · " + where + " · " + what(page) + " "));
        Consumer<PageLine> reader = again;
        if (reader != null) {
            Button button =
                    new Button(
                            words.of(doing),
                            e -> {
                                e.getSource().setEnabled(false);
                                reader.accept(page);
                            });
            button.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
            button.getElement()
                    .setAttribute(
                            "aria-label", words.of(doing) + ": " + page.record() + ", " + where);
            item.add(button);
        }
        return item;
    }

    private String what(PageLine page) {
        if (page.blank()) {
            return words.of("ocr.page.blank");
        }
        return page.failure() == null
                ? words.of("ocr.page.confidence", page.confidence())
                : reason(page.failure(), words);
    }

    /** The usual reasons in words; what a program said is shown as it said it. */
    static String reason(String failure, Words words) {
        Matcher seconds = SECONDS.matcher(failure);
        if (seconds.find()) {
            return words.of("ocr.reason.time", seconds.group(1));
        }
        String said = failure.toLowerCase(Locale.ROOT);
        if (said.contains("password")) {
            return words.of("ocr.reason.password");
        }
        if (said.contains("stored copy is damaged")) {
            return words.of("ocr.reason.damaged");
        }
        if (said.contains("service ended")) {
            return words.of("ocr.reason.deaths");
        }
        if (said.contains("ended by signal")) {
            return words.of("ocr.reason.killed");
        }
        return words.of("ocr.reason", failure);
    }
}

package vn.tangthu.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.util.List;
import java.util.Locale;
import vn.tangthu.repository.Finding;

/** What is told to a person: that it is done, or everything that stands in the way. */
public final class Notices {
    /** Of a list that asks for a second look: more would not be read. */
    private static final int MOST = 20;

    private Notices() {}

    /** Short good news; goes away by itself and is read by screen readers. */
    public static void done(String text) {
        Notification notification =
                Notification.show(text, 4_000, Notification.Position.BOTTOM_START);
        notification.addThemeVariants(NotificationVariant.LUMO_SUCCESS);
    }

    /** Bad news that stays for a while. */
    public static void failed(String text) {
        Notification notification =
                Notification.show(text, 10_000, Notification.Position.BOTTOM_START);
        notification.addThemeVariants(NotificationVariant.LUMO_ERROR);
        notification.setAssertive(true);
    }

    /** A box that stays in the page. */
    public static Div box(Marks.Tone tone, Component... content) {
        Div box = new Div(content);
        box.addClassNames("tt-box", "tt-box-" + tone.name().toLowerCase(Locale.ROOT));
        return box;
    }

    public static Div box(Marks.Tone tone, String text) {
        return box(tone, new Paragraph(text));
    }

    /** All findings at once, each with what to do. */
    public static Div findings(List<Finding> findings, Words words) {
        UnorderedList list = new UnorderedList();
        findings.forEach(found -> list.add(item(named(found, words), words)));
        Div box = box(Marks.Tone.ERROR, new Paragraph(words.of("findings.fix")), list);
        box.getElement().setAttribute("role", "alert");
        return box;
    }

    /** What does not stand against anything and should be looked at, each with its place. */
    public static Div warnings(List<Finding> findings, Words words) {
        UnorderedList list = new UnorderedList();
        for (Finding found : findings.subList(0, Math.min(MOST, findings.size()))) {
            ListItem item = item(named(found, words), words);
            item.addComponentAsFirst(new Span(found.place() + ": "));
            list.add(item);
        }
        if (findings.size() > MOST) {
            list.add(new ListItem(words.of("findings.more", words.number(findings.size() - MOST))));
        }
        return box(Marks.Tone.WARN, list);
    }

    private static ListItem item(Finding finding, Words words) {
        Span remedy = new Span(finding.remedy(words.locale()));
        remedy.addClassName("tt-hint");
        return new ListItem(new Span(finding.message(words.locale())), new Div(remedy));
    }

    /** A field is called as its form calls it. */
    private static Finding named(Finding finding, Words words) {
        return new Finding(
                finding.code(),
                finding.severity(),
                finding.place(),
                finding.values().stream()
                        .map(
                                value -> {
                                    boolean field = value.matches("[a-z][A-Za-z]+");
                                    String name = field ? words.of("field." + value) : "?";
                                    return name.startsWith("?") ? value : name;
                                })
                        .toList());
    }
}

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
        for (Finding found : findings) {
            Finding finding = named(found, words);
            Span remedy = new Span(finding.remedy(words.locale()));
            remedy.addClassName("tt-hint");
            list.add(new ListItem(new Span(finding.message(words.locale())), new Div(remedy)));
        }
        Div box = box(Marks.Tone.ERROR, new Paragraph(words.of("findings.fix")), list);
        box.getElement().setAttribute("role", "alert");
        return box;
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

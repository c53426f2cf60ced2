package vn.tangthu.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.Locale;
import java.util.Objects;

/** A page: the main landmark with one heading, its title in the browser, and its words. */
public abstract class PageView extends Main implements HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final H1 heading = new H1();
    private String title = "";

    protected PageView() {
        addClassName("tt-page");
        heading.setId("tt-heading");
        add(heading);
    }

    /** The heading and the title in the browser. */
    protected final void title(String title) {
        this.title = title;
        heading.setText(title);
    }

    /** Takes everything away but the heading. */
    protected final void clear() {
        removeAll();
        add(heading);
    }

    @Override
    public String getPageTitle() {
        return title + " · Tàng Thư";
    }

    /** Words of the interface in the reader's language. */
    protected final String t(String key, Object... params) {
        return Translations.text(key, locale(), params);
    }

    protected final Words words() {
        return Words.in(locale());
    }

    protected final Locale locale() {
        return Objects.requireNonNullElse(getLocale(), Translations.VIETNAMESE);
    }

    /** A part of the page under a heading of its own. */
    protected final Section section(String heading, Component... content) {
        Section section = new Section(new H2(heading));
        section.addClassName("tt-section");
        section.add(content);
        return section;
    }

    /** A line that explains. */
    protected static Paragraph hint(String text) {
        Paragraph hint = new Paragraph(text);
        hint.addClassName("tt-hint");
        return hint;
    }

    /** Things that stand beside each other and wrap where it is narrow. */
    protected static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("tt-row");
        return row;
    }
}

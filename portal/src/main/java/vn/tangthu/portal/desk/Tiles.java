package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import org.jspecify.annotations.Nullable;

/** Numbers that a page opens with. */
final class Tiles extends Div {
    private static final long serialVersionUID = 1L;

    Tiles() {
        addClassName("tt-tiles");
    }

    void tile(String label, String value) {
        tile(label, value, null, null);
    }

    /**
     * @param detail a line below, or null
     * @param link where it leads on, or null
     */
    void tile(String label, String value, @Nullable String detail, @Nullable Anchor link) {
        Div tile = new Div(new Span(label));
        tile.addClassName("tt-tile");
        Element strong = new Element("strong");
        strong.setText(value);
        tile.getElement().appendChild(strong);
        if (detail != null) {
            Span line = new Span(detail);
            line.addClassName("tt-hint");
            tile.add(line);
        }
        if (link != null) {
            tile.add(link);
        }
        add(tile);
    }
}

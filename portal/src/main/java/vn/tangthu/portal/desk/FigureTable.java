package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.dom.Element;
import java.util.List;

/** A table of figures that a screen reader reads by its headings and keys can scroll. */
final class FigureTable {
    private FigureTable() {}

    /**
     * The first cell of a row is its heading.
     *
     * @param texts columns after the first that hold words and no numbers
     * @param links where it leads, of each row; empty for nowhere
     */
    static Element of(
            String label,
            List<String> columns,
            int texts,
            List<List<String>> rows,
            List<String> links) {
        Element head = new Element("tr");
        for (int i = 0; i < columns.size(); i++) {
            head.appendChild(cell("th", columns.get(i), "col", i > 0 && i <= texts));
        }
        Element body = new Element("tbody");
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = rows.get(i);
            Element first = cell("th", links.isEmpty() ? cells.getFirst() : "", "row", false);
            if (!links.isEmpty()) {
                first.appendChild(new Anchor(links.get(i), cells.getFirst()).getElement());
            }
            Element row = new Element("tr").appendChild(first);
            for (int c = 1; c < cells.size(); c++) {
                row.appendChild(cell("td", cells.get(c), "", c <= texts));
            }
            body.appendChild(row);
        }
        Element table =
                new Element("table").appendChild(new Element("thead").appendChild(head), body);
        table.setAttribute("class", "tt-table");
        Element frame = new Element("div").appendChild(table);
        frame.setAttribute("class", "tt-scroll");
        // Wider than a small screen: to be scrolled by keys too.
        frame.setAttribute("tabindex", "0");
        frame.setAttribute("role", "group");
        frame.setAttribute("aria-label", label);
        return frame;
    }

    private static Element cell(String tag, String text, String scope, boolean words) {
        Element cell = new Element(tag);
        cell.setText(text);
        if (!scope.isEmpty()) {
            cell.setAttribute("scope", scope);
        }
        if (words) {
            cell.setAttribute("class", "tt-words");
        }
        return cell;
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.portal.inside.MarkedLine;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;

/** The text of a page line by line, what was found in it marked. */
final class Transcript {
    /**
     * Who comes from a hit lands on its line, and stays on it when the image above it gets its
     * height, unless they went elsewhere by then; who turns pages stays where they are, and only
     * the text is scrolled.
     */
    private static final String LAND =
            "const line = this.querySelector('#"
                    + MarkedLine.FIRST
                    + "'); if (!line) return; if (!$0) { this.scrollTop = line.offsetTop"
                    + " - this.clientHeight / 3; return } line.tabIndex = -1;"
                    + " const show = () => line.scrollIntoView({block: 'center'});"
                    + " setTimeout(() => { show(); line.focus({preventScroll: true}) }, 50);"
                    + " const image = document.getElementById('"
                    + ViewerImage.ID
                    + "'); if (image && !image.complete)"
                    + " image.addEventListener('load', () => {"
                    + " if (document.activeElement === line) show() }, {once: true})";

    private Transcript() {}

    /**
     * @param marked null where there is no text yet
     * @param land whether the first find is scrolled to
     */
    static Component of(PageTexts.@Nullable Marked marked, boolean land, Words words) {
        if (marked == null) {
            return Notices.box(Marks.Tone.INFO, words.of("viewer.text.waiting"));
        }
        return switch (marked.page().source()) {
            case WAITING -> Notices.box(Marks.Tone.INFO, words.of("viewer.text.waiting"));
            case FAILED -> Notices.box(Marks.Tone.WARN, words.of("viewer.text.failed"));
            case EMPTY, BLANK -> Notices.box(Marks.Tone.INFO, words.of("viewer.text.empty"));
            case LAYER, OCR -> read(marked, land, words);
        };
    }

    private static Div read(PageTexts.Marked marked, boolean land, Words words) {
        Div lines = new Div();
        lines.addClassName("tt-transcript");
        Element element = lines.getElement();
        element.setAttribute("tabindex", "0");
        element.setAttribute("role", "region");
        element.setAttribute("aria-label", words.of("viewer.text"));
        element.setAttribute("lang", "vi");
        for (MarkedLine line : MarkedLine.of(marked.lines())) {
            Paragraph shown = pieces(new Paragraph(), line.pieces());
            if (line.anchor() != null) {
                shown.setId(line.anchor());
            }
            lines.add(shown);
        }
        element.executeJs(LAND, land);
        ExtractedText.Page page = marked.page();
        if (page.convertedFrom() == null) {
            return lines;
        }
        Paragraph converted =
                new Paragraph(words.of("viewer.text.converted", page.convertedFrom()));
        converted.addClassName("tt-hint");
        return new Div(converted, lines);
    }

    /** Each piece as text, never as markup; the marked ones emphasised. */
    static <T extends Component> T pieces(T into, List<Hit.Snippet.Piece> pieces) {
        for (Hit.Snippet.Piece piece : pieces) {
            Element element = new Element(piece.marked() ? "mark" : "span");
            element.setText(piece.text());
            into.getElement().appendChild(element);
        }
        return into;
    }
}

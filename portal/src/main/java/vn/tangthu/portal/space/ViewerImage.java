package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Locale;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ContentFileId;

/**
 * The image of a page with what was found drawn on it, and the zoom of the public pages. Every
 * image of it comes from {@link ContentFiles}: as this reader may have it, and only for them.
 */
final class ViewerImage extends Div {
    private static final long serialVersionUID = 1L;

    /** By which the zoom finds the image. */
    static final String ID = "anh-trang";

    /** The script may come later than the button. */
    private static final String ZOOM =
            "let tries = 0; const begin = () => { if (window.tangthuZoom)"
                    + " window.tangthuZoom(this); else if (++tries < 100) setTimeout(begin, 50) };"
                    + " begin()";

    /**
     * @param page of the file, from 1
     * @param marked words with boxes
     */
    ViewerImage(
            ContentFileId file,
            int page,
            String alt,
            List<ExtractedText.Word> marked,
            Words words) {
        Image image = new Image(ContentFiles.image(file, page, 1000), alt);
        image.setId(ID);
        image.getElement()
                .setAttribute(
                        "srcset",
                        ContentFiles.image(file, page, 480)
                                + " 480w, "
                                + ContentFiles.image(file, page, 1000)
                                + " 1000w, "
                                + ContentFiles.image(file, page, 2000)
                                + " 2000w");
        image.getElement().setAttribute("sizes", "(max-width: 48rem) 95vw, 45vw");
        Div marks = new Div();
        marks.addClassName("tt-marks");
        marks.getElement().setAttribute("aria-hidden", "true");
        marked.stream().filter(word -> word.width() > 0).forEach(word -> marks.add(box(word)));
        Div sheet = new Div(image, marks);
        sheet.addClassName("tt-sheet");
        Div frame = new Div(sheet);
        frame.addClassName("tt-frame");
        // A part that scrolls is reached by the keyboard, and has a name.
        frame.getElement().setAttribute("tabindex", "0");
        frame.getElement().setAttribute("role", "group");
        frame.getElement().setAttribute("aria-label", alt);
        Anchor large = new Anchor(ContentFiles.image(file, page, 2000), words.of("viewer.large"));
        large.getElement().setAttribute("router-ignore", true);
        Div tools = new Div(zoom(file, page, words), large);
        tools.addClassName("tt-row");
        add(tools, frame);
    }

    private static Button zoom(ContentFileId file, int page, Words words) {
        Button zoom = new Button(words.of("viewer.larger"));
        Element element = zoom.getElement();
        String image = ContentFiles.image(file, page, 0);
        element.setAttribute("data-base", image.substring(0, image.length() - 1));
        element.setAttribute("data-end", "");
        element.setAttribute("data-marks", ".tt-marks");
        element.setAttribute("data-script", "/zoom/openseadragon-6.1.1.min.js");
        for (String key : List.of("close", "in", "out", "fit", "ways", "label", "failed")) {
            element.setAttribute("data-" + key, words.of("zoom." + key));
        }
        element.executeJs(ZOOM);
        return zoom;
    }

    private static Div box(ExtractedText.Word word) {
        Div box = new Div();
        box.addClassName("tt-found");
        box.getStyle()
                .set("left", percent(word.x()))
                .set("top", percent(word.y()))
                .set("width", percent(word.width()))
                .set("height", percent(word.height()));
        return box;
    }

    private static String percent(int tenThousandths) {
        return String.format(Locale.ROOT, "%.2f%%", tenThousandths / 100.0);
    }
}

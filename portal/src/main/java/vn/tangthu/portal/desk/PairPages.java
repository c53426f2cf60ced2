package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs.Shown;

/** A page of each side, at one scale; both turn, grow and scroll in step. */
final class PairPages extends Div {
    private static final long serialVersionUID = 1L;

    /** Widths of both pages in hundredths of their frames; the class names end so. */
    private static final int[] SCALES = {100, 150, 200, 300};

    private static final int WIDTH = 1000;
    private static final int LARGE = 2000;

    /** Frames scroll in step; one that follows does not lead. */
    private static final String IN_STEP =
            "const f = [...this.querySelectorAll('.tt-pair-frame')]; let led = null;"
                    + "f.forEach(a => a.addEventListener('scroll', () => {"
                    + " if (led === a) { led = null; return; }"
                    + " f.filter(b => b !== a).forEach(b => {"
                    + "  if (Math.abs(b.scrollTop - a.scrollTop) > 1"
                    + "   || Math.abs(b.scrollLeft - a.scrollLeft) > 1) {"
                    + "   led = b; b.scrollTop = a.scrollTop; b.scrollLeft = a.scrollLeft; } });"
                    + " }, {passive: true}));";

    private final DeliveryId delivery;
    private final String key;
    private final Words words;
    private final Frame one;
    private final Frame other;
    private final Span scaleTold = new Span();
    private int turned;
    private int scale;

    PairPages(
            DeliveryId delivery,
            String key,
            Optional<Shown> one,
            Optional<Shown> other,
            boolean otherKept,
            Words words) {
        this.delivery = delivery;
        this.key = key;
        this.words = words;
        this.one = new Frame(words.of("pairs.side.one"), one, false);
        this.other = new Frame(PairFacts.side(otherKept, words), other, true);
        Div both = new Div(this.one, this.other);
        both.addClassName("tt-pair");
        scaleTold.getElement().setAttribute("role", "status");
        Div ways =
                new Div(
                        new Button(words.of("history.page.back"), e -> turn(-1)),
                        new Button(words.of("history.page.on"), e -> turn(1)),
                        new Button(words.of("pairs.smaller"), e -> grow(-1)),
                        new Button(words.of("pairs.larger"), e -> grow(1)),
                        scaleTold);
        ways.addClassName("tt-row");
        add(ways, both);
        getElement().executeJs(IN_STEP);
        turn(0);
    }

    /** Both by as many pages, as long as one of them has more. */
    private void turn(int by) {
        if (one.has(turned + by) || other.has(turned + by)) {
            turned += by;
        }
        show();
    }

    private void grow(int by) {
        scale = Math.clamp(scale + by, 0, SCALES.length - 1);
        show();
    }

    private void show() {
        scaleTold.setText(words.of("pairs.scale", SCALES[scale]));
        one.show();
        other.show();
    }

    private final class Frame extends Div {
        private static final long serialVersionUID = 1L;
        private final String name;
        private final int first;
        private final int pages;
        private final boolean isOther;
        private final H3 heading = new H3();
        private final Div window = new Div();

        Frame(String name, Optional<Shown> shown, boolean isOther) {
            this.name = name;
            this.first = shown.map(Shown::page).orElse(0);
            this.pages = shown.map(Shown::pages).orElse(0);
            this.isOther = isOther;
            window.addClassName("tt-pair-frame");
            // Reached by the keyboard, for the arrow keys to scroll.
            window.getElement().setAttribute("tabindex", "0");
            window.getElement().setAttribute("role", "region");
            add(heading, window);
        }

        boolean has(int by) {
            return first + by >= 1 && first + by <= pages;
        }

        void show() {
            int page = first + turned;
            heading.setText(
                    has(turned)
                            ? words.of("pairs.page", name, words.number(page), words.number(pages))
                            : name);
            window.getElement().setAttribute("aria-label", heading.getText());
            window.removeAll();
            if (!has(turned)) {
                window.add(new Paragraph(words.of("pairs.page.none")));
                return;
            }
            int width = SCALES[scale] > 150 ? LARGE : WIDTH;
            Image image =
                    new Image(
                            PairFiles.image(delivery, key, isOther, page, width),
                            words.of("pairs.page.alt", name, page));
            image.addClassName("tt-pair-" + SCALES[scale]);
            window.add(image);
        }
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.TextLine;

/**
 * On the page of a delivery that is kept: its files are read before all that waits only by the
 * priority of its fonds. Says afterwards how many files that were.
 */
final class ReadDeliveryFirst extends Div {
    private static final long serialVersionUID = 1L;

    private final transient TextLine line;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Words words;
    private final Button choose;

    ReadDeliveryFirst(
            TextLine line,
            CurrentReader current,
            ActivityLog activity,
            Words words,
            DeliveryId delivery) {
        this.line = line;
        this.current = current;
        this.activity = activity;
        this.words = words;
        this.choose = new Button(words.of("ocr.delivery"), e -> choose(delivery));
        getElement().setAttribute("aria-live", "polite");
        add(choose);
    }

    private void choose(DeliveryId delivery) {
        Reader archivist = current.require(Role.ARCHIVIST);
        int files = line.choose(delivery, archivist);
        activity.record(
                archivist, "TEXT_PRIORITY", delivery.value().toString(), String.valueOf(files));
        removeAll();
        setText(
                files == 0
                        ? words.of("ocr.delivery.none")
                        : words.of("ocr.delivery.done", words.number(files)));
    }

    Button button() {
        return choose;
    }
}

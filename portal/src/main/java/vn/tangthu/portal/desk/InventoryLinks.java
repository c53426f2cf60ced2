package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.Locale;
import vn.tangthu.portal.papers.InventoryPapers;
import vn.tangthu.portal.papers.InventoryPapers.Form;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Role;

/** The two inventories of something, each as a spreadsheet and to print. */
final class InventoryLinks extends Div {
    private static final long serialVersionUID = 1L;

    /**
     * @param name what the paper's head says it is of
     * @param code for the file's name and the log
     */
    InventoryLinks(
            Inventories.Of of,
            String name,
            String code,
            InventoryPapers papers,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        add(new Paragraph(words.of("inventory.hint")));
        for (boolean documents : new boolean[] {false, true}) {
            String what = words.of(documents ? "inventory.documents" : "inventory.records");
            Div row = new Div();
            row.addClassName("tt-row");
            row.add(new Span(what));
            for (Form form : Form.values()) {
                DownloadHandler handler =
                        event -> {
                            var reader = current.require(Role.ARCHIVIST);
                            String file =
                                    (documents ? "muc-luc-van-ban-" : "muc-luc-ho-so-")
                                            + code.replaceAll("[^\\p{L}\\p{N}._-]", "_")
                                            + form.ending();
                            event.setFileName(file);
                            event.setContentType(form.type());
                            activity.record(reader, "INVENTORY", code, file);
                            long unused =
                                    papers.write(
                                            of,
                                            name,
                                            documents,
                                            form,
                                            reader,
                                            event.getOutputStream());
                        };
                Anchor anchor =
                        new Anchor(
                                handler, words.of("paper." + form.name().toLowerCase(Locale.ROOT)));
                anchor.getElement().setAttribute("download", true);
                anchor.getElement().setAttribute("aria-label", what + ", " + anchor.getText());
                row.add(anchor);
            }
            add(row);
        }
    }
}

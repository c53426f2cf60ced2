package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.server.streams.DownloadHandler;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** What is kept as a spreadsheet that comes back corrected, and where it comes back. */
final class CorrectionLinks extends Div {
    private static final long serialVersionUID = 1L;

    /** Beyond that the documents would not fit on a sheet that can come back. */
    private static final long MOST_WITH_DOCUMENTS = 20_000;

    private final transient Corrections corrections;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Words words;
    private final String code;

    /**
     * @param records how many there are
     * @param code for the file's name and the log
     */
    CorrectionLinks(
            Inventories.Of of,
            long records,
            String code,
            Corrections corrections,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        this.corrections = corrections;
        this.current = current;
        this.activity = activity;
        this.words = words;
        this.code = code;
        add(new Paragraph(words.of("bulk.hint.export")));
        Div row = new Div();
        row.addClassName("tt-row");
        if (records <= Corrections.MOST_ROWS) {
            row.add(link("bulk.export.records", () -> of, false));
        }
        if (records <= MOST_WITH_DOCUMENTS) {
            row.add(link("bulk.export.documents", () -> of, true));
        } else {
            add(new Paragraph(words.of("bulk.export.large", words.number(MOST_WITH_DOCUMENTS))));
        }
        row.add(new Anchor("/app/kho/sua-bang-tinh", words.of("bulk.open")));
        add(row);
    }

    /** A link that asks what is wanted when it is followed; nothing is written for null. */
    Anchor link(String key, SerializableSupplier<Inventories.@Nullable Of> of, boolean documents) {
        DownloadHandler list =
                event -> {
                    Reader archivist = current.require(Role.ARCHIVIST);
                    Inventories.Of wanted = of.get();
                    if (wanted == null) {
                        event.getResponse().setStatus(204);
                        return;
                    }
                    String file =
                            "sua-mo-ta-" + code.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".xlsx";
                    event.setFileName(file);
                    event.setContentType(FindingsXlsx.TYPE);
                    activity.record(archivist, "CORRECTIONS_EXPORTED", code, file);
                    corrections.export(wanted, documents, archivist, event.getOutputStream());
                };
        Anchor anchor = new Anchor(list, words.of(key));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** What the log has of one's own account, the newest lines of it. */
final class OwnHistory extends Grid<Found> {
    static final int MOST = 50;
    private static final long serialVersionUID = 1L;
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    OwnHistory(ActivitySearch search, Catalogue catalogue, Reader reader, Words words) {
        addColumn(found -> words.minute(found.entry().at()))
                .setHeader(words.of("activity.at"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        addColumn(found -> did(found.entry().action(), words))
                .setHeader(words.of("activity.action"))
                .setWidth("12rem");
        addColumn(found -> subject(found.entry().subject(), catalogue, reader))
                .setHeader(words.of("activity.subject"))
                .setFlexGrow(2)
                .setWidth("14rem");
        setItems(search.own(null, MOST, reader).found());
        setAllRowsVisible(true);
        setEmptyStateText(words.of("activity.none"));
        getElement().setAttribute("aria-label", words.of("account.history"));
        addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
    }

    static String did(String action, Words words) {
        String key = "activity.did." + action;
        String text = words.of(key);
        return text.equals("?" + key + "?") ? action : text;
    }

    /** An id by the code of its hồ sơ, where the reader may know of it today; else nothing. */
    static String subject(@Nullable String subject, Catalogue catalogue, Reader reader) {
        if (subject == null || !ID.matcher(subject).matches()) {
            return subject == null ? "" : subject;
        }
        UUID id = UUID.fromString(subject);
        return catalogue
                .record(new AipId(id), reader)
                .or(() -> ofFile(id, catalogue, reader))
                .map(RecordView::arcFileCode)
                .orElse("");
    }

    private static Optional<RecordView> ofFile(UUID id, Catalogue catalogue, Reader reader) {
        return catalogue
                .recordOf(new ContentFileId(id), reader)
                .flatMap(record -> catalogue.record(record, reader));
    }
}

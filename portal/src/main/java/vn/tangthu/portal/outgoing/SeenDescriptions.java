package vn.tangthu.portal.outgoing;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * Descriptions that not everybody may read are a line of the activity log before they are shown,
 * once for each session and hồ sơ, however often its page is made anew. What everybody may read is
 * read unwatched, and so is the little that everybody may know of the rest.
 */
@Component
public class SeenDescriptions {
    /** What the log says was seen. */
    public static final String DETAIL = "mô tả";

    /** Pages are numbered from 1. */
    private static final int NO_PAGE = 0;

    private final ActivityLog activity;
    private final Purposes purposes;

    SeenDescriptions(ActivityLog activity, Purposes purposes) {
        this.activity = activity;
        this.purposes = purposes;
    }

    /** In a view: before anything of the record is shown. */
    public void note(RecordView record, Reader reader) {
        if (!isForAll(record)) {
            note(record.id(), reader);
        }
    }

    /** As {@link #note(RecordView, Reader)}, of what is known not to be public. */
    public void note(AipId id, Reader reader) {
        note(
                id,
                reader,
                VaadinRequest.getCurrent() instanceof VaadinServletRequest request
                        ? request
                        : null);
    }

    void note(AipId id, Reader reader, @Nullable HttpServletRequest request) {
        if (request != null && SeenPages.has(request, id.value(), NO_PAGE)) {
            return;
        }
        activity.record(
                reader,
                "VIEW",
                id.toString(),
                DETAIL,
                // Nobody is asked before a description: it tells whether to open more.
                purposes.of(id, reader, request).orElse(null));
        if (request != null) {
            SeenPages.add(request, id.value(), NO_PAGE);
        }
    }

    /** Whether everybody may read all that this reader sees of it. */
    static boolean isForAll(RecordView record) {
        return switch (record) {
            case RecordView.Listed listed -> true;
            case RecordView.Full full ->
                    full.rights().access() == Access.PUBLIC
                            && full.documents().stream()
                                    .allMatch(each -> each.rights().access() == Access.PUBLIC);
            case RecordView.Paper paper -> {
                PaperFacts facts = paper.facts();
                yield facts == null || facts.rights().access() == Access.PUBLIC;
            }
        };
    }
}

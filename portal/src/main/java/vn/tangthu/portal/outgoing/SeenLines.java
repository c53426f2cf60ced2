package vn.tangthu.portal.outgoing;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;

/**
 * Lines of closed pages that a list of finds shows: in the log before they are shown, one line for
 * each file, or for each document with a file for each page, that names the pages. A page whose
 * line or image the log has of this session is not named again; its image is a line of its own.
 */
@Component
public class SeenLines {
    /** What the log says was seen, before the pages. */
    public static final String DETAIL = "dòng ở";

    private static final String LINE = "/dòng/";
    private final ActivityLog activity;

    SeenLines(ActivityLog activity) {
        this.activity = activity;
    }

    /**
     * In a view.
     *
     * @param shown places of the record, open ones too
     * @param purpose null where none of them is closed
     */
    public void note(
            RecordView.Full full,
            List<Position> shown,
            @Nullable ReadingPurpose purpose,
            Reader reader) {
        HttpServletRequest request =
                VaadinRequest.getCurrent() instanceof VaadinServletRequest now ? now : null;
        Map<UUID, SortedSet<Integer>> pages = new LinkedHashMap<>();
        List<String> named = new ArrayList<>();
        for (ArchivalDocument document : full.documents()) {
            if (!ClosedThings.isClosed(document)) {
                continue;
            }
            for (Position at : shown) {
                if (at.document().equals(document.id()) && isNew(at, request)) {
                    UUID subject =
                            document.isPagedThrough() ? document.id().value() : at.file().value();
                    boolean unused =
                            pages.computeIfAbsent(subject, id -> new TreeSet<>())
                                    .add(document.numberOf(at.file(), at.page()));
                    named.add(name(at));
                }
            }
        }
        pages.forEach(
                (subject, numbers) ->
                        activity.record(
                                reader, "VIEW", subject.toString(), detail(numbers), purpose));
        if (request != null) {
            named.forEach(name -> SeenPages.add(request, name));
        }
    }

    private static String name(Position at) {
        return at.file().value() + LINE + at.page();
    }

    private static String detail(SortedSet<Integer> numbers) {
        return numbers.stream()
                .map(number -> "trang " + number)
                .collect(Collectors.joining(", ", DETAIL + " ", ""));
    }

    private static boolean isNew(Position at, @Nullable HttpServletRequest request) {
        return request == null
                || (!SeenPages.has(request, at.file().value(), at.page())
                        && !SeenPages.has(request, name(at)));
    }
}

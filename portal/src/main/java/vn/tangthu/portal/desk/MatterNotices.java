package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.OpenMatters;
import vn.tangthu.portal.shell.Words;

/** What other rooms have to tell the archivist; nothing when all is well. */
final class MatterNotices extends Div {
    private static final long serialVersionUID = 1L;
    private final transient ObjectProvider<OpenMatters> rooms;
    private final Words words;
    private List<String> shown = List.of();

    MatterNotices(ObjectProvider<OpenMatters> rooms, Words words) {
        this.rooms = rooms;
        this.words = words;
    }

    void refresh() {
        List<String> now =
                rooms.stream()
                        .flatMap(room -> room.matters().stream())
                        .map(m -> words.of("enum.Matter." + m.kind()) + " " + m.subject())
                        .toList();
        if (!now.equals(shown)) {
            shown = now;
            removeAll();
            now.forEach(text -> add(Notices.box(Marks.Tone.WARN, text)));
        }
    }
}

package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import vn.tangthu.portal.doors.DropFolder;
import vn.tangthu.portal.doors.DropProblem;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;

/** What in the drop folder is not taken, and why. Nothing when all is well or there is none. */
final class DropFolderNotices extends Div {
    private static final long serialVersionUID = 1L;
    private final transient ObjectProvider<DropFolder> folder;
    private final Words words;
    private List<String> shown = List.of();

    DropFolderNotices(ObjectProvider<DropFolder> folder, Words words) {
        this.folder = folder;
        this.words = words;
    }

    void refresh() {
        DropFolder drop = folder.getIfAvailable();
        List<DropProblem> problems = drop == null ? List.of() : drop.problems();
        List<String> now =
                problems.stream().map(p -> words.of(p.kind()) + " " + p.subject()).toList();
        if (!now.equals(shown)) {
            shown = now;
            removeAll();
            now.forEach(text -> add(Notices.box(Marks.Tone.WARN, text)));
        }
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.security.ReferenceTries;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Part;

/**
 * One's own requests, the newest first: those that were sent signed in, and those that were shown
 * to be one's own. Each leads to its status page.
 */
@Route("tai-khoan/yeu-cau")
@PermitAll
class OwnRequestsView extends PageView {
    private static final long serialVersionUID = 1L;

    OwnRequestsView(UserFiles files, CurrentReader current, ReferenceTries tries) {
        title(t("nav.own"));
        add(
                hint(t("own.hint")),
                row(
                        new Anchor("/yeu-cau", t("own.send")),
                        new Anchor("/yeu-cau?gio=1", t("own.basket"))),
                new FilePart(files, Part.REQUESTS, current::reader, words(), same -> same, null),
                section(
                        t("own.claim"),
                        hint(t("own.claim.hint")),
                        new ClaimForm(
                                files,
                                tries,
                                current::reader,
                                words(),
                                () -> getUI().ifPresent(ui -> ui.getPage().reload()))));
    }
}

package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import vn.tangthu.portal.outgoing.PapersOfRequest;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.storage.TangThuHome;

/**
 * Papers of one's own request: to fetch again, and to add some while it is open. A request of
 * somebody else is as one that does not exist.
 */
@Route("tai-khoan/giay-to/:id")
@PermitAll
class OwnPapersView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient RequestAttachments attachments;
    private final transient AccessRequests requests;
    private final transient CurrentReader current;
    private final transient TangThuHome home;

    OwnPapersView(
            RequestAttachments attachments,
            AccessRequests requests,
            CurrentReader current,
            TangThuHome home) {
        this.attachments = attachments;
        this.requests = requests;
        this.current = current;
        this.home = home;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(event.getRouteParameters().get("id").orElse(""));
    }

    private void show(String reference) {
        List<Attachment> papers =
                attachments.of(reference, current.reader()).orElseThrow(NotFoundException::new);
        AccessRequests.Request request =
                requests.find(reference).orElseThrow(NotFoundException::new);
        clear();
        title(t("attachments.mine", request.reference().value()));
        add(
                row(new Anchor("/app/tai-khoan/ho-so", t("attachments.mine.back"))),
                section(
                        t("attachments.title"),
                        new PapersOfRequest(
                                attachments,
                                papers,
                                request.reference().value(),
                                request.status().open(),
                                null,
                                () -> show(reference),
                                current,
                                home,
                                words())));
    }
}

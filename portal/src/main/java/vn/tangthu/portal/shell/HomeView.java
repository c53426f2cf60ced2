package vn.tangthu.portal.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** Sends everybody to where their work is: staff to the desk, others to the search. */
@Route("")
@PermitAll
class HomeView extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient CurrentReader current;

    HomeView(CurrentReader current) {
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reader reader = current.reader();
        boolean staff =
                reader.is(Role.ARCHIVIST)
                        || reader.is(Role.AUDITOR)
                        || reader.is(Role.ADMINISTRATOR);
        boolean officer = reader.is(Role.SECRETS_OFFICER);
        event.forwardTo(staff ? "ban-lam-viec" : officer ? "bi-mat" : "tim");
    }
}

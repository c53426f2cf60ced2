package vn.tangthu.portal.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** No frame: for pages that must come up when nothing else does. */
@AnonymousAllowed
class BareLayout extends Div implements RouterLayout {
    private static final long serialVersionUID = 1L;

    BareLayout() {
        addClassName("tt-bare");
    }
}

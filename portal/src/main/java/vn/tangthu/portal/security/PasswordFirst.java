package vn.tangthu.portal.security;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/**
 * Sends whoever came in with a one-time password to the view that replaces it, wherever they go.
 */
@Component
public class PasswordFirst implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    /** The route of the view that replaces a password. */
    public static final String ROUTE = "doi-mat-khau";

    private final transient CurrentReader current;

    PasswordFirst(CurrentReader current) {
        this.current = current;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addUIInitListener(init -> init.getUI().addBeforeEnterListener(this::check));
    }

    private void check(BeforeEnterEvent event) {
        if (!event.getLocation().getPath().equals(ROUTE) && current.mustChangePassword()) {
            event.forwardTo(ROUTE);
        }
    }
}

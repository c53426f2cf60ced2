package vn.tangthu.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Location;

/** Leads from a view to another by the address that a link would have. */
public final class Addresses {
    private static final String APP = "/app/";

    private Addresses() {}

    /**
     * @param address below {@code /app/}, with what it asks for behind the question mark
     */
    public static void go(Component from, String address) {
        Location to = new Location(address.substring(APP.length()));
        from.getUI().ifPresent(ui -> ui.navigate(to.getPath(), to.getQueryParameters()));
    }
}

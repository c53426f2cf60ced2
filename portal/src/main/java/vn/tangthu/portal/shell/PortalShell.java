package vn.tangthu.portal.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.lumo.Lumo;

/** The page that carries the views: style sheets, language, icon. */
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("context://tokens.css")
@StyleSheet("context://app.css")
@Viewport("width=device-width, initial-scale=1")
public class PortalShell implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Tàng Thư");
        settings.addMetaTag("robots", "noindex");
        // Without it the browser asks for /favicon.ico, which there is not.
        settings.addLink("icon", "/favicon.svg");
    }
}

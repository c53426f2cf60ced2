package vn.tangthu.portal.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Set;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Role;

/** The frame: brand, language, who one is, and the ways that one's roles open. */
@Layout
@AnonymousAllowed // the views say who may see them
public class ShellLayout extends AppLayout implements AfterNavigationObserver {
    private static final long serialVersionUID = 1L;

    /** The roles that have a desk. */
    private static final Set<Role> STAFF = Set.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR);

    private final Words words = Words.in(getLocale());

    ShellLayout(CurrentReader current, AuthenticationContext authentication) {
        Account account = current.account();
        addClassName("tt-shell");
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel(words.of("nav.toggle"));
        Anchor brand = new Anchor("/app/", "Tàng Thư");
        brand.addClassName("tt-brand");
        Div space = new Div();
        space.addClassName("tt-grow");
        addToNavbar(toggle, brand, space, Languages.button(words), logout(authentication));
        Div drawer = new Div();
        drawer.addClassName("tt-drawer");
        if (!account.mustChangePassword()) {
            drawer.add(nav(account.roles()));
        }
        Anchor person = new Anchor("/app/tai-khoan", account.displayName());
        Span roles =
                new Span(
                        String.join(
                                ", ", account.roles().stream().sorted().map(words::of).toList()));
        roles.addClassName("tt-hint");
        Div who = new Div(person, roles);
        who.addClassName("tt-who");
        drawer.add(who);
        addToDrawer(new Scroller(drawer));
    }

    /** Vaadin's own line about the connection, which is English unless told. */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        event.getUI()
                .getPage()
                .executeJs(
                        "const line = window.Vaadin && window.Vaadin.connectionIndicator;"
                                + "if (line) { line.onlineText = $0; line.offlineText = $1;"
                                + " line.reconnectingText = $2 }",
                        words.of("connection.online"),
                        words.of("connection.offline"),
                        words.of("connection.reconnecting"));
    }

    private SideNav nav(Set<Role> roles) {
        SideNav nav = new SideNav();
        nav.getElement().setAttribute("aria-label", words.of("nav.label"));
        if (roles.stream().anyMatch(STAFF::contains)) {
            nav.addItem(way("nav.desk", "ban-lam-viec", VaadinIcon.DESKTOP));
        }
        if (roles.contains(Role.SECRETS_OFFICER)) {
            nav.addItem(way("nav.secrets", "bi-mat", VaadinIcon.LOCK));
        }
        nav.addItem(way("nav.search", "tim", VaadinIcon.SEARCH));
        nav.addItem(way("nav.saved", "tim-da-luu", VaadinIcon.BOOKMARK));
        nav.addItem(way("nav.own", "tai-khoan/yeu-cau", VaadinIcon.ENVELOPE_O));
        if (roles.contains(Role.AGENCY)) {
            nav.addItem(way("nav.agency", "co-quan", VaadinIcon.INSTITUTION));
        }
        if (roles.contains(Role.ARCHIVIST)) {
            nav.addItem(
                    way("nav.deliveries", "giao-nop", VaadinIcon.INBOX),
                    way("nav.holdings", "kho", VaadinIcon.ARCHIVES),
                    way("nav.requests", "yeu-cau", VaadinIcon.ENVELOPE_OPEN),
                    way("nav.text", "van-ban", VaadinIcon.FILE_TEXT_O),
                    way("nav.ocr", "nhan-dang-chu", VaadinIcon.EYE));
        }
        if (roles.contains(Role.ARCHIVIST) || roles.contains(Role.ADMINISTRATOR)) {
            nav.addItem(
                    way("nav.figures", "so-lieu", VaadinIcon.BAR_CHART_H),
                    way("nav.spellings", "cach-viet", VaadinIcon.TEXT_LABEL));
        }
        if (roles.stream().anyMatch(STAFF::contains)) {
            nav.addItem(way("nav.use", "su-dung", VaadinIcon.TRENDING_UP));
        }
        if (roles.contains(Role.ARCHIVIST) || roles.contains(Role.AUDITOR)) {
            nav.addItem(
                    way("nav.fixity", "kiem-tra", VaadinIcon.CHECK_CIRCLE_O),
                    way("nav.certificates", "chung-nhan", VaadinIcon.DIPLOMA),
                    way("nav.log", "nhat-ky-bat-bien", VaadinIcon.LOCK));
        }
        if (roles.contains(Role.AUDITOR) || roles.contains(Role.ADMINISTRATOR)) {
            nav.addItem(
                    way("nav.activity", "nhat-ky", VaadinIcon.LIST),
                    way("nav.watch", "doc-bat-thuong", VaadinIcon.EXCLAMATION_CIRCLE_O));
        }
        if (roles.contains(Role.ADMINISTRATOR)) {
            nav.addItem(
                    way("nav.fees", "bieu-phi", VaadinIcon.MONEY),
                    way("nav.accounts", "nguoi-dung", VaadinIcon.USERS));
        }
        nav.addItem(way("nav.account", "tai-khoan", VaadinIcon.USER));
        return nav;
    }

    private SideNavItem way(String key, String path, VaadinIcon icon) {
        SideNavItem item = new SideNavItem(words.of(key), path, icon.create());
        item.setMatchNested(true);
        return item;
    }

    private Button logout(AuthenticationContext authentication) {
        Button button = new Button(words.of("nav.logout"), e -> authentication.logout());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return button;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        // On a phone the drawer lies over the page: close it once a way was chosen.
        getElement().executeJs("if (this.overlay) { this.drawerOpened = false }");
    }
}

package vn.tangthu.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which language a person reads: a cookie, Vietnamese without one. The page says it too, for screen
 * readers, before the first view is there.
 */
@Component
class Languages implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    /** The cookie that the public pages share. */
    static final String COOKIE = "TANGTHU-LANG";

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(
                response ->
                        response.getDocument()
                                .getElementsByTag("html")
                                .attr("lang", of(response.getVaadinRequest()).getLanguage()));
        event.getSource()
                .addUIInitListener(
                        init -> init.getUI().setLocale(of(VaadinService.getCurrentRequest())));
    }

    static Locale of(@Nullable VaadinRequest request) {
        Cookie[] cookies = request == null ? null : request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && "en".equals(cookie.getValue())) {
                    return Locale.ENGLISH;
                }
            }
        }
        return Translations.VIETNAMESE;
    }

    /** The way to the other language, in that language. */
    static Button button(Words words) {
        boolean english = words.locale().getLanguage().equals("en");
        Locale other = english ? Translations.VIETNAMESE : Locale.ENGLISH;
        Button button = new Button(english ? "Tiếng Việt" : "English");
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        button.getElement().setAttribute("lang", other.getLanguage());
        button.addClickListener(e -> e.getSource().getUI().ifPresent(ui -> choose(ui, other)));
        return button;
    }

    /** Remembers the language for a year and loads the page again in it. */
    static void choose(UI ui, Locale locale) {
        Cookie cookie = new Cookie(COOKIE, locale.getLanguage());
        cookie.setPath("/");
        cookie.setMaxAge(365 * 24 * 60 * 60);
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        VaadinService.getCurrentResponse().addCookie(cookie);
        ui.getPage().reload();
    }
}

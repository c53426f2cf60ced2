package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Vietnamese, unless the person chose English: {@code ?lang=en} chooses, a cookie remembers. The
 * browser's own preference is not asked, because many computers in Vietnam are set up in English.
 */
final class PublicLocale implements LocaleResolver, HandlerInterceptor {
    static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    static final String PARAMETER = "lang";
    static final String COOKIE = "TANGTHU-LANG";
    private static final int A_YEAR = 365 * 24 * 3600;

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Locale chosen = asked(request);
        return chosen == null ? remembered(request) : chosen;
    }

    /** The language of an address that chooses none; the parameters are not read. */
    static Locale remembered(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        Locale chosen = cookie == null ? null : chosen(cookie.getValue());
        return chosen == null ? VIETNAMESE : chosen;
    }

    @Override
    public void setLocale(
            HttpServletRequest request,
            @Nullable HttpServletResponse response,
            @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is chosen with ?lang=");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        Locale chosen = asked(request);
        if (chosen != null) {
            Cookie cookie = new Cookie(COOKIE, chosen.getLanguage());
            cookie.setPath("/");
            cookie.setMaxAge(A_YEAR);
            cookie.setHttpOnly(true);
            cookie.setSecure(request.isSecure());
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
        }
        return true;
    }

    /** The error page of a query that cannot be decoded asks for its language, too. */
    private static @Nullable Locale asked(HttpServletRequest request) {
        try {
            return chosen(request.getParameter(PARAMETER));
        } catch (IllegalStateException undecodable) {
            return null;
        }
    }

    private static @Nullable Locale chosen(@Nullable String language) {
        return "en".equals(language) ? Locale.ENGLISH : "vi".equals(language) ? VIETNAMESE : null;
    }
}

package vn.tangthu.portal.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A login must come from our own form. Vaadin exempts the login from the check of the token, though
 * its form sends one; without the check a foreign page could log somebody in under a stranger's
 * name. Who comes without a token that fits (or with one of a session that is over) gets the form
 * again.
 */
class LoginToken extends OncePerRequestFilter {
    private final CsrfFilter check = new CsrfFilter(new HttpSessionCsrfTokenRepository());

    LoginToken() {
        // Another name than the chain's own filter, which would think it had run already.
        check.setBeanName("tokenOfTheLogin");
        check.setAccessDeniedHandler(
                (request, response, refusal) ->
                        response.sendRedirect(
                                request.getContextPath() + PortalSecurity.LOGIN + "?lai"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !("POST".equals(request.getMethod())
                && request.getRequestURI().equals(request.getContextPath() + PortalSecurity.LOGIN));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        check.doFilter(request, response, chain);
    }
}
